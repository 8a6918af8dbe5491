"""scenarios.toml: everything wrong with it is told at once, and a new scenario is written whole or not at all."""

import shutil
from pathlib import Path

import pytest

from estimative import cases
from estimative.domain import BadInput, Invalid

CASE = Path("cases/russia-iran")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CASE, tmp_path / "case", ignore=shutil.ignore_patterns(".estimative"))
    return tmp_path / "case"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('target = "navigation.closer"', 'target = "navigation.closr"', "did you mean 'navigation.closer'"),
        ('shocks = ["hormuz-closed"]', 'shocks = ["hormuz"]', "there is no shock 'hormuz'"),
        ('energy = "slack"', 'energy = "slak"', "there is no state of energy 'slak'"),
        ('id = "gas-flows"', 'id = "su35-delivered"', "stands twice"),
        ('until = "2025-12"', 'until = "2025-09"', "is not after since"),
        ("set = 1.0", "set = 1.0\ntimes = 2.0", "give one of"),
        ("value = 1\n", "value = 9\n", "less than or equal to 3"),
        ("plus = 69.36", "plus = nan", "finite number"),
        ("plus = 69.36", 'plus = "69.36"', "valid number"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(folder: Path, old: str, new: str, told: str) -> None:
    path = folder / "scenarios.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    found = [p for p in cases.problems(folder) if p.file.endswith("scenarios.toml")]
    assert found and any(told in str(p) for p in found) and all(p.line for p in found)


def test_an_act_that_waits_for_itself(folder: Path) -> None:
    path = folder / "scenarios.toml"
    text = path.read_text()
    text = text.replace('id = "gas-flows"\n', 'id = "gas-flows"\nafter = ["treaty-in-force"]\n')
    text = text.replace('id = "treaty-in-force"\n', 'id = "treaty-in-force"\nafter = ["gas-flows"]\n')
    path.write_text(text)
    assert any("only come after itself" in str(p) for p in cases.problems(folder))


def test_a_new_scenario_is_added_or_nothing_is_written(folder: Path) -> None:
    states = dict(cases.load(folder).prospects.scenarios[0].states)
    before = (folder / "scenarios.toml").read_text()
    with pytest.raises(Invalid, match="no state of energy 'none'"):
        cases.add_scenario(folder, "new", "x", states | {"energy": "none"}, ())
    with pytest.raises(BadInput, match="no readable scenarios"):
        cases.add_scenario(folder / "notes", "new", "x", states, ())
    with pytest.raises(BadInput, match=r"name: .*Mend: a name is small letters") as told:
        cases.add_scenario(folder, "New One", "x", states, ())
    assert "pydantic" not in str(told.value)
    assert (folder / "scenarios.toml").read_text() == before
    cases.add_scenario(folder, "new", 'a "quoted" text', states, ["hormuz-closed"])
    made = cases.load(folder).prospects.scenarios[-1]
    assert (made.name, made.text, dict(made.states), made.shocks) == (
        "new",
        'a "quoted" text',
        states,
        ("hormuz-closed",),
    )
    with pytest.raises(Invalid, match="stands twice"):
        cases.add_scenario(folder, "new", "again", states, ())
