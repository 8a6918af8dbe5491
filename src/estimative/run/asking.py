"""What a person asks of an ensemble: which inputs a figure hangs on, what leads to it, what to find out first."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from estimative.cases import Case
from estimative.domain import CHANNELS, BadInput
from estimative.evidence import assess
from estimative.ledger import Ledger
from estimative.simulate import (
    AS_IS,
    Conditions,
    Limit,
    Plan,
    Worth,
    asked,
    boxes,
    conditions,
    morris,
    plan,
    scenario,
    sobol,
    voices,
    worth,
)

from .ahead import open_case
from .balance import chain_words, infer
from .compose import actor_names
from .figures import percent, two
from .gather import MACHINES, gather

Row = dict[str, Any]
MOST = 3  # inputs told of one act among many
FEW = 2048  # draws where all acts are asked about
LEAST = 0.0005  # bits: less is not told


def sensitivity_rows(
    folder: Path,
    months: int,
    act: str | None = None,
    output: str | None = None,
    method: str = "sobol",
    name: str = AS_IS,
    size: int | None = None,
) -> list[Row]:
    """One row per uncertain input that reaches the figure, by Sobol's indices or Morris's elementary effects."""
    case = open_case(folder)
    made = plan(case, scenario(case, name))
    figure = asked(made, months, act, output)
    if method == "sobol":
        return [
            {
                "input": i.input,
                "alone": f"{i.first:.2f}",
                "+-": f"{i.first_error:.2f}",
                "with others": f"{i.total:.2f}",
                "+- ": f"{i.total_error:.2f}",
                "meaning": i.words,
            }
            for i in sobol(made, figure, size or 512)
        ]
    if method == "morris":
        return [
            {
                "input": e.input,
                "moves it by": two(e.mean),
                "size": two(e.size),
                "+-": two(e.size_error),
                "spread": two(e.spread),
                "meaning": e.words,
            }
            for e in morris(made, figure, size or 64)
        ]
    raise BadInput(f"no method {method!r}", mend="use sobol or morris")


def discover_rows(
    folder: Path,
    months: int,
    act: str | None = None,
    output: str | None = None,
    above: float | None = None,
    name: str | None = None,
    draws: int = 2048,
) -> tuple[list[Row], str]:
    """Boxes of conditions in which the act, or the output above a mark, comes more often; and a line on the whole.
    Over all scenarios the case declares, counted alike, or one."""
    case = open_case(folder)
    runs = _runs(case, name)
    figure = asked(runs[0][1], months, act, output)
    if (above is None) != figure.act:
        raise BadInput("an output needs a mark, an act has none", mend="give --output with --above, or --act alone")
    found = conditions(runs, figure, draws, above)
    rows = [
        {
            "when": "; ".join(_limit(one, found) for one in box.limits),
            "happens in": percent(box.density, narrow=True),
            "+-": f"{1.96 * box.error:.1%}",
            "times the average": f"{box.lift:.1f}",
            "covers of all cases": percent(box.coverage, narrow=True),
            "part of draws": percent(box.mass, narrow=True),
        }
        for box in boxes(found)
    ]
    return rows, f"over all {len(runs)} scenarios, counted alike: {percent(float(found.happens.mean()))}"


def _runs(case: Case, name: str | None) -> list[tuple[Mapping[str, str], Plan]]:
    declared = case.prospects.scenarios
    specs = list(declared) if declared and name is None else [scenario(case, name or AS_IS)]
    return [(dict(s.states) if s else {}, plan(case, s)) for s in specs]


def _limit(limit: Limit, found: Conditions) -> str:
    k = found.names.index(limit.name)
    words, unit = found.words[k], found.units[k]
    if unit == "state":
        return words if limit.low > -math.inf else words.replace(" is ", " is not ", 1)
    ends = [f"above {two(limit.low)}"] * math.isfinite(limit.low)
    ends += [f"at most {two(limit.high)}"] * math.isfinite(limit.high)
    held = f"{words}{_until(limit.name, found)}, {' and '.join(ends)}"
    return f"{held}{'' if unit == '1' else f' {unit}'} ({limit.name})"


def _until(name: str, found: Conditions) -> str:
    """A parameter that some scenario or act changes holds until then."""
    return ", before any change" if any(f"{name}/" in f"{n}/" for n in found.names if n != name) else ""


def voi_rows(
    folder: Path,
    months: int = 12,
    act: str | None = None,
    output: str | None = None,
    name: str = AS_IS,
    ledger_url: str | None = None,
) -> list[Row]:
    """What to find out first, most telling first. For one act or output: every input that reaches it. Without either:
    the pair's chains on which one more independent origin would tell most, and for every act what would tell most about
    it; both in bits."""
    case = open_case(folder)
    made = plan(case, scenario(case, name))
    if act or output:
        return [_worth(w) for w in worth(made, asked(made, months, act, output))]
    found = [(v, row) for v, row in _chains(folder, case, ledger_url)]
    for one in made.acts:
        told = worth(made, asked(made, months, one.id), FEW)[:MOST]
        found += [(w.bits, _told(one.text, months, w)) for w in told if w.bits and w.bits >= LEAST]
    return [row for _, row in sorted(found, key=lambda pair: -pair[0])]


def _worth(w: Worth) -> Row:
    row: Row = {"find out": w.words, "takes away": f"{max(w.share, 0):.0%}", "+-": f"{1.96 * w.error:.1%}"}
    if w.bits is not None:
        row["bits"] = f"{w.bits:.4f}"
    row |= {"now": two(w.now), "if low": two(w.low), "if high": two(w.high), "input": w.input}
    return row


def _told(text: str, months: int, w: Worth) -> Row:
    would = f"{percent(w.low)} if low, {percent(w.high)} if high (now {percent(w.now)})"
    return {
        "about": f"{text} within {months} months",
        "find out": w.words,
        "bits": f"{w.bits or 0:.3f}",
        "would": would,
    }


def _chains(folder: Path, case: Case, ledger_url: str | None) -> Sequence[tuple[float, Row]]:
    with Ledger.at(folder, case.id, ledger_url) as ledger:
        got = gather(case, ledger, case.as_of)
    signals = assess(got.view, got.registry, MACHINES, {c.name: c.label for c in case.contradictions}).signals
    held = infer(case, signals, case.as_of).held
    names = actor_names(case, got)
    rows = []
    pair = [c.chain for c in held.chains if {c.chain.giver, c.chain.receiver} == set(case.pair)]
    for voice in voices(held, pair):
        rivals = ", ".join(f"{bits:.2f} {name}" for name, bits in voice.by_rival)
        rows.append(
            (
                voice.bits,
                {
                    "about": chain_words(names, voice.chain),
                    "find out": f"one more independent witness of {CHANNELS[voice.chain.channel].words}",
                    "bits": f"{voice.bits:.3f}",
                    "would": f"of {voice.entropy:.2f} bits, {voice.origins} origins so far; {rivals}",
                },
            )
        )
    return rows
