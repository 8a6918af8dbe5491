"""Why, as the text gives it: "because of", "to avoid", "citing", a because-clause."""

from spacy.tokens import Token

from .clause import clause_head, span_text, standing, words_of
from .signatures import words


def reason(token: Token) -> str | None:
    """The reason the text gives for the act, without its connective; a purpose keeps its "to"."""
    head = clause_head(token)
    while head.dep_ in ("xcomp", "ccomp", "conj") and head.head != head:
        found = _of_clause(head)
        if found is not None:
            return found
        head = clause_head(head.head)
    below = (c for c in head.children if c.dep_ == "xcomp")
    return _of_clause(head) or next((found for c in below if (found := _of_clause(c)) is not None), None)


def _of_clause(head: Token) -> str | None:
    return _phrase(head) or _subordinate(head)


def _phrase(head: Token) -> str | None:
    """'Because of X', 'due to X': to the next comma or the end."""
    sent = head.sent
    for phrase, starts in standing(sent, words("deeds", "reason", "phrases")):
        for start in starts:
            after = start + len(phrase.split())
            if head in head.doc[start].ancestors or clause_head(head.doc[start]) == head:
                stop = next((t.i for t in head.sent if t.i >= after and t.text in ",;"), head.sent.end)
                return span_text(head, after, stop) or None
    return None


def _subordinate(head: Token) -> str | None:
    purpose: str | None = None
    for child in head.children:
        if child.dep_ not in ("advcl", "parataxis", "acl", "obl"):
            continue
        opener = next((c for c in child.children if c.dep_ in ("mark", "case") and c.i < child.i), None)
        if child.lower_ in words("deeds", "reason", "citing"):
            return words_of(child).split(" ", 1)[-1] if child.lower_ == "citing" else words_of(child)
        if opener is not None and opener.lower_ == "because":
            return span_text(child, opener.i + 1, child.right_edge.i + 1)
        if opener is not None and opener.lower_ == "to" and child.i > head.i and child.dep_ == "advcl":
            purpose = span_text(child, opener.i, child.right_edge.i + 1)
    return purpose or _aim(head)


def _aim(head: Token) -> str | None:
    """'To avoid a clash', wherever the parser hung it."""
    for verb in head.sent:
        to = next((c for c in verb.children if c.lower_ == "to" and c.i == verb.i - 1), None)
        if to is None or verb.i < head.i or verb.lower_ not in words("deeds", "reason", "aims"):
            continue
        if not any(t.pos_ == "VERB" for t in head.doc[head.i + 1 : to.i]):
            return span_text(verb, to.i, verb.right_edge.i + 1)
    return None
