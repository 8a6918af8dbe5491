"""M09 on other dyads: arms embargoes by one state, to the protocol of docs/mechanisms/supplier_leverage.md, which was
fixed before any outcome was computed."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pytest
from scipy.stats import spearmanr
from tests.rules import Rule

from estimative.mechanisms import SUPPLIER_LEVERAGE

pytestmark = pytest.mark.shared
MODEL = "supplier_leverage"
NAMES = {
    "Bosnia and Herzegovina": "Bosnia-Herzegovina",
    "Congo, Democratic Republic of the": "DR Congo",
    "Egypt, Arab Rep.": "Egypt",
    "Korea, North": "North Korea",
}


@dataclass(frozen=True)
class Embargo:
    """The sender's share of deliveries in the five years before, its own fall, the target's total after / before."""

    share: float
    cut: float
    outcome: float


@pytest.fixture(scope="module")
def embargoes(shared: Path) -> list[Embargo]:
    register = shared / "data/arms/tiv_exports_360info.parquet"
    found = duckdb.sql(
        f"""
        with cases as (
            select case_id, sanctioned_state as target, sanctioning_state as sender, "begin" as t
            from '{shared / "data/sanctions/GSDB_V4.csv"}'
            where arms = 1 and sender_mult = 0 and target_mult = 0 and "begin" between 1960 and 2015
        ), names as (select unnest({list(NAMES)}) as was, unnest({list(NAMES.values())}) as name),
        sums as (
            select case_id,
                sum(value) filter (year between t - 5 and t - 1) as before,
                sum(value) filter (year between t - 5 and t - 1 and supplier = sender) as own,
                coalesce(sum(value) filter (year between t + 1 and t + 5), 0) as after,
                coalesce(sum(value) filter (year between t + 1 and t + 5 and supplier = sender), 0) as own_after
            from cases left join names on was = target join '{register}' on recipient = coalesce(name, target)
            group by case_id
        )
        select own / before, least(greatest(1 - own_after / own, 0), 1), least(after / before, 3) from sums
        where before >= 50 and own / before >= 0.05 order by case_id
        """
    ).fetchall()
    return [Embargo(*row) for row in found]


def _error(embargoes: list[Embargo], rival: str) -> float:
    left = {
        "replaceable parts": [1 - e.cut * e.share for e in embargoes],
        "bottleneck parts": [1 - e.cut for e in embargoes],
        "no effect": [1.0 for _ in embargoes],
    }[rival]
    return float(np.mean(np.abs(np.array(left) - [e.outcome for e in embargoes])))


def test_rule_1_the_fall_does_not_follow_the_share(embargoes: list[Embargo], rule: Rule) -> None:
    assert len(embargoes) == 30
    found = spearmanr([e.cut * e.share for e in embargoes], [-e.outcome for e in embargoes], alternative="greater")
    r, p = float(found.statistic), float(found.pvalue)
    rule(
        MODEL,
        "30 arms embargoes: rank correlation of fall and share",
        "above 0, p below .05",
        f"{r:.2f}, p {p:.2f}",
        r > 0 and p < 0.05,
    )
    assert (round(float(found.statistic), 2), round(float(found.pvalue), 2)) == (0.12, 0.26)


def test_rule_2_no_effect_is_the_better_forecast_over_five_years(embargoes: list[Embargo], rule: Rule) -> None:
    errors = [round(_error(embargoes, r), 2) for r in ("replaceable parts", "bottleneck parts", "no effect")]
    best = min(errors[:2])
    rule(
        MODEL,
        "the same: mean error over five years, better rival",
        f"below {errors[2]} (no effect)",
        f"{best}",
        best < errors[2],
    )
    assert errors == [0.71, 0.86, 0.64]


def test_the_verdict_is_the_one_the_mechanism_carries() -> None:
    assert SUPPLIER_LEVERAGE.record.startswith("not shown to work")
    assert "others step in" in {p.rival for p in SUPPLIER_LEVERAGE.defaults}
