"""M07: base rates as printed; a parameter carries each, so that nothing is computed."""

from estimative.mechanisms import ALLIANCE_RELIABILITY
from estimative.mechanisms.alliance_reliability import Inputs, Params, solve

from .common import Kind, Row

NAME = "alliance_reliability"
PRINTED = {
    "Leeds, Long and Mitchell 2000": 74.5,
    "all obligations, 1816-2003": 50.0,
    "all obligations, before 1945": 66.0,
    "all obligations, 1945-2003": 22.0,
    "defence pacts, 1816-2003": 41.0,
}


def rows() -> list[Row]:
    given = {q.rival: q for q in ALLIANCE_RELIABILITY.defaults}
    obliged = Inputs(1.0, 0.0, 0.0, 0.0, 0.0)
    ours = {name: 100 * solve(obliged, Params(given[name].prior.args[0])).outputs.honours for name in PRINTED}
    return [
        Row(NAME, f"honoured: {name}, %", given[name].reference.split(":")[0], "abstract", v, ours[name], 1e-9,
            Kind.CARRIED)
        for name, v in PRINTED.items()
    ]  # fmt: skip
