"""The dated registry: text or code -> actor, on a date. It abstains; it never guesses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from estimative.domain import PartialDate, UnknownName

from . import tables
from .actor import Actor, Kind
from .around import Around
from .index import Hit, Index, Owner
from .namesake import Doubt
from .offices import Offices, Term, offices
from .people import People
from .resolution import Resolution
from .words import Word, plain, tokens, words

# After these a noun phrase names something else than its head ("the Russian ambassador to Iran").
_PREPOSITIONS = (
    "to",
    "in",
    "at",
    "for",
    "with",
    "against",
    "on",
    "from",
    "near",
    "after",
    "before",
    "by",
    "over",
    "about",
)
_CUTS = frozenset({*_PREPOSITIONS, "into", "under", "between", "who", "which", "that", "whose"})
_COUNTRIES = frozenset({Kind.STATE, Kind.DEAD_STATE, Kind.TERRITORY})
_OWN_NAME = frozenset({Kind.ARMED_GROUP, Kind.FIRM, Kind.BODY, Kind.ARM})


@dataclass(frozen=True, slots=True)
class Found:
    """A name at tokens `start`..`end` (exclusive) and what it was resolved to."""

    start: int
    end: int
    resolution: Resolution


class Registry:
    """Actors by code and by name. Immutable: `with_case` gives a new one."""

    def __init__(self, actors: Sequence[Actor]) -> None:
        self.actors = tuple(actors)
        self._by_code = {a.code: a for a in actors}
        self._tables = tables.namesakes()

    @cached_property
    def _offices(self) -> Offices:
        return offices()

    @cached_property
    def _index(self) -> Index:
        return Index(self.actors, self._tables.phrases, self._offices.terms)

    @cached_property
    def _doubt(self) -> Doubt:
        return Doubt(self._tables, self._index)

    @cached_property
    def _people(self) -> People:
        return People(tables.surname_rules(), self._tables, self._index)

    def with_case(self, extra: Sequence[Actor]) -> "Registry":
        """This registry with a case's own actors; a code given again replaces the package's."""
        new = {a.code for a in extra}
        return Registry([*(a for a in self.actors if a.code not in new), *extra]) if extra else self

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    def actor(self, code: str) -> Actor:
        """The actor of a code of ours.

        Raises UnknownName if there is none.
        """
        if code not in self._by_code:
            near = sorted(c for c in self._by_code if c.startswith(code[:2]))[:5]
            hint = f"nearest: {', '.join(near)}; or " if near else ""
            raise UnknownName(f"no actor has the code {code!r}", mend=hint + "add it to the case's actors")
        return self._by_code[code]

    def holder(self, actor: str, office: str, on: PartialDate | None = None) -> Term | None:
        """Who held an office of a state on a date (no date: today); None where the tables know none or several.

        Raises UnknownName if there is no such actor.
        """
        return self._offices.holder(self.actor(actor).code, office, on)

    def offices(self, person: str) -> tuple[Term, ...]:
        """All terms of office of a person by any full spelling, in order of time."""
        return self._offices.of(person)

    def country(self, code: str) -> str | None:
        """The state an actor belongs to: itself, that of its parent, or that whose politics an armed group is part of.

        None for bodies, groups and regions. A rebel group keeps its own code in claims: this is for tables by country.
        """
        actor = self._by_code.get(code)
        if actor is None:
            return None
        if actor.country:
            return actor.country
        if actor.kind in _COUNTRIES:
            return actor.code.partition(":")[0] if actor.code.partition(":")[0] in self._by_code else actor.code
        return self.country(actor.parent) if actor.parent else None

    def from_code(self, scheme: str, code: str, on: PartialDate | None = None) -> Actor | None:
        """The actor living on a date that a scheme (COW, GW, ISO3, ISO2, CAMEO, FIPS) calls by this code."""
        if scheme.upper() not in tables.SCHEMES:
            raise UnknownName(f"no code scheme is called {scheme!r}", mend="use one of " + ", ".join(tables.SCHEMES))
        owners = [a for a in self.actors if code.upper() in a.codes_in(scheme)]
        living = [a for a in owners if a.lives(on)]
        return living[0] if len(living) == 1 else owners[0] if len(owners) == 1 else None

    def scan(self, parts: Sequence[str], on: PartialDate | None = None, context: str = "") -> Iterator[Found]:
        """The names in a row of tokens, longest first, each resolved on the date; `context` is more of the text."""
        read = words(parts)
        around = Around(parts, context)
        for hit in self._index.scan(read):
            if hit.owners:
                found = self._judge(hit, read, on, around)
                yield Found(read[hit.first].token, read[hit.last - 1].token + 1, found)

    def resolve(self, text: str, on: PartialDate | None = None, context: str = "") -> Resolution:
        """The actor that a name or noun phrase stands for on a date (no date: today), or none, with the reason."""
        parts = tokens(text)
        found = list(self.scan(parts, on, context))
        if not found and text.islower():
            found = self._uncapitalised(text, on)
        if not found and text.strip() in self._by_code:
            actor = self._by_code[text.strip()]
            return Resolution(actor, "its code", (actor,), "code")
        if not found:
            return Resolution(None, "no actor of that name")
        return _head(_phrase(parts, found), parts)

    def overlaps(self, on: PartialDate | None = None, people: bool = False) -> dict[str, tuple[Actor, ...]]:
        """Names (or those of persons in office) that two actors bear on one date: over each of these `resolve` abstains
        or needs context."""
        shared: dict[str, tuple[Actor, ...]] = {}
        for key in self._index.known():
            owners = (o for o in self._index.owners(key) if (o.term is not None) == people and o.holds(on))
            living = tuple(dict.fromkeys(o.actor for o in owners))
            if len(living) > 1:
                shared[" ".join(key)] = living
        return shared

    def _uncapitalised(self, text: str, on: PartialDate | None) -> list[Found]:
        """A whole text in lower case that is a name: taken, unless it is an ordinary word too."""
        key = tuple(w.plain for w in words(tokens(text)))
        owners = self._index.owners(key)
        if not owners:
            return []
        if len(key) == 1 and key[0] in self._tables.common:
            return [Found(0, 1, Resolution(None, "an ordinary word in lower case", _actors(owners)))]
        return list(self.scan([w.title() if len(w) > 3 else w.upper() for w in tokens(text)], on))

    def _judge(self, hit: Hit, read: Sequence[Word], on: PartialDate | None, around: Around) -> Resolution:
        if hit.owners[0].term is not None:
            return self._people.judge(hit, read, on, around)
        only = [o for o in self._tables.only if (o.name,) == hit.key]
        if only:
            return self._only(hit, read, {c.actor: c.after for c in only})
        doubt = self._doubt.why_not(hit, read, around)
        if doubt:
            return Resolution(None, doubt, _actors(hit.owners), "namesake")
        return self._dated(hit, on, around)

    def _only(self, hit: Hit, read: Sequence[Word], nouns: dict[str, frozenset[str]]) -> Resolution:
        after = read[hit.last].plain if hit.last < len(read) else ""
        for owner in hit.owners:
            if after in nouns.get(owner.actor.code, ()):
                return Resolution(owner.actor, f"“{hit.key[0]} {after}”", _actors(hit.owners), "demonym")
        return Resolution(None, f"“{hit.key[0]}” names no actor here", (), "namesake")

    def _dated(self, hit: Hit, on: PartialDate | None, around: Around) -> Resolution:
        living = [o for o in hit.owners if o.holds(on)]
        if len(living) == 1:
            return self._found(living[0], on, hit.owners)
        if len(living) > 1:
            return self._told_apart(hit, living, on, around)
        past = [o for o in hit.owners if not o.dated and o.kind != "capital"]
        if len(past) == 1 and past[0].actor.end and (on is None or past[0].actor.end.first < on.after):
            return self._found(past[0], on, hit.owners)
        when = f"in {on}" if on else "today"
        return Resolution(None, f"no actor goes by that name {when}", _actors(hit.owners), "undated")

    def _told_apart(self, hit: Hit, living: list[Owner], on: PartialDate | None, around: Around) -> Resolution:
        """Several living owners: the words that tell for just one of them, or none."""
        given = next((s for s in self._tables.shared if " ".join(hit.key) in s.names), None)
        evidence = given.evidence if given else {o.actor.code: o.actor.capitals for o in living}
        told = [o for o in living if any(plain(w) in around for w in evidence.get(o.actor.code, ()))]
        if len(told) == 1 and (given is None or told[0].actor.code in given.picks):
            return self._found(told[0], on, hit.owners, "; the text speaks for it")
        return Resolution(None, "several actors go by that name", _actors(living), "shared")

    def _found(self, owner: Owner, on: PartialDate | None, owners: Sequence[Owner], more: str = "") -> Resolution:
        actor = owner.actor
        if actor.kind == Kind.REGIME and actor.parent and on is not None and actor.lives(on):
            return Resolution(self.actor(actor.parent), f"the rule of {actor.name} in {on}", (actor,), "metonym")
        reason = f"{owner.kind} {'in ' + str(on) if on else 'today'}" + more
        if not actor.lives(on):
            reason = f"{owner.kind} of a state or body that ended {actor.end}"
        return Resolution(actor, reason, _actors(owners), owner.kind)


def _actors(owners: Sequence[Owner]) -> tuple[Actor, ...]:
    return tuple(o.actor for o in owners)


def _phrase(parts: Sequence[str], found: list[Found]) -> list[Found]:
    """The names in the first part of a phrase that has any: up to a preposition or relative word."""
    named = {i for f in found for i in range(f.start, f.end)}  # "Moon Jae-in" holds no preposition
    after = (i for i, p in enumerate(parts) if i >= found[0].end and i not in named and p.lower() in _CUTS)
    cut = next(after, len(parts))
    return [f for f in found if f.end <= cut]


def _head(found: list[Found], parts: Sequence[str]) -> Resolution:
    """One actor for a phrase: all names agree, or the last is the name of a body, firm or group of its own."""
    found = [f for f in found if f.resolution.kind != "namesake"] or found
    found = [f for f in found if not _area(f)] or found
    told = {f.resolution.code for f in found}
    if len(told) == 1:
        return found[0].resolution
    last = found[-1].resolution
    if last.actor and last.actor.kind in _OWN_NAME and not any(p.lower() in ("and", "or") for p in parts):
        return last
    named = [a for f in found for a in ((f.resolution.actor,) if f.resolution.actor else f.resolution.candidates)]
    return Resolution(None, "the text names several actors", tuple(dict.fromkeys(named)), "several")


def _area(found: Found) -> bool:
    actor = found.resolution.actor
    return actor is not None and actor.kind in (Kind.REGION, Kind.GROUP) and found.resolution.kind == "demonym"


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry of the package's own tables."""
    return Registry(tables.actors())
