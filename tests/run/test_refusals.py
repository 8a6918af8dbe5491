"""What a user gets for a case that cannot be run, or that says less than it seems to: a message with what, where and
how to mend it and exit code 2, or a warning beside the figures."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from estimative import cases, cli

Call = Callable[..., tuple[int, str, str]]

PARAMETERS = """
[[parameter]]
id = "oil_supply_loss.exports"
prior = { kind = "triangular", low = 1.5, mode = 1.6, high = 1.8 }
unit = "mb/d"
reference = "an example"
standing = "analyst's judgement"
known_at = "2020-01"

[[parameter]]
id = "oil_supply_loss.share_lost"
value = 0.5
unit = "1"
reference = "an example"
standing = "analyst's judgement"
known_at = "2020-01"
"""

SCENARIOS = """
months = 6

[[driver]]
id = "war"
text = "whether the war goes on"
source = "an example"
[[driver.state]]
id = "goes-on"
text = "it goes on"
[[driver.state]]
id = "ends"
text = "it ends"

[[driver]]
id = "energy"
text = "who makes up for lost barrels"
source = "an example"
[[driver.state]]
id = "slack"
text = "others do"
[[driver.state.change]]
target = "oil_supply_loss.offset"
set = { kind = "uniform", low = 0.5, high = 1.0 }
reference = "an example"
standing = "analyst's judgement"
[[driver.state]]
id = "tight"
text = "nobody does"

[[impact]]
source = "war.goes-on"
target = "energy.tight"
value = 2
reference = "Smith 2020, page 3"

[[impact]]
source = "energy.slack"
target = "war.ends"
value = 1
reference = "analyst's judgement"

[[scenario]]
name = "calm"
text = "the war ends and others make up for lost barrels"
states = { war = "ends", energy = "slack" }
"""

ODD = """
[[scenario]]
name = "odd"
text = "the war goes on and nobody feels it"
states = { war = "goes-on", energy = "slack" }
"""

MOON = """
[[driver]]
id = "moon"
text = "the phase of the moon"
source = "an example"
[[driver.state]]
id = "full"
text = "full"
[[driver.state]]
id = "new"
text = "new"
"""

MENT = """
[[parameter]]
id = "{}"
{}
unit = "{}"
reference = "an example"
standing = "analyst's judgement"
known_at = "2020-01"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = cases.create(tmp_path / "case")
    (made / "parameters.toml").write_text(PARAMETERS, encoding="utf8")
    (made / "scenarios.toml").write_text(SCENARIOS, encoding="utf8")
    return made


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Run the entry point with these words: exit code, what it printed, what it told."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["estimative", *map(str, words)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        said = capsys.readouterr()
        return int(stop.value.code or 0), said.out, said.err

    return run


