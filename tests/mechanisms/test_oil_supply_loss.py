"""M01. Worked figures; each checks arithmetic. The test of the model is `test_oil_backtest`."""

import math
from typing import Any

import numpy as np
import pytest

from estimative.domain import PartialDate
from estimative.mechanisms import OIL_RISK_PREMIUM, OIL_SUPPLY_LOSS, MechanismResult, draws, evaluate, short
from estimative.mechanisms.oil_supply_loss import Inputs, Params, implied_elasticity_sum, solve

KILIAN, BAUMEISTER, CALDARA = (
    "Kilian and Murphy 2014",
    "Baumeister and Hamilton 2019",
    "Caldara, Cavallo and Iacoviello 2019",
)


def _result(case: Any, **how: Any) -> MechanismResult:
    found = evaluate(OIL_SUPPLY_LOSS, case, **how)
    assert isinstance(found, MechanismResult)
    return found


def _printed(value: float | None, digits: int) -> float:
    assert value is not None
    return round(value, digits)


def _median(case: Any, rival: str, output: str) -> float:
    value = _result(case).rival(rival).output(output).median
    assert value is not None
    return value


def test_share_of_world_supply(oil: Any) -> None:
    assert [round(_median(oil(x), KILIAN, "lost_share"), 2) for x in (1.6, 1.7)] == [0.77, 0.82]


def test_the_three_studies_without_offset(oil: Any) -> None:
    assert round(_median(oil(1.6), BAUMEISTER, "price_change"), 1) == 1.6
    assert round(_median(oil(1.7), CALDARA, "price_change"), 1) == 3.5
    assert round(_median(oil(1.6), BAUMEISTER, "price_change_usd"), 1) == 1.1
    assert round(_median(oil(1.7), CALDARA, "price_change_usd"), 1) == 2.4


def test_the_broad_set(oil: Any) -> None:
    broad = _result(oil(1.5, 1.8)).rival("broad set")
    gross, net, chance = (broad.output(n) for n in ("price_change", "price_change_offset", "noticeable"))
    assert (_printed(gross.low, 1), _printed(gross.high, 1)) == (1.9, 4.5)
    assert (_printed(net.low, 1), _printed(net.high, 1)) == (0.1, 3.1)
    assert chance.median is not None
    assert 0.02 <= chance.median <= 0.03


def test_the_inelastic_variant(oil: Any) -> None:
    assert [round(_median(oil(x), "inelastic variant", "price_change")) for x in (1.6, 1.7)] == [14, 15]


def test_a_stated_outcome_is_a_rival_and_moves_no_other(oil: Any, p: Any) -> None:
    assert round(implied_elasticity_sum(0.80 / 103.5, 74, 90), 2) == 0.04
    stated = [("stated_loss", "mb/d", 0.8), ("stated_before", "USD/b", 74.0), ("stated_after", "USD/b", 90.0)]
    more = tuple(p(f"oil_supply_loss.analyst.{n}", unit, v, rival="an analyst") for n, unit, v in stated)
    with_it, without = _result(oil(1.6, more=more)), _result(oil(1.6))
    assert with_it.rival("an analyst").output("price_change").median == pytest.approx(100 * (90 / 74 - 1))
    assert [with_it.rival(r.name) for r in without.rivals] == list(without.rivals)
    stiffer = [0.24 / implied_elasticity_sum(0.8 / 103.5, 74, 90), 0.5 / implied_elasticity_sum(0.8 / 103.5, 74, 90)]
    assert 6 <= stiffer[0] <= stiffer[1] < 13


@pytest.mark.parametrize(("lost", "rise"), [(12.0, 67), (20.0, 145)])
def test_losses_beyond_the_record_carry_a_warning(oil: Any, lost: float, rise: int) -> None:
    rival = _result(oil(lost, lost=1.0)).rival(CALDARA)
    assert _printed(rival.output("price_change").median, 0) == rise
    assert any("largest_share" in w and "100 % of draws" in w and "as of 2025-06-30" in w for w in rival.warnings)
    assert not _result(oil(1.6)).rival(CALDARA).warnings


def test_another_exporter_earns_and_unknown_is_not_zero(oil: Any, p: Any) -> None:
    more = p("oil_supply_loss.exporter_volume", "mb/d", 7.0), p("oil_supply_loss.exporter_price", "USD/b", 60.0)
    low = _median(oil(1.6, more=more), BAUMEISTER, "exporter_revenue_change")
    high = _median(oil(1.7, more=more), CALDARA, "exporter_revenue_change")
    assert (low, high) == (pytest.approx(2.4, abs=0.05), pytest.approx(5.35, abs=0.05))
    result = _result(oil(1.6))
    assert result.rival(CALDARA).output("exporter_revenue_change").median is None
    assert any("exporter_volume is unknown" in w for w in result.warnings)


