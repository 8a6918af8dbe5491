"""The first turn of a spatial contest beside KTAB's reference logs, a slow twin, laws, and ten thousand draws."""

import gzip
import json
import re
import time
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from estimative.domain import BadInput, DidNotConverge, Prior
from estimative.mechanisms.bargaining_rules import (
    Commitment,
    Interpolation,
    RiskAdjust,
    RiskRange,
    Victory,
    Voting,
    Winner,
)
from estimative.mechanisms.spatial_bargaining import (
    Claimant,
    Contestants,
    Rules,
    challenges,
    contest,
    distances,
    drawn,
)

Floats = NDArray[np.float64]
EXAMPLE = Rules()
OTHERS = Rules(voting=Voting.PROPORTIONAL, winner=Winner.CONDITIONAL)
LOGS = [
    ("smpExample", EXAMPLE),
    ("SOE-Pol-Comp", OTHERS),
    ("dummyData_3Dim", OTHERS),
]


def _contestants(folder: Path, name: str) -> Contestants:
    if name == "smpExample":
        made = json.loads((folder / "ktab/smpExample_turn0.json").read_text(encoding="utf-8"))["actors"]
        names = tuple(a["name"] for a in made)
        capability, position, salience = ([a[k] for a in made] for k in ("capability", "position", "salience"))
    else:
        lines = (folder / f"ktab/{name}.csv").read_text(encoding="utf-8").splitlines()[2:]
        rows = [[c.strip() for c in line.split(",") if c.strip()] for line in lines if line.strip()]
        names = tuple(r[0] for r in rows)
        capability = [float(r[2]) for r in rows]
        position, salience = ([[float(v) for v in r[start::2]] for r in rows] for start in (3, 4))
    return Contestants(names, np.array([capability]), np.array([position]) / 100, np.array([salience]) / 100)


def _matrix(log: str, title: str, after: int = 0) -> Floats:
    rows = []
    for line in log[log.index(title, after) :].splitlines()[1:]:
        if not re.match(r"\s*[+-]?\d", line):
            break
        rows.append([float(v) for v in line.split()])
    return np.array(rows)


@pytest.fixture(scope="module", params=LOGS, ids=[n for n, _ in LOGS])
def reference(shared: Path, request: pytest.FixtureRequest) -> tuple[str, Contestants, Rules]:
    name, rules = request.param
    folder = shared / "data/bargaining"
    with gzip.open(folder / f"ktab/20170530_ref-{name}.txt.gz", "rt", encoding="utf-8") as file:
        return file.read(), _contestants(folder, name), rules


@pytest.mark.shared
def test_values_risks_and_utilities_of_the_first_turn(reference: tuple[str, Contestants, Rules]) -> None:
    log, c, rules = reference
    found = contest(c, rules)
    assert np.abs(found.value[0] - _matrix(log, "Raw actor-pos value")).max() < 5.1e-4
    assert np.abs(found.risk[0] - _matrix(log, "Inferred risk attitudes")[:, 0]).max() < 5.1e-4
    assert np.abs(found.utility[0] - _matrix(log, "Risk-aware actor-pos utility")).max() < 5.1e-5
    for h in range(len(c.names)):
        assert np.abs(found.seen[0, h] - _matrix(log, f"Estimate by {h} of risk-aware")).max() < 5.1e-5


@pytest.mark.shared
def test_chances_to_win_at_turn_0(reference: tuple[str, Contestants, Rules]) -> None:
    log, c, rules = reference
    lines = log[log.index("History of actors' winning") :].splitlines()[1 : 1 + len(c.names)]
    printed = [float(line.split(":")[1].split()[0]) for line in lines]
    assert np.abs(contest(c, rules).chances[0] - printed).max() < 5.1e-5


