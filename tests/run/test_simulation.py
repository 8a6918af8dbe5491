"""A scenario beside as-is, one value set by hand, and a case edited between two runs; on the real case."""

import math
import re
import shutil
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative import cases, run
from estimative.cases import ScenarioSpec
from estimative.domain import BadInput, Invalid, Standing, UnknownName
from estimative.run.whatif import last_run
from estimative.run.whatif.by_hand import put, value
from estimative.run.whatif.shifts import LEAST, Shift, _step
from estimative.simulate import plan, scenario

TRUCE = "truce-and-opening"
USE = "weapons_stock_flow.use"


@pytest.fixture
def case(worked: Path, tmp_path: Path) -> Path:
    """A copy that a test may edit."""
    return Path(shutil.copytree(worked, tmp_path / worked.name, ignore=shutil.ignore_patterns(".estimative")))


def by_name(found: run.Compared) -> dict[str, Shift]:
    return {t.shift.what: t.shift for t in found.figures}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf8")


def prior_line(case: Path, name: str) -> str:
    """The line of parameters.toml that gives a parameter's value."""
    text = (case / "parameters.toml").read_text(encoding="utf8")
    found = re.search(rf'id = "{re.escape(name)}"\n((?:prior|value) = .*)\n', text)
    assert found
    return found[1]


# ---------------------------------------------------------------- one value set by hand


def test_a_rate_set_by_hand_gives_the_chance_it_stands_for(case: Path) -> None:
    """An act that nothing moves happens with 1 - exp(-rate x months); the paired difference is against the old rate."""
    found = by_name(run.what_if(case, ["act/uranium-to-russia/rate=0.05"], draws=4000))
    step = found["uranium-to-russia"].steps[1]
    wanted = 1 - math.exp(-0.05 * 12)
    assert step.months == 12
    assert abs(step.after.middle - wanted) < 4 * math.sqrt(wanted * (1 - wanted) / 4000)
    assert step.by == pytest.approx(step.after.middle - step.before.middle)
    assert [s.what for s in found.values() if s.touched] == ["uranium-to-russia"]


def test_what_moves_is_told_with_its_chain_and_all_else_stands_still(case: Path) -> None:
    found = run.what_if(case, [f"{USE}=2400..3000"], TRUCE)
    told = {t.shift.what: t for t in found.figures}
    assert told["weapons_stock_flow.stock"].shift.told.by < 0  # more use, less stock
    assert told["supplier_leverage.rides_out"].route == (
        USE,
        "weapons_stock_flow.stock_months",
        "supplier_leverage.stock_months",
        "supplier_leverage.rides_out",
    )
    mechanisms = {w.split(".")[0] for w, t in told.items() if t.shift.touched}
    assert mechanisms <= {"weapons_stock_flow", "supplier_leverage", "iran-slows-deliveries"}
    assert not any(t.route for t in told.values() if not t.shift.touched)


def test_an_act_is_reached_over_a_hazard_and_moves_what_it_changes(case: Path) -> None:
    found = {t.shift.what: t for t in run.what_if(case, ["patrons_dilemma.entrapment/2025-08=0"], TRUCE).figures}
    assert found["su35-delivered"].shift.told.by > 0  # less to fear, more given
    assert found["su35-delivered"].route == ("patrons_dilemma.entrapment", "patrons_dilemma.give", "su35-delivered")


def test_the_value_stands_as_a_judgement_and_has_a_digest_of_its_own(case: Path) -> None:
    read = cases.load(case)
    made, _, changed = put(read, None, plan(read), USE, value("2400"))
    parameter = next(p for p in made.parameters if p.id == USE)
    assert parameter.standing is Standing.JUDGEMENT and "by hand" in parameter.reference
    assert plan(made).digest != plan(read).digest
    assert (changed.new, changed.unit) == ("2400", "units/month")
    found = run.what_if(case, [f"{USE}=2400"], draws=100)
    assert found.digests == (plan(read).digest, plan(made).digest)


