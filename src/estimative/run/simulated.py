"""Scenarios of a case run as ensembles, as rows: paired with what happens if nothing changes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from estimative.cases import Act, Case, Change, Counted, Driver
from estimative.domain import CHANNELS, Band, Figure, Level, Parameter, Prior
from estimative.estimate import Posterior, quantile_levels
from estimative.mechanisms import Result
from estimative.simulate import (
    AS_IS,
    Declared,
    Ensemble,
    Part,
    Plan,
    Projection,
    ensemble,
    idle_drivers,
    listed,
    plan,
    projections,
    quantiles,
    scenario,
    signposts,
)

from .futures import ActChance, DriverRow, Fan, Futures, ProjectionRow, ScenarioRow, SignpostRow
from .movers import two
from .tracing import Tracer

DRAWS = 2048
HORIZONS = (6, 12, 24)
MOST = 6  # scenarios run for a brief; the rest are listed only
Floats = NDArray[np.float64]


def futures(
    case: Case, posterior: Posterior, words: dict[str, str], tracer: Tracer, draws: int = DRAWS
) -> Futures | None:
    """All scenarios of the case, `as-is` first; None if the case says nothing about what may come."""
    prospects = case.prospects
    base = plan(case)
    if not (prospects.acts or prospects.drivers) or not (base.parts or base.acts):
        return None
    known = listed(case)
    shown = _shown(known)
    plans = [base, *(plan(case, scenario(case, one.spec.name)) for one in shown)]
    ran = [ensemble(p, draws) for p in plans]
    levels = projections(ran, posterior)
    desk = _Desk(case, ran[0], [r.name for r in posterior.setting.tables.rivals], words, tracer)
    ones = (None, *shown)
    rows = [_row(desk, one, made, seen) for one, made, seen in zip(ones, ran, levels, strict=True)]
    silent = idle_drivers(prospects)
    return Futures(
        months=base.months,
        draws=draws,
        drivers=tuple(_driver(d, d.id in silent) for d in prospects.drivers),
        impacts=tuple((i.source, i.target, f"{i.value:+g}", i.reference) for i in prospects.impacts),
        scenarios=tuple(rows),
        signposts=tuple(_signposts(ran[1:], tracer)) if len(ran) > 2 else (),
        left_out=base.left_out,
        warnings=tuple(_warnings(silent, [k for k in known if k not in shown])),
    )


def _shown(known: Sequence[Declared]) -> list[Declared]:
    """The case's own scenarios; where it declares fewer than two, consistent ones are added."""
    declared = [k for k in known if k.declared]
    return (declared if len(declared) > 1 else [*declared, *(k for k in known if not k.declared)])[:MOST]


def _warnings(silent: Sequence[str], left: Sequence[Declared]) -> list[str]:
    found = [f"the driver {name} sways no other driver and changes nothing" for name in silent]
    names = ", ".join(one.spec.name for one in left)
    return found + ([f"consistent too, or declared, and not run here: {names}"] if names else [])


