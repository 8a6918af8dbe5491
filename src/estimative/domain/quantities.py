"""Amounts as themselves: value or interval, unit, period, basis, definition, source. Nothing is converted."""

from dataclasses import dataclass

from .dates import PartialDate


@dataclass(frozen=True, slots=True)
class Quantity:
    """`low` equals `high` for a single value; None is unknown, never zero. `giver` and `receiver` may be empty."""

    id: str
    of: str
    low: float | None
    high: float | None
    unit: str
    basis: str  # flow, stock, cumulative, share, offer, capacity
    bound: str
    stage: str  # reported, promised, contracted, delivered, capacity: stages never share a column
    giver: str
    receiver: str
    channel: str
    period_start: PartialDate | None
    period_end: PartialDate | None
    claim: str
    text: str