def test_a_shock_that_comes_and_goes_between_the_horizons_is_told_at_its_peak(case: Path) -> None:
    """The strait is closed in October and November 2025, months 4 and 5 of the run; the table has months 6 and 12."""
    found = {s.what: s for s in run.simulate(case, "hormuz", draws=200).figures}
    price = found["oil_supply_loss.price_change"]
    assert price.told is price.peak and price.told.months in (4, 5)
    assert price.told.by > 5 * max(abs(s.by) for s in price.steps)
    act = found["su35-cancelled"]  # drifts apart for good: no peak to tell
    assert act.told in act.steps


def test_a_name_without_its_rival_is_the_one_that_runs(case: Path) -> None:
    found = run.what_if(case, ["oil_supply_loss.eta_d=-0.5"], "hormuz", draws=200)
    assert found.changes[0].what == "oil_supply_loss.kilian_murphy.eta_d"
    step = by_name(found)["oil_supply_loss.price_change"].steps[0]
    assert step.after.middle / step.before.middle == pytest.approx(0.26 / 0.5, rel=0.1)  # demand twice as elastic


@pytest.mark.parametrize(
    ("setting", "scenario", "why"),
    [
        ("oil_supply_loss.share_lost=0.2", "as-is", "baseline/oil_supply_loss.share_lost/start sets it for the whole"),
        ("supplier_leverage.stock_months=3", "as-is", "weapons_stock_flow.stock_months feeds"),
        ("oil_supply_loss.yushkov.stated_loss=0.7", "as-is", "belongs to the parameter set 'Yushkov 2024'"),
        ("dominant_producers.price_change=3", "as-is", "oil_supply_loss.price_change_offset feeds"),
    ],
)
def test_what_changes_nothing_says_why(setting: str, scenario: str, why: str, case: Path) -> None:
    found = run.what_if(case, [setting], scenario, draws=100)
    assert not any(t.shift.touched for t in found.figures)
    assert why in found.changes[0].note


def test_a_feed_from_a_mechanism_further_down_leaves_the_first_month(case: Path) -> None:
    found = run.what_if(case, ["payment_friction.exports=0.4"], draws=100)
    assert "every month but the first" in found.changes[0].note
    assert any(t.shift.touched for t in found.figures)


def test_the_change_that_overrides_a_parameter_can_be_set_instead(case: Path) -> None:
    found = by_name(run.what_if(case, ["oil_supply_loss.share_lost/start=0.5"], draws=200))
    assert found["oil_supply_loss.price_change"].moved


@pytest.mark.parametrize(
    ("setting", "error", "said"),
    [
        ("weapons_stock_flow.usee=1", UnknownName, "did you mean weapons_stock_flow.use"),
        ("act/su35-deliverd/rate=1", UnknownName, "act/su35-delivered/rate"),
        ("weapons_stock_flow.use/2026-01=0.5", UnknownName, "ukraine-war=truce, which is no part of as-is"),
        ("weapons_stock_flow.use=some", BadInput, "write ID=NUMBER"),
        ("weapons_stock_flow.use=3..2", BadInput, "not in ascending order"),
        ("weapons_stock_flow.use=1e999", BadInput, "no number"),
        ("weapons_stock_flow.use", BadInput, "has no '='"),
        ("weapons_stock_flow.use=-5", Invalid, "weapons_stock_flow.use"),
        ("oil_supply_loss.offset=7", Invalid, "outside 0 to 1"),
        ("act/su35-delivered/rate=-0.1", BadInput, "below nought"),
    ],
)
def test_a_setting_that_cannot_be_is_refused(setting: str, error: type[Exception], said: str, case: Path) -> None:
    with pytest.raises(error, match=re.escape(said)):
        run.what_if(case, [setting])
    assert not (case / ".estimative").exists()


