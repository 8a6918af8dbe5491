"""The contest of a case beside the general one, in all three kinds of arrays, and what a case must give."""

import math
from typing import Any

import numpy as np
import pytest

from estimative.mechanisms import ISSUE_CONTEST, MechanismResult, NotApplicable, evaluate
from estimative.mechanisms.bargaining_rules import Voting, Winner
from estimative.mechanisms.expected_utility import bargainers, weighted_mean, weighted_median
from estimative.mechanisms.issue_contest import ACTORS, Inputs, Params, solve
from estimative.mechanisms.spatial_bargaining import Contestants, Rules, contest

NAME = "spatial_bargaining."


def _inputs(x: Any, c: Any, s: Any) -> Any:
    """(draw, actor) arrays on a scale from 0 to 1 as inputs; actors that are not there are unknown."""
    n = len(x)
    parts = {"position": x, "capability": c, "salience": s}
    values = {f"{p}_{k}": v[:, k - 1] for k in ACTORS if k <= x.shape[1] for p, v in parts.items()}
    rest = {"low": np.zeros(n), "high": np.ones(n)}
    return Inputs(*((values | rest).get(f, np.full(n, math.nan)) for f in Inputs._fields))


@pytest.fixture
def game() -> tuple[Any, Any, Any]:
    rng = np.random.default_rng(4)
    return rng.uniform(0, 1, (40, 4)), rng.uniform(1, 9, (40, 4)), rng.uniform(0.1, 1, (40, 4))


VOTES = [(0.0, Voting.PROPORTIONAL), (0.5, Voting.PROP_CUBIC), (1.0, Voting.CUBIC)]


@pytest.mark.parametrize(("cubic", "voting"), VOTES)
def test_it_is_the_general_contest(game: tuple[Any, Any, Any], cubic: float, voting: Voting) -> None:
    x, c, s = game
    found = solve(_inputs(x, c, s), Params(np.full(40, cubic))).outputs
    general = contest(
        Contestants(tuple("abcd"), c, x[..., None], s[..., None]), Rules(voting, winner=Winner.CONDITIONAL)
    )
    assert np.allclose(np.stack(found[2:6], axis=1), general.chances, atol=1e-7)
    assert not np.stack(found[6:]).any()
    b = bargainers("abcd", x, c, s)
    assert np.allclose(found.mean, weighted_mean(b))
    assert np.allclose(found.median, weighted_median(b))


def test_slow_twin_in_plain_floats(game: tuple[Any, Any, Any]) -> None:
    inputs = _inputs(*game)
    fast = solve(inputs, Params(np.full(40, 0.5))).outputs
    for d in range(5):
        slow = solve(Inputs(*(float(v[d]) for v in inputs)), Params(0.5)).outputs
        assert tuple(slow) == pytest.approx(tuple(float(v[d]) for v in fast))


def _case(bare: Any, p: Any, *actors: tuple[float, float, float]) -> Any:
    given = [p(NAME + "low", "scale", 0.0), p(NAME + "high", "scale", 10.0)]
    for k, (x, c, s) in enumerate(actors, 1):
        given += [p(f"{NAME}position_{k}", "scale", x), p(f"{NAME}capability_{k}", "1", c)]
        given += [p(f"{NAME}salience_{k}", "1", s)]
    return bare(*given)


def test_a_case_gives_positions_or_is_told_so(bare: Any, p: Any) -> None:
    one = evaluate(ISSUE_CONTEST, _case(bare, p, (2.0, 1.0, 0.5)))
    assert isinstance(one, NotApplicable)
    assert "at least two actors" in one.reason
    found = evaluate(ISSUE_CONTEST, _case(bare, p, (2.0, 1.0, 0.5), (5.0, 1.0, 0.5), (9.0, 1.0, 0.5)), n=50)
    assert isinstance(found, MechanismResult)
    assert [r.name for r in found.rivals] == ["proportional votes", "proportional and cubic votes"]
    for rival in found.rivals:
        assert rival.output("median").median == pytest.approx(5.0)
        assert rival.output("mean").median == pytest.approx(16 / 3)
        assert rival.output("chance_4").median is None
        assert "actor 4" not in rival.sentence
        chances = [rival.output(f"chance_{k}").median or 0 for k in (1, 2, 3)]
        assert min(chances) > 0
        assert sum(chances) == pytest.approx(1)


def test_it_takes_no_part_in_a_month() -> None:
    assert not ISSUE_CONTEST.monthly
