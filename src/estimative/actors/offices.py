"""Who held which office of a state, and when: rows of `data/offices/*.csv`."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from estimative.domain import BadInput, PartialDate

from .actor import within
from .words import plain

_FOLDER = files("estimative.actors") / "data" / "offices"
_FIRST = ("head_of_state", "supreme_leader", "head_of_government", "foreign_minister", "defence_minister")


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office of a state. `start` and `end` are the first and last day (end None: in office);
    `names` are other full spellings, `short` the single names that stand for the person ("Xi")."""

    actor: str
    office: str
    person: str
    start: PartialDate
    end: PartialDate | None = None
    names: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    source: str = "memory"

    def holds(self, on: PartialDate | None) -> bool:
        """Whether the term overlaps the date; with no date, whether it has not ended.

        >>> Term("IRN", "head_of_state", "X", PartialDate("2005"), PartialDate("2013-08")).holds(PartialDate("2007-09"))
        True
        """
        return self.end is None if on is None else within(on, self.start, self.end)


class Offices:
    """Terms by office and by person."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._by_office: dict[tuple[str, str], list[Term]] = defaultdict(list)
        self._by_name: dict[str, list[Term]] = defaultdict(list)
        for term in self.terms:
            self._by_office[term.actor, term.office].append(term)
            for name in (term.person, *term.names):
                self._by_name[plain(name)].append(term)

    def holders(self, actor: str, office: str, on: PartialDate | None = None) -> tuple[Term, ...]:
        """All terms in an office that overlap a date (no date: today): two in a year of change."""
        return tuple(t for t in self._by_office.get((actor, office), ()) if t.holds(on))

    def holder(self, actor: str, office: str, on: PartialDate | None = None) -> Term | None:
        """The one term in an office on a date; None where the tables know none, or more than one person."""
        found = self.holders(actor, office, on)
        return found[0] if len({t.person for t in found}) == 1 else None

    def of(self, person: str) -> tuple[Term, ...]:
        """All terms of a person, by any full spelling, in order of time."""
        return tuple(sorted(self._by_name.get(plain(person), ()), key=lambda t: t.start))

    def clashes(self) -> Iterator[tuple[Term, Term]]:
        """Two persons in one leading office of a state for more than a year: an error in the tables."""
        for (_, office), terms in self._by_office.items():
            ordered = sorted(terms, key=lambda t: t.start)
            if office in _FIRST:
                yield from ((a, b) for a, b in pairwise(ordered) if _clash(a, b))


def _clash(earlier: Term, later: Term) -> bool:
    if earlier.person == later.person:
        return False
    return earlier.end is None or (earlier.end.first - later.start.after).days > 366


@lru_cache(maxsize=4096)
def _day(text: str) -> PartialDate:
    return PartialDate(text)


def _term(row: dict[str, str], where: str) -> Term:
    try:
        spellings = [n for n in row["names"].split("|") if n]
        return Term(
            actor=row["actor"],
            office=row["office"],
            person=row["name"],
            start=_day(row["start"]),
            end=_day(row["end"]) if row["end"] else None,
            names=tuple(n for n in spellings if not n.startswith("=")),
            short=tuple(n[1:] for n in spellings if n.startswith("=")),
            source=row["source"],
        )
    except (KeyError, AttributeError, BadInput) as error:
        raise BadInput(f"{where}: {error}", mend="see data/offices/README.md for the columns") from None


@lru_cache(maxsize=1)
def offices() -> Offices:
    """The package's own terms of office.

    Raises BadInput with the line of the table that cannot be read.
    """
    found: list[Term] = []
    for table in sorted((f for f in _FOLDER.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name):
        with table.open(encoding="utf-8") as lines:
            found += [_term(row, f"{table.name}:{n}") for n, row in enumerate(csv.DictReader(lines), 2)]
    return Offices(found)
