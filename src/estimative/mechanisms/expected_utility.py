"""The expected-utility model of bargaining over one issue, round by round (Bueno de Mesquita 1994, European Community
Decision Making; as documented by Scholz, Calbert and Smith 2011, Journal of Theoretical Politics 23(4), from memory).

Round 0 (weighted median and mean) is agreed. No public program prints the later rounds of the paper, and they differ
from each other: each reading of the rules is a named variant here, and none of them is the truth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput

from .bargaining_rules import Floats


class Odds(Enum):
    """What the votes for a challenger are divided by."""

    ALL_PAIRS = "votes of all actors between all pairs of positions"
    OWN_PAIR = "votes of all actors between the two positions"
    OTHERS = "votes of all but the challenger between the two positions, without risk"
    NET = "votes for less votes against, by all votes between the two positions, without risk"


class Eyes(Enum):
    """Whose risk attitude bends the utilities of a challenge."""

    BEHOLDER = "the actor's own, also for what others would gain"
    CHALLENGER = "the challenger's"


class Choice(Enum):
    """Which of the offers that reach it an actor accepts."""

    CONFRONTATION_FIRST = "lost confrontations by least move, then compromises by lowest weighted position"
    LEAST_MOVE = "the offer that moves it least, whatever its kind"
    STRONGEST = "the offer that its sender gains most by"


class Median(Enum):
    """Which position stands in the middle."""

    CONDORCET = "the one that beats every other"
    LARGEST_MARGIN = "the winner of the contest with the largest margin"


@dataclass(frozen=True, slots=True)
class Variant:
    """A reading of the rules; `capitulates` is whether an actor that would lose more than its foe gains gives in."""

    name: str
    odds: Odds
    eyes: Eyes
    choice: Choice
    capitulates: bool
    median: Median = Median.CONDORCET


SCHOLZ_CODE = Variant("as in Scholz's program", Odds.ALL_PAIRS, Eyes.BEHOLDER, Choice.CONFRONTATION_FIRST, False)
STRONGEST_OFFER = Variant("strongest", Odds.OTHERS, Eyes.CHALLENGER, Choice.STRONGEST, True, Median.LARGEST_MARGIN)
NET_VOTES = Variant("net votes", Odds.NET, Eyes.CHALLENGER, Choice.STRONGEST, True, Median.LARGEST_MARGIN)
PAIRED_ODDS = Variant("odds add to one", Odds.OWN_PAIR, Eyes.BEHOLDER, Choice.LEAST_MOVE, True)
VARIANTS = (SCHOLZ_CODE, STRONGEST_OFFER, NET_VOTES, PAIRED_ODDS)


@dataclass(frozen=True, slots=True)
class Bargainers:
    """Positions in any unit, capability above 0 and salience from 0 to 1, all (draw, actor). `span` (draw,) is the
    length of the scale: the range of the first positions, kept through all rounds."""

    names: tuple[str, ...]
    position: Floats
    capability: Floats
    salience: Floats
    span: Floats

    @property
    def weight(self) -> Floats:
        return self.capability * self.salience


def bargainers(names: Sequence[str], position: Floats, capability: Floats, salience: Floats) -> Bargainers:
    """From (actor,) or (draw, actor). Refuses what is unknown, weights of 0 in sum, and actors that agree already."""
    x, c, s = (np.atleast_2d(np.asarray(a, np.float64)) for a in (position, capability, salience))
    if not (x.shape == c.shape == s.shape and x.shape[1] == len(names)):
        raise BadInput("position, capability and salience need one value per actor", mend="give all three")
    if not all(np.isfinite(a).all() for a in (x, c, s)) or (c <= 0).any() or (s < 0).any() or (s > 1).any():
        raise BadInput("capability must be above 0 and salience from 0 to 1", mend="leave out actors that are unknown")
    span = np.ptp(x, axis=1)
    if (span == 0).any() or ((c * s).sum(axis=1) == 0).any():
        raise BadInput("nothing to bargain over: all agree or nobody cares", mend="check the positions")
    return Bargainers(tuple(names), x, c, s, span)


class Rounds(NamedTuple):
    """`position` (round, draw, actor), `median` and `mean` (round, draw), `risk` (round - 1, draw, actor): exponents,
    0.5 for the one who risks most and 2 for the one who risks least."""

    position: Floats
    median: Floats
    mean: Floats
    risk: Floats


def weighted_mean(b: Bargainers) -> Floats:
    return np.asarray((b.weight * b.position).sum(axis=1) / b.weight.sum(axis=1))


def _margins(b: Bargainers) -> Floats:
    """Votes for j's position against k's, (draw, j, k)."""
    away = np.abs(b.position[:, :, None] - b.position[:, None, :])
    return np.asarray((b.weight[:, :, None, None] * (away[:, :, None, :] - away[:, :, :, None])).sum(axis=1))


def weighted_median(b: Bargainers, rule: Median = Median.CONDORCET) -> Floats:
    """(draw,). The first actor's position among equals."""
    margins = _margins(b)
    if rule is Median.CONDORCET:
        score = (margins >= -1e-12).sum(axis=2)
        return np.asarray(np.take_along_axis(b.position, score.argmax(axis=1)[:, None], 1)[:, 0])
    return np.asarray(np.take_along_axis(b.position, margins.max(axis=2).argmax(axis=1)[:, None], 1)[:, 0])


