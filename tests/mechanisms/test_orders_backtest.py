"""M20 and M11 on arms orders, to the protocols of docs/mechanisms/commitment_survival.md and patrons_dilemma.md, which
were fixed before any outcome was computed. Data: SIPRI arms transfers register; Militarized Interstate Disputes 5."""

import math
from pathlib import Path

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import beta
from tests.rules import Rule

from estimative.measures import kaplan_meier
from estimative.mechanisms import COMMITMENT_SURVIVAL, PATRONS_DILEMMA
from estimative.mechanisms.waiting_times import cumulative_hazard

pytestmark = pytest.mark.shared
Floats = NDArray[np.float64]
MODEL = "commitment_survival"
KINDS = "('FGA aircraft', 'fighter aircraft', 'SAM system', 'mobile SAM system')"
LONGEST = 114.0  # months: delays of up to nine whole years, to the middle of the next
SUPPLIERS = {"United States": 2, "Russia": 365, "China": 710, "France": 220, "United Kingdom": 200}
NAMES = {
    "Cote d'Ivoire": 437,
    "United States": 2,
    "DR Congo": 490,
    "North Macedonia": 343,
    "Turkiye": 640,
    "Viet Nam": 816,
    "Serbia": 345,
    "Timor-Leste": 860,
    "Czechia": 316,
    "UAE": 696,
    "Cabo Verde": 402,
    "Bosnia-Herzegovina": 346,
    "eSwatini": 572,
}


@pytest.fixture(scope="module")
def delays(shared: Path) -> tuple[Floats, Floats]:
    """Whole years from order to first delivery, orders of 1995 to 2004 and of 2005 to 2014; over nine left out."""
    rows = duckdb.sql(
        f"""
        select order_date, min(delivery_year) - order_date as years
        from '{shared / "data/arms/sipri_trade_register.parquet"}'
        where description in {KINDS} and order_date between 1995 and 2014
        group by supplier, recipient, designation, order_date having years between 0 and 9 order by all
        """
    ).fetchall()
    found = np.array(rows, dtype=np.float64)
    early = found[:, 0] <= 2004
    return found[early, 1], found[~early, 1]


def _by(months: Floats | float, shape: float, scale: float, frailty: float) -> Floats:
    t, ones = np.atleast_1d(np.asarray(months, dtype=np.float64)), np.ones(1)
    hazard = [cumulative_hazard(x * ones, shape * ones, scale * ones, frailty * ones) for x in (t, LONGEST)]
    return np.asarray(np.expm1(-hazard[0]) / np.expm1(-hazard[1]))


def _score(x: Floats, frailty: float, years: Floats) -> float:
    """Minus log likelihood of delays known to the year, among those within the window."""
    ends = (_by(12 * np.maximum(years + side, 0), math.exp(x[0]), math.exp(x[1]), frailty) for side in (0.5, -0.5))
    after, before = ends
    return float(-np.log(after - before).sum())


def _fitted(years: Floats, frailty: float) -> Floats:
    return np.asarray(minimize(_score, [0.3, 3.3], args=(frailty, years), method="Nelder-Mead").x)


@pytest.mark.parametrize(("frailty", "key"), [(0.0, ""), (1.0, "ready_first.")])
def test_transfers_are_the_fit_to_the_orders(delays: tuple[Floats, Floats], frailty: float, key: str) -> None:
    shape, scale = np.exp(_fitted(np.concatenate(delays), frailty))
    given = {q.id: q.prior.args[0] for q in COMMITMENT_SURVIVAL.defaults}
    assert len(np.concatenate(delays)) == 347
    assert given[f"commitment_survival.{key}transfer_shape"] == pytest.approx(shape, abs=0.01)
    assert given[f"commitment_survival.{key}transfer_scale"] == pytest.approx(scale, abs=0.1)


