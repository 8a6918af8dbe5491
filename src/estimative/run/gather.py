"""From a case folder to a view: notes are read, coded, remembered; an overlay is seen by this run only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from estimative import actors
from estimative.actors import Actor, Registry
from estimative.cases import Case
from estimative.coding import Coder, SyntaxCoder
from estimative.coding.hand import HandCoder
from estimative.domain import PartialDate, Route
from estimative.ledger import Entry, Ledger, View, view
from estimative.sources import Source, read, read_notes

MACHINES = frozenset({"syntax"})


@dataclass(frozen=True, slots=True)
class Gathered:
    view: View
    registry: Registry
    overlay: tuple[str, ...]  # titles
    pipeline: str  # digest of the machine coder
    withdrawn: tuple[str, ...]  # keys of notes no longer in the folder


def case_actors(case: Case) -> tuple[Actor, ...]:
    """The case's own actors."""
    return tuple(
        Actor(
            code=a.code,
            name=a.name,
            kind=a.kind,
            start=a.start,
            end=a.end,
            names=a.names,
            demonyms=a.demonyms,
            capitals=a.capitals,
            parent=a.parent,
        )
        for a in case.actors
    )


def case_registry(case: Case) -> Registry:
    """The package's registry with the case's own actors."""
    return actors.registry().with_case(case_actors(case))


def code(source: Source, registry: Registry, machine: Coder) -> Entry:
    """One source coded: by its analyst if the note carries claims, else by the machine."""
    if source.claims:
        coding = HandCoder().code_source(source, registry)
    else:
        coding = machine.code(source.document, source.publication.date, registry)
    return Entry(source.publication, source.document, coding.coder, coding.digest, coding.claims)


def remember(
    ledger: Ledger, sources: Iterable[Source], registry: Registry, entry: str, machine: Coder | None = None
) -> int:
    """Accept sources not yet held in this form, one transaction each; returns how many were new.

    A text that an analyst coded keeps that coding: the machine codes only what no analyst has.
    """
    machine = SyntaxCoder() if machine is None else machine
    new = 0
    for source in sources:
        coder, digest = ledger.coding(source.document)
        kept = coder == HandCoder().name or (coder, digest) == (machine.name, machine.digest)
        if kept and not source.claims:
            new += ledger.republish(source.publication, entry)
            continue
        made = code(source, registry, machine)
        new += ledger.accept(source.document, made.publication, made.claims, made.coder, made.coding_digest, entry)
    return new


def gather(
    case: Case,
    ledger: Ledger,
    as_of: PartialDate,
    add: Sequence[Path] = (),
    as_recorded: str | None = None,
    date: PartialDate | None = None,
    min_confidence: float = 0.0,
) -> Gathered:
    """The view of a case. Notes of the folder go into the ledger; `add` is coded for this view and written nowhere.

    With `as_recorded` nothing is written: the question is what was held then.
    """
    registry = case_registry(case)
    notes = read_notes(case.notes)
    if as_recorded is None:
        remember(ledger, notes, registry, "folder")
    present = {n.publication.key for n in notes}
    held = ledger.entries(as_recorded)
    seen = [e for kind, e in held if kind == "added" or e.publication.key in present]
    withdrawn = tuple(e.publication.key for kind, e in held if kind == "folder" and e.publication.key not in present)
    extra = [code(_overlay(path, date or as_of), registry, SyntaxCoder()) for path in add]
    found = view([*seen, *extra], ledger.judgements(as_recorded), as_of, min_confidence)
    return Gathered(found, registry, tuple(e.publication.title for e in extra), SyntaxCoder().digest, withdrawn)


def waiting(view: View) -> list[tuple[Route, str, int]]:
    """The claims that wait for review, as one line of a coverage: nothing is dropped silently."""
    reason = f"waits for review: confidence below {view.min_confidence:g}"
    return [(Route.NONE, reason, len(view.waiting))] if view.waiting else []


def _overlay(path: Path, date: PartialDate) -> Source:
    """A file added for one run: dated by itself, else by the as-of date of the run."""
    source = read(path)
    return source if source.publication.known_at else read(path, date=date)
