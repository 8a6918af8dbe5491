"""Where an antecedent can stand: the subjects and possessors around a token, their number, the mentions they carry."""

from collections.abc import Iterator

from spacy.tokens import Token

from .text import Mention

SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})

Codes = tuple[str, ...]


def finite(token: Token) -> int:
    """The index of the head of the finite clause around a token."""
    while token.dep_ != "ROOT" and not _finite(token):
        token = token.head
    return token.i


def _finite(token: Token) -> bool:
    forms = [token, *(c for c in token.children if c.dep_ in ("aux", "aux:pass", "cop"))]
    return any("Fin" in t.morph.get("VerbForm", []) for t in forms)


def person_beside(noun: Token) -> Token | None:
    """The head of the person's name that an office stands beside: "President Putin", "Putin, the president"."""
    if noun.dep_ in ("nmod:desc", "compound", "appos") and noun.head.pos_ == "PROPN" and noun.i != noun.head.i:
        return noun.head
    return next((c for c in noun.children if c.dep_ in ("appos", "flat") and c.pos_ == "PROPN"), None)


def name_end(person: Token) -> int:
    """The index after the last token of a person's name."""
    return 1 + max([person.i, *(c.i for c in person.children if c.dep_ in ("flat", "compound"))])


def above(token: Token) -> Iterator[Token]:
    """Possessors and subjects of the phrases and clauses around a token that stand before it, nearest first."""
    inside, free = token.i, token.dep_ in SUBJECT or token.dep_ == "nmod:poss"
    while token.dep_ != "ROOT":
        came, token = token, token.head
        before = [c for c in token.children if c.i < inside and c.i != came.i]
        if came.dep_ in ("xcomp", "advcl") and free:
            yield from (c for c in before if c.dep_ in ("obj", "iobj"))  # "asked Russia to leave its bases"
        yield from (c for c in before if c.dep_ == "nmod:poss" or (c.dep_ in SUBJECT and free))
        free = free or any(c.dep_ in SUBJECT for c in before)  # an object is not the subject of its own verb


def subject_of(root: Token) -> Token | None:
    return next((c for c in root.children if c.dep_ in SUBJECT), None)


def reports_another(root: Token, known: list[Mention]) -> bool:
    """Whether the clause reports what another actor did: then the sentence has two subjects, and none leads."""
    inner = [s for c in root.children if c.dep_ == "ccomp" for s in [subject_of(c)] if s is not None]
    outer = subject_of(root)
    return any(group(s, known) and outer is not None and group(s, known) != group(outer, known) for s in inner)


def is_plural(token: Token) -> bool:
    if any(c.dep_ == "conj" for c in token.children):
        return True
    return (
        "Plur" in token.morph.get("Number", [])
        or token.tag_ in ("NNS", "NNPS")
        or token.lower_ in ("they", "both", "these")
    )


def mention_at(token: Token, known: list[Mention]) -> Mention | None:
    covering = [m for m in known if m.start <= token.i < m.end]
    return next((m for m in known if m.head == token.i), covering[0] if covering else None)


def group(token: Token, known: list[Mention]) -> Codes:
    """The codes of a phrase: of its head and its conjuncts; none if one of them is no actor."""
    heads = _conjuncts(token)
    met = [mention_at(h, known) for h in heads]
    return () if any(m is None or not m.codes for m in met) else distinct([m for m in met if m])


def _conjuncts(token: Token) -> list[Token]:
    return [token, *(deep for c in token.children if c.dep_ == "conj" for deep in _conjuncts(c))]


def distinct(found: list[Mention]) -> Codes:
    return tuple(dict.fromkeys(code for m in sorted(found, key=lambda m: m.start) for code in m.codes))
