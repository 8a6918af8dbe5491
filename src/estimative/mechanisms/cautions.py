"""Masks turned into warnings that name the parameter, the date and the share of draws."""

from collections.abc import Mapping, Sequence

import numpy as np

from estimative.domain import Parameter

from .contract import CaseView, Mechanism, Solved, short
from .draws import Floats


def outside_ranges(read: Sequence[Parameter], arrays: Mapping[str, Floats], case: CaseView) -> list[str]:
    """Draws outside the range in which a parameter's own source holds."""
    found = []
    for p in read:
        if p.range is not None:
            values = arrays[short(p.id)]
            share = float(np.mean((values < p.range[0]) | (values > p.range[1])))
            limits = f"{p.range[0]:g} to {p.range[1]:g} {p.unit}".removesuffix(" 1")
            found += _caution(f"{p.id} is outside {limits}", share, p, case)
    return found


def outside_limits(mechanism: Mechanism, solved: Solved, read: Sequence[Parameter], case: CaseView) -> list[str]:
    """Draws outside what the formula was estimated on, as the array half marked them."""
    by_name = {short(p.id): p for p in read}
    found = []
    for limit in mechanism.limits:
        if (p := by_name.get(limit.parameter)) is not None:
            share = float(np.mean(getattr(solved.outside_validity, limit.name)))
            found += _caution(f"{limit.words} {p.text} ({p.id}, {p.reference})", share, p, case)
    return found


def _caution(what: str, share: float, parameter: Parameter, case: CaseView) -> list[str]:
    date = parameter.date or case.as_of
    return [f"{what} in {100 * share:.3g} % of draws (value of {date}, as of {case.as_of})"] if share else []


def not_finite(mechanism: Mechanism, solved: Solved, given: set[str]) -> list[str]:
    """Draws without a finite answer although all inputs are known; they are left out of the band."""
    known = [r.name for r in mechanism.outputs if given.issuperset(r.needs)]
    shares = {name: float(np.mean(getattr(solved.not_finite, name))) for name in known}
    return [f"{k} is not finite in {100 * s:.3g} % of draws, left out of its band" for k, s in shares.items() if s]