def test_rule_1_later_orders_came_later(delays: tuple[Floats, Floats], rule: Rule) -> None:
    early, late = delays
    shape, scale = np.exp(_fitted(early, 0.0))
    forecast = [float(_by(12 * (y + 0.5), shape, scale, 0.0)[0]) for y in (2, 4, 6)]
    seen = [1 - kaplan_meier(late, [True] * len(late)).open_at(y) for y in (2, 4, 6)]
    worst = max(abs(a - b) for a, b in zip(forecast, seen, strict=True))
    rule(
        MODEL,
        "orders of 2005 to 2014 from earlier ones: share arrived after 2, 4, 6 years",
        "within .08",
        f"off by {worst:.2f}",
        worst <= 0.08,
    )
    assert [round(x, 2) for x in forecast] == [0.77, 0.92, 0.97]
    assert [round(x, 2) for x in seen] == [0.62, 0.88, 0.97]  # .08 was allowed: fails at two years


def test_rule_2_of_those_open_after_three_and_a_half_years(delays: tuple[Floats, Floats], rule: Rule) -> None:
    early, late = delays
    there, came = (late >= 4).sum(), (late == 4).sum()
    low, high = beta.ppf([0.05, 0.95], came + 0.5, there - came + 0.5)
    assert (there, came) == (38, 19)
    chances = []
    for frailty in (0.0, 1.0):
        before, after = (float(_by(t, *np.exp(_fitted(early, frailty)), frailty)[0]) for t in (42.0, 54.0))
        chances.append((after - before) / (1 - before))
    for name, chance in zip(("without frailty", "with frailty"), chances, strict=True):
        asked = f"in {low:.2f} to {high:.2f}"
        rule(
            MODEL,
            f"the same: comes in a year after three and a half, {name}",
            asked,
            f"{chance:.2f}",
            low <= chance <= high,
        )
    assert low <= chances[0] <= high
    assert not low <= chances[1] <= high  # frailty fails


def test_rule_3_frailty_is_no_better(delays: tuple[Floats, Floats], rule: Rule) -> None:
    scores = [_score(_fitted(delays[0], v), v, delays[1]) for v in (0.0, 1.0)]
    rule(
        MODEL,
        "the same: minus log likelihood with frailty",
        f"below {scores[0]:.1f} (without)",
        f"{scores[1]:.1f}",
        scores[1] < scores[0],
    )
    assert scores[0] < scores[1]


def test_among_orders_that_arrived_the_chance_does_not_fall(delays: tuple[Floats, Floats]) -> None:
    late = delays[1]
    yearly = [float((late == y).sum() / (late >= y).sum()) for y in (1, 2, 3, 4, 5)]
    assert [round(x, 2) for x in yearly] == [0.37, 0.33, 0.39, 0.5, 0.53]


def test_rates_of_the_reference_class_by_start_of_the_clock(delays: tuple[Floats, Floats]) -> None:
    """The table of docs/mechanisms/patrons_dilemma.md: share of orders open so long that come within a year. The
    register holds none that never came, so their share is assumed: none, a fifth, two fifths."""
    years = np.concatenate(delays)
    shape, scale = np.exp(_fitted(years, 0.0))
    for months, want in ((27.0, (40, 23, 14)), (42.0, (41, 17, 9)), (56.0, (41, 12, 5))):
        waiting = [math.exp(-((m / scale) ** shape)) for m in (months, months + 12)]
        chances = [(1 - q) * (waiting[0] - waiting[1]) / (q + (1 - q) * waiting[0]) for q in (0.0, 0.2, 0.4)]
        assert tuple(round(100 * x) for x in chances) == want


