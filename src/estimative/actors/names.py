"""How a person is written: full spellings, and the surname that stands alone."""

from collections.abc import Iterator
from functools import lru_cache

from .offices import Term
from .tables import surname_rules


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
    """
    return term.short or _family(term.person)


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
