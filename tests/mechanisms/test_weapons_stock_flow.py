"""M08. Worked figures, laws, the slow twin, and what an as-of view may know."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules import Rule

from estimative import cases
from estimative.domain import Parameter, PartialDate
from estimative.mechanisms import WEAPONS_STOCK_FLOW, MechanismResult, chosen, draws, evaluate, short
from estimative.mechanisms.weapons_stock_flow import (
    Inputs,
    Params,
    State,
    exposure,
    implied_progress_ratio,
    init,
    learning_exponent,
    solve,
    step,
)

NAME = "weapons_stock_flow."
share = st.floats(0, 1)
GIVEN = {
    "imports": ("units/month", 100.0),
    "local_output": ("units/month", 300.0),
    "foreign_content": ("1", 0.2),
    "use": ("units/month", 380.0),
    "stock": ("units", 800.0),
    "made_so_far": ("units", 2000.0),
    "capacity": ("units/month", 1000.0),
    "local_growth": ("1/month", 0.01),
    "use_growth": ("1/month", 0.0),
    "localisation": ("1/month", 0.02),
}


def _case(bare: Any, p: Any, *more: Parameter, **other: float) -> Any:
    values = {k: (unit, other.get(k, v)) for k, (unit, v) in GIVEN.items()}
    return bare(*(p(NAME + k, unit, v) for k, (unit, v) in values.items()), *more)


def _result(case: Any) -> MechanismResult:
    found = evaluate(WEAPONS_STOCK_FLOW, case)
    assert isinstance(found, MechanismResult)
    return found


def _arrays(case: Any, n: int, rival: str | None = None, **fixed: float) -> tuple[Inputs, Params]:
    found = chosen(WEAPONS_STOCK_FLOW, case, rival)
    assert isinstance(found, tuple)
    arrays = {short(k): v for k, v in draws(found[1], 5, n).items()} | {k: np.full(n, v) for k, v in fixed.items()}
    unknown = np.full(n, np.nan)
    inputs, params = ((k, [arrays.get(f, unknown) for f in k._fields]) for k in (Inputs, Params))
    return Inputs(*inputs[1]), Params(*params[1])


def _run(inputs: Inputs, params: Params, months: int, noise: float = 0.5) -> tuple[list[Any], State]:
    state, seen = init(inputs, params), []
    for _ in range(months):
        state, outputs, _ = step(state, inputs, params, (np.full_like(inputs.use, noise),))
        seen.append(outputs)
    return seen, state


def test_the_contract_pays_more_than_the_stated_price(bare: Any, p: Any) -> None:
    """1.75 bn over 6,000 is 292 thousand apiece; 193 thousand apiece is 1.16 bn: the gap is shown, not resolved."""
    contract = (
        ("contract_value", "mn USD", 1750.0),
        ("contract_units", "units", 6000.0),
        ("unit_price", "USD", 193000.0),
    )
    case = _case(bare, p, *(p(NAME + k, unit, v) for k, unit, v in contract))
    rival = _result(case).rivals[0]
    value, gap = (rival.output(k).median for k in ("unit_value", "price_gap"))
    assert value is not None
    assert gap is not None
    assert round(value) == 292
    assert round((1750 - gap) / 1000, 2) == 1.16
    assert _result(_case(bare, p)).rivals[0].output("price_gap").median is None


def test_the_reported_fall_of_cost_implies_a_progress_ratio_of_080(bare: Any, p: Any) -> None:
    assert round(implied_progress_ratio(200, 70, 25), 2) == 0.80
    stated = ("cost_before", "USD", 200e3), ("cost_after", "USD", 70e3), ("output_ratio", "1", 25.0)
    more = tuple(p(f"{NAME}press.{k}", unit, v, rival="press") for k, unit, v in stated)
    found = chosen(WEAPONS_STOCK_FLOW, _case(bare, p, *more), "press")
    assert isinstance(found, tuple)
    ratio = next(q for q in found[1] if short(q.id) == "progress_ratio")
    assert round(ratio.prior.args[0], 2) == 0.80
    assert "press" in [r.name for r in _result(_case(bare, p, *more)).rivals]


def test_the_summary_of_a_year_is_the_twelfth_month(bare: Any, p: Any) -> None:
    case = _case(bare, p)
    seen, _ = _run(*_arrays(case, 5, follows=0.85), months=12)
    found = solve(*_arrays(case, 5, follows=0.85)).outputs
    assert np.allclose(found.dependence_year, seen[-1].dependence)
    assert [
        round(_result(case).rival(r).output("lost_if_stopped").median or 0) for r in ("no learning", "bottleneck parts")
    ] == [
        40,
        100,
    ]


def test_learning_lowers_cost_by_a_fifth_per_doubling() -> None:
    assert 2 ** -float(learning_exponent(0.8)) == pytest.approx(0.8)
    assert float(learning_exponent(1.0)) == 0


def test_dependence_falls_as_production_moves_home(bare: Any, p: Any) -> None:
    seen, _ = _run(*_arrays(_case(bare, p), 50), months=36)
    shares = np.array([o.dependence for o in seen])
    assert (np.diff(shares, axis=0) <= 1e-12).all()
    assert shares[-1].max() < shares[0].min()


def test_dependence_is_the_import_share_of_use_where_nothing_moves(bare: Any, p: Any) -> None:
    case = _case(bare, p, local_growth=0.0, localisation=0.0, use=400.0)
    seen, _ = _run(*_arrays(case, 3, "no learning", use_spread=0.0), months=24)
    assert np.allclose([o.dependence for o in seen], (100 + 0.2 * 300) / 400)
    assert np.allclose([o.import_share for o in seen], (100 + 0.2 * 300) / 400)
    assert np.allclose([o.stock for o in seen], 800)


def test_a_slow_down_cuts_supply_by_the_exposure(bare: Any, p: Any) -> None:
    for rival, cut in (("no learning", 0.5 * 160 / 400), ("bottleneck parts", 0.5)):
        case = _case(bare, p, local_growth=0.0, localisation=0.0, use=0.0)
        inputs, params = _arrays(case, 1, rival, use_spread=0.0)
        params = params._replace(progress_ratio=np.ones(1))
        full, _ = _run(inputs, params, 1)
        slow, _ = _run(inputs._replace(supplier_rate=np.array([0.5])), params, 1)
        assert (full[0].stock - slow[0].stock) / (full[0].stock - 800) == pytest.approx(cut)


@given(
    st.tuples(*(st.floats(0, 500) for _ in range(4))),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0.6, 1),
    st.floats(0, 1),
)
@settings(max_examples=30, deadline=None)
def test_units_are_conserved_and_shares_are_shares(
    flows: tuple[float, ...], content: float, rate: float, ratio: float, bottleneck: float
) -> None:
    imports, local, use, stock = flows
    inputs = Inputs(imports, local, content, use, stock, 1000.0, 400.0, 0.02, 0.01, 0.01, rate, *[math.nan] * 3)
    params = Params(ratio, bottleneck, 0.9, 0.2, 32.0)
    state = init(inputs, params)
    for month in range(12):
        after, o, _ = step(state, inputs, params, (0.1 + 0.06 * month,))
        used = state.stock + imports * rate + o.local_output - after.stock
        assert used >= -1e-9
        assert after.stock >= 0
        assert o.local_output <= 400 + 1e-9
        assert math.isnan(o.dependence) or -1e-9 <= o.dependence <= 1 + 1e-9
        assert 0 <= o.unmet <= 100 + 1e-9
        state = after
    assert exposure(content, bottleneck) >= content - 1e-12


def test_slow_twin(bare: Any, p: Any) -> None:
    """The month beside a loop that moves one weapon's worth of bookkeeping at a time, in plain words."""
    more = p(NAME + "stock", "units", 300.0, 900.0), p(NAME + "use", "units/month", 300.0, 500.0)
    case = _case(bare, p)
    case = bare(*(q for q in case.parameters if short(q.id) not in ("stock", "use")), *more)
    inputs, params = _arrays(case, 20, "Dutton and Thomas 1984")
    rng = np.random.default_rng(0)
    noise = rng.uniform(0.01, 0.99, (30, 20))
    state, fast = init(inputs, params), []
    for row in noise:
        state, outputs, _ = step(state, inputs, params, (row,))
        fast.append(outputs)
    for d in range(20):
        i, q = (type(a)(*(float(x[d]) for x in a)) for a in (inputs, params))
        home = foreign = None
        made, first_output = i.made_so_far, i.local_output
        share = (i.imports + i.foreign_content * i.local_output) / (i.imports + i.local_output)
        home, foreign = i.stock * (1 - share), i.stock * share
        for t in range(30):
            cost = (made / i.made_so_far) ** (math.log(q.progress_ratio) / math.log(2))
            output = min(i.local_output * math.exp(i.local_growth * t) / cost, i.capacity)
            content = i.foreign_content * math.exp(-i.localisation * t)
            foreign += i.imports + content * output
            home += (1 - content) * output
            shock = math.log(noise[t, d] / (1 - noise[t, d])) * math.sqrt(3) / math.pi
            want = i.use * math.exp(i.use_growth * t) * (output / first_output) ** q.follows
            use = min(want * math.exp(q.use_spread * shock), home + foreign)
            part = foreign / (home + foreign)
            home, foreign = home - use * (1 - part), foreign - use * part
            made += output
            assert fast[t].dependence[d] == pytest.approx(part, rel=1e-9)
            assert fast[t].stock[d] == pytest.approx(home + foreign, rel=1e-9, abs=1e-6)
            assert fast[t].local_output[d] == pytest.approx(output, rel=1e-9)


