"""Printed values of the literature, plain-loop twins, and the votes and positions of three states."""

import csv
import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput
from estimative.measures import (
    Distance,
    agreement,
    cohen_kappa,
    ideal_point_distance,
    scott_pi,
    signorino_ritter,
    tau_b,
)

# Alliance portfolios of Germany and Russia in 1914 over twenty European states, and their shares of European
# capabilities: Signorino and Ritter 1999, table 6, as reprinted by S. V. Miller (posts of 2021-11-11 and 2026-06-28).
GERMANY = (3, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0)
RUSSIA = (0, 3, 1, 3, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
SYSCAP = (0.25, 0.21, 0.2, 0.08, 0.08, 0.05, 0.03, 0.03, 0.02, *(0.01,) * 5, *(0.0,) * 6)
SCALE = (0, 1, 2, 3)

votes = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=25)


def test_printed_values_of_1914() -> None:
    assert signorino_ritter(GERMANY, RUSSIA, span=3) == pytest.approx(0.4, abs=1e-12)
    assert signorino_ritter(GERMANY, RUSSIA, span=3, weights=SYSCAP) == pytest.approx(-0.46, abs=1e-12)
    assert tau_b(GERMANY, RUSSIA) == pytest.approx(0.03031695, abs=5e-9)


def test_values_of_1914_computed_in_the_reference_data_and_not_published() -> None:
    squared, absolute = Distance.SQUARED, Distance.ABSOLUTE
    assert signorino_ritter(GERMANY, RUSSIA, 3, distance=squared) == pytest.approx(0.4444444444)
    assert signorino_ritter(GERMANY, RUSSIA, 3, SYSCAP, squared) == pytest.approx(-0.3488888889)
    assert cohen_kappa(GERMANY, RUSSIA, SCALE, squared) == pytest.approx(-0.0775862069)
    assert cohen_kappa(GERMANY, RUSSIA, SCALE, absolute) == pytest.approx(-0.0714285714)
    assert scott_pi(GERMANY, RUSSIA, SCALE, squared) == pytest.approx(-0.0869565217)
    assert scott_pi(GERMANY, RUSSIA, SCALE, absolute) == pytest.approx(-0.0843373494)


def pairs_counted(a: list[int], b: list[int]) -> float:
    concordant = discordant = x_only = y_only = 0
    for i in range(len(a)):
        for j in range(i):
            x, y = a[i] - a[j], b[i] - b[j]
            concordant += x * y > 0
            discordant += x * y < 0
            x_only += x != 0 and y == 0
            y_only += x == 0 and y != 0
    both = concordant + discordant
    below = math.sqrt((both + x_only) * (both + y_only))
    return (concordant - discordant) / below if below else math.nan


def chance_counted(a: list[int], b: list[int], pooled: bool, distance: Distance | None) -> float:
    def cost(x: int, y: int) -> float:
        return float(x != y) if distance is None else float(abs(x - y) ** distance.value)

    n, left, right = len(a), (a + b) * pooled or a, (a + b) * pooled or b
    seen = sum(map(cost, a, b)) / n
    expected = sum(cost(x, y) for x in left for y in right) / (len(left) * len(right))
    return 1 - seen / expected if expected else math.nan


@given(votes, st.sampled_from([None, Distance.ABSOLUTE, Distance.SQUARED]))
@settings(max_examples=60, deadline=None)
def test_beside_plain_loops(both: list[tuple[int, int]], distance: Distance | None) -> None:
    a, b = [x for x, _ in both], [y for _, y in both]
    assert tau_b(a, b) == pytest.approx(pairs_counted(a, b), nan_ok=True)
    assert cohen_kappa(a, b, SCALE, distance) == pytest.approx(chance_counted(a, b, False, distance), nan_ok=True)
    assert scott_pi(a, b, SCALE, distance) == pytest.approx(chance_counted(a, b, True, distance), nan_ok=True)


@given(votes)
@settings(max_examples=40, deadline=None)
def test_swapping_the_two_changes_nothing_and_absence_is_not_a_vote(both: list[tuple[int, int]]) -> None:
    a, b = [float(x) for x, _ in both], [float(y) for _, y in both]
    for measure in (lambda x, y: signorino_ritter(x, y, 3), tau_b, agreement, lambda x, y: scott_pi(x, y, SCALE)):
        assert measure(a, b) == pytest.approx(measure(b, a), nan_ok=True)
        assert measure([*a, math.nan], [*b, 3.0]) == pytest.approx(measure(a, b), nan_ok=True)


