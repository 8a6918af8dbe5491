"""Pressure on ties, in a case with uncertain weights: structural balance as a mechanism (Cartwright and Harary 1956).

The case names the relations: one parameter per pair, `structural_balance.A__B`, signed, from -1 (foes) to 1 (friends).
A `note` that begins with "persists:" cites what asserts that the tie holds: where theory puts it under pressure, both
are said. A pair that is not given is no tie; one not known by the as-of date is named as unknown.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np

from estimative.domain import BadInput, Parameter

from .balance_camps import camp_draws
from .contract import Applicable, CaseView, Mechanism, NotApplicable, Nothing, Solved, short, solved
from .fields import Result, gives, named, reads
from .results import Output
from .wording import band, figures

NAME = "structural_balance"
CITATION = "Cartwright and Harary 1956; line index of balance: Harary 1959 (from memory)"
PAIR = re.compile(r"([A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)__([A-Za-z0-9]+(?:_[A-Za-z0-9]+)*)")
LARGEST = 12
SHOWN = 0.5  # share of draws from which a tie is said to be under pressure
PERSISTS = "persists:"
Pair = tuple[str, str]
TOTALS = {
    "frustration": gives("1", "weight of ties that contradict the best two camps", headline=True),
    "frustration_share": gives("%", "share of the weight of ties that contradicts the best two camps"),
}
Totals = named("Totals", TOTALS)


def pairs(parameters: Sequence[Parameter]) -> tuple[Pair, ...]:
    """Pairs of actors that the parameters name, in their order. Raises BadInput if one is given in both directions."""
    names = dict.fromkeys(m.groups() for p in parameters if (m := PAIR.fullmatch(short(p.id))))
    found = tuple((left, right) for left, right in names)
    if len({frozenset(pair) for pair in found}) < len(found) or any(a == b for a, b in found):
        raise BadInput("a pair stands twice, or an actor with itself", where=NAME, mend="give each pair once")
    return found


def bind(mechanism: Mechanism, parameters: Sequence[Parameter]) -> Mechanism:
    """The mechanism for the pairs that a case names."""
    parameters = [p for p in parameters if p.id.split(".")[0] == NAME]
    found = pairs(parameters)
    actors = tuple(dict.fromkeys(name for pair in found for name in pair))
    if not found:
        return mechanism
    inputs = {"__".join(p): reads("1", f"relation of {p[0]} and {p[1]}", needed=False) for p in found}
    outputs = named("Outputs", _results(found, actors))
    return replace(
        mechanism,
        Inputs=named("Inputs", inputs),
        Outputs=outputs,
        solve=_solver(found, actors, outputs),
        sentence=_sentence(found, actors, _persisting(parameters)),
    )


def _results(found: Sequence[Pair], actors: Sequence[str]) -> dict[str, partial[Result]]:
    strained = "share of best splits that contradict {}-{}"
    strains = {_strain(p): gives("1", strained.format(*p), chance=True) for p in found}
    reliefs = {f"relief_{a}": gives("1", f"frustration that {a} alone can relieve") for a in actors}
    costs = {
        f"cost_{a}": gives("1", f"least weight of its ties that {a} must give up to relieve its part") for a in actors
    }
    return TOTALS | strains | reliefs | costs


def _strain(pair: Pair) -> str:
    return f"strain_{pair[0]}__{pair[1]}"


def _solver(found: Sequence[Pair], actors: Sequence[str], outputs: type[Any]) -> Callable[[Any, Any], Solved]:
    place = {name: k for k, name in enumerate(actors)}
    ends = np.array([[place[a], place[b]] for a, b in found])

    def solve(inputs: Any, params: Any) -> Solved:
        weights = np.stack([np.asarray(w, dtype=np.float64) for w in inputs])
        made = camp_draws(ends, len(actors), weights)
        share = 100 * made.frustration / np.nansum(abs(weights), axis=0)
        strain = np.where(np.isnan(weights), np.nan, made.strain)
        return solved(outputs(made.frustration, share, *strain, *made.relief, *made.cost))

    return solve


def _persisting(parameters: Sequence[Parameter]) -> dict[str, str]:
    notes = {short(p.id): (p.note or "") for p in parameters}
    return {k: v.removeprefix(PERSISTS).strip() for k, v in notes.items() if v.startswith(PERSISTS)}


def _sentence(
    found: Sequence[Pair], actors: Sequence[str], persists: Mapping[str, str]
) -> Callable[[Mapping[str, Output]], str]:
    def sentence(outputs: Mapping[str, Output]) -> str:
        strained = [(p, m) for p in found if (m := outputs[_strain(p)].median) is not None and m >= SHOWN]
        said = [_pressed(p, m, persists.get("__".join(p))) for p, m in sorted(strained, key=lambda s: -s[1])]
        told = (*said, _ways(outputs, actors)) if said else ("no tie is contradicted in most of the best splits",)
        return f"{band(outputs['frustration_share'])} % of all weight contradicts the best two camps; {'; '.join(told)}"

    return sentence


def _pressed(pair: Pair, strained: float, evidence: str | None) -> str:
    said = f"balance theory puts {pair[0]}-{pair[1]} under pressure (in {figures(100 * strained)} % of draws)"
    return said if evidence is None else f"{said}, yet the evidence says that it persists ({evidence})"


def _ways(outputs: Mapping[str, Output], actors: Sequence[str]) -> str:
    able = [a for a in actors if (outputs[f"relief_{a}"].median or 0) > 0]
    best = sorted(able, key=lambda a: -(outputs[f"relief_{a}"].median or 0))
    ways = [f"{a} by {band(outputs[f'relief_{a}'])} (giving up {band(outputs[f'cost_{a}'])})" for a in best[:3]]
    return f"alone could relieve it: {', '.join(ways)}" if ways else "no single actor could relieve it"


def applies(mechanism: Mechanism, case: CaseView, inputs: Sequence[Parameter]) -> Applicable | NotApplicable:
    """Any relation of three known pairs or more, of at most a dozen actors."""
    given = {short(p.id) for p in inputs}
    if len(given) < 3:
        return NotApplicable(f"fewer than three relations are known by {case.as_of} (structural_balance.A__B)")
    if len({name for pair in pairs(inputs) for name in pair}) > LARGEST:
        return NotApplicable(f"more than {LARGEST} actors: use `structural_balance()` of the library, which proves it")
    return Applicable(tuple(v.name for v in mechanism.inputs if v.name not in given))


def _empty(inputs: Any, params: Any) -> Solved:
    return solved(Totals(np.zeros(1), np.zeros(1)))


STRUCTURAL_BALANCE = Mechanism(
    name=NAME,
    title="Structural balance",
    asks="Which relations pull against each other, and what would relieve it?",
    citation=CITATION,
    label="assumed",
    solve=_empty,
    Inputs=Nothing,
    Params=Nothing,
    Outputs=Totals,
    sentence=lambda outputs: "no relation is given",
    applies=applies,
    record=(
        "passed a test that could have embarrassed it, weakly: of friendly ties of states, 1946 to 1997, 14 of 28 "
        "under strain were gone or turned after four years, of the others 344 of 7,739; half of the strained ones held"
    ),
    monthly=False,
    bind=bind,
)