def test_one_thing_is_set_once_and_one_name_means_one_thing(case: Path) -> None:
    with pytest.raises(BadInput, match="set twice"):
        run.what_if(case, [f"{USE}=2000", f"{USE}=3000"])
    with pytest.raises(BadInput, match="use one of: "):
        run.what_if(case, ["hedging_portfolio.abandonment/start=0.5"], "hormuz")
    only = "navigation.closer/hedging_portfolio.abandonment/start"
    assert run.what_if(case, [f"{only}=0.5"], "hormuz", draws=50).changes[0].what == only


@pytest.mark.parametrize("name", ["as-is", "hormuz"])
def test_what_why_calls_by_a_name_is_set_by_that_name(name: str, worked: Path, russia_iran: run.Run) -> None:
    case = cases.load(worked)
    spec = scenario(case, name)
    made = plan(case, spec)
    assert russia_iran.futures is not None
    row = next(s for s in russia_iran.futures.scenarios if s.name == name)
    figures = [f for act in row.acts for _, f in act.at] + [fan.end for fan in row.fans]
    lines = {line.strip() for f in figures for line in run.why(russia_iran, f.trace)}
    ids = {line.split(": ")[0] for line in lines if line.startswith("parameter:") and "/" in line.split(": ")[0]}
    assert {i.rpartition("/")[2] for i in ids} >= {"rate", "start"}
    for one in ids:
        assert put(case, spec, made, one, value("0.5"))[2].what == one.removeprefix("parameter:")


def test_a_scenarios_own_parameter_is_set_by_the_name_why_prints(worked: Path) -> None:
    case = cases.load(worked)
    own = next(p for p in case.parameters if p.id == USE)
    spec = replace(scenario(case, TRUCE) or ScenarioSpec("", "", ()), parameters=(own,))
    _, under, changed = put(case, spec, plan(case, spec), f"parameter:scenario.{TRUCE}.{USE}", value("3000"))
    assert changed.what == USE and under is not None and not under.parameters


# ---------------------------------------------------------------- a file edited between two runs


def test_an_edited_parameter_is_told_and_moves_what_setting_it_moves(case: Path) -> None:
    assert run.simulate(case, TRUCE).since is None
    set_ = run.what_if(case, [f"{USE}=2300..2900"], TRUCE)
    edit(case / "parameters.toml", prior_line(case, USE), 'prior = { kind = "uniform", low = 2300, high = 2900 }')
    since = run.simulate(case, TRUCE).since
    assert since is not None
    (changed,) = since.changes
    assert (changed.what, changed.new) == (USE, "2300..2900") and changed.old.startswith("triangular(")
    assert repr(since.figures) == repr(set_.figures)  # paired: the same draws, figure by figure
    again = run.simulate(case, TRUCE).since
    assert again is not None and not again.changes and "nothing that this scenario runs has changed" in again.note


def test_an_edited_scenario_is_told_also_where_it_is_not_run(case: Path) -> None:
    run.simulate(case, draws=50)
    run.simulate(case, TRUCE, draws=50)
    file = case / "scenarios.toml"
    edit(file, 'times = { kind = "triangular", low = 0.1, mode = 0.2, high = 0.4 }', "times = 0.9")
    there = run.simulate(case, TRUCE, draws=50).since
    plain = run.simulate(case, draws=50).since
    assert there is not None and plain is not None
    assert there.changes[0].what == f"ukraine-war.truce/{USE}/2026-01" and there.changes[0].new == "x 0.9"
    assert any(t.shift.moved for t in there.figures)
    assert plain.changes[0].note == "no part of this scenario"
    assert not any(t.shift.touched for t in plain.figures)


def test_an_edit_that_no_run_reads_is_no_change(case: Path) -> None:
    run.simulate(case, draws=50)
    with (case / "case.toml").open("r+", encoding="utf8") as file:
        text = file.read()
        file.seek(0)
        file.write(text.replace("seed = ", "draws = 33\nseed = ", 1).replace("draws = 32\n", "", 1))
        file.truncate()
    since = run.simulate(case, draws=50).since
    assert since is not None and "what a run does not read" in since.note


