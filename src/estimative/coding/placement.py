"""How the place of a word weakens what it says, where no governing word has a signature: infinitives, what is still
ahead, and event nouns beside a denied or doubtful verb."""

from dataclasses import replace

from spacy.tokens import Token

from .clause import is_nominal, tense
from .commitment import Commitment
from .signatures import Signature, lemma, table, words

_PENDING = frozenset({"until", "till", "before", "once", "unless", "lest"})
_RANKED = frozenset({"first", "second", "third", "last", "latest", "only", "next"})
_INSIDE = frozenset({"compound", "amod", "nmod", "nmod:poss", "acl", "nummod"})


def strength_of(name: str) -> float:
    """A number of the table `strength` in data/certainty.toml."""
    return float(table("certainty")["strength"][name])


def placed(governor: Token, child: Token, made: Commitment, inner: Commitment) -> Commitment:
    """`made` with the strength that the place of `child` under `governor` leaves; `inner` is the governor's own."""
    if is_infinitive(child) and child.dep_ in ("acl", "advcl", "xcomp", "csubj"):
        return replace(made, strength=min(made.strength, _infinitive(governor, child, inner)))
    if child.dep_ == "advcl":
        return _clause(governor, child, made)
    if child.dep_ == "amod":
        return replace(made, strength=made.taken)
    return _noun(governor, child, made, inner) if is_nominal(child) else made


def named(governor: Token, child: Token, made: Commitment, effect: Signature) -> Commitment:
    """A noun under a verb of stopping or refusing: what is stopped was there ("halted the exports")."""
    stopping = effect.name in ("negative implicative", "refusal") and is_nominal(child) and not is_nominal(governor)
    if not stopping or made.strength > 0 or lemma(governor) in words("certainty", "verbs", "lacking"):
        return made
    return replace(made, strength=strength_of("stopped"))


def unasserted(node: Token, state: Commitment) -> Commitment:
    """Orders ("Stop the war!"), wishes in the subjunctive ("that he come") and questions in quotation marks."""
    if is_nominal(node):
        return state
    own = [c for c in node.children if c.dep_.startswith(("aux", "cop")) or c.lower_ == "to"]
    bare = node.tag_ == "VB" and not own and node.dep_ in ("ROOT", "ccomp", "parataxis", "acl", "dep")
    if bare and state.strength > 0:
        return replace(state, strength=min(state.strength, strength_of("unasserted")))
    asked = state.level > 0 and node.dep_ in ("ROOT", "ccomp", "parataxis") and _ends(node) == "?"
    return replace(state, strength=min(state.strength, strength_of("question"))) if asked else state


def _ends(node: Token) -> str:
    """The first mark after the word that ends a sentence."""
    sent = node.sent
    return next((t.text for t in node.doc[node.i : sent.end] if t.text in (".", "?", "!")), "")


def is_infinitive(child: Token) -> bool:
    to = any(c.lower_ == "to" and c.i < child.i and c.dep_ in ("mark", "aux", "case") for c in child.children)
    return to and child.tag_ in ("VB", "VBP", "NN")


def _infinitive(governor: Token, child: Token, inner: Commitment) -> float:
    if child.dep_ == "acl" and any(c.lower_ in _RANKED or c.tag_ == "JJS" for c in governor.children):
        return inner.strength
    if inner.strength < 0:
        return strength_of("denied_purpose" if child.dep_ == "advcl" else "denied_infinitive")
    evaluated = governor.pos_ == "ADJ" or child.dep_ == "csubj"
    name = "evaluated" if evaluated else "infinitive" if child.dep_ == "acl" else "purpose"
    return strength_of(name) * inner.strength / 3


def _clause(governor: Token, child: Token, made: Commitment) -> Commitment:
    opener = {c.lower_ for c in child.children if c.dep_ in ("mark", "advmod", "case") and c.i < child.i}
    ahead = bool(opener & _PENDING) and tense(governor) not in ("past", "perfect")
    return replace(made, strength=min(made.strength, strength_of("pending"))) if ahead else made


def _noun(governor: Token, child: Token, made: Commitment, inner: Commitment) -> Commitment:
    if is_nominal(governor):
        if inner.strength < 0:
            return replace(made, strength=strength_of("inside_denied")) if child.dep_ in _INSIDE else made
        definite = any(c.lower_ in ("the", "this", "these", "its", "their", "his") for c in child.children)
        return replace(made, strength=(made.strength + made.taken) / 2) if definite else made
    if inner.strength < 0:
        return _beside_denial(governor, child, made)
    if made.strength > inner.strength and child.dep_ in ("obl", "obj", "nsubj", "nsubj:pass"):
        return replace(made, strength=(made.strength + inner.strength) / 2)
    return made


def _beside_denial(governor: Token, child: Token, made: Commitment) -> Commitment:
    """A negated verb denies what it would bring about, not what it is about."""
    if made.strength > 0:
        return replace(made, strength=min(made.strength, strength_of("inside_denied")))
    named = any(c.lower_ in ("no", "any", "a", "an") and c.dep_ == "det" for c in child.children)
    if named or lemma(governor) in words("certainty", "verbs", "light") | words("certainty", "verbs", "occurrence"):
        return made
    copula = any(c.dep_ == "cop" for c in governor.children) and child.dep_.startswith("nsubj")
    return replace(made, strength=strength_of("inside_denied" if copula else "negated_argument"))
