"""What stands inside a clause or beside an event noun and qualifies it: modals, negation, adverbs, adjectives."""

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Span, Token

from .clause import AUX, auxiliaries, is_nominal, shares, standing, subject, tense
from .signatures import lemma, signature, table, words

_NEGATIVE_ARGUMENTS = frozenset({"none", "nobody", "nothing", "neither"})
_LEVELS = (("PR", 2), ("PS", 1))


@dataclass(frozen=True, slots=True, order=True)
class Cue:
    """The words of a hedge and the index of the first in its Doc."""

    i: int
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that lowers certainty to `level` (3 certain .. 0 unknown) and may turn the sign; `shown` as hedge cue.
    `strength` is the level as a number up to 3; `text` is the cue where it is more than a word."""

    cue: Token
    level: int
    flips: bool = False
    shown: bool = True
    strength: float = 3.0
    text: str | None = None

    @property
    def words(self) -> "Cue":
        return Cue(self.cue.i, self.text or self.cue.text.lower())


@dataclass(frozen=True, slots=True)
class Marks:
    modals: tuple[Mark, ...]
    negator: Token | None
    hedges: tuple[Mark, ...]
    modality: frozenset[str]


@lru_cache(maxsize=256)  # asked again for each claim below the node
def marks(node: Token) -> Marks:
    """Everything that qualifies `node` from inside its own clause or noun phrase.

    Ask only when the tree is mended: answers are kept.
    """
    nominal = is_nominal(node)
    return Marks(
        modals=() if nominal or shares(node) else tuple(_modals(node)),
        negator=_negator(node),
        hedges=tuple(_adjectives(node) if nominal else []) + tuple(_adverbs(node)),
        modality=_modality(node, nominal),
    )


def _modals(node: Token) -> list[Mark]:
    return [mark for aux in auxiliaries(node) if (mark := _modal(aux, node)) is not None]


def _modal(aux: Token, node: Token) -> Mark | None:
    form, forms = aux.lower_, {a.lower_ for a in auxiliaries(node)}
    strength = table("certainty")["strength"]["modals"].get(form, 3.0)
    if form in words("certainty", "modals", "PS"):
        past_inability = form == "could" and _has_not(node) and "have" not in forms
        return Mark(aux, 3, shown=False) if past_inability else Mark(aux, 1, strength=strength)
    if form in words("certainty", "modals", "Uu"):
        epistemic = form == "must" and "have" in forms
        return Mark(aux, 2 if epistemic else 0, strength=2.2 if epistemic else strength)
    if form in ("can", "ca"):
        return Mark(aux, 3, shown=False) if _has_not(node) else Mark(aux, 2, strength=strength)
    if form in words("certainty", "modals", "future"):
        return Mark(aux, 2, shown=False, strength=strength)
    if form in ("would", "'d", "’d") and "have" not in forms:
        return Mark(aux, 2 if _reported_future(node) else 1, shown=False, strength=strength)
    return None


def _reported_future(node: Token) -> bool:
    """'Said it would': the future seen from the past; without a governor 'would' depends on an unsaid condition."""
    return any(signature(a) is not None for a in node.ancestors)


def _has_not(node: Token) -> bool:
    return any(c.lower_ in ("not", "n't", "n’t", "never") or c.lemma_ == "not" for c in node.children)


def _negator(node: Token) -> Token | None:
    found: list[Token] = []
    for child in node.children:
        if _is_negative(child, node):
            found.append(child)
        elif child.dep_ in ("nsubj", "nsubj:pass", "obj") and not is_nominal(node):
            found += [c for c in (child, *child.children) if _is_empty(c)][:1]
    if not is_nominal(node):
        found += _correlative(node)
        found += [a for a in auxiliaries(node) if len(a) > 3 and a.lower_.endswith(("n't", "n’t"))]
    return found[0] if len(found) % 2 else None


def _is_negative(child: Token, node: Token) -> bool:
    if child.lower_ == "no" and child.dep_ in ("det", "advmod") and is_nominal(node):
        return not _idiom(child)
    if child.lower_ == "without" and child.dep_ == "case":
        return True
    if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
        return True
    if child.lower_ not in words("certainty", "adverbs", "negative") or child.lower_ in ("neither", "nor"):
        return child.lower_ == "nor" and child.i == child.sent.start
    following = child.doc[child.i + 1].lower_ if child.i + 1 < len(child.doc) else ""
    return following not in words("certainty", "adverbs", "focus") and not _until(node)


def _is_empty(token: Token) -> bool:
    if token.lower_ == "no" and token.dep_ == "det":
        return not _idiom(token)
    return token.lower_ in _NEGATIVE_ARGUMENTS and token.dep_ not in ("cc", "cc:preconj")


def _idiom(token: Token) -> bool:
    text = token.doc[token.i : token.i + 3].text.lower()
    return any(text.startswith(p) for p in words("certainty", "phrases", "doubtless"))


def _until(node: Token) -> bool:
    """'Did not deliver until May': delivered, late."""
    past = any(a.lower_ == "did" for a in auxiliaries(node))
    return past and any(t.lower_ == "until" and t.i > node.i for t in node.subtree)


def _correlative(node: Token) -> list[Token]:
    """'Neither A nor B delivered': the particle hangs from the subject."""
    who = subject(node)
    if who is None or shares(node):
        return [c for c in node.children if c.lower_ in ("neither", "nor") and c.dep_.startswith("cc")][:1]
    near = [*node.children, *who.children]
    return [c for c in near if c.lower_ == "neither" and c.dep_ != "det"][:1]


def _adverbs(node: Token) -> list[Mark]:
    found = []
    for child in [*(c for c in _modifiers(node) if not _of_conjunct(c, node)), *_before_conjunct(node)]:
        for name, level in _LEVELS:
            if child.lower_ in words("certainty", "adverbs", name) and not _is_governor(child):
                found.append(Mark(child, level, strength=table("certainty")["strength"][name]))
        if child.lower_ == "certainly" and child.doc[child.i - 1].lower_ == "almost":
            found.append(Mark(child.doc[child.i - 1], 2, strength=2.4, text="almost certainly"))
    return [*found, *_of_sentence(node)] if node.head == node else found


def _of_sentence(root: Token) -> list[Mark]:
    """Phrases ("in all likelihood", ", it seems") and an adverb that opens the sentence, wherever it hangs."""
    sent, strengths = root.sent, table("certainty")["strength"]
    found = []
    for name, level in _LEVELS:
        for phrase, (at, *_) in standing(sent, words("certainty", "phrases", name)):
            if not phrase.startswith("it ") or _set_off(sent, at, len(phrase.split())):
                found.append(Mark(root.doc[at], level, strength=strengths[name], text=phrase))
        first = sent[0]
        if first.lower_ in words("certainty", "adverbs", name) and first.head != root and first.dep_ != "advmod":
            found.append(Mark(first, level, strength=strengths[name]))
    return found


def _set_off(sent: Span, at: int, length: int) -> bool:
    doc = sent.doc
    before = doc[at - 1].text if at > sent.start else ""
    after = doc[at + length].text if at + length < sent.end else ""
    return before in (",", "—", "–", "(") and (after in (",", "—", "–", ")") or after in ".!?")


def _of_conjunct(adverb: Token, node: Token) -> bool:
    """'Drones and potentially missiles': an adverb between `and` and a noun qualifies that noun, not the verb."""
    return not is_nominal(node) and _opens_conjunct(adverb)


def _opens_conjunct(adverb: Token) -> bool:
    if not 0 < adverb.i < len(adverb.doc) - 1:
        return False
    before, after = adverb.nbor(-1), adverb.nbor(1)
    return before.lower_ in ("and", "or") and after.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM")


def _before_conjunct(node: Token) -> list[Token]:
    """The adverb that opens a noun conjunct, if the parser did not hang it from the noun."""
    edge = min((t.i for t in node.children if t.i < node.i and t.dep_ not in ("cc", "punct")), default=node.i)
    if not is_nominal(node) or edge < 1:
        return []
    near = node.doc[edge - 1]
    return [near] if near.head != node and _opens_conjunct(near) else []


def _modifiers(node: Token) -> list[Token]:
    """Adverbs of the node, and those the parser hung from its auxiliary or a neighbouring adverb."""
    near = [c for c in node.children if c.dep_ in ("advmod", "amod", "discourse", "dep", "obl:unmarked", "cc")]
    under_aux = [t for c in node.children if c.dep_ in AUX for t in c.children if t.dep_ == "advmod"]
    return [t for c in near for t in (c, *c.children)] + under_aux


def _is_governor(token: Token) -> bool:
    """'Likely to': an adjective with a complement is a governor, not a modifier."""
    return any(c.dep_ in ("xcomp", "ccomp", "csubj", "advcl") for c in token.children)


def _adjectives(node: Token) -> list[Mark]:
    found = []
    nominal = table("certainty")["strength"]["nominal"]
    lists = (("PR", 2, False), ("PS", 1, False), ("negative", 3, True), ("unlikely", 2, True))
    for child in node.children:
        if child.dep_ not in ("amod", "compound", "det"):
            continue
        for name, level, flips in lists:
            tried = name == "negative" and lemma(node) in words("certainty", "verbs", "attempts")
            if child.lower_ in words("certainty", "adjectives", name) and not tried:
                kept = 3.0 if name == "negative" else nominal
                found.append(Mark(child, level, flips, shown=name != "negative", strength=kept))
        if child.lower_ in words("certainty", "adjectives", "slight") and _is_prospect(node):
            found.append(Mark(child, 2, flips=True, strength=2.0))
        if child.lower_ in words("certainty", "adjectives", "planned"):
            found.append(Mark(child, 2, shown=False, strength=nominal))
    return found


def _is_prospect(noun: Token) -> bool:
    """Evidence, sign, chance: slight ones tell against what they are of."""
    effect = signature(noun)
    return effect is not None and effect.name in ("sign", "possibility", "seeming", "claim")


_NOUN_LABELS = (
    ("planned", "planned"), ("ongoing", "ongoing"), ("past", "past"), ("historic", "historic"), ("up", "trend_up"),
    ("down", "trend_down"),
)  # fmt: skip


def _modality(node: Token, nominal: bool) -> frozenset[str]:
    found: set[str] = set()
    near = {c.lower_ for c in node.children}
    if nominal:
        found |= {label for key, label in _NOUN_LABELS if near & words("certainty", "adjectives", key)}
    else:
        found |= _clause_modality(node, near)
    if any(c.dep_ == "cc" and c.lower_ == "or" for t in (node, *node.children) for c in t.children):
        found.add("disjunctive")
    return frozenset(found)


def _clause_modality(node: Token, near: set[str]) -> set[str]:
    when = tense(node)
    found = {"past": {"past"}, "future": {"future"}, "progressive": {"ongoing"}}.get(when, set())
    if when == "perfect" and not any(c.dep_ == "cop" for c in node.children):
        found = {"past"}
    adverbs = {t.lower_ for t in _modifiers(node)}
    if adverbs & words("certainty", "adverbs", "generalising"):
        found.add("generalisation")
    verb = lemma(node)
    up = adverbs & words("certainty", "adverbs", "up") or (
        when != "past" and verb in words("certainty", "verbs", "trend_up")
    )
    if up:
        found.add("trend_up")
    elif when != "past" and verb in words("certainty", "verbs", "trend_down"):
        found.add("trend_down")
    sent = node.sent
    if node.head == node and any(standing(sent, words("certainty", "phrases", "exemplified"))):
        found.add("exemplified")
    if near & {"will"} and any(c.dep_.startswith("nsubj") and c.pos_ == "PROPN" for c in node.children):
        found.add("planned")
    return found
