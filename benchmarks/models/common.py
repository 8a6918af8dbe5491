"""One line of the table of `make verify-models`."""

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ESTIMATIVE_SHARED", PROJECT.parent / "shared"))


@dataclass(frozen=True, slots=True)
class Row:
    """A published quantity beside ours, in the same unit; equal within `tolerance`."""

    model: str
    quantity: str
    source: str
    page: str
    published: float
    ours: float
    tolerance: float

    @property
    def difference(self) -> float:
        return self.ours - self.published

    @property
    def passed(self) -> bool:
        return abs(self.difference) <= self.tolerance
