"""From a parsed sentence to its events: every predicate read, the readings ranked, their sides made out."""

from collections.abc import Callable, Sequence

from spacy.tokens import Token

from ..text import Mention
from .auxiliary import auxiliary
from .completion import completed, keep_peace
from .event import Event, Side
from .lexicon import EventLexicon, event_lexicon
from .modes import contexts, modes
from .names import Names
from .phrases import Phrases
from .reader import Reader
from .reading import Reading
from .tree import Tree, tree

_PREDICATE = frozenset(
    {"ROOT", "conj", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "dep", "amod"}
)
_STEP = {"conj": 1, "parataxis": 1, "ccomp": 1, "xcomp": 1, "advcl": 3, "acl": 4, "acl:relcl": 4, "amod": 5}
_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "SYM", "X", "VERB"})
Text = Callable[[int, int], tuple[int, int, str]]


def readings(t: Tree, phrases: Phrases, lexicon: EventLexicon) -> list[Reading]:
    """All readings of a sentence, its main event first: by how deep the clause lies, verbs before nouns."""
    reader = Reader(t, lexicon, phrases)
    clauses = sorted((i for i in range(len(t)) if _clause(t, i)), key=lambda i: (_depth(t, i), i))
    found: list[Reading] = []
    used: set[int] = set()
    for i in clauses:
        if i in used:
            continue
        reading = reader.read(i)
        if reading is not None and not reading.used & used:
            found.append(reading)
            used |= reading.used
    for i in range(len(t)):
        if i not in used and t.low[i] in lexicon.nouns and t.pos[i] == "NOUN" and _free(t, i):
            reading = reader.read(i)
            if reading is not None and not reading.used & used and (reading.source or reading.target):
                found.append(reading)
                used |= reading.used
    vague = bool(found) and not found[0].type and (not found[0].source or _trailing(t, found[0]))
    return [r for r in found if r.type] + [r for r in found if not r.type] if vague else found


def _free(t: Tree, i: int) -> bool:
    """Whether a noun stands for itself, not as part of a name or title."""
    return not (t.dep[i] in ("compound", "nmod:desc", "flat") and t.pos[t.head[i]] == "PROPN")


def _trailing(t: Tree, r: Reading) -> bool:
    """Whether a report without content only closes the sentence: "..., officials said"."""
    if r.entry.effect != "say":
        return False
    subject = [k for k in t.kids[r.at] if t.dep[k] == "nsubj" and k < r.at]
    first = min((x for k in subject[-1:] for x in t.below(k)), default=r.at)
    return "," in t.low[max(0, first - 1) : r.at] and first > 3


def _clause(t: Tree, i: int) -> bool:
    return t.dep[i] in _PREDICATE and (
        t.pos[i] in ("VERB", "AUX", "ADJ")
        or t.dep[i] == "ROOT"
        or bool(t.of(i, "nsubj", "nsubj:pass", "cop"))
        or (t.pos[i] in ("NOUN", "PROPN") and t.dep[i] in ("parataxis",))
    )


def _depth(t: Tree, i: int) -> int:
    depth = 0
    while t.head[i] != i:
        depth += _STEP.get(t.dep[i], 2)
        i = t.head[i]
    return depth


def events(
    sentence: str, tokens: Sequence[Token], cover: dict[int, Mention], names: Names, text: Text, year: int | None = None
) -> tuple[Event, ...]:
    """The events of one sentence, main event first. `cover` gives the mention over each token of the block, `text`
    turns positions in the sentence (first, last) into a span of the document, `year` is the document's."""
    t = tree(tokens)
    phrases = Phrases(t, cover, names, names.state, text)
    found = readings(t, phrases, event_lexicon())
    return tuple(_event(sentence, r, rank, t, phrases, text, year) for rank, r in enumerate(found))


def _event(sentence: str, r: Reading, rank: int, t: Tree, phrases: Phrases, text: Text, year: int | None) -> Event:
    keep_peace(r, t)
    source = _heads(t, r.source)
    target = [h for h in _heads(t, r.target) if h not in source]
    start, end, trigger = text(r.at, r.at)
    left, right = completed(
        [s for h in source for s in phrases.sides(h)], [s for h in target for s in phrases.sides(h)], r, t, phrases
    )
    return Event(
        sentence,
        start,
        end,
        trigger,
        r.type,
        modes(r, t, source),
        contexts(r, t),
        auxiliary(r, t, year),
        tuple(left),
        tuple(right),
        r.mutual and bool(right or len(left) > 1),
        _confidence(r, left, right),
        r.entry.name,
        rank,
        tuple(phrases.side(h) for h in r.speaker),
    )


def _heads(t: Tree, heads: list[int]) -> list[int]:
    return list(dict.fromkeys(x for h in heads for x in t.conjuncts(h) if t.pos[x] in _HEADS))


def _confidence(r: Reading, left: list[Side], right: list[Side]) -> float:
    """0.3, and more for a type (0.1), for each side that stands there (0.1) and has a country of its own (0.1), for a
    verb (0.1), for a sentence's plain statement of it (0.1)."""
    points = 0.3 + 0.1 * bool(r.type)
    points += sum(0.1 + 0.1 * any(s.country and not s.inferred for s in side) for side in (left, right) if side)
    return round(points + 0.1 * (not r.nominal) + 0.1 * (not r.aux), 2)
