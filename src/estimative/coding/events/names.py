"""Names that tell a country though they name no actor: cities, regions, peoples inside an unresolved phrase."""

from functools import lru_cache

from estimative.actors import Kind, Registry

from .lexicon import table
from .words import words

_PEOPLE = frozenset({"name", "demonym", "capital", "former"})
_HELD = frozenset({"former", "person"})
_STATES = frozenset({Kind.STATE, Kind.TERRITORY})
_CALENDAR = words("calendar")


class Names:
    """Countries of names for one registry, kept once looked up."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.calendar = _CALENDAR
        self.sectors = _sectors()
        self._places = _places()
        self._known: dict[str, str] = {}
        self._persons: dict[str, str] = {}

    def country(self, words: list[str], i: int) -> str:
        """The country that the name at a position tells, the longest of at most four words; empty if none."""
        for n in (3, 2, 1):
            for start in range(max(0, i - n + 1), i + 1):
                if start + n <= len(words) and (found := self._places.get(" ".join(words[start : start + n]))):
                    return found
        return self._people(words[i])

    def _people(self, word: str) -> str:
        if word not in self._known:
            found = [f.resolution.actor for f in self.registry.scan([word]) if f.resolution.kind in _PEOPLE]
            states = [a.code for a in found if a is not None and a.kind in _STATES]
            self._known[word] = self.state(states[0]) if len(states) == 1 else ""
        return self._known[word]

    def person(self, name: str) -> str:
        """The country whose offices a person has held at any time, if all were of one country."""
        if name not in self._persons:
            found = self.registry.resolve(name)
            held = found.candidates if found.kind in _HELD else ()
            states = {self.state(a.code) for a in held}
            self._persons[name] = states.pop() if len(states) == 1 else ""
        return self._persons[name]

    def state(self, code: str) -> str:
        """The actor code of the state that an actor belongs to; its own if it belongs to none."""
        return self.registry.country(code) or code if code in self.registry else code


@lru_cache(maxsize=1)
def _sectors() -> dict[str, str]:
    raw = table("sectors.toml")
    found: dict[str, str] = {}
    for sector, nouns in raw.items():
        for noun in nouns:
            found.setdefault(noun, sector)
    return found


@lru_cache(maxsize=1)
def _places() -> dict[str, str]:
    return {name: code for code, names in table("places.toml").items() for name in names}