@pytest.mark.shared
def test_targets_gains_and_offers_of_the_first_turn(reference: tuple[str, Contestants, Rules]) -> None:
    log, c, rules = reference
    found = challenges(c, contest(c, rules), rules)
    first = log[: log.index("Bargains to be resolved")]
    line = r"Est by +(\d+) of prob ([\d.]+) that \[ *(\d+)> *(\d+)\], with expected gain to +(\d+) of (\S+)"
    said = re.findall(line, first)
    own = [(int(i), int(j), float(p), float(g)) for h, p, i, j, k, g in said if h == i == k]
    assert len(own) == (found.target >= 0).sum() >= 5
    for i, j, p, g in own:
        assert found.target[0, i] == j
        assert found.chance[0, i, j] == pytest.approx(p, abs=5.1e-5)
        assert found.gain[0, i, j] == pytest.approx(g, abs=5.1e-5)
    checked = 0
    for i, j, *_ in own:
        start = first.index(f", {i}:{j}] from {i}'s")
        for who, line in zip((0, 1), first[start:].splitlines()[1:3], strict=True):
            printed = [float(v) for v in line.split(":")[1].split()]
            assert np.allclose(100 * found.offer[0, i, who], printed, atol=0.0051)
            checked += 1
    assert checked == 2 * len(own)


@pytest.mark.shared
def test_ten_thousand_draws_in_seconds(shared: Path) -> None:
    made = json.loads((shared / "data/bargaining/ktab/smpExample_turn0.json").read_text(encoding="utf-8"))["actors"]
    claimants = [
        Claimant(
            a["name"],
            Prior("uniform", (0.8 * a["capability"], 1.2 * a["capability"])),
            tuple(Prior("triangular", (max(0, x - 10), x, min(100, x + 10))) for x in a["position"]),
            tuple(Prior("uniform", (0.8 * s, 1.02 * s)) for s in a["salience"]),
        )
        for a in made
    ]
    start = time.perf_counter()
    c = drawn(claimants, 10_000, scale=100)
    found = contest(c)
    challenges(c, found)
    assert time.perf_counter() - start < 15
    assert np.allclose(found.chances.sum(axis=1), 1)
    low, high = np.quantile(found.chances[:, 0], (0.05, 0.95))
    assert low < 0.3154 < high
    assert np.array_equal(drawn(claimants, 100, scale=100).position, c.position[:100])


def _game(rng: np.random.Generator, draws: int, actors: int, issues: int) -> Contestants:
    salience = rng.uniform(0.05, 1, (draws, actors, issues))
    salience *= rng.uniform(0.3, 1, (draws, actors, 1)) / salience.sum(axis=-1, keepdims=True)
    names = tuple(f"a{k}" for k in range(actors))
    return Contestants(
        names, rng.uniform(1, 100, (draws, actors)), rng.uniform(0, 1, (draws, actors, issues)), salience
    )


def _slow(c: Contestants) -> list[float]:
    """Chances to win of one draw, in plain loops: proportional votes, one step, no risk."""
    n, m = range(len(c.names)), range(c.position.shape[2])
    x, s, w = c.position[0], c.salience[0], c.capability[0]

    def worth(i: int, j: int) -> float:
        away = sum((s[i, k] * (x[i, k] - x[j, k])) ** 2 for k in m) / sum(s[i, k] ** 2 for k in m)
        return 1 - float(away) ** 0.5

    def beats(i: int, j: int) -> float:
        if i == j:
            return 0.5
        pro = con = 1e-8
        for k in n:
            vote = float(w[k]) * (worth(k, i) - worth(k, j))
            pro, con = pro + max(vote, 0), con + max(-vote, 0)
        return pro / (pro + con)

    all_ = [float(np.prod([beats(i, j) for j in n])) for i in n]
    return [a / sum(all_) for a in all_]


def test_slow_twin() -> None:
    c = _game(np.random.default_rng(3), 1, 5, 2)
    risk = contest(c, OTHERS).risk[0]
    slow = np.array(_slow(c))
    spread = slow.max() - slow.min()
    assert np.allclose(risk, -0.5 + 1.5 * (slow - slow.min()) / spread)


