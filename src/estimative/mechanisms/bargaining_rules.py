"""The rule variants of spatial bargaining, named as in KTAB's spatial model of politics (SMP)."""

from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from estimative.domain import DidNotConverge

Floats = NDArray[np.float64]
LEAST = 1e-8  # strength of a coalition without members: keeps 0/0 out, as in KTAB
SHARP = 1e-8  # difference of utility that decides a binary vote


class Voting(Enum):
    """How strongly an actor votes for i over j, given the difference of utility; times its capability."""

    BINARY = "Binary"
    PROP_BIN = "PropBin"
    PROPORTIONAL = "Prop"
    PROP_CUBIC = "PropCbc"
    CUBIC = "Cubic"
    ASYM_PROSPECT = "ASymProsp"

    def votes(self, difference: Floats) -> Floats:
        """Between -1 and 1, odd except for the asymmetric rule; any shape."""
        sign = np.clip(difference / SHARP, -1.0, 1.0)
        match self:
            case Voting.BINARY:
                return np.asarray(sign)
            case Voting.PROP_BIN:
                return 0.8 * difference + 0.2 * sign
            case Voting.PROPORTIONAL:
                return difference
            case Voting.PROP_CUBIC:
                return (difference + difference**3) / 2
            case Voting.CUBIC:
                return difference**3
            case Voting.ASYM_PROSPECT:
                return np.where(difference > 0, 2 / 3 * difference, difference)


class Victory(Enum):
    """The chance that a coalition beats another, given their strengths."""

    LINEAR = "Linear"
    SQUARE = "Square"
    QUARTIC = "Quartic"
    OCTIC = "Octic"
    BINARY = "Binary"

    def chance(self, ours: Floats, theirs: Floats) -> Floats:
        """Any shape; the two chances of a pair add to 1."""
        if self is Victory.BINARY:
            return np.clip((ours / (ours + theirs) * 2.1 - 1) / 0.1, 1e-6, 1 - 1e-6)
        power = {"Linear": 1, "Square": 2, "Quartic": 4, "Octic": 8}[self.value]
        rest: Floats = 1 + (theirs / ours) ** power
        return 1 / rest


class Commitment(Enum):
    """What a third party stakes by joining: whether it must take the winner's position if it is on the losing side, and
    its leader's if it wins."""

    FULL = "FullCommit"
    SEMI = "SemiCommit"
    NONE = "NoCommit"


class RiskRange(Enum):
    """The lowest risk attitude, held by the least likely winner; the likeliest has 1."""

    MIN = "Min"
    MID = "Mid"
    MAX = "Max"

    def attitude(self, chances: Floats) -> Floats:
        """Risk attitudes (..., actor) from chances to win (..., actor); unknown where all chances are equal."""
        low, high = chances.min(axis=-1, keepdims=True), chances.max(axis=-1, keepdims=True)
        floor = {"Min": 0.0, "Mid": -0.5, "Max": -1.0}[self.value]
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.asarray(floor + (1 - floor) * (chances - low) / (high - low))


class RiskAdjust(Enum):
    """How much of another's own risk attitude an actor sees, the rest being its own; the value is the share seen."""

    FULL = 1.0
    TWO_THIRDS = 2 / 3
    HALF = 0.5
    ONE_THIRD = 1 / 3
    NONE = 0.0


class Interpolation(Enum):
    """How a proposed bargain lies between two positions: powers of salience and chance, or by the greater chance."""

    S1P1 = "S1P1"
    S2P2 = "S2P2"
    S2PMAX = "S2PMax"

    def between(self, ours: Any, theirs: Any) -> tuple[Floats, Floats]:
        """What the initiator proposes that each side adopt; `ours` and `theirs` are (position, salience, chance)."""
        (x, s, p), (y, t, q) = ours, theirs
        tiny = 1e-6
        if self is Interpolation.S2PMAX:
            lead, lag = np.maximum(p - q, 0.0), np.maximum(q - p, 0.0)
            toward = lag * t**2 / (lag * t**2 + tiny + (1 - lag) * s**2)
            draw = lead * s**2 / (lead * s**2 + tiny + (1 - lead) * t**2)
            return x + toward * (y - x), y + draw * (x - y)
        power = 1 if self is Interpolation.S1P1 else 2
        w, v = (s * p) ** power, (t * q) ** power
        first = ((w + tiny) * x + v * y) / (w + tiny + v)
        second = (w * x + (v + tiny) * y) / (w + tiny + v)
        return _rounded(first), _rounded(second)


def _rounded(x: Floats) -> Floats:
    return np.floor(x * 10000 + 0.5) / 10000


class Winner(Enum):
    """From chances in pairs to one chance per position."""

    CONDITIONAL = "Conditional"
    MARKOV_INCENTIVE = "MarkovIncentive"
    MARKOV_UNIFORM = "MarkovUniform"

    def chances(self, strength: Floats, beats: Floats) -> Floats:
        """(draw, position) from coalition strengths and pairwise chances (draw, i, j). The Markov rules give the
        stationary distribution of the reigning position; DidNotConverge if it is not reached."""
        if self is Winner.CONDITIONAL:
            product = beats.prod(axis=-1)
            return np.asarray(product / product.sum(axis=-1, keepdims=True))
        n = beats.shape[-1]
        if self is Winner.MARKOV_UNIFORM:
            challenge = np.full_like(beats, 1 / n)
        else:
            incentive = strength * beats + 1e-10 * np.eye(n)
            challenge = incentive / incentive.sum(axis=-2, keepdims=True)
        return _stationary(challenge, beats)


def _stationary(challenge: Floats, beats: Floats) -> Floats:
    """`challenge` [i, j]: chance that i challenges the reigning j. The winner of that contest reigns next."""
    n = beats.shape[-1]
    moves = challenge * beats  # i takes over from j
    stays = (np.swapaxes(beats, -1, -2) * challenge).sum(axis=-2)  # the reigning j beats whoever comes
    kernel = moves + stays[..., None] * np.eye(n)
    system = kernel - np.eye(n)
    system[..., -1, :] = 1.0
    target = np.zeros((*beats.shape[:-2], n, 1))
    target[..., -1, 0] = 1.0
    found = np.linalg.solve(system, target)[..., 0]
    residual = float(np.abs((kernel @ found[..., None])[..., 0] - found).max(initial=0.0))
    if not residual < 1e-10:
        raise DidNotConverge(
            f"no stationary chance to win: residual {residual:.1e}, 1e-10 is asked",
            where="spatial_bargaining",
            mend="use another rule",
        )
    return np.asarray(found)