def put(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf8")


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf8") + text, encoding="utf8")


SMALL = ("--draws", 64)


def test_the_case_itself_runs_without_a_word(folder: Path, call: Call) -> None:
    assert call("check", folder)[0] == 0
    code, out, err = call("simulate", folder, "--scenario", "calm", *SMALL, "--format", "jsonl")
    assert code == 0 and "oil_supply_loss.price_change" in out
    assert "contradicts" not in err and "changes nothing" not in err


@pytest.mark.parametrize(
    ("name", "value", "unit", "told"),
    [
        ("oil_supply_loss.price", 'value = "69"', "USD/b", "should be a valid number"),
        ("oil_supply_loss.price", "value = true", "USD/b", "should be a valid number"),
        ("oil_supply_loss.price", "value = nan", "USD/b", "finite number"),
        ("oil_supply_loss.price", "value = -1.0", "USD/b", "-1 USD/b lies outside 0 to inf"),
        ("oil_supply_loss.offset", "value = 9.0", "1", "9 lies outside 0 to 1"),
        ("oil_supply_loss.offset", "prior = { kind = 'uniform', low = 0.5, high = 1.5 }", "1", "1.5 lies outside"),
        ("oil_supply_loss.offset", "prior = { kind = 'uniform', low = 0.9, high = 0.1 }", "1", "not in ascending"),
        ("oil_supply_loss.offset", "prior = { kind = 'uniform', low = nan, high = 1.0 }", "1", "finite number"),
        ("oil_supply_loss.offset", "prior = { kind = 'beta', a = -1.0, b = 2.0 }", "1", "no positive a"),
        ("oil_supply_loss.price", "prior = { kind = 'lognormal', median = 0, log_sd = 1 }", "USD/b", "positive median"),
        ("oil_supply_loss.price", "prior = { kind = 'normal', mean = 1.0, sd = 0.0 }", "USD/b", "no positive spread"),
        ("oil_supply_loss.prize", "value = 1.0", "USD/b", "did you mean price?"),
        ("oil_suply_loss.price", "value = 1.0", "USD/b", "did you mean 'oil_supply_loss'?"),
        ("oil_supply_loss.price", "value = 1.0", "EUR/b", "write it in 'USD/b'"),
    ],
)
def test_a_parameter_that_cannot_be(folder: Path, call: Call, name: str, value: str, unit: str, told: str) -> None:
    add(folder / "parameters.toml", MENT.format(name, value, unit))
    for words in (("check", folder), ("simulate", folder, *SMALL)):
        code, out, err = call(*words)
        assert code == 2 and told in out + err and "parameters.toml" in out + err
    assert not (folder / ".estimative").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('energy = "slack" }', 'energi = "slack" }', "there is no driver 'energi'. Mend: did you mean 'energy'?"),
        ('energy = "slack" }', 'energy = "slak" }', "there is no state of energy 'slak'. Mend: did you mean 'slack'?"),
        (', energy = "slack" }', " }", "says nothing of the driver 'energy'. Mend: give every driver a state"),
        ('name = "calm"', 'name = "as-is"', "the name of the run in which nothing changes"),
        ('id = "ends"', 'id = "goes-on"', "'goes-on' stands twice"),
        ("value = 2", "value = 2\nlow = 3", "2 is not between 3 and 2"),
        ("value = 2", "value = nan", "finite number"),
        ("value = 2", 'value = "2"', "valid number"),
        ("low = 0.5, high = 1.0", "low = 0.5, high = 1.5", "0.5 to 1.5 lies outside 0 to 1"),
        ('set = { kind = "uniform", low = 0.5, high = 1.0 }', "set = nan", "finite number"),
        ('set = { kind = "uniform", low = 0.5, high = 1.0 }', "set = true", "valid number"),
        ('set = { kind = "uniform", low = 0.5, high = 1.0 }', "times = -1.0", "a factor below 0"),
        ("oil_supply_loss.offset", "oil_supply_loss.ofset", "did you mean 'oil_supply_loss.offset'?"),
        ("months = 6", "months = 6.5", "valid integer"),
    ],
)
def test_a_scenario_file_that_cannot_be(folder: Path, call: Call, old: str, new: str, told: str) -> None:
    put(folder / "scenarios.toml", old, new)
    for words in (("check", folder), ("scenario", "list", folder), ("simulate", folder, *SMALL)):
        code, out, err = call(*words)
        assert code == 2 and told in out + err and "scenarios.toml" in out + err


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("oil_supply_loss.offset", "value = 9.0", "9 lies outside 0 to 1"),
        ("oil_supply_loss.ofset", "value = 0.5", "did you mean offset?"),
        ("oil.offset", "value = 0.5", "no mechanism has the name 'oil'"),
    ],
)
def test_a_parameter_of_a_scenario_is_checked_like_the_cases_own(
    folder: Path, call: Call, name: str, value: str, told: str
) -> None:
    own = MENT.format(name, value, "1").replace("[[parameter]]", "[[scenario.parameter]]")
    add(folder / "scenarios.toml", own)
    code, out, err = call("check", folder)
    assert code == 2 and told in out + err