@given(
    st.integers(0, 10**6),
    st.sampled_from(Voting),
    st.sampled_from(Victory),
    st.sampled_from(Winner),
    st.sampled_from(RiskRange),
    st.sampled_from(Commitment),
)
@settings(max_examples=40, deadline=None)
def test_laws_under_every_rule(
    seed: int, voting: Voting, victory: Victory, winner: Winner, range_: RiskRange, commitment: Commitment
) -> None:
    c = _game(np.random.default_rng(seed), 3, 4, 2)
    rules = Rules(voting, victory, winner, range_, commitment=commitment)
    found = contest(c, rules)
    made = challenges(c, found, rules)
    assert np.allclose(found.chances.sum(axis=1), 1)
    assert (found.chances >= -1e-12).all()
    assert np.allclose(found.risk.max(axis=1), 1)
    assert np.allclose(found.risk.min(axis=1), {"Min": 0, "Mid": -0.5, "Max": -1}[range_.value])
    assert np.allclose(np.diagonal(found.utility, axis1=1, axis2=2), 1)
    assert ((made.offer >= -1e-4) & (made.offer <= 1 + 1e-4)).all()
    chance = made.chance[:, ~np.eye(4, dtype=bool)]
    assert ((chance >= 0) & (chance <= 1)).all()
    order = [2, 0, 3, 1]
    swapped = Contestants(
        tuple(c.names[k] for k in order), c.capability[:, order], c.position[:, order], c.salience[:, order]
    )
    if voting is not Voting.ASYM_PROSPECT:  # this rule reads a pair in the order of the list
        assert np.allclose(contest(swapped, rules).chances, found.chances[:, order], atol=1e-9)


def test_how_much_of_anothers_risk_is_seen() -> None:
    c = _game(np.random.default_rng(5), 2, 4, 1)
    full, none = (contest(c, Rules(risk_adjust=r)) for r in (RiskAdjust.FULL, RiskAdjust.NONE))
    assert np.allclose(full.seen, full.utility[:, None])
    assert np.allclose(none.seen[:, 1, 1], none.utility[:, 1])
    assert np.allclose(none.seen[:, 1], (1 - distances(c)) * (1 + distances(c) * none.risk[:, 1, None, None]))


@given(st.sampled_from(Interpolation), *(st.floats(0.01, 1) for _ in range(5)))
@settings(max_examples=30, deadline=None)
def test_a_bargain_lies_between_and_favours_the_likelier_winner(
    rule: Interpolation, x: float, y: float, s: float, t: float, p: float
) -> None:
    def ours(chance: float) -> float:
        pair = rule.between((np.array(x), s, chance), (np.array(y), t, 1 - chance))
        return float(pair[0])

    low, high = sorted((x, y))
    assert low - 1e-4 <= ours(p) <= high + 1e-4
    assert abs(ours(1.0) - x) <= abs(ours(0.0) - x) + 1e-4


def test_actors_at_one_position_share_its_chance() -> None:
    c = _game(np.random.default_rng(1), 4, 4, 2)
    together = c.position.copy()
    together[:2, 3] = together[:2, 1]
    found = contest(Contestants(c.names, c.capability, together, c.salience), OTHERS).chances
    assert np.allclose(found[:2, 3], found[:2, 1])
    assert np.allclose(found[:2, :3].sum(axis=1), 1)
    assert np.allclose(found[2:].sum(axis=1), 1)


def test_refusals() -> None:
    c = _game(np.random.default_rng(1), 1, 3, 1)
    with pytest.raises(BadInput, match="outside 0 to 1"):
        Contestants(c.names, c.capability, c.position + 1, c.salience)
    with pytest.raises(BadInput, match="above 0"):
        Contestants(c.names, c.capability * 0, c.position, c.salience)
    with pytest.raises(BadInput, match="do not fit"):
        Contestants(c.names, c.capability[:, :2], c.position, c.salience)


def test_without_a_stationary_chance_to_win_nothing_is_told() -> None:
    unknown = np.full((1, 3, 3), np.nan)
    for rule in (Winner.MARKOV_UNIFORM, Winner.MARKOV_INCENTIVE):
        with pytest.raises(DidNotConverge, match="residual nan, 1e-10 is asked"):
            rule.chances(np.ones((1, 3, 3)), unknown)
