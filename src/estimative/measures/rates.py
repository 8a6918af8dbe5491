"""Rates of rare acts under the Jeffreys prior of a Poisson process, Gamma(1/2, 0) on the rate.

Source: H. Jeffreys, Theory of Probability, 3rd ed. 1961, section 3.1 (prior); the gamma-Poisson predictive is standard.
"""

import math

from scipy.special import gammaincinv

from estimative.domain import BadInput


def _check(events: int, exposure: float, window: float) -> None:
    if not (events >= 0 and 0 < exposure < math.inf and 0 <= window < math.inf):
        raise BadInput(
            f"{events} events in exposure {exposure:g}, window {window:g}",
            mend="give events >= 0, exposure > 0 and window >= 0, both times in one unit",
        )


def jeffreys_first_event(events: int, exposure: float, window: float) -> float:
    """P(at least one event in `window`) after `events` in `exposure`; both times in one unit.

    The rate has the posterior Gamma(events + 1/2, exposure), so P = 1 - (T / (T + w))^(events + 1/2).

    >>> [round(jeffreys_first_event(0, 3.5, years), 2) for years in (0.5, 1.0)]
    [0.06, 0.12]
    """
    _check(events, exposure, window)
    return -math.expm1(-(events + 0.5) * math.log1p(window / exposure))


def jeffreys_first_event_interval(
    events: int, exposure: float, window: float, mass: float = 0.9
) -> tuple[float, float]:
    """Central interval of that probability over the posterior of the rate: what the count leaves open.

    >>> low, high = jeffreys_first_event_interval(0, 3.5, 1.0)
    >>> f"{low:.4f} {high:.2f}"
    '0.0006 0.42'
    """
    _check(events, exposure, window)
    if not 0 < mass < 1:
        raise BadInput(f"mass {mass:g} of an interval", mend="give a share between 0 and 1, such as 0.9")
    rates = (float(gammaincinv(events + 0.5, q)) / exposure for q in ((1 - mass) / 2, (1 + mass) / 2))
    low, high = (-math.expm1(-rate * window) for rate in rates)
    return low, high
