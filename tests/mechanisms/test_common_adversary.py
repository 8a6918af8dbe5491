"""M05: distances of ideal points, and that likeness moves nothing."""

from pathlib import Path

import duckdb
import pytest
from tests.rules import Rule

from estimative import cases
from estimative.mechanisms import COMMON_ADVERSARY, MECHANISMS, MechanismResult, evaluate
from estimative.mechanisms.common_adversary import Inputs, Params, solve


def test_the_two_are_closer_to_each_other_than_to_the_third(project: Path) -> None:
    found = evaluate(COMMON_ADVERSARY, cases.load(project / "cases/russia-iran"), n=4096)
    assert isinstance(found, MechanismResult)
    said = {o.name: o.median for o in found.rivals[0].outputs}
    assert said["closer"] == pytest.approx(0.98, abs=0.03) and said["near"] == pytest.approx(0, abs=0.01)
    assert said["agreement_lead"] == pytest.approx(0.478)


def test_distances_of_points_on_a_line() -> None:
    made = solve(Inputs(0.5, -1.0, 3.0, 0.7, 0.2), Params(1.0)).outputs
    assert made[:5] == (1.5, 2.5, 4.0, 1.0, 0.0) and made.agreement_lead == pytest.approx(0.5)
    assert solve(Inputs(0.5, -3.0, 3.0, 0.7, 0.2), Params(1.0)).outputs.closer == 0


def test_likeness_has_no_link_to_anything() -> None:
    assert COMMON_ADVERSARY.links == () and not COMMON_ADVERSARY.monthly
    assert not any(link.output in ("gap", "closer") for m in MECHANISMS for link in m.links)


@pytest.mark.shared
def test_the_order_holds_for_pairs_with_and_without_a_common_adversary(shared: Path, rule: Rule) -> None:
    """Fixed before looking, 2010 to 2019: China and Iran stand closer to each other than to the USA; Israel and the
    United Kingdom do not stand closer to each other than the United Kingdom to France."""
    table = shared / "data/similarity/un_ideal_points.parquet"
    found = duckdb.sql(
        f"select session, ccode, IdealPoint from '{table}' where session between 65 and 74 "
        "and ccode in (710, 630, 2, 666, 200, 220)"
    ).fetchall()
    at = {(s, c): x for s, c, x in found}
    order = []
    for s in range(65, 75):
        china, iran, usa, israel, britain, france = (float(at[s, c]) for c in (710, 630, 2, 666, 200, 220))
        with_one = solve(Inputs(china, iran, usa, 0.0, 0.0), Params(1.0)).outputs.closer
        without = solve(Inputs(israel, britain, france, 0.0, 0.0), Params(1.0)).outputs.closer
        order.append((float(with_one), float(without)))
    held = sum(pair == (1, 0) for pair in order)
    words = "2010 to 2019: China and Iran closer than to the USA, Israel and the UK not closer than the UK to France"
    rule("common_adversary", words, f"all {len(order)}", str(held), held == len(order))
    assert held == len(order) == 10
