"""One issue, up to six actors of a case: where the weighted middle lies and whose position would win.

The first turn of `spatial_bargaining` (Conditional winner, Linear victory, Mid risk) on plain arrays, so that a case
may give positions as parameters. Host only: no part of a simulated month.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple

from estimative.domain import Parameter

from .contract import Applicable, CaseView, Mechanism, NotApplicable, Solved, namespace, short, solved
from .fields import Array, gives, named, reads
from .parameters import defaults
from .results import Output
from .wording import band

ACTORS = range(1, 7)
LEAST = 1e-8
PARTS = {
    "position": ("scale", "position of actor {} on the issue"),
    "capability": ("1", "means that actor {} could bring to bear"),
    "salience": ("1", "share of its means that actor {} would spend on the issue"),
}
ENDS = {"low": reads("scale", "lower end of the scale"), "high": reads("scale", "upper end of the scale")}
GIVEN = {f"{k}_{n}": reads(unit, told.format(n), needed=False) for n in ACTORS for k, (unit, told) in PARTS.items()}
NEEDS = {n: tuple(f"{part}_{n}" for part in PARTS) for n in ACTORS}
MIDDLE = {
    "mean": gives("scale", "mean position, weighted by capability and salience"),
    "median": gives("scale", "position that beats every other by capability and salience"),
}
CHANCES = {f"chance_{n}": gives("1", f"chance that the position of actor {n} wins", NEEDS[n]) for n in ACTORS}

Inputs = named("Inputs", ENDS | GIVEN)
Outputs = named("Outputs", MIDDLE | CHANCES)


class Params(NamedTuple):
    cubic: Annotated[Array, reads("1", "how far votes go with the cube of what is at stake and not with it")]


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
        x, c, s = (getattr(inputs, name) for name in NEEDS[k])
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
    return solved(Outputs(inputs.low + length * mean, inputs.low + length * _median(actors), *chances))


def applies(mechanism: Mechanism, case: CaseView, inputs: Sequence[Parameter]) -> Applicable | NotApplicable:
    """With at least two whole actors and the ends of the scale."""
    given = {short(p.id) for p in inputs}
    whole = [k for k in ACTORS if given.issuperset(NEEDS[k])]
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


ISSUE_CONTEST = Mechanism(
    name="spatial_bargaining",
    title="Contest over an issue",
    asks="Where does the weighted middle of the actors' positions lie, and whose position would win?",
    citation="Bueno de Mesquita 1994; Scholz, Calbert and Smith 2011; KTAB (KAPSARC)",
    label="assumed",
    solve=solve,
    Inputs=Inputs,
    Params=Params,
    Outputs=Outputs,
    sentence=sentence,
    applies=applies,
    record="not tested on any outcome: it reproduces the printed figures of other programs, and claims no forecast",
    defaults=defaults("spatial_bargaining"),
    monthly=False,
)