def test_a_parameter_of_a_scenario_known_too_late_is_not_dropped(folder: Path, call: Call) -> None:
    own = MENT.format("oil_supply_loss.offset", "value = 0.5", "1").replace("[[parameter]]", "[[scenario.parameter]]")
    add(folder / "scenarios.toml", own.replace('"2020-01"', '"2090"'))
    code, _, err = call("simulate", folder, "--scenario", "calm", *SMALL)
    assert code == 2 and "oil_supply_loss.offset: known only by 2090" in err and "scenario calm" in err
    assert call("simulate", folder, *SMALL)[0] == 0  # the others still run


def test_states_that_the_judgements_contradict(folder: Path, call: Call) -> None:
    add(folder / "scenarios.toml", ODD)
    warning = (
        "scenario odd contradicts the cross-impact judgements: energy=slack trails energy=tight by 2: "
        "war=goes-on on energy=tight +2 (Smith 2020, page 3)"
    )
    for words in (("scenario", "list", folder), ("simulate", folder, "--scenario", "odd", *SMALL)):
        code, _, err = call(*words)
        assert code == 0 and warning in err
        assert "scenario calm contradicts" not in err
    states = ("--state", "war=goes-on", "--state", "energy=slack")
    code, out, err = call("scenario", "new", folder, "again", "--text", "the same", *states)
    assert code == 0 and "again added" in out and "scenario again contradicts" in err and "scenario odd" not in err
    assert call("brief", folder, "--out", folder / "out")[0] == 0
    assert warning in (folder / "out" / "brief.md").read_text(encoding="utf8")


def test_an_unknown_scenario_and_a_rival_that_is_not_there(folder: Path, call: Call) -> None:
    code, _, err = call("simulate", folder, "--scenario", "clam", *SMALL)
    assert code == 2 and "no scenario 'clam'. Mend: use one of: as-is, calm" in err
    code, _, err = call("simulate", folder, "--rival", "oil_supply_loss=nobody", *SMALL)
    assert code == 2 and "has no rival 'nobody'. Mend: use one of: Kilian" in err


def test_a_driver_with_no_effect(folder: Path, call: Call) -> None:
    add(folder / "scenarios.toml", MOON)
    put(folder / "scenarios.toml", "states = {", 'states = { moon = "full",')
    warning = "the driver moon sways no other driver and changes nothing"
    for words in (("scenario", "list", folder), ("simulate", folder, "--scenario", "calm", *SMALL)):
        code, _, err = call(*words)
        assert code == 0 and warning in err and "driver energy" not in err
    code, _, _ = call("brief", folder, "--out", folder / "out")
    assert code == 0 and warning in (folder / "out" / "brief.md").read_text(encoding="utf8")


def test_a_factor_of_one_is_no_effect(folder: Path, call: Call) -> None:
    moved = 'id = "full"\ntext = "full"\n[[driver.state.change]]\ntarget = "oil_supply_loss.offset"\ntimes = {}\n'
    moved += 'reference = "an example"\nstanding = "analyst\'s judgement"'
    add(folder / "scenarios.toml", MOON.replace('id = "full"\ntext = "full"', moved.replace("{}", "1.0")))
    put(folder / "scenarios.toml", "states = {", 'states = { moon = "full",')
    assert "driver moon sways" in call("scenario", "list", folder)[2]
    put(folder / "scenarios.toml", "times = 1.0", "times = 0.9")
    assert "driver moon sways" not in call("scenario", "list", folder)[2]


def test_a_change_that_nothing_can_show(folder: Path, call: Call) -> None:
    """A mechanism that does not take part in the case."""
    put(folder / "scenarios.toml", 'target = "oil_supply_loss.offset"', 'target = "weapons_stock_flow.follows"')
    code, _, err = call("simulate", folder, "--scenario", "calm", *SMALL)
    assert code == 0
    assert "the driver energy=slack cannot change weapons_stock_flow.follows: weapons_stock_flow does not" in err


