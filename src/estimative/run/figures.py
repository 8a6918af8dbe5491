"""How numbers are written for a reader, everywhere: two figures at most, in full."""

import math
from collections.abc import Iterable
from decimal import Decimal

HORIZONS = (6, 12, 24)  # months after which acts and outputs are told
SAME = "no change"


def two(value: float) -> str:
    """Two figures, in full.

    >>> two(53848), two(4.394), two(-0.0), two(0.0000782)
    ('54,000', '4.4', '0', '0.000078')
    """
    text = f"{value + 0.0:.2g}"
    return f"{Decimal(text):,f}" if "e" in text and abs(value) >= 1e-6 else text


def percent(share: float, narrow: bool = False) -> str:
    """A share of draws: never a bare nought or hundred. `narrow` is for the columns of a terminal.

    >>> percent(0.0), percent(0.004), percent(0.123), percent(0.999)
    ('under 1 %', 'under 1 %', '12 %', 'over 99 %')
    >>> percent(0.0, narrow=True), percent(0.123, narrow=True), percent(0.999, narrow=True)
    ('<1%', '12%', '>99%')
    """
    under, over, gap = ("<", ">", "") if narrow else ("under ", "over ", " ")
    if share < 0.005:
        return f"{under}1{gap}%"
    return f"{over}99{gap}%" if share > 0.995 else f"{100 * share:.0f}{gap}%"


def points(gap: float) -> str:
    """
    >>> points(0.004), points(-0.521), points(0.01)
    ('no change', '-52 points', '+1 point')
    """
    whole = round(100 * gap)
    return f"{whole:+d} point{'s' * (abs(whole) != 1)}" if whole else SAME


def spread(ends: Iterable[float | None], sign: bool = False) -> str:
    """Median with its 5 to 95 % range, from (low, median, high); one value where the three look alike.

    >>> spread([1.64, 2.51, 3.48]), spread([1.64, 2.51, 3.48], sign=True), spread([100.0, 100.0, 100.0])
    ('2.5 (1.6 to 3.5)', '+2.5 (+1.6 to +3.5)', '100')
    >>> spread([0.0, 0.0, 0.0]), spread([float("nan")] * 3), spread([None] * 3)
    ('0', 'unknown', 'unknown')
    """
    known = [float(x) for x in ends if x is not None and math.isfinite(x)]
    if len(known) < 3:
        return "unknown"
    low, middle, high = (f"{'+' if sign and x > 0 else ''}{two(x)}" for x in known)
    return middle if low == high else f"{middle} ({low} to {high})"
