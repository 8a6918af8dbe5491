"""M10 on other states: openings to new suppliers of arms, to the protocol of docs/mechanisms/hedging_portfolio.md,
which was fixed before any outcome was computed."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.stats import fisher_exact, rankdata
from tests.rules import Rule

from estimative.measures import herfindahl
from estimative.mechanisms import HEDGING_PORTFOLIO

pytestmark = pytest.mark.shared
MODEL = "hedging_portfolio"


@dataclass(frozen=True)
class Window:
    """Five years of a recipient's deliveries: concentration, whether the largest supplier's fell by half within them,
    and whether a new supplier brings a twentieth or more in the next five."""

    recipient: str
    hhi: float
    fell: bool
    opened: bool


@pytest.fixture(scope="module")
def windows(shared: Path) -> list[Window]:
    table = shared / "data/arms/tiv_exports_360info.parquet"
    rows = duckdb.sql(f"select recipient, supplier, year, sum(value) from '{table}' where value > 0 group by all")
    given: dict[str, dict[str, dict[int, float]]] = {}
    for recipient, supplier, year, value in rows.fetchall():
        given.setdefault(recipient, {}).setdefault(supplier, {})[year] = float(value)
    found = (_window(r, given[r], t) for r in sorted(given) for t in range(1960, 2016, 5))
    return [w for w in found if w]


def _window(recipient: str, suppliers: dict[str, dict[int, float]], t: int) -> Window | None:
    def sums(first: int, last: int) -> dict[str, float]:
        return {s: sum(v for y, v in years.items() if first <= y <= last) for s, years in sorted(suppliers.items())}

    now, after, long = sums(t - 5, t - 1), sums(t, t + 4), sums(t - 10, t - 1)
    if sum(now.values()) < 50:
        return None
    largest = max(now, key=lambda s: now[s])
    fell = sums(t - 2, t - 1)[largest] / 2 < 0.5 * sums(t - 5, t - 3)[largest] / 3
    opened = any(after[s] >= 0.05 * sum(after.values()) > 0 and long[s] == 0 for s in suppliers)
    return Window(recipient, herfindahl(list(now.values())), fell, opened)


def _auc(hhi: NDArray[np.float64], opened: NDArray[np.bool_]) -> float:
    """Chance that a window that opened was more concentrated than one that did not."""
    ones, zeros = int(opened.sum()), int((~opened).sum())
    return float((rankdata(hhi)[opened].sum() - ones * (ones + 1) / 2) / (ones * zeros))


def test_rule_1_the_sign_of_concentration_is_the_other_one(windows: list[Window], rule: Rule) -> None:
    hhi, opened = np.array([w.hhi for w in windows]), np.array([w.opened for w in windows])
    names = sorted({w.recipient for w in windows})
    rows = {n: np.flatnonzero([w.recipient == n for w in windows]) for n in names}
    rng, found = np.random.default_rng(0), []
    for _ in range(1000):
        i = np.concatenate([rows[names[k]] for k in rng.integers(len(names), size=len(names))])
        found.append(_auc(hhi[i], opened[i]))
    low, area = float(np.quantile(found, 0.05)), _auc(hhi, opened)
    rule(
        MODEL,
        "1,071 windows: concentrated states open more (area under the curve, 5 % point)",
        "above 0.5",
        f"{area:.2f}, {low:.2f}",
        low > 0.5,
    )
    assert len(windows) == 1071
    assert round(_auc(hhi, opened), 2) == 0.43
    assert float(np.quantile(found, 0.95)) < 0.5  # the rule asked that the 5 % point be above 0.5


def test_rule_2_a_falling_patron_is_followed_by_openings(windows: list[Window], rule: Rule) -> None:
    table = [[sum(w.fell == f and w.opened == o for w in windows) for o in (True, False)] for f in (True, False)]
    p = float(fisher_exact(table, alternative="greater").pvalue)
    rule(MODEL, "the same: a patron that falls by half is followed by openings", "p below .05", f"p {p:.4f}", p < 0.05)
    assert table == [[165, 197], [257, 452]]  # 46 against 36 %
    assert fisher_exact(table, alternative="greater").pvalue < 0.05


def test_the_rival_that_binds_is_this_fit(windows: list[Window]) -> None:
    x = np.array([(1.0, w.hhi, w.fell) for w in windows], float)
    opened = np.array([w.opened for w in windows])

    def loss(b: NDArray[np.float64]) -> float:
        rate = np.exp(x @ b)
        return -float(np.where(opened, np.log(-np.expm1(-rate)), -rate).sum())

    slopes = minimize(loss, np.zeros(3)).x[1:]
    given = {p.id: p.prior.args[0] for p in HEDGING_PORTFOLIO.defaults if p.rival == "reliance binds"}
    assert list(given.values()) == pytest.approx(list(slopes), abs=0.01)


def test_the_verdict_is_the_one_the_mechanism_carries() -> None:
    assert HEDGING_PORTFOLIO.record.startswith("contradicted in part")
