"""Bargaining by expected utility: emission standards at round 0, the named variants after, a slow twin, laws."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput
from estimative.mechanisms.expected_utility import (
    NET_VOTES,
    PAIRED_ODDS,
    SCHOLZ_CODE,
    STRONGEST_OFFER,
    VARIANTS,
    Bargainers,
    Median,
    Variant,
    bargain,
    bargainers,
    odds,
    weighted_median,
)


def _read(path: Path, columns: tuple[str, str, str, str], **where: str) -> Bargainers:
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    rows = [r for r in rows if all(r[k] == v for k, v in where.items())]
    name, *numbers = columns
    return bargainers([r[name] for r in rows], *(np.array([float(r[c]) for r in rows]) for c in numbers))


@pytest.fixture(scope="module")
def emissions(shared: Path) -> Bargainers:
    path = shared / "data/bargaining/ec_emission_standards.csv"
    return _read(path, ("actor", "position", "capability", "salience"), variant="dmasad")


@pytest.fixture(scope="module")
def published(shared: Path) -> dict[str, dict[str, list[float]]]:
    found: dict[str, dict[str, list[float]]] = json.loads(
        (shared / "data/bargaining/ec_emission_rounds.json").read_text(encoding="utf-8")
    )
    return found


@pytest.mark.shared
def test_round_0_of_the_emission_standards(emissions: Bargainers) -> None:
    made = bargain(emissions, PAIRED_ODDS, rounds=0)
    assert made.median.tolist() == [[7.0]]
    assert made.mean[0, 0] == pytest.approx(7.38996, abs=5e-6)


@pytest.mark.shared
def test_later_rounds_of_the_first_public_program(
    emissions: Bargainers, published: dict[str, dict[str, list[float]]]
) -> None:
    made = bargain(emissions, SCHOLZ_CODE, rounds=3)
    assert np.allclose(made.median[:, 0], published["jmckib_variant"]["median"], rtol=1e-12)
    assert np.allclose(made.mean[:, 0], published["jmckib_variant"]["mean"], rtol=1e-12)


@pytest.mark.shared
def test_the_round_of_the_second_public_program(
    emissions: Bargainers, published: dict[str, dict[str, list[float]]]
) -> None:
    made, said = bargain(emissions, NET_VOTES, rounds=1), published["dmasad_variant"]
    assert np.allclose(made.mean[:, 0], said["mean"], rtol=1e-12)
    exponents = dict(said["risk_exponents"])  # type: ignore[arg-type]
    assert np.allclose(made.risk[0, 0], [exponents[n] for n in emissions.names], rtol=1e-12)
    assert made.median[1, 0] == 10.0
    moved = [n for n, a, b in zip(emissions.names, made.position[0, 0], made.position[1, 0], strict=True) if a != b]
    assert moved == ["Luxembourg", "Ireland"]


@pytest.mark.shared
def test_its_older_state_differs_from_it_by_a_year_of_delay(emissions: Bargainers) -> None:
    """The figure printed in an older notebook of the same repository: two readings of one rule, 1.1 years apart."""
    assert bargain(emissions, STRONGEST_OFFER, 1).mean[1, 0] == pytest.approx(6.330871491875923, rel=1e-12)


@pytest.mark.shared
def test_the_oil_price_of_the_sultan_is_a_fixed_point(shared: Path) -> None:
    path = shared / "data/bargaining/sultan_oil_price.csv"
    made = bargain(_read(path, ("Actor", "Position", "Capability", "Salience")), SCHOLZ_CODE, rounds=3)
    assert np.allclose(made.median, 13.9)
    assert np.allclose(made.mean, 13.619912134884823, rtol=1e-12)


def _slow_odds(b: Bargainers, risk: Sequence[float], i: int, j: int) -> float:
    """One chance by plain loops: votes for i over j, by the votes between all pairs of positions."""
    x, w, span = b.position[0], b.weight[0], b.span[0]

    def vote(voter: int, for_: int, against: int) -> float:
        away = [(abs(x[voter] - x[k]) / span) ** risk[voter] for k in (for_, against)]
        return float(w[voter] * (away[1] - away[0]))

    n = range(len(x))
    total = sum(abs(vote(v, k, m)) for v in n for k in n for m in n)
    return sum(max(0.0, vote(v, i, j)) for v in n) / total if x[i] != x[j] else 0.0


def _slow_round(b: Bargainers) -> list[float]:
    x, s, n = b.position[0], b.salience[0], range(b.position.shape[1])

    def gain(i: int, j: int, p: float, r: float) -> float:
        away = abs(x[i] - x[j]) / b.span[0]
        win, lose = 2 - 4 * (0.5 - away / 2) ** r, 2 - 4 * (0.5 + away / 2) ** r
        return float(s[j] * (p * win + (1 - p) * lose) + (1 - s[j]) * win - (2 - 4 * 0.5**r))

    even = [[_slow_odds(b, [1.0] * len(x), i, j) for j in n] for i in n]
    danger = [sum(gain(j, i, even[j][i], 1.0) for j in n if j != i) for i in n]
    scaled = [(2 * d - max(danger) - min(danger)) / (max(danger) - min(danger)) for d in danger]
    risk = [(1 - r / 3) / (1 + r / 3) for r in scaled]
    p = [[_slow_odds(b, risk, i, j) for j in n] for i in n]
    found = []
    for i in n:
        lost, met = [], []
        for j in n:
            if x[i] == x[j]:
                continue
            ours, theirs = gain(i, j, p[i][j], risk[i]), gain(j, i, p[j][i], risk[i])
            if theirs > ours > 0:
                lost.append((abs(x[j] - x[i]), x[j]))
            elif theirs > 0 > ours and theirs > -ours:
                middle = (abs(ours) * x[i] + theirs * x[j]) / (abs(ours) + theirs)
                met.append((middle, x[i] + (x[j] - x[i]) * abs(ours / theirs)))
        found.append(min(lost, key=lambda o: o[0])[1] if lost else min(met, key=lambda o: o[0])[1] if met else x[i])
    return [float(f) for f in found]


@st.composite
def games(draw: st.DrawFn) -> Bargainers:
    n = draw(st.integers(2, 6))
    numbers = st.floats(0.05, 1)
    x = draw(st.lists(st.integers(0, 20), min_size=n, max_size=n, unique=True))
    c, s = (draw(st.lists(numbers, min_size=n, max_size=n)) for _ in range(2))
    return bargainers([f"a{k}" for k in range(n)], np.array(x, float), np.array(c), np.array(s))


@pytest.mark.parametrize("seed", range(12))
def test_slow_twin(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(3, 8))
    b = bargainers([str(k) for k in range(n)], rng.uniform(0, 9, n), rng.uniform(0.1, 1, n), rng.uniform(0.1, 1, n))
    assert np.allclose(bargain(b, SCHOLZ_CODE).position[1, 0], _slow_round(b), rtol=1e-9)


@given(games(), st.sampled_from(VARIANTS), st.floats(0.1, 10), st.floats(-50, 50))
@settings(max_examples=30, deadline=None)
def test_positions_stay_between_the_ends_and_units_do_not_matter(
    b: Bargainers, variant: Variant, scale: float, shift: float
) -> None:
    made = bargain(b, variant, 2)
    assert made.position.min() >= b.position.min() - 1e-9
    assert made.position.max() <= b.position.max() + 1e-9
    assert (made.risk >= 0.5 - 1e-12).all()
    assert (made.risk <= 2 + 1e-12).all()
    moved = bargainers(b.names, b.position * scale + shift, b.capability, b.salience)
    assert np.allclose(weighted_median(moved), weighted_median(b) * scale + shift)
    again, first = bargain(moved, PAIRED_ODDS, 0), bargain(b, PAIRED_ODDS, 0)
    assert np.allclose(again.mean, first.mean * scale + shift)


@given(games())
@settings(max_examples=25, deadline=None)
def test_odds_of_a_pair_add_to_one_only_in_the_variant_that_says_so(b: Bargainers) -> None:
    even = np.ones_like(b.position)
    p = odds(b, even, PAIRED_ODDS.odds)[0]
    assert np.allclose((p + p.T)[~np.eye(len(p), dtype=bool)], 1)
    q = odds(b, even, SCHOLZ_CODE.odds)[0]
    assert (q + q.T).max() <= 1 + 1e-12


@given(games())
@settings(max_examples=25, deadline=None)
def test_no_position_beats_the_median(b: Bargainers) -> None:
    middle = weighted_median(b)[0]
    for other in b.position[0]:
        margin = (b.weight[0] * (abs(b.position[0] - other) - abs(b.position[0] - middle))).sum()
        assert margin >= -1e-9


def test_draws_are_independent_of_each_other() -> None:
    rng = np.random.default_rng(0)
    x, c, s = rng.uniform(0, 10, (50, 4)), rng.uniform(0.1, 1, (50, 4)), rng.uniform(0.1, 1, (50, 4))
    for v in VARIANTS:
        together = bargain(bargainers("abcd", x, c, s), v, 3)
        alone = bargain(bargainers("abcd", x[7], c[7], s[7]), v, 3)
        assert np.array_equal(together.position[:, 7], alone.position[:, 0])


def test_refusals() -> None:
    with pytest.raises(BadInput, match="all agree"):
        bargainers("ab", np.array([1.0, 1.0]), np.ones(2), np.ones(2))
    with pytest.raises(BadInput, match="capability must be above 0"):
        bargainers("ab", np.array([1.0, 2.0]), np.array([0.0, 1.0]), np.ones(2))
    with pytest.raises(BadInput, match="one value per actor"):
        bargainers("abc", np.array([1.0, 2.0]), np.ones(2), np.ones(2))


def test_the_largest_margin_is_not_always_the_median() -> None:
    b = bargainers("abc", np.array([0.0, 4.0, 10.0]), np.array([1.0, 1.0, 1.3]), np.ones(3))
    assert weighted_median(b)[0] == 4
    assert weighted_median(b, Median.LARGEST_MARGIN)[0] in (0.0, 4.0, 10.0)
