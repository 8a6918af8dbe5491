"""Indices of functions whose indices are known, through the same kernel as a case; errors; a case."""

import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from estimative import cases
from estimative.cases import Act, Counted, Monthly
from estimative.domain import BadInput, Prior, Standing, Status, UnknownName
from estimative.mechanisms import LOG_HAZARD, namespace
from estimative.simulate import answers, asked, ensemble, inputs, morris, plan, scenario, sobol, upstream

from .formulas import formula

pytest.importorskip("SALib", reason="install estimative[fit]")
A, B = 7.0, 0.1
CASE = Path("cases/russia-iran")


def ishigami(x1: Any, x2: Any, x3: Any) -> Any:
    xp = namespace(x1)
    return xp.sin(x1) + A * xp.sin(x2) ** 2 + B * x3**4 * xp.sin(x1)


def test_ishigami_gives_the_published_indices() -> None:
    """Ishigami and Homma 1990, a = 7, b = 0.1: S = 0.3139, 0.4424, 0; total 0.5576, 0.4424, 0.2437."""
    wide = Prior("uniform", (-math.pi, math.pi))
    p = formula(ishigami, {"x1": wide, "x2": wide, "x3": wide})
    got = {i.input: i for i in sobol(p, asked(p, 1, output="f.y"), 2048)}
    first, total = (0.3139, 0.4424, 0.0), (0.5576, 0.4424, 0.2437)
    for k, (s, t) in enumerate(zip(first, total, strict=True), 1):
        assert got[f"f.x{k}"].first == pytest.approx(s, abs=0.02)
        assert got[f"f.x{k}"].total == pytest.approx(t, abs=0.02)
        assert abs(got[f"f.x{k}"].first - s) < 2 * got[f"f.x{k}"].first_error
    assert "chance" not in got


def test_sobol_g_gives_its_exact_indices() -> None:
    """Sobol's g: V_i = 1 / (3 (1 + a_i)^2), V = prod(1 + V_i) - 1, S_i = V_i / V, T_i = V_i prod_others / V."""
    weights = (0.0, 1.0, 4.5, 9.0, 99.0)

    def g(*x: Any) -> Any:
        return math.prod((abs(4 * u - 2) + a) / (1 + a) for u, a in zip(x, weights, strict=True))

    p = formula(g, {f"x{k}": Prior("uniform", (0.0, 1.0)) for k in range(5)})
    got = {i.input: i for i in sobol(p, asked(p, 1, output="f.y"), 2048)}
    own = np.array([1 / (3 * (1 + a) ** 2) for a in weights])
    whole = np.prod(1 + own) - 1
    for k, v in enumerate(own):
        assert got[f"f.x{k}"].first == pytest.approx(v / whole, abs=0.02)
        assert got[f"f.x{k}"].total == pytest.approx(v * np.prod(1 + own) / (1 + v) / whole, abs=0.02)


def test_morris_gives_the_slopes_of_a_line_between_the_quantiles() -> None:
    priors = {"a": Prior("uniform", (0.0, 10.0)), "b": Prior("uniform", (0.0, 1.0)), "c": Prior("point", (3.0,))}
    p = formula(lambda a, b, c: 2 * a - 5 * b + c, priors)
    got = {e.input: e for e in morris(p, asked(p, 1, output="f.y"), 8)}
    assert got.keys() == {"f.a", "f.b"}  # a point is a constant
    assert got["f.a"].mean == pytest.approx(2 * 9.0) and got["f.b"].mean == pytest.approx(-5 * 0.9)
    assert got["f.a"].spread == pytest.approx(0, abs=1e-9)


def act(name: str, rate: Counted | Monthly, **more: object) -> Act:
    return Act(name, name, "support:RUS>IRN/arms", Status.DELIVERED, rate, **more)  # type: ignore[arg-type]


def monthly(rate: float) -> Monthly:
    return Monthly(Prior("point", (rate,)), "a test", Standing.JUDGEMENT)


def test_an_acts_chance_is_what_the_draws_say_on_average() -> None:
    """Rao and Blackwell's chance against counted draws: groups, order, hazards, and another act's effect."""
    acts = (
        act("first", monthly(0.1)),
        act("x", monthly(0.06), moved_by=("f.y",), after=("first",), group="g"),
        act("y", monthly(0.04), group="g"),
    )
    p = formula(lambda a: a, {"a": Prior("uniform", (-1.0, 1.0))}, acts, months=18, unit=LOG_HAZARD)
    drawn = ensemble(p, 40_000)
    for name in ("x", "y"):
        for months in (6, 18):
            exact = answers(p, asked(p, months, act=name), 40_000)
            counted = drawn.act(name)[months - 1].astype(float)
            error = math.sqrt((exact.var() + counted.var()) / 40_000)
            assert exact.mean() == pytest.approx(counted.mean(), abs=4 * error)
            assert exact.var() < counted.var() / 3


def test_only_what_reaches_a_figure_is_an_input() -> None:
    case = cases.load(CASE)
    p = plan(case, scenario(case, "hormuz"))
    group = [a.id for a in p.acts if a.group and a.group == next(b.group for b in p.acts if b.id == "su35-delivered")]
    found = upstream(p, act="su35-delivered")
    assert {"su35-delivered", *group} <= found.acts
    moved = {n.split(".")[0] for a in p.acts if a.id in found.acts for n in a.moved_by}
    assert moved <= found.mechanisms < {part.mechanism.name for part in p.parts}
    for one in inputs(p, found):
        owner = one.name.split("/")[1] if one.name.startswith("act/") else one.name.split(".")[0]
        assert owner in found.acts | found.mechanisms
    assert len(inputs(p)) > len(inputs(p, found))


def test_a_case_names_its_inputs_in_words() -> None:
    case = cases.load(CASE)
    p = plan(case)
    got = sobol(p, asked(p, 12, act="iran-slows-deliveries"), 64)
    top = got[0]
    assert top.input == "act/iran-slows-deliveries/rate" and "how often" in top.words
    assert all(i.total > -0.05 for i in got)


def test_errors_say_what_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    p = formula(lambda a: a, {"a": Prior("uniform", (0.0, 1.0))})
    with pytest.raises(UnknownName, match=r"no output 'f\.z'"):
        asked(p, 1, output="f.z")
    with pytest.raises(UnknownName, match="no act 'z'"):
        asked(p, 1, act="z")
    with pytest.raises(BadInput, match="month 2 is outside the run"):
        asked(p, 2, output="f.y")
    with pytest.raises(BadInput, match="one figure"):
        asked(p, 1)
    still = formula(lambda a: 0 * a, {"a": Prior("uniform", (0.0, 1.0))})
    with pytest.raises(BadInput, match=r"f\.y does not vary"):
        sobol(still, asked(still, 1, output="f.y"))
    fixed = formula(lambda a: a, {"a": Prior("point", (1.0,))})
    with pytest.raises(BadInput, match="nothing uncertain reaches"):
        morris(fixed, asked(fixed, 1, output="f.y"))
    broken = formula(lambda a: namespace(a).log(a), {"a": Prior("uniform", (-1.0, 1.0))})
    with pytest.raises(BadInput, match="not known in 5"):
        sobol(broken, asked(broken, 1, output="f.y"))
    monkeypatch.setitem(sys.modules, "SALib.sample.sobol", None)
    with pytest.raises(BadInput, match=r"SALib is not installed.*estimative\[fit\]"):
        sobol(p, asked(p, 1, output="f.y"))
