"""What a source is called: the noun phrase without its asides, a pronoun by its antecedent, a title as a role."""

from collections.abc import Sequence

from spacy.tokens import Token

from ..clause import span_text
from ..signatures import table, words
from ..text import Mention


def name(source: Token | None, mentions: Sequence[Mention]) -> str:
    if source is None:
        return str(table("attribution")["unstated"])
    if source.pos_ == "PRON":
        return _antecedent(source, mentions) or source.text
    phrase = _phrase(source)
    return _titled(phrase) or span_text(source, phrase[0].i, phrase[-1].i + 1)


def _antecedent(pronoun: Token, mentions: Sequence[Mention]) -> str | None:
    codes = next((m.codes for m in mentions if m.head == pronoun.i), ())
    earlier = [m for m in mentions if codes and m.codes == codes and m.start < pronoun.i and m.kind != "pronoun"]
    return earlier[-1].text if earlier else (", ".join(codes) or None)


def _phrase(head: Token) -> list[Token]:
    """The noun phrase of a source without its clauses, appositions and asides."""
    dropped = ("appos", "acl", "acl:relcl", "parataxis", "advcl", "conj", "punct", "cc", "dep")
    first = head
    keep = {head.i}
    for child in head.children:
        is_case = child.dep_ == "case" and child.i < head.i
        when = child.dep_ == "nmod" and child.pos_ != "PROPN" and any(c.lower_ == "in" for c in child.children)
        if child.dep_ in dropped or is_case or when or any(c.lower_ == "according" for c in child.children):
            continue
        keep |= {t.i for t in child.subtree if t.dep_ not in ("acl:relcl", "acl")}
    joined = [c for c in head.children if c.dep_ == "conj" and any(g.dep_ == "cc" for g in c.children)]
    for conjunct in joined:
        keep |= set(range(conjunct.left_edge.i, conjunct.i + 1))
    comma = max((t.i for t in first.doc[min(keep) : first.i] if t.text == ","), default=-1)
    start = min(keep) if joined else max(min(keep), comma + 1)
    tokens = list(first.doc[start : max(keep) + 1])
    return tokens[:-1] if len(tokens) > 1 and tokens[-1].tag_ == "POS" else tokens


def _titled(phrase: list[Token]) -> str | None:
    """'Russian energy analyst Igor Yushkov' and 'Igor Yushkov, a Russian energy analyst' -> name (role)."""
    common = [t.i for t in phrase if t.pos_ == "NOUN" and t.lower_ not in words("attribution", "titles")]
    if common and phrase[-1].pos_ == "PROPN":
        role = [t for t in phrase if t.i <= common[-1] and t.pos_ != "DET"]
        name = [t for t in phrase if t.i > common[-1]]
        if len(name) > 1 and all(t.pos_ == "PROPN" for t in name):
            return f"{_text(name)} ({_text(role)})"
    for t in phrase:
        for child in t.children:
            if child.dep_ == "appos" and child.pos_ == "NOUN" and phrase[-1].pos_ == "PROPN":
                role = [x for x in _phrase(child) if x.pos_ != "DET"]
                return f"{_text(phrase)} ({_text(role)})"
    return None


def _text(tokens: list[Token]) -> str:
    return span_text(tokens[0], tokens[0].i, tokens[-1].i + 1)
