"""Who would win, who gains by challenging whom, and which bargain is proposed: the first turn of a spatial contest.

KTAB's spatial model of politics (Wise, Lester and Efird 2015, KAPSARC; from memory), after Bueno de Mesquita 1994:
every actor has a capability, a position and a salience per issue. All draws at once; positions and salience from 0 to
1. Later turns of that model are random and are not offered. Host only: no part of a simulated month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput, Prior

from .bargaining_rules import (
    LEAST,
    Commitment,
    Floats,
    Interpolation,
    RiskAdjust,
    RiskRange,
    Victory,
    Voting,
    Winner,
)
from .draws import quantile, uniforms

CITATION = "Bueno de Mesquita 1994; Scholz, Calbert and Smith 2011; KTAB (KAPSARC)"
NOTHING = 1e-10  # a coalition before anyone has joined
SAME = 1e-6  # distance below which two actors hold one position
WORTHWHILE = 1e-5  # the smallest gain for which an actor challenges


@dataclass(frozen=True, slots=True)
class Rules:
    """One choice per rule; the defaults are those of KTAB's worked example."""

    voting: Voting = Voting.PROP_CUBIC
    victory: Victory = Victory.LINEAR
    winner: Winner = Winner.MARKOV_INCENTIVE
    risk_range: RiskRange = RiskRange.MID
    risk_adjust: RiskAdjust = RiskAdjust.ONE_THIRD
    commitment: Commitment = Commitment.SEMI
    interpolation: Interpolation = Interpolation.S2P2


@dataclass(frozen=True, slots=True)
class Contestants:
    """`capability` (draw, actor), above 0; `position` and `salience` (draw, actor, issue) from 0 to 1, an actor's
    saliences adding to 1 at most and to more than 0."""

    names: tuple[str, ...]
    capability: Floats
    position: Floats
    salience: Floats

    def __post_init__(self) -> None:
        total = self.salience.sum(axis=-1)
        fits = self.position.shape == self.salience.shape and self.position.shape[:2] == self.capability.shape
        if not fits or len(self.names) != self.capability.shape[1] or len(self.names) < 2:
            raise BadInput("capability, position and salience of the actors do not fit together", mend="at least two")
        known = all(np.isfinite(a).all() for a in (self.capability, self.position, self.salience))
        if not known or (self.capability <= 0).any() or (self.salience < 0).any() or (total <= 0).any():
            raise BadInput("capability and salience must be known and above 0", mend="leave out who does not care")
        if (self.position < 0).any() or (self.position > 1).any() or (total > 1 + 1e-9).any():
            raise BadInput("positions or summed saliences outside 0 to 1", mend="divide by the ends of the scale")


class Contest(NamedTuple):
    """`chances` (draw, position) that each actor's position wins, risk and all; actors at one position share theirs.
    `risk` (draw, actor), 1 for the likeliest winner before risk; `value` and `utility` (draw, actor, position), without
    and with risk; `seen` (draw, estimator, actor, position)."""

    chances: Floats
    risk: Floats
    value: Floats
    utility: Floats
    seen: Floats


class Challenges(NamedTuple):
    """`gain` and `chance` (draw, i, j) as the initiator i sees them; `target` (draw, i), -1 where none pays; `offer`
    (draw, i, 2, issue): what i proposes that itself and its target adopt, its own position where there is no target."""

    gain: Floats
    chance: Floats
    target: NDArray[np.int64]
    offer: Floats


def distances(c: Contestants) -> Floats:
    """From i's position to j's, weighted by i's salience: (draw, i, j), from 0 to 1."""
    gap = c.position[:, :, None, :] - c.position[:, None, :, :]
    weight = c.salience[:, :, None, :]
    return np.asarray(np.sqrt(((gap * weight) ** 2).sum(axis=-1) / (weight**2).sum(axis=-1)))


def utility(distance: Floats, risk: Floats) -> Floats:
    """(1 - d)(1 + d R): 1 at one's own position, 0 at the far end; bent by the risk attitude R."""
    return (1 - distance) * (1 + distance * risk)


def coalitions(values: Floats, weights: Floats, voting: Voting) -> Floats:
    """Strength of i's side against j's, (draw, i, j); `values` (draw, actor, position), `weights` (draw, actor)."""
    votes = voting.votes(values[:, :, :, None] - values[:, :, None, :]) * weights[:, :, None, None]
    lower = np.tril(np.ones(votes.shape[-2:]), -1)
    above = np.maximum(votes, 0.0).sum(axis=1) * lower
    against = np.maximum(-votes, 0.0).sum(axis=1) * lower  # as KTAB: both sides from the vote on the lower pair
    return np.asarray(LEAST + above + np.swapaxes(against, -1, -2))


def chances_to_win(values: Floats, weights: Floats, rules: Rules) -> Floats:
    """(draw, position)"""
    strength = coalitions(values, weights, rules.voting)
    beats = rules.victory.chance(strength, np.swapaxes(strength, -1, -2))
    return rules.winner.chances(strength, beats)


def contest(c: Contestants, rules: Rules = Rules()) -> Contest:
    """The first turn up to the utilities that actors ascribe to each other."""
    distance = distances(c)
    value = utility(distance, np.zeros_like(distance))
    risk = np.nan_to_num(rules.risk_range.attitude(chances_to_win(value, c.capability, rules)))
    share = rules.risk_adjust.value
    held = (1 - share) * risk[:, :, None] + share * risk[:, None, :]
    seen, own = utility(distance[:, None], held[..., None]), utility(distance, risk[..., None])
    return Contest(_shared_chances(c, own, rules), risk, value, own, seen)