@pytest.fixture
def report(p: Any) -> tuple[Parameter, ...]:
    """CNN, 8 August 2025: about nine tenths of the stages in Russia, unit cost down from 200 to 70 thousand dollars.
    The rise of output is from memory."""
    said = ("foreign_content", "1", 0.1), ("cost_before", "USD", 200e3), ("cost_after", "USD", 70e3)
    made = (*said, ("output_ratio", "1", 25.0))
    return tuple(p(f"{NAME}cnn.{k}", unit, v, rival="CNN August 2025", known="2025-08-08") for k, unit, v in made)


def test_the_report_of_august_2025_is_refused_as_of_june(
    project: Path, bare: Any, report: tuple[Parameter, ...]
) -> None:
    case = cases.load(project / "cases/russia-iran")
    assert case.as_of == PartialDate("2025-06-16")
    result = _result(bare(*case.parameters, *report, as_of="2025-06-16"))
    assert "CNN August 2025" not in [r.name for r in result.rivals]
    assert dict(result.refused)[NAME + "cnn.foreign_content"] == "known only by 2025-08-08"
    assert "known only by 2025-08-08" in dict(result.left_out)["CNN August 2025"]
    assert [(r.name, r.outputs) for r in result.rivals] == [(r.name, r.outputs) for r in _result(case).rivals]
    assert all(q.known_at and q.known_at.known_by(case.as_of) for q in result.parameters)