def test_what_cannot_be_compared_is_refused_or_unknown() -> None:
    assert math.isnan(tau_b([1, 1], [0, 2])) and math.isnan(cohen_kappa([1, 1], [1, 1], SCALE))
    assert math.isnan(ideal_point_distance(math.nan, 1))
    for call in (
        lambda: signorino_ritter([0, 3], [3, 0], span=1),
        lambda: agreement([math.nan], [1]),
        lambda: agreement([1, 2], [1]),
        lambda: cohen_kappa([1, 9], [1, 1], SCALE),
        lambda: signorino_ritter([0, 3], [3, 0], span=3, weights=[0, 0]),
    ):
        with pytest.raises(BadInput):
            call()


@pytest.mark.shared
def test_the_vectors_above_are_those_of_the_reference_file(shared: Path) -> None:
    table = json.loads((shared / "data/similarity/similarity_reference.json").read_text())
    found = table["signorino_ritter_1999_table6"]
    assert (tuple(found["gmy"]), tuple(found["rus"]), tuple(found["syscap"])) == (GERMANY, RUSSIA, SYSCAP)


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    duckdb = pytest.importorskip("duckdb", reason="reading the reference tables needs duckdb (group events)")
    return list(duckdb.sql(query.format(table=f"'{path}'")).fetchall())


@pytest.mark.shared
def test_common_adversary_shows_in_positions(shared: Path) -> None:
    """Mechanism M05, in every session from 2000 to 2019: Bailey, Strezhnev and Voeten's ideal points (April 2020)."""
    found = rows(
        shared / "data/similarity/un_ideal_points.parquet",
        "select session, max(IdealPoint) filter (ccode=365), max(IdealPoint) filter (ccode=630), "
        "max(IdealPoint) filter (ccode=2) from {table} where session between 55 and 74 group by session",
    )
    assert len(found) == 20
    for _, rus, irn, usa in found:
        gap = ideal_point_distance(rus, irn)
        assert gap < ideal_point_distance(rus, usa) and gap < ideal_point_distance(irn, usa)


@pytest.mark.shared
def test_common_adversary_shows_in_votes(shared: Path) -> None:
    """The same from Voeten's roll calls of 2019: agreement, and S with abstention half way (both computed by us)."""
    folder = shared / "data/similarity"
    calls = f"select rcid from '{folder / 'un_roll_calls.parquet'}' where session = 74"
    found = rows(
        folder / "un_votes.parquet",
        "select rcid, "
        + ", ".join(f"max(vote) filter (country_code = '{c}')" for c in ("RU", "IR", "US"))
        + f" from {{table}} where rcid in ({calls}) group by rcid order by rcid",
    )
    number = {"yes": 1.0, "abstain": 2.0, "no": 3.0, None: math.nan}
    rus, irn, usa = ([number[v] for v in column] for column in list(zip(*found, strict=True))[1:])
    assert len(found) > 50
    for measure in (agreement, lambda x, y: signorino_ritter(x, y, 2), tau_b):
        assert measure(rus, irn) > max(measure(rus, usa), measure(irn, usa))


@pytest.mark.shared
def test_alliance_portfolios_of_the_usa_in_1816(shared: Path) -> None:
    """Tau-b with ten states as printed with three digits (S. V. Miller, post of 2021-11-11)."""
    table = json.loads((shared / "data/similarity/similarity_reference.json").read_text())["tau_b_usa_1816"]
    pacts = rows(
        shared / "data/similarity/cow_alliance.parquet",
        "select ccode1, ccode2, case when cow_defense = 1 then 3 when cow_neutral = 1 or cow_nonagg = 1 then 2 "
        "when cow_entente = 1 then 1 else 0 end from {table} where year = 1816",
    )
    given_to = {(a, b): float(kind) for a, b, kind in pacts}
    with (shared / "data/similarity/cow_states.csv").open() as file:
        states = sorted(
            {int(r["ccode"]) for r in csv.DictReader(file) if int(r["styear"]) <= 1816 <= int(r["endyear"])}
        )

    def portfolio(state: int) -> list[float]:
        return [3.0 if other == state else given_to.get((state, other), 0.0) for other in states]

    for code, value in table["recomputed_here"].items():
        assert tau_b(portfolio(2), portfolio(int(code))) == pytest.approx(value)
        assert value == pytest.approx(table["printed_3_digits"][code], abs=6e-4)
