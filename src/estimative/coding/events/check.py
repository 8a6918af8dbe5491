"""The check of the event lexicon: its form, and every example coded and compared."""

from collections import Counter
from collections.abc import Iterator

from estimative.actors import registry
from estimative.domain import Document

from .document import document_events
from .event import TYPES, Event, Side
from .lexicon import Entry, Example, check_entries, event_lexicon


def check_events() -> list[str]:
    """What is wrong with the lexicon: faults of form, and examples whose main event has another type or other sides;
    else an empty list."""
    return [*check_entries(), *(p for e in event_lexicon().entries for x in e.examples for p in _wrong(e, x))]


def coverage() -> dict[str, int]:
    """Distinct triggers (verb patterns, nouns, adjectives) by PLOVER type; `""` counts operators and statements."""
    found: Counter[str] = Counter(dict.fromkeys(TYPES, 0))
    for entry in event_lexicon().entries:
        found[entry.type] += len(set(entry.verbs)) + len(set(entry.nouns)) + len(set(entry.adjectives))
    return dict(found)


def _wrong(entry: Entry, example: Example) -> Iterator[str]:
    main = next(document_events(Document(example.text, "", ()), None, registry(), lines=True), None)
    kind = entry.type if example.type is None else example.type
    if main is None:
        yield f"{entry.name}: no event in {example.text!r}"
    elif main.type != kind:
        yield f"{entry.name}: {main.type or 'statement'} for {kind or 'statement'} in {example.text!r}"
    else:
        yield from _sides(entry, example, main)


def _sides(entry: Entry, example: Example, event: Event) -> Iterator[str]:
    for role, want, have in (("source", example.source, event.source), ("target", example.target, event.target)):
        if want and not all(_named(part, have) for part in want.split("|")):
            yield f"{entry.name}: {role} {[s.text for s in have]} for {want!r} in {example.text!r}"


def _named(part: str, sides: tuple[Side, ...]) -> bool:
    return any(part in s.text or s.text in part for s in sides)