def test_the_report_enters_once_it_is_known(project: Path, bare: Any, report: tuple[Parameter, ...]) -> None:
    case = cases.load(project / "cases/russia-iran")
    rival = _result(bare(*case.parameters, *report, as_of="2025-09-01")).rival("CNN August 2025")
    share = rival.output("dependence").median
    assert share is not None
    assert share < 0.15


def test_the_case_of_june_did_not_foresee_the_report_of_august(project: Path, rule: Rule) -> None:
    """A miss, kept as such: two months ahead the band holds 14 to 44 per cent, the report says about a tenth."""
    inputs, params = _arrays(cases.load(project / "cases/russia-iran"), 4000)
    seen, _ = _run(inputs, params, 2)
    low, high = np.quantile(seen[-1].dependence, (0.05, 0.95))
    assert (round(float(low), 2), round(float(high), 2)) == (0.14, 0.44)
    rule(
        "weapons_stock_flow",
        "foreign share reported in August 2025 (0.1), two months ahead",
        f"in {low:.2f} to {high:.2f}",
        "0.10",
        bool(low <= 0.10 <= high),
    )
    assert not low <= 0.10 <= high


def test_nothing_made_and_nothing_supplied_stays_unknown() -> None:
    inputs = Inputs(0.0, 0.0, 0.2, 10.0, 0.0, 0.0, 100.0, 0.0, 0.0, 0.0, 1.0, *[math.nan] * 3)
    _, o, _ = step(init(inputs, Params(0.8, 0.0, 1.0, 0.1, 32.0)), inputs, Params(0.8, 0.0, 1.0, 0.1, 32.0), (0.5,))
    assert math.isnan(o.dependence)
    assert math.isnan(o.import_share)
    assert o.unmet == 100


def test_learning_far_beyond_experience_is_marked(bare: Any, p: Any) -> None:
    inputs, params = _arrays(_case(bare, p, made_so_far=10.0), 4)
    state = init(inputs, params)
    marks = []
    for _ in range(12):
        state, _, outside = step(state, inputs, params, (np.full(4, 0.5),))
        marks.append(bool(outside.stretch.all()))
    assert not marks[0]
    assert marks[-1]
