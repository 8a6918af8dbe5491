"""How a campaign of launches fades: C(t) = total (1 - exp(-t / tau)), from totals known on two days.

Two totals fit two parameters exactly, so the fit says nothing of its own error: a forecast takes its band from how far
the same extrapolation missed in other campaigns, or is refused. Decay alone does not tell depletion from choice.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from estimative.domain import BadInput

FEWEST_CAMPAIGNS = 3


@dataclass(frozen=True, slots=True)
class LaunchDecay:
    """`total` launches in the end, `tau` days in which the daily number falls to 37 %."""

    total: float
    tau: float

    def by(self, days: float) -> float:
        return -self.total * math.expm1(-days / self.tau)


@dataclass(frozen=True, slots=True)
class Campaign:
    """Launches by two early days and by the last: (days since the first launch, number)."""

    name: str
    first: tuple[float, float]
    second: tuple[float, float]
    last: tuple[float, float]
    reference: str


def launch_decay(first: tuple[float, float], second: tuple[float, float]) -> LaunchDecay:
    """The decay through two totals (days, launches). Refuses totals that do not fade: the second must be less than in
    proportion to time.

    >>> made = launch_decay((10 / 3, 370), (25 / 3, 450))
    >>> round(made.total), round(made.tau, 1)
    (457, 2.0)
    """
    (t, a), (u, b) = first, second
    if not 0 < t < u or not 0 < a <= b:
        raise BadInput(f"totals {a:g} by day {t:g} and {b:g} by day {u:g}", mend="give two rising totals in order")
    if not 1 < b / a < u / t:
        raise BadInput(
            f"{a:g} by day {t:g} and {b:g} by day {u:g} do not fade", mend="launches go on evenly: extrapolate a rate"
        )

    def excess(tau: float) -> float:
        return math.expm1(-u / tau) / math.expm1(-t / tau) - b / a

    low, high = t / 700, 1e6 * u
    for _ in range(200):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if excess(middle) < 0 else (low, middle)
    return LaunchDecay(-a / math.expm1(-t / low), low)


def forecast(first: tuple[float, float], second: tuple[float, float], day: float) -> float:
    """Launches by a later day: along the decay or, where nothing fades, at the rate between the two days."""
    (t, a), (u, b) = first, second
    if b / a < u / t and b > a:
        return launch_decay(first, second).by(day)
    return b + (b - a) / (u - t) * (day - u)


def launch_misses(campaigns: Sequence[Campaign]) -> tuple[float, ...]:
    """Log of what came over what was forecast, per campaign."""
    return tuple(math.log(c.last[1] / forecast(c.first, c.second, c.last[0])) for c in campaigns)


def launch_band(
    first: tuple[float, float], second: tuple[float, float], day: float, campaigns: Sequence[Campaign]
) -> tuple[float, float, float]:
    """Low, middle and high launches by a later day. The band reaches as far as the largest miss in either direction,
    and never below what was launched already. Refuses with fewer than three other campaigns."""
    if len(campaigns) < FEWEST_CAMPAIGNS:
        raise BadInput(
            f"{len(campaigns)} campaigns do not tell how far such a forecast misses",
            mend=f"give at least {FEWEST_CAMPAIGNS}, other than the one asked about",
        )
    worst = math.exp(max(abs(m) for m in launch_misses(campaigns)))
    middle = forecast(first, second, day)
    return max(middle / worst, second[1]), middle, middle * worst


def leaks(launches: float, intercepted: float) -> float:
    """Launches that get through.

    >>> round(leaks(370, 0.95), 1), round(leaks(370, 0.90), 1)
    (18.5, 37.0)
    """
    return launches * (1 - intercepted)