@pytest.fixture(scope="module")
def panel(shared: Path) -> NDArray[np.int64]:
    """(supplier, shared threat, own conflicts, order) for directed supplier-recipient years, 1996 to 2010."""
    data = shared / "data"
    names = ", ".join(f"('{k.replace(chr(39), chr(39) * 2)}', {v})" for k, v in NAMES.items())
    suppliers = ", ".join(f"('{k}', {v})" for k, v in SUPPLIERS.items())
    rows = duckdb.sql(
        f"""
        with names as (
            select statenme as name, min(ccode) as code from '{data / "similarity/cow_states.csv"}' group by 1
            union all select * from (values {names})
        ), suppliers(name, code) as (values {suppliers}),
        mid as (
            select distinct ccode1 as a, ccode2 as b, year, greatest(hostlev1, hostlev2) as hostility
            from '{data / "similarity/mid_directed_dyad_disputes.parquet"}'
            where sidea1 <> sidea2 and greatest(hostlev1, hostlev2) >= 3
        ), register as (
            select s.code as s, r.code as r, order_date, description, delivery_year
            from '{data / "arms/sipri_trade_register.parquet"}' x
            join suppliers s on s.name = x.supplier join names r on r.name = x.recipient
        ), years as (
            select s.code as s, r, y from suppliers s,
            (select distinct r from register where delivery_year between 1995 and 2010),
            (select unnest(range(1996, 2011)) as y) where s.code <> r
        )
        select s,
            exists(select 1 from mid m join mid n on m.b = n.b where m.a = s and n.a = r
                and m.year between y - 5 and y - 1 and n.year between y - 5 and y - 1),
            exists(select 1 from mid m where m.a = r and m.hostility >= 4 and m.b <> s
                and m.year between y - 5 and y - 1
                and not exists(select 1 from mid n where n.a = s and n.b = m.b and n.year between y - 5 and y - 1)),
            exists(select 1 from register g where g.s = p.s and g.r = p.r and g.order_date = p.y
                and description in {KINDS})
        from years p
        """
    ).fetchall()
    return np.array(rows, dtype=np.int64)


def _odds(panel: NDArray[np.int64], column: int) -> tuple[float, float, float]:
    """Mantel-Haenszel odds ratio by supplier, with the 95 % interval of Robins, Breslow and Greenland 1986."""
    up = down = pr = mixed = qs = 0.0
    for supplier in SUPPLIERS.values():
        rows = panel[panel[:, 0] == supplier]
        x, given, n = rows[:, column] == 1, rows[:, 3] == 1, len(rows)
        a, b, c, d = (x & given).sum(), (x & ~given).sum(), (~x & given).sum(), (~x & ~given).sum()
        r, s, p, q = a * d / n, b * c / n, (a + d) / n, (b + c) / n
        up, down, pr, mixed, qs = up + r, down + s, pr + p * r, mixed + p * s + q * r, qs + q * s
    spread = math.exp(1.96 * math.sqrt(pr / (2 * up**2) + mixed / (2 * up * down) + qs / (2 * down**2)))
    return up / down, up / down / spread, up / down * spread


def test_a_shared_threat_goes_with_orders(panel: NDArray[np.int64], rule: Rule) -> None:
    odds, low, high = _odds(panel, 1)
    rule(
        "patrons_dilemma",
        "11,190 supplier-recipient years: odds of an order under shared threat",
        "above 1",
        f"{odds:.1f} ({low:.1f} to {high:.1f})",
        odds > 1,
    )
    assert len(panel) == 11_190
    assert panel[:, 3].sum() == 160
    assert [round(x, 1) for x in _odds(panel, 1)] == [2.5, 1.8, 3.5]


def test_the_recipients_own_conflicts_do_not_deter(panel: NDArray[np.int64], rule: Rule) -> None:
    """Fear of entrapment asked for an odds ratio below 1: it is above."""
    odds, low, high = _odds(panel, 2)
    rule(
        "patrons_dilemma",
        "the same: odds under the recipient's own conflicts",
        "below 1",
        f"{odds:.1f} ({low:.1f} to {high:.1f})",
        odds < 1,
    )
    assert [round(x, 1) for x in _odds(panel, 2)] == [1.9, 1.4, 2.7]
    assert PATRONS_DILEMMA.record.startswith("half shown to work")
