"""The table of `make verify-models`: what passes, what counts, and that every mechanism has its page and its line."""

import math
import re
from pathlib import Path

import pytest
from benchmarks.models.__main__ import NAMES, _counts, _verdict
from benchmarks.models.common import Kind, Row, worked
from benchmarks.models.cross_impact import somewhereland
from benchmarks.models.trials import Trial

from estimative.mechanisms import MECHANISMS
from estimative.simulate import assessed, consistent


def _row(printed: float | tuple[float, float], ours: float, tolerance: float = 0.0, why: str = "") -> Row:
    return Row("m", "q", "s", "-", printed, ours, tolerance, why=why)


@pytest.mark.parametrize(
    ("printed", "ours", "tolerance", "difference", "passed"),
    [
        (2.0, 2.04, 0.05, 0.04, True),
        (2.0, 2.06, 0.05, 0.06, False),
        ((0, 7), 9.0, 0, 2.0, False),
        ((0, 7), -1.0, 0, -1.0, False),
        ((0, 7), 7.0, 0, 0.0, True),
        ((450, math.inf), 460.0, 0, 0.0, True),
        (1.0, math.nan, 9.0, math.nan, False),
    ],
)
def test_a_figure_passes_within_its_digits_and_a_range_inside(
    printed: float | tuple[float, float], ours: float, tolerance: float, difference: float, passed: bool
) -> None:
    row = _row(printed, ours, tolerance)
    assert row.difference == pytest.approx(difference, nan_ok=True)
    assert (row.passed, row.verdict) == (passed, "yes" if passed else "**no**")


def test_a_reason_never_makes_a_figure_pass() -> None:
    assert not _row(1.0, 2.0, why="theirs is wrong").passed
    counted = _counts([_row(1.0, 2.0, why="theirs is wrong"), _row(1.0, 2.0), worked("m", "M01", "q", 1.0, 1.0, 0.0)])
    assert counted[0].startswith("- published: 2 figures, 2 not reproduced")
    assert counted[-1] == "- in all: 3, 2 not reproduced, 1 of them without a reason"
    assert len(counted) == len(Kind) + 1


def test_one_failed_rule_takes_a_model_off_the_list() -> None:
    made = [Trial("a", "1", "", "", True, ""), Trial("a", "2", "", "", False, ""), Trial("b", "1", "", "", True, "")]
    assert _verdict(made) == "3 rules for 2 models: 2 held, 1 failed. No rule failed for: b."


def test_somewhereland_by_plain_enumeration() -> None:
    grid = somewhereland()
    every = [()]
    for d in grid.descriptors:
        every = [(*picked, s) for picked in every for s in d.states]  # type: ignore[misc]
    assert len(every) == 486
    assert sum(assessed(grid, states).margin >= 0 for states in every) == len(consistent(grid)) == 10


def test_every_mechanism_has_a_page_a_line_in_the_index_and_its_own_verdict_there(project: Path) -> None:
    index = (project / "docs/mechanisms.md").read_text(encoding="utf-8")
    for mechanism in MECHANISMS:
        assert (project / f"docs/mechanisms/{mechanism.name}.md").is_file(), mechanism.name
        line = next(x for x in index.splitlines() if f"[{mechanism.name}](mechanisms/{mechanism.name}.md) |" in x)
        assert mechanism.asks in line
        assert line.endswith(f"| {re.split('[:;]', mechanism.record)[0]} |")


def test_the_page_holds_a_row_of_every_file_of_the_table(project: Path) -> None:
    page = (project / "docs/models.md").read_text(encoding="utf-8")
    named = {"balance_pressure": "structural_balance", "gegravity": "structural_gravity"}
    for name in NAMES:
        assert f"\n| {named.get(name, name)} |" in page, name
