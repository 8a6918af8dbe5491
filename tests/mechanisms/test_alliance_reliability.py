"""M07. Base rates where there is an obligation, none where there is not, and defence allies of attacked states."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
from scipy.stats import beta
from tests.rules import Rule

from estimative import cases
from estimative.mechanisms import ALLIANCE_RELIABILITY, MechanismResult, NotApplicable, evaluate

PRINTED = {
    "Leeds, Long and Mitchell 2000": 74.5,
    "all obligations, 1816-2003": 50,
    "all obligations, before 1945": 66,
    "all obligations, 1945-2003": 22,
    "defence pacts, 1816-2003": 41,
}


def test_with_no_mutual_defence_clause_no_rate_is_given(project: Path) -> None:
    verdict = evaluate(ALLIANCE_RELIABILITY, cases.load(project / "cases/russia-iran"))
    assert isinstance(verdict, NotApplicable)
    assert verdict.reason.startswith("no obligation, base rate does not apply")
    assert "not to help the other's attacker" in verdict.reason
    assert "41" not in verdict.reason


@pytest.mark.parametrize("clause", ["offence", "neutrality", "non_aggression", "consultation"])
def test_other_clauses_give_no_rate_of_defence(bare: Any, p: Any, clause: str) -> None:
    name = "alliance_reliability"
    verdict = evaluate(ALLIANCE_RELIABILITY, bare(p(f"{name}.defence", "1", 0.0), p(f"{name}.{clause}", "1", 1.0)))
    assert isinstance(verdict, NotApplicable)
    assert "the text obliges only" in verdict.reason


def test_an_uncoded_text_gives_no_rate(bare: Any) -> None:
    verdict = evaluate(ALLIANCE_RELIABILITY, bare())
    assert isinstance(verdict, NotApplicable)
    assert "not known" in verdict.reason


@pytest.mark.parametrize(("rival", "percent"), PRINTED.items())
def test_base_rates_stand_side_by_side(bare: Any, p: Any, rival: str, percent: float) -> None:
    found = evaluate(ALLIANCE_RELIABILITY, bare(p("alliance_reliability.defence", "1", 1.0)))
    assert isinstance(found, MechanismResult)
    assert found.rival(rival).output("honours").median == pytest.approx(percent / 100)
    assert "wars in which allies are expected to fight" in found.rival(rival).sentence
    assert found.warnings[0].startswith("not shown to work")


@pytest.fixture(scope="module")
def pairs(shared: Path) -> list[tuple[int, bool]]:
    """(year, joined) per pair of a state attacked in a war and its ally of defence in the year before."""
    data = shared / "data/similarity"
    rows = duckdb.sql(
        f"""
        with starts as (
            select dispnum, min(year) as y from '{data / "mid_directed_dyad_disputes.parquet"}' group by 1
        ), sides as (
            select dispnum, ccode1 as c, max(sidea1) as a, max(orig1) as o
            from '{data / "mid_directed_dyad_disputes.parquet"}' group by 1, 2
        ), wars as (select dispnum from '{data / "mid_disputes.parquet"}' where hostlev = 5),
        allies as (
            select dispnum, y, t.ccode2 as ally from sides join starts using (dispnum) join wars using (dispnum)
            join '{data / "atop_alliance.parquet"}' t on t.ccode1 = c and t.year = y - 1 and t.atop_defense = 1
            where a = 0 and o = 1
        )
        select y, coalesce(s.a = 0, false) from allies left join sides s on s.dispnum = allies.dispnum and s.c = ally
        where not coalesce(s.a = 0 and s.o = 1, false)
        """
    ).fetchall()
    return [(int(y), bool(joined)) for y, joined in rows]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("first", "last", "percent", "there", "joined"), [(1816, 1944, 66, 110, 7), (1945, 2003, 22, 132, 8)]
)
def test_few_defence_allies_of_an_attacked_state_join(
    pairs: list[tuple[int, bool]], first: int, last: int, percent: int, there: int, joined: int, rule: Rule
) -> None:
    """The rule of docs/mechanisms/alliance_reliability.md asked the rate to lie in the band of the count: it fails."""
    found = [yes for year, yes in pairs if first <= year <= last]
    assert (len(found), sum(found)) == (there, joined)
    low, high = beta.ppf([0.05, 0.95], joined + 0.5, there - joined + 0.5)
    asked, saw = f"published {percent} % in the 90 % band", f"{100 * low:.0f} to {100 * high:.0f} %"
    rule(
        "alliance_reliability",
        f"defence allies of attacked states that joined, {first} to {last}",
        asked,
        saw,
        bool(low <= percent / 100 <= high),
    )
    assert not low <= percent / 100 <= high
    assert percent / 100 > high


@pytest.mark.shared
def test_the_treaty_of_2001_is_coded_without_defence(shared: Path) -> None:
    """Alliance Treaty Obligations and Provisions, Russia and Iran in 2018: neutrality, non-aggression, consultation."""
    rows = duckdb.sql(
        f"""select atop_defense, atop_offense, atop_neutral, atop_nonagg, atop_consul
        from '{shared / "data/similarity/atop_alliance.parquet"}' where ccode1 = 365 and ccode2 = 630 and year = 2018"""
    ).fetchall()
    assert rows == [(0, 0, 1, 1, 1)]
