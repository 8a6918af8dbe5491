"""A planted box is found again, in its own limits; scenarios become conditions; nothing is found in noise."""

import sys
from pathlib import Path

import numpy as np
import pytest

from estimative import cases
from estimative.domain import BadInput, Prior
from estimative.mechanisms import namespace
from estimative.simulate import Conditions, asked, boxes, conditions, plan

from .formulas import formula

pytest.importorskip("sklearn", reason="install estimative[fit]")
UNIT = Prior("uniform", (0.0, 1.0))


def test_a_planted_box_is_found() -> None:
    """It happens where a > 0.7 and b < 0.4, and nowhere else; c means nothing."""

    def planted(a, b, c):  # type: ignore[no-untyped-def]
        return namespace(a).where((a > 0.7) & (b < 0.4), 1.0, 0.0) + 0 * c

    p = formula(planted, {"a": UNIT, "b": UNIT, "c": UNIT})
    found = conditions([({}, p)], asked(p, 1, output="f.y"), 8000, above=0.5)
    (box,) = boxes(found)
    limits = {one.name: one for one in box.limits}
    assert limits.keys() == {"f.a", "f.b"}
    assert limits["f.a"].low == pytest.approx(0.7, abs=0.01) and limits["f.a"].high == np.inf
    assert limits["f.b"].high == pytest.approx(0.4, abs=0.01) and limits["f.b"].low == -np.inf
    assert box.density > 0.97 and box.coverage > 0.97 and box.mass == pytest.approx(0.12, abs=0.01)
    assert box.lift == pytest.approx(1 / 0.12, rel=0.1)


def test_chances_count_as_much_as_they_say() -> None:
    """Where it happens with 0.6 if a > 0.5, else with 0.2: density 0.6, coverage 3/4."""
    a = np.random.default_rng(1).random(4000)
    table = Conditions(("a",), ("a",), ("1",), a[:, None], np.where(a > 0.5, 0.6, 0.2))
    (box,) = boxes(table, depth=1)
    assert box.density == pytest.approx(0.6) and box.coverage == pytest.approx(0.75, abs=0.02)


def test_nothing_is_found_in_noise() -> None:
    chance = np.random.default_rng(2)
    table = Conditions(("a", "b"), ("a", "b"), ("1", "1"), chance.random((4000, 2)), chance.random(4000).round())
    assert len(boxes(table)) <= 1  # eight leaves, each told only beyond two standard errors


def test_states_of_drivers_are_conditions() -> None:
    case = cases.load(Path("cases/russia-iran"))
    runs = [(dict(s.states), plan(case, s)) for s in case.prospects.scenarios]
    found = conditions(runs, asked(runs[0][1], 24, act="iran-slows-deliveries"), 511)
    assert found.values.shape[0] == 512 * len(runs) == found.happens.size
    assert "ukraine-war=truce" in found.names and "act/iran-slows-deliveries/rate" not in found.names
    best = boxes(found)[0]
    assert best.density > found.happens.mean()
    assert any("=" in one.name for one in best.limits)


def test_errors_say_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    always = Conditions(("a",), ("a",), ("1",), np.random.default_rng(3).random((100, 1)), np.ones(100))
    with pytest.raises(BadInput, match="happens in 100% of draws"):
        boxes(always)
    table = Conditions(("a",), ("a",), ("1",), always.values, always.values[:, 0])
    monkeypatch.setitem(sys.modules, "sklearn.tree", None)
    with pytest.raises(BadInput, match="scikit-learn is not installed"):
        boxes(table)
