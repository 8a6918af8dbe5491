"""One issue, up to six actors of a case: where the weighted middle lies and whose position would win.

The first turn of `spatial_bargaining` (Conditional winner, Linear victory, Mid risk) on plain arrays, so that a case
may give positions as parameters. Host only: no part of a simulated month.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from estimative.domain import Parameter

from .contract import (
    Applicable,
    Array,
    CaseView,
    Mechanism,
    NotApplicable,
    Result,
    Solved,
    Variable,
    namespace,
    short,
    solved,
)
from .parameters import defaults
from .results import Output
from .wording import band

ACTORS = range(1, 7)
LEAST = 1e-8
_PARTS = (("position", "scale"), ("capability", "1"), ("salience", "1"))
_NAMES = ("low", "high", *(f"{part}_{k}" for k in ACTORS for part, _ in _PARTS))

Inputs: Any = NamedTuple("Inputs", [(name, Array) for name in _NAMES])  # type: ignore[misc]


class Params(NamedTuple):
    cubic: Array


class Outputs(NamedTuple):
    mean: Array
    median: Array
    chance_1: Array
    chance_2: Array
    chance_3: Array
    chance_4: Array
    chance_5: Array
    chance_6: Array


class Outside(NamedTuple):
    """Nothing is marked."""


class Actor(NamedTuple):
    """`x` from 0 to 1, `power`, `weight` (power x salience) and `there`, 1 for an actor that is given; all (draw,)."""

    x: Array
    power: Array
    weight: Array
    there: Array


def _actors(inputs: Any) -> list[Actor]:
    xp = namespace(inputs.low)
    found = []
    for k in ACTORS:
        x, c, s = (getattr(inputs, f"{part}_{k}") for part, _ in _PARTS)
        known = xp.isfinite(x + c + s)
        share = (x - inputs.low) / (inputs.high - inputs.low)
        one = xp.ones_like(inputs.low)
        found.append(
            Actor(
                xp.where(known, xp.clip(share, 0.0, 1.0), 0.0 * one),
                xp.where(known, c, 0.0 * one),
                xp.where(known, c * s, 0.0 * one),
                xp.where(known, one, 0.0 * one),
            )
        )
    return found


def _total(values: Sequence[Array]) -> Array:
    found = values[0]
    for v in values[1:]:
        found = found + v
    return found


def _chances(actors: Sequence[Actor], risks: Sequence[Array], cubic: Array) -> list[Array]:
    """One chance per position, 0 for an actor that is not given; the chance to beat all others, made to add to 1."""
    xp = namespace(cubic)
    worth = [
        [(1 - abs(k.x - j.x)) * (1 + abs(k.x - j.x) * r) for j in actors] for k, r in zip(actors, risks, strict=True)
    ]
    products = []
    for i, own in enumerate(actors):
        product = own.there
        for j, other in enumerate(actors):
            if i == j:
                continue
            gaps = [w[i] - w[j] for w in worth]
            votes = [k.power * ((1 - cubic) * g + cubic * g * g * g) for k, g in zip(actors, gaps, strict=True)]
            pro = LEAST + _total([xp.maximum(v, 0.0) for v in votes])
            con = LEAST + _total([xp.maximum(-v, 0.0) for v in votes])
            product = product * xp.where(other.there > 0, pro / (pro + con), xp.ones_like(pro))
        products.append(product)
    whole = _total(products)
    return [p / whole for p in products]


def _risks(chances: Sequence[Array], actors: Sequence[Actor]) -> list[Array]:
    """From -1/2 for the least likely winner to 1 for the likeliest."""
    xp = namespace(chances[0])
    low, high = 2.0 * xp.ones_like(chances[0]), -xp.ones_like(chances[0])
    for c, a in zip(chances, actors, strict=True):
        low = xp.where(a.there > 0, xp.minimum(low, c), low)
        high = xp.where(a.there > 0, xp.maximum(high, c), high)
    spread = high - low
    flat = spread > 0
    return [xp.where(flat, 1.5 * (c - low) / xp.where(flat, spread, 1.0) - 0.5, xp.zeros_like(c)) for c in chances]


def _median(actors: Sequence[Actor]) -> Array:
    """The first position, in the order of the actors, that no other beats by weight."""
    xp = namespace(actors[0].x)
    found = actors[0].x * xp.nan
    for own in reversed(actors):
        stands = own.there
        for other in actors:
            margin = _total([k.weight * (abs(k.x - other.x) - abs(k.x - own.x)) for k in actors])
            beaten = xp.logical_and(margin < -1e-12, other.there > 0)
            stands = xp.where(beaten, 0.0 * stands, stands)
        found = xp.where(stands > 0, own.x, found)
    return found


def solve(inputs: Any, params: Params) -> Solved:
    """All (draw,). Positions outside the scale are put on its ends."""
    xp = namespace(inputs.low)
    actors = _actors(inputs)
    even = [xp.zeros_like(inputs.low) for _ in actors]
    risks = _risks(_chances(actors, even, params.cubic), actors)
    chances = _chances(actors, risks, params.cubic)
    weight = _total([a.weight for a in actors])
    mean = _total([a.weight * a.x for a in actors]) / weight
    length = inputs.high - inputs.low
    return solved(Outputs(inputs.low + length * mean, inputs.low + length * _median(actors), *chances), Outside())


def applies(mechanism: Mechanism, case: CaseView, inputs: Sequence[Parameter]) -> Applicable | NotApplicable:
    """With at least two whole actors and the ends of the scale."""
    given = {short(p.id) for p in inputs}
    whole = [k for k in ACTORS if given.issuperset(f"{part}_{k}" for part, _ in _PARTS)]
    if len(whole) < 2 or not given.issuperset(("low", "high")):
        return NotApplicable("the case gives no issue with the positions of at least two actors on a scale")
    return Applicable()


def sentence(outputs: Mapping[str, Output]) -> str:
    """What one rule says, in words."""
    shown = [f"actor {k}: {band(o, scale=100)} %" for k in ACTORS if (o := outputs[f"chance_{k}"]).median is not None]
    return (
        f"the weighted median lies at {band(outputs['median'])} and the mean at {band(outputs['mean'])}; "
        f"chance that a position wins, {', '.join(shown)}"
    )


def _variables() -> tuple[Variable, ...]:
    words = {
        "position": "position of actor {} on the issue",
        "capability": "means that actor {} could bring to bear",
        "salience": "share of its means that actor {} would spend on the issue",
    }
    ends = (Variable("low", "scale", "lower end of the scale"), Variable("high", "scale", "upper end of the scale"))
    return (
        *ends,
        *(Variable(f"{part}_{k}", unit, words[part].format(k), needed=False) for k in ACTORS for part, unit in _PARTS),
    )


ISSUE_CONTEST = Mechanism(
    name="spatial_bargaining",
    title="Contest over an issue",
    asks="Where does the weighted middle of the actors' positions lie, and whose position would win?",
    citation="Bueno de Mesquita 1994; Scholz, Calbert and Smith 2011; KTAB (KAPSARC)",
    label="assumed",
    inputs=_variables(),
    parameters=(Variable("cubic", "1", "how far votes go with the cube of what is at stake and not with it"),),
    outputs=(
        Result("mean", "scale", "mean position, weighted by capability and salience"),
        Result("median", "scale", "position that beats every other by capability and salience"),
        *(
            Result(
                f"chance_{k}", "1", f"chance that the position of actor {k} wins", tuple(f"{p}_{k}" for p, _ in _PARTS)
            )
            for k in ACTORS
        ),
    ),
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    sentence=sentence,
    applies=applies,
    record="not tested on any outcome: it reproduces the printed figures of other programs, and claims no forecast",
    defaults=defaults("spatial_bargaining"),
    monthly=False,
)
