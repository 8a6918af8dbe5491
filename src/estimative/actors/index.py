"""Names by their first word, so that the longest name at a place of a text is found at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from estimative.domain import PartialDate

from .actor import Actor, Kind, within
from .names import spellings, surnames
from .offices import Term
from .words import Word, shape

UNCOUNTED = ("s", "sh", "ch", "ese", "x", "ish", "z")  # demonyms that make no plural in -s
PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Owner:
    """One actor that goes by a name; `start` and `end` bound a dated name."""

    actor: Actor
    kind: str  # name, demonym, capital, metonym; person, surname (with the `term` in office)
    start: PartialDate | None = None
    end: PartialDate | None = None
    term: Term | None = None

    @property
    def dated(self) -> bool:
        return self.start is not None or self.end is not None

    def holds(self, on: PartialDate | None) -> bool:
        """Whether the actor lives on the date and goes by this name then."""
        if not self.actor.lives(on):
            return False
        return self.end is None if on is None else within(on, self.start, self.end)


class Entry(NamedTuple):
    """A name as compared (`key`) and as written; no owner for a phrase that names no actor."""

    key: tuple[str, ...]
    shape: tuple[Word, ...]
    owner: Owner | None

    def fits(self, read: Sequence[Word]) -> bool:
        """Whether the text is written with the capitals the name needs."""
        return all(
            seen.upper if want.upper and len(want.plain) > 1 else seen.capital or not want.capital
            for want, seen in zip(self.shape, read, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: words `first`..`last` (exclusive); `owners` is empty for a phrase that names no actor."""

    first: int
    last: int
    key: tuple[str, ...]
    owners: tuple[Owner, ...]


class Index:
    def __init__(self, actors: Iterable[Actor], phrases: Iterable[str], terms: Iterable[Term] = ()) -> None:
        self._by_key: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
        for phrase in phrases:
            self._add(phrase, None)
        by_code = {actor.code: actor for actor in actors}
        for actor in by_code.values():
            for name, owner in forms(actor):
                self._add(name, owner)
        self._add_people((by_code[t.actor], t) for t in terms if t.actor in by_code)
        self._lengths: dict[str, list[int]] = defaultdict(list)
        for key in sorted(self._by_key, key=len, reverse=True):
            if len(key) not in self._lengths[key[0]]:
                self._lengths[key[0]].append(len(key))

    def _add(self, name: str, owner: Owner | None) -> None:
        key, shape = _shape(name)
        if key:
            self._by_key[key].append(Entry(key, shape, owner))

    def _add_people(self, terms: Iterable[tuple[Actor, Term]]) -> None:
        """Holders of office by full name and surname; a name that the tables give to something else stays with it."""
        taken = frozenset(self._by_key)
        for actor, term in terms:
            for kind, group in (("person", spellings(term)), ("surname", surnames(term))):
                owner = Owner(actor, kind, term.start, term.end, term)
                for name in group:
                    if _shape(name)[0] not in taken:
                        self._add(name, owner)

    def known(self) -> list[tuple[str, ...]]:
        return sorted(self._by_key)

    def owners(self, key: tuple[str, ...]) -> tuple[Owner, ...]:
        """All owners of a name, in the order of the tables, each once."""
        return _owners(self._by_key.get(key, []))

    def at(self, read: Sequence[Word], first: int) -> Hit | None:
        """The longest name that begins at a word, if there is one."""
        for length in self._lengths.get(read[first].plain, ()):
            part = read[first : first + length]
            key = tuple(w.plain for w in part)
            fitting = [e for e in self._by_key.get(key, ()) if len(part) == length and e.fits(part)]
            if fitting:
                owned = all(e.owner for e in fitting)
                return Hit(first, first + length, key, _owners(fitting) if owned else ())
        return None

    def scan(self, read: Sequence[Word]) -> Iterator[Hit]:
        """Longest names from left to right, without overlap."""
        first = 0
        while first < len(read):
            hit = self.at(read, first)
            after_the = self.at(read, first + 1) if read[first].plain == "the" and first + 1 < len(read) else None
            if after_the and (hit is None or after_the.last > hit.last):  # "the World" in "the World Bank"
                hit = after_the
            if hit:
                yield hit
            first = hit.last if hit else first + 1


def _owners(entries: Iterable[Entry]) -> tuple[Owner, ...]:
    kept: dict[tuple[str, Term | None], Owner] = {}
    for owner in (entry.owner for entry in entries if entry.owner):
        key = owner.actor.code, owner.term
        if key not in kept or kept[key].dated:
            kept[key] = owner
    return tuple(kept.values())


@lru_cache(maxsize=65536)
def _shape(name: str) -> tuple[tuple[str, ...], tuple[Word, ...]]:
    written = tuple(shape(name))
    return tuple(w.plain for w in written), written


def forms(actor: Actor) -> Iterator[tuple[str, Owner]]:
    """Every surface form of an actor with how it names it; plurals of demonyms are made here."""
    if "(" not in actor.name:
        yield actor.name, Owner(actor, "name")
    for kind, group in (("name", actor.names), ("capital", actor.capitals), ("metonym", actor.metonyms)):
        yield from ((name, Owner(actor, kind)) for name in group)
    for demonym in actor.demonyms:
        yield from ((form, Owner(actor, "demonym")) for form in _with_plural(demonym, actor))
    for seat in actor.seats:
        yield seat.name, Owner(actor, "capital", seat.start, seat.end)
    for old in actor.former:
        kind = "demonym" if _like_demonym(old.name) else "name"
        yield from ((form, Owner(actor, kind, old.start, old.end)) for form in _with_plural(old.name, actor))


def _with_plural(form: str, actor: Actor) -> tuple[str, ...]:
    plural = actor.kind in (Kind.STATE, Kind.DEAD_STATE, Kind.TERRITORY) and not form.endswith(UNCOUNTED)
    return (form, form + "s") if plural else (form,)


def _like_demonym(form: str) -> bool:
    return form.endswith(("an", "ese", "ish", "i", "Turk", "Serb", "slav", "Saxon", "Boer")) and form != "Japan"
