"""The monthly loop: three ways to run it agree; changes, acts and groups do what they say; absent is nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, NamedTuple

import numpy as np
import pytest

from estimative import cases
from estimative.cases import Act, Case, Change, Counted, Driver, DriverState, Monthly, Prospects, ScenarioSpec, Shock
from estimative.domain import BadInput, Parameter, PartialDate, Prior, Standing, Status
from estimative.mechanisms import (
    COMMITMENT_SURVIVAL,
    LOG_HAZARD,
    Dynamics,
    Link,
    Mechanism,
    Stepped,
    gives,
    namespace,
    reads,
    solved,
)
from estimative.mechanisms.fields import Array
from estimative.simulate import Plan, block, ensemble, plan, run, run_draws, run_months, structure

MEMORY = Standing.MEMORY


class TankIn(NamedTuple):
    inflow: Annotated[Array, reads("t", "what flows in")]


class TankPar(NamedTuple):
    loss: Annotated[Array, reads("1", "share lost a month")]


class TankOut(NamedTuple):
    level: Annotated[Array, gives("t", "level", headline=True)]
    pressure: Annotated[Array, gives(LOG_HAZARD, "pressure")]


class Beyond(NamedTuple):
    level: Array


def tank_step(state: Array, inputs: TankIn, params: TankPar, noise: tuple[Array, ...]) -> Stepped:
    level = state * (1 - params.loss) + inputs.inflow * (0.5 + noise[0])
    return Stepped(level, TankOut(level, namespace(level).log(1 + level / 100)), Beyond(level > 60))


TANK = Mechanism(
    name="tank", title="Tank", asks="?", citation="a test", label="assumed",
    solve=lambda i, p: solved(TankOut(i.inflow, i.inflow * 0), Beyond(i.inflow > 60)),
    Inputs=TankIn, Params=TankPar, Outputs=TankOut, sentence=lambda o: "", record="",
    dynamics=Dynamics(TankOut, lambda i, p: i.inflow * 0, tank_step, noises=1),
    links=(Link("level", "pump.level", "identity"),),
)  # fmt: skip


class PumpIn(NamedTuple):
    level: Annotated[Array, reads("t", "what stands there")]


class PumpPar(NamedTuple):
    share: Annotated[Array, reads("1", "share pumped")]


class PumpOut(NamedTuple):
    pumped: Annotated[Array, gives("t", "pumped")]


PUMP = Mechanism(
    name="pump", title="Pump", asks="?", citation="a test", label="assumed",
    solve=lambda i, p: solved(PumpOut(i.level * p.share), Beyond(i.level < 0)),
    Inputs=PumpIn, Params=PumpPar, Outputs=PumpOut, sentence=lambda o: "", record="",
)  # fmt: skip


def parameter(name: str, prior: Prior, unit: str) -> Parameter:
    return Parameter(name, prior, unit, "a test", MEMORY, known_at=PartialDate("2020"))


def change(target: str, how: str, value: float, since: str | None = None, until: str | None = None) -> Change:
    dates = (PartialDate(d) if d else None for d in (since, until))
    return Change(target, how, Prior("point", (value,)), "a test", MEMORY, *dates)  # type: ignore[arg-type]


def act(name: str, rate: float = 0.05, **more: object) -> Act:
    monthly = Monthly(Prior("point", (rate,)), "a test", MEMORY)
    return Act(name, name, "support:RUS>IRN/arms", Status.DELIVERED, monthly, **more)  # type: ignore[arg-type]


ACTS = (
    act("first", 0.1, moved_by=("tank.pressure",), changes=(change("tank.inflow", "times", 0.0),)),
    act("second", 0.2, after=("first",)),
    act("kept", 0.05, group="fate"),
    act("dead", 0.03, group="fate"),
)
WET = change("tank.inflow", "plus", 5)
WAR = ScenarioSpec("war", "war", (("weather", "wet"),), ("flood",))
PROSPECTS = Prospects(
    acts=ACTS,
    drivers=(
        Driver("weather", "w", "t", (DriverState("dry", "d"), DriverState("wet", "w", (WET,)))),
    ),
    shocks=(Shock("flood", "f", (change("tank.inflow", "set", 50, "2025-09", "2025-11"),)),),
    scenarios=(WAR,),
    months=24,
)  # fmt: skip


@pytest.fixture(scope="module")
def case() -> Case:
    found = cases.load(Path("cases/russia-iran"))
    given = (
        parameter("tank.inflow", Prior("uniform", (5.0, 10.0)), "t"),
        parameter("tank.loss", Prior("uniform", (0.1, 0.3)), "1"),
        parameter("pump.level", Prior("point", (1.0,)), "t"),
        parameter("pump.share", Prior("point", (0.5,)), "1"),
    )
    return replace(found, parameters=given, prospects=PROSPECTS)


def planned(case: Case, scenario: ScenarioSpec | None = None, **more: object) -> Plan:
    return plan(case, scenario, mechanisms=(TANK, PUMP), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("scenario", [None, WAR])
def test_compiled_monthly_and_scalar_runs_agree(case: Case, scenario: ScenarioSpec | None) -> None:
    p = planned(case, scenario)
    b, s = block(p, 0, 48), structure(p)
    fast, months, draws = run(s, b), run_months(s, b), run_draws(s, b)
    for twin in (months, draws):
        np.testing.assert_allclose(fast.outputs, twin.outputs, rtol=1e-12)
        assert (fast.happened == twin.happened).all() and (fast.outside == twin.outside).all()


def test_links_feed_and_what_is_switched_off_leaves_the_cases_own_input(case: Case) -> None:
    made = ensemble(planned(case), 64)
    np.testing.assert_allclose(made.output("pump.pumped"), 0.5 * made.output("tank.level"))
    without = ensemble(planned(case).without("tank"), 64)
    assert (without.output("pump.pumped") == 0.5).all()


def test_an_absent_mechanism_keeps_the_streams_of_the_others(case: Case) -> None:
    with_tank, without = ensemble(planned(case), 512), ensemble(planned(case).without("tank"), 512)
    assert (with_tank.act("kept") == without.act("kept")).all()
    assert with_tank.act("first").sum() > without.act("first").sum()  # pressure only ever adds


def test_driver_and_shock_change_inputs_when_they_say(case: Case) -> None:
    quiet = replace(case, prospects=replace(PROSPECTS, acts=()))
    plain, war = ensemble(planned(quiet), 32), ensemble(planned(quiet, WAR), 32)
    noise = block(planned(quiet), 0).noise[0][0][:, :32]
    step = war.output("tank.level")[0] - plain.output("tank.level")[0]
    np.testing.assert_allclose(step, 5 * (0.5 + noise[0]))
    loss = block(planned(quiet), 0).params[0].loss[:32]
    september = war.output("tank.level")[2] - war.output("tank.level")[1] * (1 - loss)
    np.testing.assert_allclose(september, 50 * (0.5 + noise[2]))


def test_a_parameter_changed_on_the_way_counts_from_then_on(project: Path) -> None:
    """Beside a run in which it was so from the start; what a state keeps of parameters must not outlive them."""
    found = replace(cases.load(project / "cases/russia-iran"), prospects=Prospects())
    slow = change("commitment_survival.transfer_scale", "times", 2.0, "2025-10")
    short, whole = (
        plan(replace(found, prospects=Prospects(shocks=shocks)), spec, 8, mechanisms=(COMMITMENT_SURVIVAL,))
        for shocks, spec in (
            ((), None),
            ((Shock("slow", "s", (slow,)),), ScenarioSpec("slow", "slow", (), ("slow",))),
        )
    )
    s, b = structure(short), block(short, 0, 32)
    doubled = b.params[0]._replace(transfer_scale=2 * b.params[0].transfer_scale)
    was, later = run_months(s, b).outputs[:, 0], run_months(s, b._replace(params=(doubled,))).outputs[:, 0]
    s, b = structure(whole), block(whole, 0, 32)
    at = whole.labels.index(next(x for x in whole.labels if x.startswith("2025-10")))
    for kind in (run, run_months, run_draws):
        made = kind(s, b).outputs[:, 0]
        np.testing.assert_allclose(made[:at], was[:at], rtol=1e-11)
        np.testing.assert_allclose(made[at:], later[at:], rtol=1e-11)
        assert (made[at:] != was[at:]).all()


def test_acts_wait_for_what_comes_before_and_exclude_their_group(case: Case) -> None:
    made = ensemble(planned(case), 2000)
    first, second = made.first_month()[0], made.first_month()[1]
    both = second >= 0
    assert both.any() and (first[both] >= 0).all() and (second[both] > first[both]).all()
    assert not (made.act("kept") & made.act("dead")).any()
    share = made.act("kept")[-1].mean() / (made.act("kept")[-1] | made.act("dead")[-1]).mean()
    assert share == pytest.approx(5 / 8, abs=0.04)  # hazards 0.05 and 0.03


def test_an_act_changes_what_comes_after_it(case: Case) -> None:
    made = ensemble(planned(case), 500)
    done = made.act("first")
    level = made.output("tank.level")
    loss = block(planned(case), 0).params[0].loss[:500]
    np.testing.assert_allclose(level[1:][done[:-1]], (level[:-1] * (1 - loss))[done[:-1]])


def test_counts_give_the_jeffreys_chance_of_a_first_event(case: Case) -> None:
    counted = Act("x", "x", "support:RUS>IRN/arms", Status.DELIVERED, Counted(0, 3.5, "a test", MEMORY))
    made = ensemble(planned(replace(case, prospects=Prospects(acts=(counted,), months=12))), 20_000)
    for months in (6, 12):  # 1 - (T / (T + w)) ** (n + 1/2): 6 and 12 % in the mechanisms' paper
        exact = 1 - (42 / (42 + months)) ** 0.5
        assert made.act("x")[months - 1].mean() == pytest.approx(exact, abs=4 * (exact / 20_000) ** 0.5)


def test_a_longer_run_and_more_draws_begin_like_a_shorter_one(case: Case) -> None:
    short, long = ensemble(planned(case, months=6), 100), ensemble(planned(case, months=12), 3000)
    assert (short.outputs == long.outputs[:6, :, :100]).all() and (short.happened == long.happened[:6, :, :100]).all()


def test_leaving_the_validity_range_is_counted(case: Case) -> None:
    quiet = replace(case, prospects=replace(PROSPECTS, acts=()))
    assert ensemble(planned(quiet), 200).outside[0].mean() < ensemble(planned(quiet, WAR), 200).outside[0].mean()


def test_errors_say_what_is_wrong(case: Case) -> None:
    with pytest.raises(BadInput, match="0 draws"):
        ensemble(planned(case), 0)
    with pytest.raises(BadInput, match="0 months"):
        planned(case, months=0)
    late = Shock("late", "l", (change("tank.inflow", "set", 1, "2035-01"),))
    far = replace(case, prospects=replace(PROSPECTS, shocks=(late,)))
    with pytest.raises(BadInput, match="falls outside the run"):
        planned(far, ScenarioSpec("x", "x", (), ("late",)))
    with pytest.raises(BadInput, match="nothing to simulate"):
        ensemble(plan(replace(case, prospects=Prospects()), mechanisms=()))
    with pytest.raises(BadInput, match="no mechanism 'pipe'"):
        planned(case, rivals={"pipe": "x"})