def test_no_loss_moves_nothing(oil: Any) -> None:
    for rival in _result(oil(1.6, lost=0.0)).rivals:
        assert {rival.output(n).high for n in ("lost_share", "price_change", "price_change_offset", "noticeable")} == {
            0
        }


def test_a_loss_of_everything_is_not_finite_and_said(oil: Any) -> None:
    rival = _result(oil(103.5, lost=1.0)).rival(KILIAN)
    assert rival.output("price_change").median is None
    assert "price_change is not finite in 100 % of draws, left out of its band" in rival.warnings


def test_slow_twin(oil: Any) -> None:
    """The array half beside a loop over draws with the first-principles form: find P where supply meets demand."""
    case = oil(1.5, 1.8)
    read = {short(p.id): p for p in (*OIL_SUPPLY_LOSS.defaults, *case.parameters) if p.rival in (None, "broad set")}
    arrays = {short(k): v for k, v in draws(read.values(), 3, 50).items()}
    nan = np.full(50, np.nan)
    fast = solve(
        Inputs(*(arrays.get(n, nan) for n in Inputs._fields)), Params(*(arrays.get(n, nan) for n in Params._fields))
    )
    for i in range(50):
        lost = arrays["exports"][i] * arrays["share_lost"][i] / arrays["world_supply"][i]
        low, high = 1.0, 10.0
        for _ in range(60):
            price = math.sqrt(low * high)
            short_of = price ** arrays["eta_d"][i] > (1 - lost) * price ** arrays["eta_s"][i]
            low, high = (price, high) if short_of else (low, price)
        assert fast.outputs.price_change[i] == pytest.approx(100 * (price - 1), abs=1e-9)


def test_the_array_half_runs_under_jit_in_float64(oil: Any) -> None:
    import jax

    read = {short(p.id): p for p in (*OIL_SUPPLY_LOSS.defaults, *oil(1.5, 1.8).parameters) if p.rival in (None, KILIAN)}
    arrays = {short(k): v for k, v in draws(read.values(), 1, 100).items()}
    nan = np.full(100, np.nan)
    packed = [k(*(arrays.get(n, nan) for n in k._fields)) for k in (Inputs, Params)]
    plain = solve(*packed)
    with jax.enable_x64(True):
        compiled = jax.jit(solve)(*packed)
    for a, b in zip(jax.tree.leaves(plain), jax.tree.leaves(compiled), strict=True):
        np.testing.assert_allclose(a, np.asarray(b), rtol=1e-12)


def test_13_june_2025_was_a_premium(bare: Any, p: Any, oil: Any) -> None:
    """Brent rose about 7 per cent with no export lost: the physical module gives 0, the premium module takes it all."""
    physical = _median(oil(1.6, lost=0.0), KILIAN, "price_change")
    assert physical == 0
    n = "oil_risk_premium."
    before, after = p(n + "before", "USD/b", 69.4), p(n + "after", "USD/b", 69.4 * 1.07)
    tails, found = (120.0, 130.0), []
    for tail in tails:
        case = bare(before, after, p(n + "physical", "%", physical), p(n + "tail_price", "USD/b", tail))
        result = evaluate(OIL_RISK_PREMIUM, case)
        assert isinstance(result, MechanismResult)
        names = "tail_probability_price", "tail_probability_log"
        found += [result.rivals[0].output(k).median for k in names]
        assert _printed(result.rivals[0].output("premium").median, 6) == 7
    assert (round(100 * min(found)), round(100 * max(found))) == (8, 12)


def test_rivals_keep_to_their_horizon(oil: Any) -> None:
    result = _result(oil(1.6), months=3)
    assert [r.name for r in result.rivals] == ["broad set"]
    assert dict(result.left_out)[KILIAN] == "holds for 1 months, 3 are asked"
    fans = _result(oil(1.6)).fans
    assert [horizon for horizon, _ in fans] == [1, 3]


def test_a_study_is_not_used_before_it_was_known(oil: Any, p: Any) -> None:
    world = p("oil_supply_loss.world_supply", "mb/d", 94.0, known="2014")
    early = [p(q.id, q.unit, *q.prior.args, known="2014") for q in oil(1.6).parameters]
    case = oil(1.6, as_of="2015-06-01", more=(world,))
    object.__setattr__(case, "parameters", (*early, world))
    result = _result(case)
    assert [r.name for r in result.rivals] == ["inelastic variant"]
    assert "known only by 2017-08" in dict(result.left_out)["broad set"]
    assert case.as_of == PartialDate("2015-06-01")