def odds(b: Bargainers, risk: Floats, rule: Odds) -> Floats:
    """Chance that i's position beats j's, (draw, i, j); 0 at one position."""
    away = np.abs(b.position[:, :, None] - b.position[:, None, :]) / b.span[:, None, None]
    bent = away if rule in (Odds.OTHERS, Odds.NET) else away ** risk[:, :, None]
    votes = b.weight[:, :, None, None] * (bent[:, :, None, :] - bent[:, :, :, None])  # (draw, voter, i, j)
    if rule is Odds.OTHERS:
        votes = votes * (1 - np.eye(len(b.names)))[None, :, :, None]
    pro = np.maximum(votes.sum(axis=1), 0) if rule is Odds.NET else np.maximum(votes, 0).sum(axis=1)
    total = np.abs(votes).sum(axis=1)
    if rule is Odds.ALL_PAIRS:
        total = np.broadcast_to(total.sum(axis=(1, 2))[:, None, None], pro.shape)
    return np.asarray(np.where((away > 0) & (total > 0), pro / np.where(total > 0, total, 1.0), 0.0))


def expected_gains(b: Bargainers, risk: Floats, p: Floats) -> Floats:
    """Expected utility of j being challenged by i over the status quo, (draw, i, j); `risk` (draw, i, j) or wider."""
    away = np.abs(b.position[:, :, None] - b.position[:, None, :]) / b.span[:, None, None]
    win, lose = (2 - 4 * (0.5 + side * 0.5 * away) ** risk for side in (-1, 1))
    resists = b.salience[:, None, :]
    return np.asarray(resists * (p * win + (1 - p) * lose) + (1 - resists) * win - (2 - 4 * 0.5**risk))


def risk_exponents(b: Bargainers, rule: Odds) -> Floats:
    """(draw, actor), from 0.5 to 2: how much others stand to gain by challenging, relative to the others."""
    neutral = np.ones_like(b.position)
    gains = expected_gains(b, np.ones_like(b.position)[:, :, None], odds(b, neutral, rule))
    danger = (gains * (1 - np.eye(len(b.names)))).sum(axis=1)
    low, high = danger.min(axis=1, keepdims=True), danger.max(axis=1, keepdims=True)
    spread = np.where(high > low, high - low, 1.0)
    r = np.where(high > low, (2 * danger - high - low) / spread, 0.0)
    return np.asarray((1 - r / 3) / (1 + r / 3))