def _driver(d: Driver, idle: bool) -> DriverRow:
    return DriverRow(d.id, d.text, d.source, tuple((s.id, s.text) for s in d.states), d.gap, idle)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all scenarios of a run share: the run in which nothing changes, rival tables, words for chains."""

    case: Case
    base: Ensemble
    rivals: list[str]
    words: dict[str, str]
    tracer: Tracer


def _row(desk: _Desk, one: Declared | None, made: Ensemble, levels: Sequence[Projection]) -> ScenarioRow:
    case, base, tracer = desk.case, desk.base, desk.tracer
    name = one.spec.name if one else AS_IS
    read = _read(made.plan, tracer)
    cell = tracer.cell(f"scenario:{name}", f"scenario {name}, {made.draws} draws, seed {made.plan.seed}", read)
    drivers = {d.id: d for d in case.prospects.drivers}
    states = one.spec.states if one else ()
    return ScenarioRow(
        name=name,
        text=one.spec.text if one else "nothing changes: no driver leaves its present course, no shock",
        digest=made.plan.digest,
        declared=one is None or one.declared,
        states=tuple((d, s, found.text if (found := drivers[d].state(s)) else s) for d, s in states),
        shocks=one.spec.shocks if one else (),
        margin=_told(tracer, f"scenario:{name}/margin", one.margin if one else None, "+g", cell),
        robust=_told(tracer, f"scenario:{name}/robust", one.share if one else None, ".0%", cell),
        against=one.against if one else (),
        acts=tuple(_act(a, made, base, name, cell, tracer) for a in made.plan.acts),
        fans=tuple(_fan(p, r, made, base, name, cell, tracer) for p, r in _headlines(made.plan)),
        projections=tuple(_projections(desk, levels, name, cell)),
        warnings=tuple(_outside(made)),
    )


def _told(tracer: Tracer, name: str, value: float | None, form: str, cell: str) -> Figure | None:
    return None if value is None else tracer.figure(name, format(value, form), [cell])


def _read(p: Plan, tracer: Tracer) -> list[str]:
    """Nodes of every parameter, rate and change that a plan reads."""
    found = [tracer.parameter(q) for part in p.parts for q in part.parameters]
    for act in p.acts:
        found.append(tracer.parameter(_rate(act)))
        found += [tracer.parameter(_changed(f"act.{act.id}", c)) for c in act.changes]
    used = [c for c, on in zip(p.changes, p.on, strict=True) if on]
    found += [tracer.parameter(_changed(f"scenario.{p.scenario}.{k}", c)) for k, c in enumerate(used)]
    return list(dict.fromkeys(found)) or ["dynamics"]


def _rate(act: Act) -> Parameter:
    if isinstance(act.rate, Counted):
        prior = Prior("point", (round((act.rate.events + 0.5) / (12 * act.rate.exposure_years), 5),))
        note = f"{act.rate.events} in {act.rate.exposure_years:g} years, Jeffreys posterior; {act.rate.reference}"
        return Parameter(f"act.{act.id}.rate", prior, "a month (mean)", note, act.rate.standing)
    return Parameter(f"act.{act.id}.rate", act.rate.prior, "a month", act.rate.reference, act.rate.standing)


def _changed(scope: str, c: Change) -> Parameter:
    when = f" from {c.since or 'the start'}" + (f" until {c.until}" if c.until else "")
    return Parameter(f"{scope}.{c.target}", c.prior, f"({c.how}{when})", c.reference, c.standing)


def _act(act: Act, made: Ensemble, base: Ensemble, name: str, cell: str, tracer: Tracer) -> ActChance:
    path, plain = made.act(act.id), base.act(act.id)
    at, gained = [], []
    for months in (h for h in HORIZONS if h <= made.plan.months):
        node = f"scenario:{name}/act:{act.id}@{months}"
        at.append((months, tracer.figure(node, _percent(float(path[months - 1].mean())), [cell])))
        gap = path[months - 1].astype(float) - plain[months - 1]
        gained.append((months, tracer.figure(f"{node}/gained", _points(float(gap.mean())), [cell])))
    return ActChance(
        act=act.id,
        text=act.text,
        chain=act.chain,
        moved_by=act.moved_by,
        at=tuple(at),
        gained=tuple(gained) if made is not base else (),
        path=tuple(round(float(p), 4) for p in path.mean(-1)),
    )


def _percent(p: float) -> str:
    """Two figures at most; never a bare nought or hundred from draws.

    >>> _percent(0.0), _percent(0.004), _percent(0.123), _percent(0.999)
    ('under 1 %', 'under 1 %', '12 %', 'over 99 %')
    """
    return "under 1 %" if p < 0.005 else "over 99 %" if p > 0.995 else f"{100 * p:.0f} %"


def _points(gap: float) -> str:
    return "no change" if abs(gap) < 0.005 else f"{100 * gap:+.0f} points"


def _headlines(p: Plan) -> list[tuple[Part, Result]]:
    return [(part, r) for part in p.parts for r in part.outputs if r.headline]


def _fan(part: Part, result: Result, made: Ensemble, base: Ensemble, name: str, cell: str, tracer: Tracer) -> Fan:
    output = f"{part.mechanism.name}.{result.name}"
    node = f"scenario:{name}/{output}"
    data = quantiles(made.output(output)).T
    gap = made.output(output)[-1] - base.output(output)[-1]
    end = tracer.figure(node, _spread(data[-1][[0, 2, 4]]), [cell], result.unit)
    moved = None
    if made is not base and np.isfinite(gap).any():
        moved = tracer.figure(
            f"{node}/moved", _spread(np.nanquantile(gap, (0.05, 0.5, 0.95)), True), [cell], result.unit
        )
    rivals = {p.rival for p in part.mechanism.defaults if p.rival} - {part.rival}
    return Fan(
        output=output,
        words=result.meaning,
        unit=result.unit,
        months=made.plan.labels,
        bands=tuple(tuple(float(f"{x:.4g}") for x in row) for row in data),  # type: ignore[misc]
        end=end,
        moved=moved,
        rival=part.rival,
        left_out=tuple(sorted(rivals)),
    )


def _spread(q: Floats, sign: bool = False) -> str:
    """Median with its 5 to 95 % range, two figures each."""
    if not np.isfinite(q).all():
        return "unknown"
    low, middle, high = (f"{'+' if sign and x > 0 else ''}{two(float(x))}" for x in q)
    return middle if low == high else f"{middle} ({low} to {high})"


def _projections(desk: _Desk, levels: Sequence[Projection], name: str, cell: str) -> list[ProjectionRow]:
    rows = []
    for found in levels:
        last = found.levels[-1]
        shown = _band(last.mean(-1))
        figure = desk.tracer.figure(f"scenario:{name}/{found.chain.id}", shown.words, [cell])
        rows.append(
            ProjectionRow(
                chain=found.chain,
                words=desk.words.get(found.chain.id, f"{found.chain.id} ({CHANNELS[found.chain.channel].words})"),
                acts=found.acts,
                band=shown,
                rivals=tuple((r, _band(last[:, k])) for k, r in enumerate(desk.rivals)),
                figure=figure,
            )
        )
    return rows


def _band(masses: Floats) -> Band:
    return Band(*(Level(int(q)) for q in quantile_levels(masses)))


def _outside(made: Ensemble) -> list[str]:
    shares = made.outside.mean(-1)
    return [
        f"{part.mechanism.title}: outside its validity in {_percent(float(share))} of draws"
        for part, share in zip(made.plan.parts, shares, strict=True)
        if share > 0
    ]


def _signposts(ran: Sequence[Ensemble], tracer: Tracer) -> list[SignpostRow]:
    rows = []
    for post in signposts(ran)[:12]:
        node = f"signpost:{post.id}"
        cell = tracer.cell(node, post.text, [f"scenario:{e.plan.scenario}" for e in ran])
        told = tuple((n, tracer.figure(f"{node}/{n}", _percent(p), [cell])) for n, p in post.shares)
        gain = tracer.figure(node, f"{post.gain:.2f}", [cell], "bits")
        rows.append(SignpostRow(post.id, post.text, post.threshold, post.by, gain, told, post.source))
    return rows
