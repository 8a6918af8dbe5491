"""Places, organisations and persons that tell a country, and nothing more: none of them acts for a state."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from .words import Word, shape

_DATA = files("estimative.actors") / "data"
_TABLES = (("places.csv", "kind"), ("organisations.csv", "sector"), ("people.csv", "sector"))


@dataclass(frozen=True, slots=True)
class Known:
    """A name, the country it belongs to, and what it is: city or province, or the sector of a body or person."""

    name: str
    country: str
    kind: str
    table: str  # places, organisations, people


@dataclass(frozen=True, slots=True)
class Sight:
    """Words `first`..`last` (exclusive) name one of `known`: several if the name is shared."""

    first: int
    last: int
    known: tuple[Known, ...]


class Gazetteer:
    def __init__(self, known: Sequence[Known]) -> None:
        self._by_key: dict[tuple[str, ...], list[tuple[tuple[Word, ...], Known]]] = defaultdict(list)
        for one in known:
            written = tuple(shape(one.name))
            self._by_key[tuple(w.plain for w in written)].append((written, one))
        self._lengths: dict[str, list[int]] = defaultdict(list)
        for key in sorted(self._by_key, key=len, reverse=True):
            if len(key) not in self._lengths[key[0]]:
                self._lengths[key[0]].append(len(key))

    def scan(self, read: Sequence[Word]) -> Iterator[Sight]:
        """Longest names from left to right, without overlap; capitals count."""
        first = 0
        while first < len(read):
            sight = self._at(read, first)
            if sight:
                yield sight
            first = sight.last if sight else first + 1

    def shared(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Names that belong to more than one country: such a name tells none."""
        for key, found in sorted(self._by_key.items()):
            countries = tuple(dict.fromkeys(one.country for _, one in found))
            if len(countries) > 1:
                yield " ".join(key), countries

    def single_words(self) -> Iterator[tuple[str, str]]:
        """Names of one word, plain, with the table each stands in."""
        yield from ((key[0], one.table) for key, found in self._by_key.items() if len(key) == 1 for _, one in found)

    def _at(self, read: Sequence[Word], first: int) -> Sight | None:
        for length in self._lengths.get(read[first].plain, ()):
            part = read[first : first + length]
            found = self._by_key.get(tuple(w.plain for w in part), ())
            known = tuple(one for written, one in found if len(part) == length and _written_so(written, part))
            if known:
                return Sight(first, first + length, known)
        return None


def _written_so(written: Sequence[Word], read: Sequence[Word]) -> bool:
    pairs = zip(written, read, strict=True)
    return all(seen.upper if want.upper else seen.capital or not want.capital for want, seen in pairs)


def _read() -> Iterator[Known]:
    for table, kind in _TABLES:
        with (_DATA / table).open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                yield Known(row["name"], row["country"], row[kind], table.removesuffix(".csv"))


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The package's own tables; read when first asked for."""
    return Gazetteer(tuple(_read()))