def one_round(b: Bargainers, variant: Variant) -> tuple[Bargainers, Floats]:
    """Positions after all have answered the offers they prefer, and the risk exponents."""
    risk = risk_exponents(b, variant.odds)
    p = odds(b, risk, variant.odds)
    if variant.eyes is Eyes.BEHOLDER:
        mine, theirs = expected_gains(b, risk[:, :, None], p), expected_gains(b, risk[:, None, :], p)
    else:
        mine = theirs = expected_gains(b, risk[:, :, None], p)
    return replace(b, position=_answers(b, mine, np.swapaxes(theirs, 1, 2), variant)), risk


def _answers(b: Bargainers, mine: Floats, theirs: Floats, variant: Variant) -> Floats:
    """`mine` [i, j]: what i would gain by challenging j; `theirs` [i, j]: what j would gain by challenging i."""
    here = np.broadcast_to(b.position[:, :, None], mine.shape)
    there = np.broadcast_to(b.position[:, None, :], mine.shape)
    beaten = (theirs > mine) & (mine > 0)
    torn = (theirs > 0) & (mine < 0)
    meets = torn & (theirs > -mine)
    yields = torn & (theirs < -mine) if variant.capitulates else np.zeros_like(torn)
    ratio = np.abs(mine / np.where(theirs == 0, 1.0, theirs))
    to = np.where(meets, here + (there - here) * ratio, there)
    move = np.abs(to - here)
    match variant.choice:
        case Choice.STRONGEST:
            offered = (theirs > 0) & ~np.eye(len(b.names), dtype=bool)
            best = np.where(offered, theirs, -np.inf).max(axis=2, keepdims=True)
            near = np.where(offered & (theirs == best), np.abs(there - here), np.inf)
            return _taken(b, to, near, beaten | meets | yields)
        case Choice.LEAST_MOVE:
            return _taken(b, to, np.where((beaten | meets | yields) & (here != there), move, np.inf))
        case _:
            total = np.abs(mine) + np.abs(theirs)
            middle = (np.abs(mine) * here + np.abs(theirs) * there) / np.where(total == 0, 1.0, total)
            first = np.where(beaten & (here != there), move, np.inf)
            second = np.where(meets & (here != there), middle, np.inf)
            none = ~np.isfinite(first).any(axis=2, keepdims=True)
            return _taken(b, to, np.where(none, second, first))


def _taken(b: Bargainers, to: Floats, cost: Floats, moves: NDArray[np.bool_] | None = None) -> Floats:
    """The offer of least cost, if any is finite and (where `moves` is given) one that moves."""
    pick = cost.argmin(axis=2)[..., None]
    there = np.isfinite(np.take_along_axis(cost, pick, 2)[..., 0])
    if moves is not None:
        there &= np.take_along_axis(moves, pick, 2)[..., 0]
    return np.where(there, np.take_along_axis(to, pick, 2)[..., 0], b.position)


def bargain(b: Bargainers, variant: Variant, rounds: int = 1) -> Rounds:
    """The game for a number of rounds, all draws at once.

    >>> made = bargain(bargainers("abc", [0.0, 4.0, 10.0], [1, 1, 1], [0.5, 0.5, 0.5]), PAIRED_ODDS, rounds=0)
    >>> made.median.tolist(), made.mean.round(2).tolist()
    ([[4.0]], [[4.67]])
    """
    if rounds < 0:
        raise BadInput(f"{rounds} rounds", mend="give 0 or more")
    seen, risks = [b], []
    for _ in range(rounds):
        after, risk = one_round(seen[-1], variant)
        seen.append(after)
        risks.append(risk)
    return Rounds(
        position=np.stack([s.position for s in seen]),
        median=np.stack([weighted_median(s, variant.median) for s in seen]),
        mean=np.stack([weighted_mean(s) for s in seen]),
        risk=np.stack(risks) if risks else np.zeros((0, *b.position.shape)),
    )
