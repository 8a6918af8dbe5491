"""Scenarios of a case run as ensembles, as rows: paired with what happens if nothing changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from estimative.cases import Act, Case, Driver
from estimative.domain import Band, Figure, Level, Parameter, Prior, Standing
from estimative.estimate import Posterior, quantile_levels
from estimative.mechanisms import Result
from estimative.simulate import (
    AS_IS,
    Declared,
    Ensemble,
    Part,
    Projection,
    cautions,
    ensemble,
    hindsight,
    idle_drivers,
    listed,
    plan,
    projections,
    quantiles,
    scenario,
    silence,
)

from ..balance import chain_words
from ..figures import HORIZONS, percent, points, spread
from ..tracing import Tracer
from . import signs
from .causes import Causes
from .distances import Floats, gap
from .moves import act_moves, acts_of, chain_moves, headlines, ordered, quantity_moves, reach
from .naming import title, unnamed
from .rows import ActChance, DriverRow, Fan, Futures, ProjectionRow, ScenarioRow

DRAWS = 2048
MOST = 6  # scenarios run for a brief; the rest are listed only


def futures(
    case: Case, posterior: Posterior, names: Mapping[str, str], tracer: Tracer, draws: int = DRAWS
) -> Futures | None:
    """All scenarios of the case, `as-is` first; None if the case says nothing about what may come, or said it later."""
    prospects = case.prospects
    if hindsight(case) or not (prospects.acts or prospects.drivers):
        return None
    base = plan(case)
    if not (base.parts or base.acts):
        return None
    known = listed(case)
    shown = _shown(known)
    plans = [base, *(plan(case, scenario(case, one.spec.name)) for one in shown)]
    ran = [ensemble(p, draws) for p in plans]
    levels = projections(ran, posterior)
    first = Causes(base, prospects, tracer)
    causes = [first, *(Causes(p, prospects, tracer, first) for p in plans[1:])]
    desk = _Desk(case, ran[0], levels[0], [r.name for r in posterior.setting.tables.rivals], names, tracer)
    plain = _plain(desk, first)
    rows = [_row(desk, plain, *one) for one in zip(shown, ran[1:], levels[1:], causes[1:], strict=True)]
    seen = case.prospects.observables
    rows = [replace(r, signs=signs.rows(ran[1:], causes[1:], seen, tracer, r.name)) for r in rows]
    silent = idle_drivers(prospects)
    return Futures(
        months=base.months,
        draws=draws,
        drivers=tuple(_driver(d, d.id in silent) for d in prospects.drivers),
        impacts=tuple((i.source, i.target, f"{i.value:+g}", i.reference) for i in prospects.impacts),
        scenarios=(plain, *sorted(rows, key=lambda r: -reach(r.moves))),
        signposts=signs.rows(ran[1:], causes[1:], seen, tracer),
        left_out=base.left_out,
        warnings=tuple(_warnings(case, silent, [k for k in known if k not in shown])),
    )


def _shown(known: Sequence[Declared]) -> list[Declared]:
    """The case's own scenarios; where it declares fewer than two, consistent ones are added."""
    declared = [k for k in known if k.declared]
    return (declared if len(declared) > 1 else [*declared, *(k for k in known if not k.declared)])[:MOST]


def _warnings(case: Case, silent: Sequence[str], left: Sequence[Declared]) -> list[str]:
    found = [silence(name) for name in silent]
    found += [f"declared, and not run here: {title(one.spec.name)}" for one in left if one.declared]
    names = "; ".join(unnamed(case.prospects, one.spec) for one in left if not one.declared)
    return found + ([f"consistent too, and not run here: {names}"] if names else [])


def _driver(d: Driver, idle: bool) -> DriverRow:
    return DriverRow(d.id, d.text, d.source, tuple((s.id, s.text) for s in d.states), d.gap, idle)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all scenarios of a run share: the run in which nothing changes, rival tables, names of actors."""

    case: Case
    base: Ensemble
    levels: Sequence[Projection]  # of the base
    rivals: list[str]
    names: Mapping[str, str]
    tracer: Tracer


def _plain(desk: _Desk, causes: Causes) -> ScenarioRow:
    """`as-is`."""
    made = desk.base
    return ScenarioRow(
        name=AS_IS,
        title="If nothing changes",
        text="no driver leaves its present course, no shock",
        digest=made.plan.digest,
        declared=True,
        states=(),
        shocks=(),
        margin=None,
        robust=None,
        against=(),
        acts=tuple(_act(desk, a, made, causes) for a in made.plan.acts),
        fans=tuple(_fan(desk, p, r, made, causes) for p, r in headlines(made)),
        projections=tuple(_projection(desk, p, made, causes) for p in desk.levels),
        moves=(),
        signs=(),
        warnings=(*cautions(desk.case, None, made.plan), *_outside(made)),
    )


def _row(
    desk: _Desk, plain: ScenarioRow, one: Declared, made: Ensemble, levels: Sequence[Projection], causes: Causes
) -> ScenarioRow:
    case, spec, name = desk.case, one.spec, one.spec.name
    drivers = {d.id: d for d in case.prospects.drivers}
    blows = {s.id: s.text for s in case.prospects.shocks}
    judged = desk.tracer.cell(f"scenario:{name}/consistency", f"cross impacts of {name}", _judged(desk, one))
    acts = tuple(_act(desk, a, made, causes) for a in acts_of(made, causes))
    reached = [(p, r) for p, r in headlines(made) if causes.touched(f"mechanism:{p.mechanism.name}")]
    moving = [p for p in levels if any(causes.touched(f"act:{a}") for a in p.acts)]
    shown = tuple(_projection(desk, p, made, causes) for p in moving)
    last = made.plan.labels[-1][:7]
    moves = [
        *act_moves(made, desk.base, acts),
        *quantity_moves(made, desk.base, causes, case.prospects.observables, desk.tracer),
        *chain_moves(shown, levels, desk.levels, plain.projections, last),
    ]
    return ScenarioRow(
        name=name,
        title=title(name) if one.declared else unnamed(case.prospects, spec),
        text=spec.text,
        digest=made.plan.digest,
        declared=one.declared,
        states=tuple((d, s, found.text if (found := drivers[d].state(s)) else s) for d, s in spec.states),
        shocks=tuple(blows[s] for s in spec.shocks),
        margin=_told(desk, f"scenario:{name}/margin", one.margin, "{:+g}".format, judged),
        robust=_told(desk, f"scenario:{name}/robust", one.share, percent, judged),
        against=one.against,
        acts=acts,
        fans=tuple(_fan(desk, p, r, made, causes) for p, r in reached),
        projections=shown,
        moves=ordered(moves),
        signs=(),
        warnings=tuple(
            w for w in (*cautions(desk.case, one.spec, made.plan), *_outside(made)) if w not in plain.warnings
        ),
    )


def _judged(desk: _Desk, one: Declared) -> list[str]:
    """The cross impacts that the scenario's states exert."""
    states = {f"{d}.{s}" for d, s in one.spec.states}
    return [
        desk.tracer.parameter(
            Parameter(
                f"impact.{i.source}>{i.target}",
                Prior("point", (i.value,)),
                "(-3 to +3)",
                i.reference,
                Standing.JUDGEMENT,
                range=None if i.low is None or i.high is None else (i.low, i.high),
            )
        )
        for i in desk.case.prospects.impacts
        if i.source in states
    ] or ["dynamics"]


