"""How a person is written: full spellings, and the surname that stands alone."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from .offices import Term
from .tables import surname_rules
from .words import plain

_ALIKE = 0.5  # letters in common
_STYLES = ("lord", "sir", "lady", "dame")


def spellings(term: Term) -> tuple[str, ...]:
    return term.person, *term.names


def surnames(term: Term) -> tuple[str, ...]:
    """
    >>> from estimative.domain import PartialDate
    >>> surnames(Term("DEU", "x", "Ursula von der Leyen", PartialDate("2005")))
    ('von der Leyen', 'Leyen')
    >>> surnames(Term("IRQ", "x", "Nouri al-Maliki", PartialDate("2006")))
    ('al-Maliki', 'Maliki')
    >>> surnames(Term("CHN", "x", "Xi Jinping", PartialDate("2012"), short=("Xi",)))
    ('Xi',)
    >>> surnames(Term("IRN", "x", "Abbas Araghchi", PartialDate("2024"), names=("Abbas Araqchi",)))
    ('Araghchi', 'Araqchi')
    """
    if term.short:
        return term.short
    respelt = (name for other in term.names if _respelt(term.person, other) for name in _family(other))
    return tuple(dict.fromkeys([*_family(term.person), *respelt]))


def _respelt(person: str, other: str) -> bool:
    """Whether a spelling is the same name in other letters ("Abbas Araqchi"), not another name ("Lord Cameron")."""
    a, b = person.split(), other.split()
    if len(a) != len(b) or len(a) < 2 or b[0].casefold() in _STYLES:
        return False
    return SequenceMatcher(None, plain(a[-1]), plain(b[-1])).ratio() >= _ALIKE


@lru_cache(maxsize=16384)
def _family(person: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_last(person)))


def _last(person: str) -> Iterator[str]:
    rules = surname_rules()
    parts = [p for p in person.split() if p.casefold() not in rules.suffixes]
    if len(parts) < 2 or parts[0].casefold() in rules.ranks:
        return
    first = len(parts) - 1
    while first > 1 and parts[first - 1].casefold() in rules.particles:
        first -= 1
    yield " ".join(parts[first:])
    if parts[first].casefold() not in rules.patronyms:  # nobody is called by the bare patronym
        bare = parts[-1].split("-", 1)
        bare = bare if len(bare) == 2 and bare[0].casefold() in rules.articles else ["", parts[-1]]
        yield bare[1]
