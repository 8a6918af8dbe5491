"""The frames and goods of `data/`: read, checked, and looked up by any inflected form."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from estimative.domain import CHANNELS, FlowOf, Polarity

NEEDS = frozenset(
    [
        "want",
        "garrison",
        "traded",
        "blows",
        "talks",
        "income",
        "market",
        "good",
        "both",
        "mutual",
        "pact",
        "tie",
        "ground",
        "purpose",
        "barrier",
        "forces",
        "weapon",
        "imposed",
        "diplomats",
        "reliance",
    ]
) | {
    "joint",
    "copula",
    "toward",
    "as",
    "out",
    "motion",
    "place",
    "share",
    "captive",
    "urged",
    "massed",
    "visitor",
    "visiting",
    "told",
    "posted",
    "plea",
    "passage",
    "columns",
    "barbs",
    "together",
    "member",
    "based",
    "bound",
    "helped",
    "leavers",
    "hands",
    "money",
    "advisers",
}
EFFECTS = frozenset(
    [
        "permit",
        "promise",
        "offer",
        "plan",
        "moot",
        "request",
        "withhold",
        "deny",
        "accuse",
        "lift",
        "threaten",
        "goal",
        "prevent",
        "intercept",
    ]
)
FAMILIES = ("giving", "withholding", "harm", "limits", "together", "seeing", "operators")
_VOWELS = "aeiou"
_DOUBLING = re.compile(r"(?:^|[^aeiou])[aeiou][bdglmnprt]$|[aeiou]l$")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    event: str | None = None


class Frame(_Row):
    """One relation; see the head of `data/frames/giving.toml` for the fields."""

    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    noun_actor: tuple[str, ...] = ("poss", "by", "from")
    noun_recipient: tuple[str, ...] = ("to", "for")
    noun_theme: tuple[str, ...] = ("of", "compound")
    polarity: Polarity
    mode: tuple[str, ...] = ()
    type: str
    channel: str | None = None
    default: str | None = None
    pair: bool = False
    reverse: bool = False
    needs: str


class Operator(_Row):
    """A word that changes the relation it governs."""

    effect: str


class Example(BaseModel):
    """A sentence, the claims the rules ask for ("RUS > IRN arms support CT+"), and the frames it shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    text: str
    claims: tuple[str, ...]
    frames: tuple[str, ...]


class Goods(BaseModel):
    """The words of one channel."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    of: FlowOf
    adjectives: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    frames: tuple[Frame, ...]
    operators: tuple[Operator, ...]
    words: dict[str, frozenset[str]]
    collective: dict[str, str]  # adjective -> group
    goods: dict[str, Goods]
    verb_frames: dict[str, tuple[Frame, ...]]
    noun_frames: dict[str, tuple[Frame, ...]]
    adjective_frames: dict[str, tuple[Frame, ...]]
    verb_operators: dict[str, tuple[Operator, ...]]
    noun_operators: dict[str, tuple[Operator, ...]]
    adjective_operators: dict[str, tuple[Operator, ...]]
    forms: dict[str, str]  # inflected verb -> lemma
    good_words: dict[str, str]
    good_phrases: dict[str, str]
    good_adjectives: dict[str, str]

    def verb(self, form: str, fallback: str = "") -> str:
        """The lemma of a verb form; the tagger's lemma if no frame or list knows the form."""
        return self.forms.get(form.lower(), fallback.lower() or form.lower())

    def noun(self, form: str) -> str:
        """The singular of a noun form, by rule.

        >>> lexicon().noun("Deliveries"), lexicon().noun("arms"), lexicon().noun("clashes")
        ('delivery', 'arms', 'clash')
        """
        return _noun(self, form.lower())

    def is_noun(self, word: str) -> bool:
        """Whether a good, frame or operator is called by the word."""
        return word in self.good_words or word in self.noun_frames or word in self.noun_operators


@lru_cache(maxsize=8192)
def _noun(lex: Lexicon, form: str) -> str:
    return _singular(form, lex.is_noun)