def test_the_memory_is_in_no_digest_and_can_be_left_alone(case: Path) -> None:
    first = run.simulate(case, TRUCE, draws=50, compare=False)
    assert not (case / ".estimative").exists()
    assert run.simulate(case, TRUCE, draws=50).digest == run.simulate(case, TRUCE, draws=50).digest == first.digest
    path = last_run.path_of(case, TRUCE)
    kept = path.read_bytes()
    edit(case / "parameters.toml", prior_line(case, USE), "value = 3000.0")
    assert run.simulate(case, TRUCE, draws=50, compare=False).since is None
    assert path.read_bytes() == kept and list(path.parent.iterdir()) == [path]
    path.write_bytes(kept[:-40])
    assert run.simulate(case, TRUCE, draws=50).since is None  # torn: as if never run


def test_the_case_remembered_is_the_case(case: Path) -> None:
    read = cases.load(case)
    last_run.keep(case, "x", read, {"oil_supply_loss": "a"})
    kept = last_run.recall(case, "x")
    assert kept is not None and kept.case.digest == read.digest and kept.rivals == (("oil_supply_loss", "a"),)


def test_one_change_is_seen_in_under_ten_seconds_of_work(case: Path) -> None:
    start = time.process_time()
    run.what_if(case, [f"{USE}=2400..3000"], TRUCE)
    assert time.process_time() - start < 10


# ---------------------------------------------------------------- what counts as moved

DRAWS = st.lists(st.floats(-1e6, 1e6), min_size=20, max_size=20).map(np.array)


@given(DRAWS, DRAWS)
@settings(max_examples=30, deadline=None)
def test_swapping_two_runs_swaps_the_step(x: np.ndarray, y: np.ndarray) -> None:
    there, back = _step("output", 6, x, y), _step("output", 6, y, x)
    assert there.before == back.after and there.after == back.before
    assert there.by == pytest.approx(-back.by) and there.se == pytest.approx(back.se)
    same = _step("output", 6, x, x)
    assert not same.moved and same.size == 0


def test_chance_alone_is_seldom_told_and_a_shift_always_is() -> None:
    rng = np.random.default_rng(1)
    noise = [_step("output", 6, *rng.normal(size=(2, 500))) for _ in range(200)]
    assert sum(s.moved for s in noise) < 30  # two tests at two sampling errors each
    x = rng.normal(size=500)
    assert _step("output", 6, x, x + 0.1).moved
    assert not _step("output", 6, x, x + 0.5 * LEAST).moved  # sure, and too small to tell
    narrow = _step("output", 6, x, 0.5 * x)
    assert narrow.moved and narrow.words("output").startswith("band ")


def test_acts_flipped_both_ways_are_chance() -> None:
    x = np.zeros(1000)
    y = x.copy()
    x[:20], y[20:40] = 1, 1
    assert not _step("act", 6, x, y).moved
    y[40:90] = 1
    assert _step("act", 6, x, y).words("act") == "+5 points"


def test_what_becomes_known_has_moved() -> None:
    step = _step("output", 6, np.full(50, np.nan), np.ones(50))
    assert step.moved and step.before.words("output") == "unknown" and step.after.words("output") == "1"


def test_two_constants_move_and_a_rare_draw_does_not() -> None:
    x, y = np.zeros(1000), np.zeros(1000)
    assert _step("output", 6, x, x + 3).size == 1
    y[:40] = np.linspace(0, 40, 40)
    step = _step("output", 6, x, y)
    assert step.before.words("output") == step.after.words("output") == "0"
    assert step.size < 0.05


def test_what_becomes_unknown_is_told_as_such() -> None:
    rng = np.random.default_rng(0)
    x = rng.normal(5, 1, 1000)
    y = np.where(np.arange(1000) < 400, np.nan, x)
    step = _step("output", 6, x, y)
    assert step.moved and step.words("output") in (
        "known in 60 % of draws, was 100 %",
        "known in 60 % of draws, was over 99 %",
    )
    moved = _step("output", 6, x, x + 1)
    assert moved.words("output") == "+1"
