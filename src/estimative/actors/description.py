"""A phrase that names no state -> the country it belongs to and its sector: "Burmese students" is MMR, EDU."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from pydantic import TypeAdapter

from estimative.domain import PartialDate

from .actor import Kind
from .gazetteer import gazetteer
from .namesake import PART
from .registry import Registry
from .resolution import Resolution
from .tables import nouns
from .words import Word, tokens, words

_SECTOR_OF = {Kind.ARMED_GROUP: "REB", Kind.FIRM: "BUS", Kind.ARM: "MIL", Kind.BODY: "IGO"}


@dataclass(frozen=True, slots=True)
class Description:
    """`country` is the code of a state, of the EU or UN, or None; `sector` a PLOVER sector or None; `actor` the code of
    the actor that the phrase itself stands for in a claim, if it does."""

    country: str | None
    sector: str | None
    actor: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Sign:
    first: int
    last: int
    country: str
    sector: str | None
    reason: str


def describe(text: str, registry: Registry, on: PartialDate | None = None, context: str = "") -> Description:
    """What a noun phrase tells of an actor on a date (no date: today), with more of the text as context.

    >>> from estimative.actors import registry
    >>> describe("Burmese students", registry())
    Description(country='MMR', sector='EDU', actor=None, reason='demonym today')
    >>> describe("taxi drivers", registry()).country is None
    True
    """
    whole = registry.resolve(text, on, context)
    read = words(tokens(text))
    sights = [s for s in _signs(text, read, registry, on, context) if _own(s, read)]
    sector = _sector(read, {i for s in sights for i in range(s.first, s.last)})
    if whole.actor is not None and sights and not _longer(sights, whole, registry):
        return _of_actor(whole, sector or next((s.sector for s in sights if s.sector), None), registry, read)
    signs = _before_cut(sights, read)
    signs = [s for s in signs if s.country]
    countries = {s.country for s in signs}
    if len(countries) != 1:
        why = "the phrase names several countries" if countries else "no country is named"
        return Description(None, sector, None, why if countries else whole.reason or why)
    sign = signs[-1]
    own = sector if sector and not (sign.sector and sign.last == len(read)) else sign.sector
    return Description(sign.country, own or sector, None, sign.reason)


def _of_actor(whole: Resolution, sector: str | None, registry: Registry, read: Sequence[Word]) -> Description:
    actor = whole.actor
    assert actor is not None
    country = _body(actor.code, registry) if actor.kind == Kind.BODY else registry.country(actor.code)
    told = (
        sector
        or _SECTOR_OF.get(Kind(actor.kind))
        or ("GOV" if whole.kind in ("person", "metonym", "capital") else None)
    )
    past = any(w.plain in nouns().past for w in read)
    told = "ELI" if past and told == "GOV" else told
    own = actor.kind in (Kind.ARMED_GROUP, Kind.FIRM, Kind.BODY)
    stands = actor.code if not past and (own or sector in (None, "GOV", "MIL", "LEG")) else None
    return Description(country, told, stands if actor.kind not in (Kind.REGION, Kind.GROUP) else None, whole.reason)


def _own(sign: "_Sign", read: Sequence[Word]) -> bool:
    """Whether a name tells whose the noun is: not "Turkish-backed rebels", "ethnic Albanians"."""
    after = read[sign.last].plain if sign.last < len(read) else ""
    return after not in nouns().theirs and not (sign.first and read[sign.first - 1].plain == "ethnic")


def _body(code: str, registry: Registry) -> str:
    actor = registry.actor(code)
    if code in ("EU", "EEC"):
        return "EU"
    return "UN" if "UN" in (code, actor.parent) else "IGO"


def _signs(
    text: str, read: Sequence[Word], registry: Registry, on: PartialDate | None, context: str
) -> Iterator[_Sign]:
    """Everything in a text that tells a country, in order; a longer name of the gazetteer hides what is inside it."""
    taken: list[tuple[int, int]] = []
    known: list[_Sign] = []
    for sight in gazetteer().scan(read):
        countries = {k.country for k in sight.known}
        if len(countries) == 1:
            one = sight.known[0]
            sector = None if one.table == "places" else one.kind
            known.append(_Sign(sight.first, sight.last, one.country, sector, f"{one.name}: {one.table.rstrip('s')}"))
        taken.append((sight.first, sight.last))
    parts = [w.token for w in read]
    for found in registry.scan(tokens(text), on, context):
        first = next((i for i, t in enumerate(parts) if t >= found.start), len(parts))
        last = next((i for i, t in enumerate(parts) if t >= found.end), len(parts))
        if any(a <= first and last <= b and b - a > last - first for a, b in taken):
            continue
        if found.resolution.kind == "namesake" and any((s.first, s.last) == (first, last) for s in known):
            continue  # a place, and no holder of office of that name
        known = [s for s in known if not (first <= s.first and s.last <= last)]
        country = _country(found.resolution, registry)
        known.append(_Sign(first, last, country or "", None, found.resolution.reason))
    yield from sorted(known, key=lambda s: s.first)


def _country(resolution: Resolution, registry: Registry) -> str | None:
    if resolution.actor is not None:
        actor = resolution.actor
        return _body(actor.code, registry) if actor.kind == Kind.BODY else registry.country(actor.code)
    institution = resolution.reason.startswith(PART) and resolution.reason.endswith(nouns().institutions)
    if resolution.kind not in ("former", "undated") and not institution:
        return None
    countries = {registry.country(a.code) for a in resolution.candidates}
    return countries.pop() if len(countries) == 1 else None


def _longer(signs: Sequence[_Sign], whole: Resolution, registry: Registry) -> bool:
    """Whether a name of the gazetteer contradicts what the registry read in a part of it ("Bank of England")."""
    return any(s.country and s.country != _country(whole, registry) for s in signs) and whole.kind in (
        "demonym",
        "name",
        "capital",
    )


def _before_cut(signs: Sequence[_Sign], read: Sequence[Word]) -> list[_Sign]:
    """The names up to the first preposition after the first of them."""
    if not signs:
        return []
    first = next((s for s in signs if s.country), signs[0])
    cut = next((i for i in range(first.last, len(read)) if read[i].plain in nouns().cuts), len(read))
    return [s for s in signs if s.last <= cut]


def _sector(read: Sequence[Word], named: set[int]) -> str | None:
    """The sector of the last noun of the phrase's first part that is no part of a name."""
    table = sectors()
    plain = ["" if i in named else w.plain for i, w in enumerate(read)]
    end = next((i for i, w in enumerate(plain) if i and w in nouns().cuts), len(plain))
    for stop in range(end, 0, -1):
        for size in (3, 2, 1):
            found = table.get(" ".join(plain[max(0, stop - size) : stop])) if stop >= size else None
            if found:
                return found
    return None


@lru_cache(maxsize=1)
def sectors() -> dict[str, str]:
    """Noun or phrase, in singular and plural -> sector."""
    raw = tomllib.loads((files("estimative.actors") / "data" / "sectors.toml").read_text(encoding="utf-8"))
    lists = TypeAdapter(dict[str, frozenset[str]]).validate_python(raw)
    table = {noun.replace("-", " "): sector for sector, group in lists.items() for noun in group}
    return {f"{noun}s": sector for noun, sector in table.items()} | table
