"""What to find out first: how much less uncertain a figure would be if one input were known, or one more origin spoke.

For an input x and a figure y, what is expected to go is Var E[y|x] (partial perfect information; Strong, Oakley and
Brennan 2014 by regression on the draws). Here the regression is on Legendre polynomials of the input's uniform, and the
share is adjusted for the number of terms. An act is a yes or no: what is gained is the mutual information, in bits.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.polynomial import legendre
from numpy.typing import NDArray

from estimative.domain import Access, Chain, Level, Stake
from estimative.estimate import Posterior, foresee, has_level
from estimative.mechanisms import uniforms

from .answers import Asked, answers, read
from .plan import Plan
from .signposts import entropy

Floats = NDArray[np.float64]
TERMS = 5  # degree of the polynomial
PARTS = 8  # of the draws, for the sampling error


@dataclass(frozen=True, slots=True)
class Worth:
    """`share` of the figure's variance expected to go if the input were known, with its sampling error. `bits` about
    whether an act happens (None for an output). The figure now has mean and standard deviation `now` and `spread`; were
    the input at its 5, 95 % quantile, the figure's mean would be `low`, `high`."""

    input: str
    words: str
    share: float
    error: float
    bits: float | None
    now: float
    spread: float
    low: float
    high: float


def worth(plan: Plan, figure: Asked, draws: int = 8192) -> tuple[Worth, ...]:
    """Every input that reaches the figure, the most worth knowing first.

    Raises BadInput if nothing uncertain reaches the figure, or a draw does not know it."""
    values = answers(plan, figure, draws)
    found = []
    for one in read(plan, figure):
        u = uniforms(plan.seed, one.name, draws)
        fit = _fit(u, values)
        parts = [_share(u[k::PARTS], values[k::PARTS]) for k in range(PARTS)]
        low, high = (float(v) for v in legendre.legval(np.array([-0.9, 0.9]), fit))
        told = (
            _bits(np.asarray(legendre.legval(2 * u - 1, fit), np.float64), float(values.mean())) if figure.act else None
        )
        found.append(
            Worth(
                input=one.name,
                words=one.words,
                share=_share(u, values),
                error=float(np.std(parts, ddof=1) / np.sqrt(PARTS)),
                bits=told,
                now=float(values.mean()),
                spread=float(values.std()),
                low=min(max(low, 0.0), 1.0) if figure.act else low,
                high=min(max(high, 0.0), 1.0) if figure.act else high,
            )
        )
    return tuple(sorted(found, key=lambda w: -w.share))


def _fit(u: Floats, values: Floats) -> Floats:
    return np.asarray(legendre.legfit(2 * u - 1, values, TERMS))


def _share(u: Floats, values: Floats) -> float:
    """Adjusted share of variance explained: 1 - (n - 1) / (n - terms - 1) (1 - R^2), and nought for a constant."""
    total = values.var()
    if total <= 1e-24 * max(float(np.square(values).mean()), 1e-300):
        return 0.0
    rest = (values - legendre.legval(2 * u - 1, _fit(u, values))).var() / total
    n = values.size
    return float(1 - (n - 1) / (n - TERMS - 1) * rest)


def _bits(chance: Floats, mean: float) -> float:
    """Expected fall of the entropy of yes or no: H(mean) - E H(chance given the input)."""
    return max(0.0, float(entropy(np.array([mean]))[0] - entropy(np.clip(chance, 0, 1)).mean()))


@dataclass(frozen=True, slots=True)
class Voice:
    """What one more independent origin would tell about a chain's level next month. `bits` expected off the entropy of
    the five levels, `by_rival` under each rival table; `entropy` now; `origins` that speak already."""

    chain: Chain
    bits: float
    by_rival: tuple[tuple[str, float], ...]
    entropy: float
    origins: int


def voices(
    posterior: Posterior,
    chains: Sequence[Chain] | None = None,
    access: Access = Access.WITNESS,
    stake: Stake = Stake.BYSTANDER,
) -> tuple[Voice, ...]:
    """Chains (all of the posterior by default) in the order of what an origin of that access and stake would tell, were
    it to say of what size the support or hostility is; sizes as likely as the present estimate makes them."""
    names = [r.name for r in posterior.setting.tables.rivals]
    found = []
    for one in posterior.chains:
        if (chains is not None and one.chain not in chains) or not has_level(one.chain):
            continue
        told = foresee(posterior, one.chain, access, stake)
        now = [_entropy(told.levels[r]) for r in range(len(names))]
        gain = [now[r] - float(told.chances[r] @ [_entropy(row) for row in told.after[r]]) for r in range(len(names))]
        origins = len({w.origin for s in one.signals for w in s.witnesses})
        by_rival = tuple((n, max(g, 0.0)) for n, g in zip(names, gain, strict=True))
        found.append(Voice(one.chain, float(np.mean([g for _, g in by_rival])), by_rival, float(np.mean(now)), origins))
    return tuple(sorted(found, key=lambda v: (-v.bits, v.chain.id)))


def _entropy(masses: Floats) -> float:
    """Bits, of masses over levels."""
    assert masses.shape == (len(Level),)
    p = np.clip(masses, 1e-300, 1)
    return float(-(p * np.log2(p)).sum())
