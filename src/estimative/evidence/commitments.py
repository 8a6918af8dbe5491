"""Words not yet deeds: open, kept, late or dead, with their age."""

from collections.abc import Iterable, Mapping

from estimative.domain import (
    COMMITMENT,
    REAL,
    Claim,
    Commitment,
    CommitmentState,
    PartialDate,
    Proposition,
    Status,
    month_number,
)


def commitments(
    propositions: Iterable[Proposition], claims: Mapping[str, Claim], as_of: PartialDate
) -> tuple[Commitment, ...]:
    """One row per proposition that has a rung below the gate."""
    return tuple(c for p in propositions if (c := _commitment(p, claims, as_of)) is not None)


def _commitment(p: Proposition, claims: Mapping[str, Claim], as_of: PartialDate) -> Commitment | None:
    words = [r for r in p.rungs if r.status in COMMITMENT]
    if not words:
        return None
    made = min((r.since for r in words if r.since), default=None)
    age = None if made is None else month_number(as_of.last) - month_number(PartialDate(made[:10]).first)
    due = max((c.time.end for i in p.claims if (c := claims[i]).status in COMMITMENT and c.time.end), default=None)
    ids = tuple(i for r in words for i in r.claims)
    return Commitment(p.id, _state(p, due, as_of), made, age, words[-1].status, ids)


def _state(p: Proposition, due: str | None, as_of: PartialDate) -> CommitmentState:
    reached = {r.status for r in p.rungs}
    if reached & REAL:
        return CommitmentState.KEPT
    if Status.CANCELLED in reached:
        return CommitmentState.DEAD
    overdue = due is not None and PartialDate(due[:10]).after <= as_of.first and reached == {Status.PROMISED}
    return CommitmentState.LATE if Status.DELAYED in reached or overdue else CommitmentState.OPEN
