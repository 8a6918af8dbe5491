"""What to look at in the tables: names with two owners on one date, offices with two holders, places of two states."""

from collections.abc import Iterator
from dataclasses import dataclass

from estimative.domain import PartialDate

from .gazetteer import gazetteer
from .offices import offices
from .registry import Registry


@dataclass(frozen=True, slots=True)
class Overlap:
    """`kind` is name, person, office or place; `owners` are codes, or persons for an office."""

    kind: str
    name: str
    owners: tuple[str, ...]


def overlaps(registry: Registry, on: PartialDate | None = None) -> list[Overlap]:
    """All terms with more than one owner on a date (no date: today). Over each of these the registry abstains or needs
    a title, the full name or words in the context; a pair in an office is an error in the tables, or two claimants."""
    return [*_names(registry, on), *_people(registry, on), *_offices(), *_places()]


def _names(registry: Registry, on: PartialDate | None) -> Iterator[Overlap]:
    for name, owners in registry.overlaps(on).items():
        yield Overlap("name", name, tuple(a.code for a in owners))


def _people(registry: Registry, on: PartialDate | None) -> Iterator[Overlap]:
    for name, owners in registry.overlaps(on, people=True).items():
        yield Overlap("person", name, tuple(a.code for a in owners))


def _offices() -> Iterator[Overlap]:
    for one, two in offices().clashes():
        yield Overlap("office", f"{one.actor} {one.office} {two.start}", (one.person, two.person))


def _places() -> Iterator[Overlap]:
    for name, countries in gazetteer().shared():
        yield Overlap("place", name, countries)
