"""Dates that carry their precision: ISO 8601 prefixes, half-open intervals, months as numbers. All UTC."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import total_ordering

from .errors import BadInput

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year, never more exact than its source.

    >>> PartialDate("2025-06").first, PartialDate("2025-06").after
    (datetime.date(2025, 6, 1), datetime.date(2025, 7, 1))
    >>> PartialDate("2025-13")
    Traceback (most recent call last):
    ...
    estimative.domain.errors.BadInput: '2025-13' is not a date. Mend: write YYYY, YYYY-MM or YYYY-MM-DD
    """

    iso: str

    def __post_init__(self) -> None:
        try:
            self.first, self.after  # noqa: B018 - the check
        except (ValueError, AttributeError, OverflowError):
            raise BadInput(f"{self.iso!r} is not a date", mend="write YYYY, YYYY-MM or YYYY-MM-DD") from None

    def __str__(self) -> str:
        return self.iso

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first, self.iso) < (other.first, other.iso)

    @property
    def _parts(self) -> tuple[int, int | None, int | None]:
        found = _ISO.fullmatch(self.iso)
        if not found:
            raise ValueError(self.iso)
        year, month, day = found.groups()
        return int(year), month and int(month), day and int(day)  # type: ignore[return-value]

    @property
    def granularity(self) -> str:
        return {4: "year", 7: "month", 10: "day"}[len(self.iso)]

    @property
    def first(self) -> dt.date:
        """First day of the interval."""
        year, month, day = self._parts
        return dt.date(year, 1 if month is None else month, 1 if day is None else day)

    @property
    def after(self) -> dt.date:
        """First day after the interval (half-open)."""
        year, month, day = self._parts
        if day is not None:
            return self.first + dt.timedelta(days=1)
        if month is not None:
            return dt.date(year + month // 12, month % 12 + 1, 1)
        return dt.date(year + 1, 1, 1)

    @property
    def last(self) -> dt.date:
        """Last day of the interval: what an as-of date means."""
        return self.after - dt.timedelta(days=1)

    def known_by(self, as_of: "PartialDate") -> bool:
        """Whether all of this interval lies at or before the end of `as_of`: an imprecise date counts from its end."""
        return self.after <= as_of.after


def month_number(day: dt.date) -> int:
    """Months since January of year 0, so that any year has one."""
    return day.year * 12 + day.month - 1


def month_label(number: int) -> str:
    """The ISO month of a month number.

    >>> month_label(month_number(dt.date(2025, 6, 16)))
    '2025-06'
    """
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
