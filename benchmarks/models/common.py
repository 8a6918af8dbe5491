"""One line of the table of `make verify-models`."""

import math
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PROJECT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ESTIMATIVE_SHARED", PROJECT.parent / "shared"))
Printed = float | tuple[float, float]


class Kind(StrEnum):
    """What a row compares with."""

    PUBLISHED = "published"  # printed in a paper, a book, a report, a program's documentation or its own tests
    WORKED = "worked"  # worked out by hand before the model was written
    COMPUTED = "computed"  # computed elsewhere by other means, and not published
    CARRIED = "carried"  # a printed figure that a parameter carries or was set to meet: shows a right copy, no more


@dataclass(frozen=True, slots=True)
class Row:
    """A printed quantity, or a printed range, beside ours, in the same unit; equal within `tolerance`.

    `why` says, of a figure that is not reproduced, what we hold against the printed one or what we lack.
    """

    model: str
    quantity: str
    source: str
    page: str
    published: Printed
    ours: float
    tolerance: float
    kind: Kind = Kind.PUBLISHED
    why: str = ""

    @property
    def difference(self) -> float:
        """Ours less the printed figure; from a range, how far outside."""
        if not isinstance(self.published, tuple):
            return self.ours - self.published
        low, high = self.published
        return min(self.ours - low, 0.0) or max(self.ours - high, 0.0)

    @property
    def passed(self) -> bool:
        return math.isfinite(self.ours) and abs(self.difference) <= self.tolerance

    @property
    def verdict(self) -> str:
        return "yes" if self.passed else "**no**"


def worked(
    model: str, entry: str, quantity: str, printed: Printed, ours: float, tolerance: float, why: str = ""
) -> Row:
    """A figure of entry `entry` of the worked figures."""
    return Row(model, quantity, "worked figures", entry, printed, float(ours), tolerance, Kind.WORKED, why)
