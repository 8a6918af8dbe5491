"""Sentences the parser left without a verb: "Azerbaijan pipes gas to Bulgaria", read as one long noun phrase."""

from spacy.tokens import Span, Token

from .frames import lexicon

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AFTER = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "SYM"})
_NAMED = frozenset({"PROPN", "CCONJ"})


_LIKE_PAST = frozenset(
    [
        *("armoured", "armored", "enriched", "guided", "unmanned", "refined", "liquefied", "processed", "tracked"),
        *("wheeled", "towed", "used", "advanced", "combined", "frozen", "dried", "shared", "subsidised", "subsidized"),
    ]
)


def find_adjective(sent: Span) -> None:
    """ "Gave Mali armoured vehicles": a past form that only describes the noun right after it is no verb."""
    for token in sent:
        noun = token.doc[token.i + 1] if token.i + 1 < sent.end else token
        before = token.doc[token.i - 1] if token.i > sent.start else token
        fits = (
            token.lower_ in _LIKE_PAST and token.tag_ in ("VBD", "VBN") and noun.pos_ == "NOUN" and noun.head == token
        )
        if not fits or before.pos_ in ("AUX", "PRON") or (before.pos_ == "PROPN" and before.i == sent.start):
            continue
        noun.head, noun.dep_ = (noun if token.dep_ == "ROOT" else token.head), "obj" if token.dep_ != "ROOT" else "ROOT"
        for child in [c for c in token.children if c != noun]:
            child.head = noun
        token.head, token.dep_, token.pos_, token.tag_ = noun, "amod", "ADJ", "JJ"


def find_verb(sent: Span) -> None:
    """Make the verb form right after the names that open a verbless sentence its root; the parse changes in place."""
    words = [t for t in sent if not t.is_space]
    if len(words) < 4 or any(t.tag_ in _FINITE or t.dep_ == "cop" for t in words):
        return
    at = next((n for n, t in enumerate(words) if not _opens(t, n)), 0)
    verb = words[at]
    if not at or at + 1 >= len(words) or not _fits(verb, words[:at]) or words[at + 1].pos_ not in _AFTER:
        return
    _raise(verb, words[:at], sent.root)


def _opens(token: Token, at: int) -> bool:
    name = token.pos_ in _NAMED or (at == 0 and token.text[:1].isupper() and token.lower_ not in lexicon().forms)
    return name and not (at and token.pos_ == "PROPN" and token.text[:1].islower())


def _fits(verb: Token, before: list[Token]) -> bool:
    lemma = lexicon().forms.get(verb.lower_)
    if lemma is None or verb.text[:1].isupper():
        return False
    several = any(t.lower_ == "and" for t in before)
    return (verb.lower_ != lemma and verb.lower_.endswith("s")) or (several and verb.lower_ == lemma)


def _raise(verb: Token, before: list[Token], root: Token) -> None:
    thing = verb.head if verb.head.i > verb.i else verb.doc[verb.i + 1]
    while thing.head.i > thing.i:
        thing = thing.head
    rest = [c for c in root.children if c.i > verb.i and c != thing] if root.i <= verb.i else []
    own = [c for c in verb.children if c.i > verb.i]
    verb.head, verb.dep_, verb.pos_, verb.tag_ = verb, "ROOT", "VERB", "VBZ"
    if root != verb and root.i > verb.i:
        thing = root
    if thing != verb:
        thing.head, thing.dep_ = verb, "obj"
    for child in (c for c in rest if c.pos_ != "PUNCT"):
        child.head = verb
        child.dep_ = "obl" if child.dep_ == "nmod" else child.dep_
    for child in own:
        child.head = verb
    _subject(verb, before)


def _subject(verb: Token, before: list[Token]) -> None:
    names = [t for t in before if t.pos_ != "CCONJ"]
    joined = [t for t in before if t.pos_ == "CCONJ"]
    first = [t for t in names if not joined or t.i < joined[0].i]
    later = [t for t in names if joined and t.i > joined[0].i]
    head = first[-1]
    head.head, head.dep_ = verb, "nsubj"
    for t in first[:-1]:
        t.head, t.dep_ = head, "compound"
    if later:
        later[-1].head, later[-1].dep_ = head, "conj"
        joined[0].head, joined[0].dep_ = later[-1], "cc"
        for t in later[:-1]:
            t.head, t.dep_ = later[-1], "compound"
