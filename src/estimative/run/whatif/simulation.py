"""A scenario run ahead beside what happens if nothing changes; and two runs of it, one thing changed between them."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from estimative.cases import Case, ScenarioSpec
from estimative.domain import BadInput, EstimativeError, Invalid, PartialDate
from estimative.mechanisms import MECHANISMS
from estimative.mechanisms import problems as mechanism_problems
from estimative.simulate import AS_IS, BLOCK, Ensemble, Node, Plan, binding_problems, cautions, ensemble, plan, scenario

from ..ahead import open_case
from ..figures import percent
from . import last_run
from .by_hand import put, value
from .entries import Changed, differences, given
from .routes import routes
from .shifts import Shift, shifts
from .unread import noted

Workers = Callable[[], Executor]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that was compared, and the chain of names through which the change reached it; empty if it did not."""

    shift: Shift
    route: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """Two runs of one scenario on the same streams. `changes` are what differs between the cases, `figures` all acts
    and outputs; `digests` of the two plans; `note` a sentence on the comparison itself."""

    scenario: str
    draws: int
    changes: tuple[Changed, ...]
    figures: tuple[Told, ...]
    digests: tuple[str, str]
    warnings: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Simulated:
    """A scenario's figures, each beside `as-is`; `left_out` mechanisms with what each lacks; `since` compares with the
    last run of this scenario, if there was one and it was asked for."""

    scenario: str
    text: str
    months: tuple[str, ...]
    draws: int
    seed: int
    digest: str
    figures: tuple[Shift, ...]
    warnings: tuple[str, ...]
    since: Compared | None
    left_out: tuple[tuple[str, str], ...] = ()


def simulate(
    folder: Path,
    name: str = AS_IS,
    draws: int = 2048,
    seed: int | None = None,
    months: int | None = None,
    as_of: PartialDate | None = None,
    rivals: Mapping[str, str] | None = None,
    compare: bool = True,
    workers: Workers | None = None,
    progress: Progress | None = None,
) -> Simulated:
    """One scenario, paired with `as-is`. With `compare` also with the case as it was in this scenario's last run, and
    the case is remembered for the next. Finished blocks of a long run are kept beside the case: a killed run goes on.

    Errors: Invalid, BadInput, UnknownName."""
    case = open_case(folder, as_of)
    rivals = rivals or {}
    place = folder / ".estimative" / "ensembles" if draws > BLOCK else None
    spec = scenario(case, name)
    made_plan = plan(case, spec, months, seed, rivals)

    def run(one: Plan) -> Ensemble:
        return ensemble(one, draws, workers, place, progress)

    made = run(made_plan)
    base = made if spec is None else run(plan(case, None, months, seed, rivals))
    since = _since(folder, case, spec, made, rivals, run) if compare else None
    if compare:
        last_run.keep(folder, name, case, rivals)
    return Simulated(
        scenario=name,
        text=spec.text if spec else "nothing changes: no driver leaves its present course, no shock",
        months=made.plan.labels,
        draws=draws,
        seed=made.plan.seed,
        digest=made.plan.digest,
        figures=shifts(base, made),
        warnings=(*cautions(case, spec, made.plan), *_warnings(made)),
        since=since,
        left_out=made.plan.left_out,
    )


def what_if(
    folder: Path,
    settings: Sequence[str],
    name: str = AS_IS,
    draws: int = 2048,
    seed: int | None = None,
    months: int | None = None,
    as_of: PartialDate | None = None,
    rivals: Mapping[str, str] | None = None,
    workers: Workers | None = None,
    progress: Progress | None = None,
) -> Compared:
    """The scenario with values set by hand (`ID=VALUE`) beside itself without them. Nothing is kept.

    Errors: those of `simulate`; UnknownName for an id that nothing bears, BadInput for what is no value."""
    case = open_case(folder, as_of)
    spec = scenario(case, name)
    before = plan(case, spec, months, seed, rivals)
    changes: list[Changed] = []
    under = spec
    for setting in settings:
        named, found, text = setting.partition("=")
        if not found:
            raise BadInput(f"{setting!r} has no '='", mend="write ID=VALUE, as in weapons_stock_flow.use=2400..3000")
        case, under, changed = put(case, under, before, named.strip(), value(text))
        if changed.what in (c.what for c in changes):
            raise BadInput(f"{changed.what} is set twice", mend="set it once")
        changes.append(changed)
    wrong = [p for m in MECHANISMS for p in mechanism_problems(m, case.parameters, "--set")]
    if wrong := wrong + binding_problems(case, file="--set"):
        raise Invalid(wrong)
    after = plan(case, under, months, seed, rivals)
    told = noted(changes, case, under, after)
    ran = [ensemble(one, draws, workers, None, progress) for one in (before, after)]
    return _compared(told, ran[0], ran[1])


def _since(
    folder: Path,
    case: Case,
    spec: ScenarioSpec | None,
    made: Ensemble,
    rivals: Mapping[str, str],
    run: Callable[[Plan], Ensemble],
) -> Compared | None:
    name = spec.name if spec else AS_IS
    kept = last_run.recall(folder, name)
    if kept is None:
        return None
    try:
        old_spec = scenario(kept.case, name)
        then = dict(kept.rivals)
        changes = [
            Changed(f"--rival {m}", "", "", then.get(m, "the first"), rivals.get(m, "the first"), None)
            for m in dict.fromkeys([*rivals, *then])
            if then.get(m) != rivals.get(m)
        ]
        changes += differences(given(kept.case, old_spec), given(case, spec))
        if not changes:
            return _same(kept.case, case, made)
        old = run(plan(kept.case, old_spec, made.plan.months, made.plan.seed, then))
    except EstimativeError as error:
        note = f"the last run cannot be made again with this program: {error.what}"
        return Compared(name, made.draws, (), (), (made.plan.digest,) * 2, (), note)
    return _compared(noted(changes, case, spec, made.plan), old, made)


def _same(then: Case, now: Case, made: Ensemble) -> Compared:
    what = "" if then.digest == now.digest else ", though the case's files differ in what a run does not read"
    note = f"nothing that this scenario runs has changed since its last run{what}"
    return Compared(made.plan.scenario, made.draws, (), (), (made.plan.digest,) * 2, (), note)


def _compared(changes: Sequence[Changed], before: Ensemble, after: Ensemble) -> Compared:
    found = shifts(before, after)
    nodes: dict[str, Node] = {s.what: ("act" if s.kind == "act" else "output", s.what) for s in found}
    ways = routes(
        (after.plan, before.plan), [c.node for c in changes if c.node], [nodes[s.what] for s in found if s.touched]
    )
    old = (*_absent(before), *_warnings(before))
    return Compared(
        scenario=after.plan.scenario,
        draws=after.draws,
        changes=tuple(changes),
        figures=tuple(Told(s, ways.get(nodes[s.what], ()) if s.touched else ()) for s in found),
        digests=(before.plan.digest, after.plan.digest),
        warnings=tuple(w for w in (*_absent(after), *_warnings(after)) if w not in old),
    )


def _absent(made: Ensemble) -> tuple[str, ...]:
    return tuple(f"{name} does not take part: {why}" for name, why in made.plan.left_out)


def _warnings(made: Ensemble) -> tuple[str, ...]:
    found = []
    for part, share in zip(made.plan.parts, made.outside.mean(-1), strict=True):
        if share > 0:
            found.append(f"{part.mechanism.name} leaves its validity range in {percent(float(share))} of draws")
    idle = [f"{a.id}: nothing moves it but its base rate" for a in made.plan.acts if not a.moved_by]
    return tuple(found + idle)
