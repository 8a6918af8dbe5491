"""The event lexicon (`data/events/*.toml`): entries read, checked, and looked up by any inflected form.

A verb is written as a pattern: its lemma, then particles or prepositions ("call off", "pull out of"), a noun its object
must be (`[fire|shot]`, `[@captive]` for a list of `classes.toml`), a noun under a preposition (`under:arrest`).
`object` asks the same of every verb of an entry.
"""

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, TypeAdapter

from .event import TYPES
from .forms import noun_forms, verb_forms

EFFECTS = frozenset(
    {"agree", "plan", "threaten", "request", "reject", "stop", "consider", "fail", "aspect", "attempt", "deny", "say",
     "announce", "allow", "force"}
)  # fmt: skip
FOLDER = "data/events"


class Example(BaseModel):
    """A sentence of our own, and the phrases that are the sides of its main event."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    source: str = ""
    target: str = ""
    type: str | None = None


class Entry(BaseModel):
    """Words that tell of one kind of event, or change the kind of what they govern (`effect`)."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    type: str = ""
    mode: str = ""
    effect: str = ""
    verbs: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    source: tuple[str, ...] = ("subj",)
    target: tuple[str, ...] = ("obj",)
    noun_source: tuple[str, ...] = ("poss", "by", "from", "of")
    noun_target: tuple[str, ...] = ("to", "with", "against", "on", "for", "of", "over", "in")
    mutual: bool = False
    swap: bool = False
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A verb pattern taken apart: `parts` particles and prepositions, `object` allowed object nouns (empty: any),
    `below` (preposition, noun) pairs."""

    entry: Entry
    verb: str
    parts: tuple[str, ...]
    object: frozenset[str]
    below: tuple[tuple[str, frozenset[str]], ...]
    weight: int  # how much it asks for: the more, the better a match


@dataclass(frozen=True, slots=True)
class NounPattern:
    """A noun ("strike"), the words that must stand right before it ("hunger"), what must stand below it (`of:`)."""

    entry: Entry
    left: tuple[str, ...]
    below: tuple[tuple[str, frozenset[str]], ...]

    @property
    def weight(self) -> int:
        return len(self.left) + len(self.below)


@dataclass(frozen=True, slots=True)
class EventLexicon:
    entries: tuple[Entry, ...]
    classes: dict[str, frozenset[str]]  # forms of the words of each list
    verbs: dict[str, tuple[Pattern, ...]]  # by any form, the most demanding first
    nouns: dict[str, tuple[NounPattern, ...]]  # by any form of the head noun, the most demanding first
    adjectives: dict[str, tuple[Entry, ...]]
    named: dict[str, Entry]
    dealings: frozenset[str]  # nouns of events and relations that have another side

    def __contains__(self, form: str) -> bool:
        return form in self.verbs or form in self.nouns or form in self.adjectives


@lru_cache(maxsize=1)
def event_lexicon() -> EventLexicon:
    """The shipped lexicon, read once."""
    entries = [e for name in _names() if name not in _TABLES for e in _entries(name)]
    raw = table("classes.toml")
    classes = {name: frozenset(f for w in words for f in noun_forms(w)) for name, words in raw.items()}
    irregular = TypeAdapter(dict[str, list[str]]).validate_python(table("forms.toml"))
    verbs: dict[str, list[Pattern]] = {}
    for entry in entries:
        for text in entry.verbs:
            pattern = read_pattern(text, entry, classes)
            for form in verb_forms(pattern.verb, irregular):
                verbs.setdefault(form, []).append(pattern)
            front, hyphen, verb = pattern.verb.rpartition("-")
            for form in verb_forms(verb, irregular) if hyphen else ():  # a tokenizer may split at the hyphen
                split = replace(pattern, verb=verb, parts=(front + "-", *pattern.parts), weight=pattern.weight + 6)
                verbs.setdefault(form, []).append(split)
    return EventLexicon(
        tuple(entries),
        classes,
        {form: tuple(sorted(found, key=lambda p: -p.weight)) for form, found in verbs.items()},
        _noun_index(entries, classes),
        _index(entries, "adjectives"),
        {e.name: e for e in entries},
        classes["relations"]
        | classes["pact"]
        | classes["meeting"]
        | classes["flow"]
        | classes["praiseworthy"]
        | frozenset(_noun_index(entries, classes)),
    )


_DEALINGS = ("relations", "pact", "meeting", "flow", "praiseworthy")
_TABLES = ("classes.toml", "forms.toml", "sectors.toml", "places.toml", "modes.toml", "grammar.toml")


def table(name: str) -> dict[str, list[str]]:
    """A TOML file of word lists."""
    return TypeAdapter(dict[str, list[str]]).validate_python(_read(name))


def read_pattern(text: str, entry: Entry, classes: dict[str, frozenset[str]]) -> Pattern:
    verb, *rest = re.findall(r"\[[^\]]*\]|\S+", text)
    parts = tuple(p for p in rest if p[0] != "[" and ":" not in p)
    inside = [p[1:-1] for p in rest if p[0] == "["] or ["|".join(entry.object)]
    below = tuple((p.partition(":")[0], _nouns(p.partition(":")[2], classes)) for p in rest if ":" in p)
    things = _nouns(inside[0], classes)
    some = 1 if "*" in things else 4 * bool(things)
    return Pattern(entry, verb, parts, things, below, some + 2 * len(parts) + 3 * len(below))


def _nouns(text: str, classes: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in filter(None, text.split("|")):
        found |= classes[word[1:]] if word.startswith("@") else noun_forms(word)
    return frozenset(found)


def _index(entries: list[Entry], field: str) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for word in getattr(entry, field):
            found.setdefault(word, []).append(entry)
    return {form: tuple(rows) for form, rows in found.items()}


def _noun_index(entries: list[Entry], classes: dict[str, frozenset[str]]) -> dict[str, tuple[NounPattern, ...]]:
    found: dict[str, list[NounPattern]] = {}
    for entry in entries:
        for text in entry.nouns:
            *left, head = [w for w in text.replace("-", " - ").split() if ":" not in w]
            whole = text.split()[-1]
            if "-" in whole and ":" not in whole:  # a tokenizer may keep the hyphen in
                one = NounPattern(entry, tuple(text.split()[:-1]), ())
                for form in noun_forms(whole):
                    found.setdefault(form, []).append(one)
            below = [w.partition(":") for w in text.split() if ":" in w]
            pattern = NounPattern(entry, tuple(left), tuple((p, _nouns(n, classes)) for p, _, n in below))
            for form in noun_forms(head):
                found.setdefault(form, []).append(pattern)
    return {form: tuple(sorted(rows, key=lambda p: -p.weight)) for form, rows in found.items()}


def _names() -> list[str]:
    folder = resources.files("estimative.coding").joinpath(FOLDER)
    return sorted(p.name for p in folder.iterdir() if p.name.endswith(".toml"))


def _entries(name: str) -> tuple[Entry, ...]:
    return TypeAdapter(tuple[Entry, ...]).validate_python(_read(name)["entry"])


def _read(name: str) -> dict[str, object]:
    path = resources.files("estimative.coding").joinpath(FOLDER).joinpath(name)
    return tomllib.loads(path.read_text("utf8"))


def check_entries() -> list[str]:
    """What is wrong in the lexicon's form: unknown types, effects and lists, entries without words or examples."""
    lex = event_lexicon()
    problems = [f"{e.name}: no type {e.type!r}" for e in lex.entries if e.type and e.type not in TYPES]
    problems += [f"{e.name}: no effect {e.effect!r}" for e in lex.entries if e.effect and e.effect not in EFFECTS]
    problems += [f"{e.name}: no words" for e in lex.entries if not (e.verbs or e.nouns or e.adjectives)]
    problems += [f"{e.name}: no example" for e in lex.entries if not e.examples]
    names = [e.name for e in lex.entries]
    return problems + [f"{n}: two entries of that name" for n in sorted(set(names)) if names.count(n) > 1]