def _shared_chances(c: Contestants, own: Floats, rules: Rules) -> Floats:
    """Chances to win by distinct position; draws with the same actors side by side are done together."""
    gap = np.linalg.norm(c.position[:, :, None, :] - c.position[:, None, :, :], axis=-1)
    leader = (gap < SAME).argmax(axis=-1)
    found = np.empty(c.capability.shape)
    for pattern in np.unique(leader, axis=0):
        rows, distinct = (leader == pattern).all(axis=1), np.unique(pattern)
        won = chances_to_win(own[rows][:, :, distinct], c.capability[rows], rules)
        found[rows] = won[:, np.searchsorted(distinct, pattern)]
    return found


def challenge(c: Contestants, seen: Floats, i: int, j: int, affected: int, rules: Rules) -> tuple[Floats, Floats]:
    """Chance that i beats j and gain to `affected` of i challenging j, (draw,) each, in the eyes of an estimator whose
    utilities are `seen` (draw, actor, position). Third parties join the side that pays."""
    effort = c.capability * c.salience.sum(axis=-1)
    vote = rules.voting.votes
    ours = vote(seen[:, i, i] - seen[:, i, j]) * effort[:, i]
    theirs = vote(seen[:, j, i] - seen[:, j, j]) * effort[:, j]
    first = NOTHING + np.maximum(ours, 0) + np.maximum(theirs, 0)
    second = NOTHING + np.maximum(-ours, 0) + np.maximum(-theirs, 0)
    others = [n for n in range(len(c.names)) if n not in (i, j)]
    joined = _third_parties(seen[:, others], effort[:, others], (first, second), others, (i, j), rules)
    side = first + np.maximum(joined, 0).sum(axis=1)
    other = second + np.maximum(-joined, 0).sum(axis=1)
    chance = side / (side + other)
    won, lost = 2 * seen[:, affected, i], 2 * seen[:, affected, j]
    now = seen[:, affected, i] + seen[:, affected, j]
    resists = c.salience[:, j].sum(axis=-1)
    return chance, (1 - resists) * won + resists * (chance * won + (1 - chance) * lost) - now


def _third_parties(
    seen: Floats, effort: Floats, sides: tuple[Floats, Floats], who: Sequence[int], pair: tuple[int, int], rules: Rules
) -> Floats:
    """Votes (draw, third party), positive for the first side."""
    (first, second), (i, j) = (s[:, None] for s in sides), pair
    for_i, for_j = seen[:, :, i], seen[:, :, j]
    own = np.stack([seen[:, k, n] for k, n in enumerate(who)], axis=1) if who else for_i
    lean = rules.voting.votes(for_i - for_j) * effort
    ahead, behind = first + np.maximum(lean, 0), second + np.maximum(-lean, 0)
    p = ahead / (ahead + behind)
    free_win = own if rules.commitment is not Commitment.FULL else None
    free_loss = own if rules.commitment is Commitment.NONE else None
    with_i = p * (2 * for_i + _or(free_win, for_i)) + (1 - p) * (2 * for_j + _or(free_loss, for_j))
    with_j = p * (2 * for_i + _or(free_loss, for_i)) + (1 - p) * (2 * for_j + _or(free_win, for_j))
    return np.asarray(rules.voting.votes(with_i - with_j) * effort)


def _or(own: Floats | None, leader: Floats) -> Floats:
    return leader if own is None else own


def challenges(c: Contestants, found: Contest, rules: Rules = Rules()) -> Challenges:
    """Whom each actor would challenge, and what it would propose."""
    draws, n = c.capability.shape
    gain, chance = np.full((draws, n, n), -np.inf), np.full((draws, n, n), np.nan)
    for i in range(n):
        for j in (k for k in range(n) if k != i):
            chance[:, i, j], gain[:, i, j] = challenge(c, found.seen[:, i], i, j, i, rules)
    best = gain.argmax(axis=-1)
    pays = np.take_along_axis(gain, best[..., None], -1)[..., 0] > WORTHWHILE
    return Challenges(gain, chance, np.where(pays, best, -1), _offers(c, chance, best, pays, rules))


def _offers(c: Contestants, chance: Floats, best: NDArray[np.int64], pays: NDArray[np.bool_], rules: Rules) -> Floats:
    p = np.take_along_axis(chance, best[..., None], -1)
    rows = np.arange(len(best))[:, None]
    ours = (c.position, c.salience, p)
    theirs = (c.position[rows, best], c.salience[rows, best], 1 - p)
    pair = np.stack(rules.interpolation.between(ours, theirs), axis=2)
    return np.where(pays[..., None, None], pair, c.position[:, :, None, :])


@dataclass(frozen=True, slots=True)
class Claimant:
    """One actor with uncertain capability, and position and salience per issue, as priors."""

    name: str
    capability: Prior
    position: tuple[Prior, ...]
    salience: tuple[Prior, ...]


def drawn(claimants: Sequence[Claimant], draws: int = 10_000, seed: int = 0, scale: float = 1.0) -> Contestants:
    """Draws of all actors, each quantity with a stream of its own; positions and salience are divided by `scale`."""

    def arrays(what: str) -> Floats:
        return np.stack(
            [
                np.stack(
                    [
                        quantile(p, uniforms(seed, f"bargaining/{k.name}/{what}/{d}", draws))
                        for d, p in enumerate(getattr(k, what))
                    ],
                    axis=1,
                )
                for k in claimants
            ],
            axis=1,
        )

    power = [quantile(k.capability, uniforms(seed, f"bargaining/{k.name}/capability", draws)) for k in claimants]
    names = tuple(k.name for k in claimants)
    return Contestants(names, np.stack(power, axis=1), arrays("position") / scale, arrays("salience") / scale)