@pytest.mark.parametrize(
    ("dates", "since_to"),
    [('since = "2090-01"', "from 2090-01 to the end"), ('until = "2001-01"', "from the start to 2001-01")],
)
def test_a_change_outside_the_run(folder: Path, call: Call, dates: str, since_to: str) -> None:
    put(folder / "scenarios.toml", "high = 1.0 }\n", f"high = 1.0 }}\n{dates}\n")
    code, _, err = call("simulate", folder, "--scenario", "calm", *SMALL)
    assert code == 2 and f"the change of oil_supply_loss.offset {since_to} falls outside the run" in err
    assert "scenario calm" in err and "ask for more months" in err
    assert call("simulate", folder, *SMALL)[0] == 0  # not in the run that does not have it


def test_what_an_output_is_told_cannot_be_changed(folder: Path, call: Call) -> None:
    """A link feeds the input every month, so the change is lost: said, not silent."""
    given = {"group_output": (36, "mb/d"), "member_output": (3.3, "mb/d"), "bound": (0, "1"), "price_change": (2, "%")}
    given |= {"lost_share": (1, "%"), "exporter_volume": (7, "mb/d"), "exporter_price": (60, "USD/b")}
    given |= {"member_exports": (1.6, "mb/d"), "member_price": (60, "USD/b")}
    for name, (value, unit) in given.items():
        add(folder / "parameters.toml", MENT.format(f"dominant_producers.{name}", f"value = {value}", unit))
    put(folder / "scenarios.toml", 'target = "oil_supply_loss.offset"', 'target = "dominant_producers.lost_share"')
    code, _, err = call("simulate", folder, "--scenario", "calm", *SMALL)
    assert code == 0
    assert "cannot change dominant_producers.lost_share: oil_supply_loss.lost_share tells it" in err


ACT = """
[[act]]
id = "sale"
text = "a sale"
chain = "support:{}>{}/arms"
rung = "delivered"
resolution_source = "a register"
[act.monthly]
prior = {{ kind = "uniform", low = 0.01, high = 0.02 }}
reference = "an example"
standing = "analyst's judgement"
"""


def test_a_case_of_acts_alone_runs(folder: Path, call: Call) -> None:
    (folder / "parameters.toml").unlink()
    text = ACT.format(*cases.load(folder).pair)
    (folder / "scenarios.toml").write_text("months = 6\n" + text, encoding="utf8")
    code, out, _ = call("simulate", folder, *SMALL, "--format", "jsonl")
    assert code == 0 and '"sale"' in out


def test_dates_of_an_act_would_be_read_by_nobody(folder: Path, call: Call) -> None:
    change = """
[[act.change]]
target = "oil_supply_loss.offset"
set = 0.5
since = "2026-01"
reference = "an example"
standing = "analyst's judgement"
"""
    add(folder / "scenarios.toml", ACT.format(*cases.load(folder).pair) + change)
    code, out, err = call("check", folder)
    assert code == 2 and "drop `since` and `until`" in out + err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--as-of", "1900-01-01"), "where the case begins"),
        (("--as-of", "2025-02-30"), "is not a date"),
        (("--months", 0), "0 months"),
        (("--months", 601), "at most 600"),
        (("--draws", 0), "0 draws"),
    ],
)
def test_a_run_that_cannot_be_asked_for(folder: Path, call: Call, words: tuple[object, ...], told: str) -> None:
    code, _, err = call("simulate", folder, *words)
    assert code == 2 and told in err and "Mend:" in err


def test_a_month_outside_the_run(folder: Path, call: Call) -> None:
    for name in ("sensitivity", "voi", "discover"):
        words = ("--above", 1) if name == "discover" else ()
        code, _, err = call(name, folder, "--output", "oil_supply_loss.price_change", "--months", 7, *words)
        assert code == 2 and "month 7 is outside the run. Mend: give 1 to 6" in err