def _told(desk: _Desk, name: str, value: float | None, form: Callable[[float], str], cell: str) -> Figure | None:
    return None if value is None else desk.tracer.figure(name, form(value), [cell])


def _act(desk: _Desk, act: Act, made: Ensemble, causes: Causes) -> ActChance:
    path, plain = made.act(act.id), desk.base.act(act.id)
    cell = causes.cell(f"act:{act.id}")
    at, gained = [], []
    for months in (h for h in HORIZONS if h <= made.plan.months):
        node = f"scenario:{made.plan.scenario}/act:{act.id}@{months}"
        at.append((months, desk.tracer.figure(node, percent(float(path[months - 1].mean())), [cell])))
        if made is not desk.base:
            apart = path[months - 1].astype(float) - plain[months - 1]
            gained.append((months, desk.tracer.figure(f"{node}/gained", points(float(apart.mean())), [cell])))
    return ActChance(
        act=act.id,
        text=act.text,
        chain=act.chain,
        moved_by=act.moved_by,
        at=tuple(at),
        gained=tuple(gained),
        path=tuple(round(float(p), 4) for p in path.mean(-1)),
    )


def _fan(desk: _Desk, part: Part, result: Result, made: Ensemble, causes: Causes) -> Fan:
    output = f"{part.mechanism.name}.{result.name}"
    node = f"scenario:{made.plan.scenario}/{output}"
    cell = causes.cell(f"mechanism:{part.mechanism.name}")
    data = quantiles(made.output(output)).T
    apart = gap(made.output(output)[-1], desk.base.output(output)[-1])
    known = apart[np.isfinite(apart)]
    unit = "" if result.unit == "1" else result.unit
    end = desk.tracer.figure(node, spread(data[-1][[0, 2, 4]]), [cell], unit)
    moved = None
    if made is not desk.base and known.size:
        told = spread(np.quantile(known, (0.05, 0.5, 0.95)), sign=True)
        moved = desk.tracer.figure(f"{node}/moved", told, [cell], unit)
    rivals = {p.rival for p in part.mechanism.defaults if p.rival} - {part.rival}
    return Fan(
        output=output,
        words=result.meaning,
        unit=unit,
        months=made.plan.labels,
        bands=tuple(tuple(float(f"{x:.4g}") for x in row) for row in data),  # type: ignore[misc]
        end=end,
        moved=moved,
        rival=part.rival,
        left_out=tuple(sorted(rivals)),
    )


def _projection(desk: _Desk, found: Projection, made: Ensemble, causes: Causes) -> ProjectionRow:
    """Traced to the acts that bear on the chain, and to what is known of it now."""
    last = found.levels[-1]
    shown = _band(last.mean(-1))
    now = desk.tracer.known(f"{found.chain.id}@")
    cells = list(chain([causes.cell(f"act:{a}") for a in found.acts], now)) or ["dynamics"]
    return ProjectionRow(
        chain=found.chain,
        words=chain_words(desk.names, found.chain),
        acts=found.acts,
        band=shown,
        rivals=tuple((r, _band(last[:, k])) for k, r in enumerate(desk.rivals)),
        figure=desk.tracer.figure(f"scenario:{made.plan.scenario}/{found.chain.id}", shown.words, cells),
    )


def _band(masses: Floats) -> Band:
    return Band(*(Level(int(q)) for q in quantile_levels(masses)))


def _outside(made: Ensemble) -> list[str]:
    shares = made.outside.mean(-1)
    return [
        f"{part.mechanism.title}: outside its validity in {percent(float(share))} of draws"
        for part, share in zip(made.plan.parts, shares, strict=True)
        if share > 0
    ]
