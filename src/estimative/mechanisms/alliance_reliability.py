"""How often obligations of alliance were honoured in war, where the text holds such an obligation.

No model: rival base rates of coded, invoked obligations (kinds as in the Alliance Treaty Obligations and Provisions
data, Leeds and others 2002). A text without a clause of mutual defence gets no rate at all.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, NamedTuple

from estimative.domain import Parameter

from .contract import Applicable, CaseView, Mechanism, NotApplicable, Solved, namespace, needed_inputs, short, solved
from .draws import central
from .fields import Array, gives, reads
from .parameters import defaults
from .results import Output
from .wording import band

OTHERS = {
    "offence": "to join an attack",
    "neutrality": "not to help the other's attacker",
    "non_aggression": "not to attack each other",
    "consultation": "to consult",
}


class Inputs(NamedTuple):
    defence: Annotated[Array, reads("1", "1 if the text obliges to defend the other, 0 if not")]
    offence: Annotated[Array, reads("1", f"1 if it obliges {OTHERS['offence']}", needed=False)]
    neutrality: Annotated[Array, reads("1", f"1 if it obliges {OTHERS['neutrality']}", needed=False)]
    non_aggression: Annotated[Array, reads("1", f"1 if it obliges {OTHERS['non_aggression']}", needed=False)]
    consultation: Annotated[Array, reads("1", f"1 if it obliges {OTHERS['consultation']}", needed=False)]


class Params(NamedTuple):
    honoured: Annotated[Array, reads("1", "share of invoked obligations that were honoured")]


class Outputs(NamedTuple):
    honours: Annotated[Array, gives("1", "base rate of honouring the obligation in war", headline=True)]


def solve(inputs: Inputs, params: Params) -> Solved:
    """All (draw,): the base rate where the text obliges to defend, else unknown."""
    xp = namespace(params.honoured)
    return solved(Outputs(xp.where(inputs.defence >= 0.5, params.honoured, xp.nan)))


def applies(mechanism: Mechanism, case: CaseView, inputs: Sequence[Parameter]) -> Applicable | NotApplicable:
    """Only a text with a clause of mutual defence has a base rate of defence."""
    verdict = needed_inputs(mechanism, case, inputs)
    if isinstance(verdict, NotApplicable):
        return verdict
    held = {short(p.id): central(p.prior) >= 0.5 for p in inputs}
    if held["defence"]:
        return verdict
    rest = [words for name, words in OTHERS.items() if held.get(name)]
    obliged = f"; the text obliges only {' and '.join(rest)}" if rest else ""
    return NotApplicable(f"no obligation, base rate does not apply: no mutual-defence clause{obliged}")


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rival says, in words."""
    return (
        f"obligations of this kind, once a war invoked them, were honoured in {band(outputs['honours'], scale=100)} % "
        "of cases; wars in which allies are expected to fight are rarer than this counts"
    )


ALLIANCE_RELIABILITY = Mechanism(
    name="alliance_reliability",
    title="Reliability of alliances",
    asks="What does the text oblige to, and how often were such obligations honoured when a war invoked them?",
    citation="Leeds, Long and Mitchell 2000; Berkemeier and Fuhrmann 2018",
    label="estimated",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    sentence=sentence,
    applies=applies,
    record=(
        "not shown to work: of 242 pairs of an attacked state and a defence ally, 6 % saw the ally join, far below "
        "every published rate; those hold for obligations that someone judged invoked, in wars not deterred"
    ),
    defaults=defaults("alliance_reliability"),
    monthly=False,
)