def _inflect(verb: str, irregular: dict[str, list[str]]) -> set[str]:
    """All forms of a verb: -s, -ed, -ing by rule, and the listed ones."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    forms = {verb, stem + "ing", (stem + "ed")}
    forms.add(verb + "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else verb + "s")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    if _DOUBLING.search(verb):  # "ship, shipped", "funnel, funnelled"
        forms |= {verb + verb[-1] + "ed", verb + verb[-1] + "ing"}
    return forms | set(irregular.get(verb, ()))


def _singular(word: str, known: object) -> str:
    is_known = known if callable(known) else (lambda _: False)
    if is_known(word):
        return word
    tries = (
        [word[:-3] + "y"] * word.endswith("ies") + [word[:-1]] * word.endswith("s") + [word[:-2]] * word.endswith("es")
    )
    plain = [word[:-1]] * (word.endswith("s") and not word.endswith(("ss", "us", "is")))
    return next((t for t in tries if is_known(t)), (tries[:1] if word.endswith("ies") else plain or [word])[0])


def _index(rows: tuple[_Row, ...], field: str) -> dict[str, tuple[_Row, ...]]:
    found: dict[str, tuple[_Row, ...]] = {}
    for row in rows:
        for word in getattr(row, field):
            found[word] = (*found.get(word, ()), row)
    return found


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("estimative.coding").joinpath("data").joinpath(name).read_text("utf8"))


def _rows(key: str) -> list[Any]:
    return [row for family in FAMILIES for row in _read(f"frames/{family}.toml").get(key, [])]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped lexicon, read once."""
    raw = _read("frames/words.toml") | _read("frames/forms.toml")
    frames = TypeAdapter(tuple[Frame, ...]).validate_python(_rows("frame"))
    operators = TypeAdapter(tuple[Operator, ...]).validate_python(_rows("operator"))
    lists = TypeAdapter(dict[str, frozenset[str]]).validate_python(raw["words"])
    irregular = TypeAdapter(dict[str, list[str]]).validate_python(raw["forms"])
    goods = TypeAdapter(dict[str, Goods]).validate_python(_read("goods.toml"))
    verbs = {v.split()[0] for row in (*frames, *operators) for v in row.verbs}
    verbs |= {
        v.split()[0]
        for key in ("light", "strengthen", "meta_verb", "intransitive", "suffer", "linking", "happen")
        for v in lists[key]
    } | set(irregular)
    tables = {
        f"{part}_{kind}": _index(rows, f"{part}s")
        for kind, rows in (("frames", frames), ("operators", operators))
        for part in ("verb", "noun", "adjective")
    }
    return Lexicon(
        frames=frames,
        operators=operators,
        words=lists,
        collective=TypeAdapter(dict[str, str]).validate_python(raw["collective"]),
        goods=goods,
        forms={form: verb for verb in sorted(verbs) for form in sorted(_inflect(verb, irregular))},
        good_words={w: channel for channel, g in goods.items() for w in g.words},
        good_phrases={w: channel for channel, g in goods.items() for w in g.phrases},
        good_adjectives={w: channel for channel, g in goods.items() for w in g.adjectives},
        **tables,  # type: ignore[arg-type]
    )


@lru_cache(maxsize=1)
def examples() -> tuple[Example, ...]:
    """The sentences of `data/examples.toml`."""
    return TypeAdapter(tuple[Example, ...]).validate_python(_read("examples.toml")["example"])


def check_lexicon() -> list[str]:
    """What is wrong with the lexicon (unknown channels, needs, effects; words in two channels), else an empty list."""
    lex = lexicon()
    problems = [
        f"{f.name}: no channel {c!r}" for f in lex.frames for c in (f.channel, f.default) if c and c not in CHANNELS
    ]
    problems += [f"{f.name}: unknown need {f.needs!r}" for f in lex.frames if f.needs not in NEEDS]
    problems += [f"{o.name}: unknown effect {o.effect!r}" for o in lex.operators if o.effect not in EFFECTS]
    problems += [f"goods: no channel {c!r}" for c in lex.goods if c not in CHANNELS]
    known = {f.name for f in lex.frames}
    problems += [f"example {e.text!r}: no frame {n!r}" for e in examples() for n in e.frames if n not in known]
    for field in ("words", "phrases", "adjectives"):
        seen: dict[str, str] = {}
        for channel, goods in lex.goods.items():
            for word in getattr(goods, field):
                if word in seen:
                    problems.append(f"goods: {word!r} is in {seen[word]} and {channel}")
                seen[word] = channel
    return problems
