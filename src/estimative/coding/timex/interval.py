"""A stretch of days that words name, and the setting they are read in."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from estimative.domain import PartialDate


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day (None: open), granularity and basis; `start`..`end` are offsets of the cue in the text.
    `ahead` and `behind` say that the expression itself looks forward or back."""

    first: dt.date | None
    last: dt.date | None
    granularity: str
    basis: str
    start: int = 0
    end: int = 0
    ahead: bool = False
    nominal: bool = False  # modifies a noun: "the 2015 deal"


@dataclass(frozen=True, slots=True)
class Setting:
    """The date of the document, and whether the clause looks ahead."""

    on: PartialDate | None
    future: bool

    @property
    def today(self) -> dt.date | None:
        """The last day of the document's date."""
        return self.on.after - dt.timedelta(days=1) if self.on else None


Reader = Callable[[re.Match[str], Setting], Interval | None]
