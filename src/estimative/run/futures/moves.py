"""What a scenario moves, and how far: every act, quantity and chain on one measure, the distance from `as-is`."""

from collections.abc import Iterator, Sequence

import numpy as np

from estimative.cases import Act, Observable
from estimative.mechanisms import Result
from estimative.simulate import Ensemble, Part, Projection

from ..figures import SAME, spread
from ..tracing import Tracer
from .causes import Causes
from .distances import Floats, distance, gap
from .rows import ActChance, Move, ProjectionRow

NEARLY = 0.9  # of the greatest distance
LEAST = 0.05  # of the distance of a quantity's draws: less is not told


def act_moves(made: Ensemble, base: Ensemble, chances: Sequence[ActChance]) -> Iterator[Move]:
    """The horizon at which each act's share of draws differs most."""
    for chance in chances:
        path = made.act(chance.act).mean(-1) - base.act(chance.act).mean(-1)
        months = max((m for m, _ in chance.gained), key=lambda m: abs(path[m - 1]), default=None)
        if months is None:
            continue
        figure, apart = dict(chance.gained)[months], float(path[months - 1])
        if figure.text != SAME:
            label = made.plan.labels[months - 1][:7]
            yield Move("act", chance.act, chance.text, label, figure, round(abs(apart), 3), apart > 0)


def quantity_moves(
    made: Ensemble, base: Ensemble, causes: Causes, observables: Sequence[Observable], tracer: Tracer
) -> Iterator[Move]:
    """Observables, then headline outputs of mechanisms without one, each in the month in which it differs most."""
    seen = {o.output.split(".")[0] for o in observables}
    told = [o for o in observables if o.output in made.plan.names]
    told += [_plain(part, r) for part, r in headlines(made) if part.mechanism.name not in seen]
    for one in told:
        key = f"mechanism:{one.output.split('.')[0]}"
        if causes.touched(key):
            yield from _moved(one, made, base, causes.cell(key), tracer)


def headlines(made: Ensemble) -> list[tuple[Part, Result]]:
    return [(part, r) for part in made.plan.parts for r in part.outputs if r.headline]


def _plain(part: Part, r: Result) -> Observable:
    words = f"{r.meaning} ({part.mechanism.title.lower()})"
    return Observable(f"{part.mechanism.name}.{r.name}", words, "" if r.unit == "1" else r.unit, "")


def _moved(one: Observable, made: Ensemble, base: Ensemble, cell: str, tracer: Tracer) -> Iterator[Move]:
    plain = base.output(one.output)
    apart = gap(made.output(one.output), plain)
    sizes = [distance(p + g, p) for p, g in zip(plain, apart, strict=True)]
    month = _farthest(sizes, apart)
    known = one.scale * apart[month][np.isfinite(apart[month])]
    if sizes[month] < LEAST or not known.size or spread([middle := float(np.median(known))] * 3) == "0":
        return
    label = made.plan.labels[month][:7]
    node = f"scenario:{made.plan.scenario}/{one.output}@{label}/moved"
    if one.unit:
        figure = tracer.figure(node, spread(np.quantile(known, (0.05, 0.5, 0.95)), sign=True), [cell], one.unit)
    else:
        figure = tracer.figure(node, spread(np.quantile(100 * known, (0.05, 0.5, 0.95)), sign=True), [cell], "points")
    told = (one.output, one.text.rstrip(","), label, figure, round(sizes[month], 3), middle > 0)
    yield Move("quantity", *told, source=one.output.split(".")[0], observed=bool(one.source))


def _farthest(sizes: Sequence[float], apart: Floats) -> int:
    """Of the months in which the draws lie about as far apart as ever, the one with the greatest difference."""
    middle = [float(np.median(x)) if (x := row[np.isfinite(row)]).size else 0.0 for row in apart]
    near = [t for t, size in enumerate(sizes) if size >= NEARLY * max(sizes)]
    return max(near, key=lambda t: abs(middle[t]))


def chain_moves(
    shown: Sequence[ProjectionRow],
    levels: Sequence[Projection],
    plain: Sequence[Projection],
    base: Sequence[ProjectionRow],
    last: str,
) -> Iterator[Move]:
    """Chains whose band at the end is another; the distance is that of the two distributions over levels."""
    before = {row.chain: row.band for row in base}
    masses = {p.chain: p.levels[-1].mean(-1).cumsum() for p in plain}
    own = {p.chain: p.levels[-1].mean(-1).cumsum() for p in levels}
    for row in shown:
        if row.band != before[row.chain]:
            apart = masses[row.chain] - own[row.chain]
            size = float(np.abs(apart).max())
            yield Move("chain", row.chain.id, row.words, last, row.figure, round(size, 3), bool(apart.sum() > 0))


def ordered(found: Sequence[Move]) -> tuple[Move, ...]:
    return tuple(sorted(found, key=lambda m: (-m.size, m.kind, m.id)))


def reach(moves: Sequence[Move]) -> float:
    """How far a scenario moves things: the sizes of its acts, chains and, one for each mechanism, quantities."""
    best: dict[tuple[str, str], float] = {}
    for m in moves:
        key = (m.kind, m.source or m.id)
        best[key] = max(best.get(key, 0.0), m.size)
    return sum(best.values())


def acts_of(made: Ensemble, causes: Causes) -> list[Act]:
    """Acts that the scenario can reach; all of `as-is`."""
    return [a for a in made.plan.acts if causes.touched(f"act:{a.id}")]
