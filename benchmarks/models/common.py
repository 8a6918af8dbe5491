"""One line of the table of `make verify-models`."""

from dataclasses import dataclass


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
