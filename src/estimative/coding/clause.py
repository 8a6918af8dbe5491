"""The clause around a token: governors, auxiliaries, tense, subject. Lenient, because parses are not always right."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Doc, Span, Token

AUX = frozenset({"aux", "aux:pass", "cop"})
SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"})
CLAUSE = frozenset({"ccomp", "xcomp", "advcl", "advcl:relcl", "acl", "acl:relcl", "parataxis", "csubj", "csubj:pass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_FORMS = "estimative.forms"


def path(token: Token) -> list[Token]:
    """From the root of the sentence down to the token."""
    return [*reversed(list(token.ancestors)), token]


def is_verbal(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a predicate with a copula."""
    return token.pos_ in ("VERB", "AUX") or any(c.dep_ == "cop" for c in token.children)


def is_nominal(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and not any(c.dep_ == "cop" for c in token.children)


def auxiliaries(token: Token) -> list[Token]:
    """Auxiliaries and copulas of the token, in order; a bare conjunct shares those of the first conjunct."""
    own = [c for c in token.children if c.dep_ in AUX or c.tag_ == "MD"]
    if not own and shares(token):
        return auxiliaries(token.head)
    return own


def subject(token: Token) -> Token | None:
    """The grammatical subject, also of an infinitive, participle or conjunct that leaves it unsaid."""
    for child in token.children:
        if child.dep_ in SUBJECT and child.dep_ != "expl":
            return child
    if token.dep_ == "conj" or token.dep_ in ("xcomp", "advcl"):
        return subject(token.head) if token.head != token else None
    if token.dep_ in ("acl", "acl:relcl"):
        return token.head
    return None


def shares(token: Token) -> bool:
    """Whether a conjunct lies in the scope of what precedes the first one: it has no finite verb of its own."""
    if token.dep_ != "conj" or token.head == token:
        return False
    contrast = any(c.dep_ == "cc" and c.lower_ in ("but", "yet") for c in token.children)
    own_subject = any(c.dep_ in SUBJECT for c in token.children)
    own_aux = any(c.dep_ in AUX or c.tag_ == "MD" for c in token.children)
    if contrast or own_subject or own_aux:
        return False
    return is_nominal(token) or token.tag_ not in FINITE or is_mistagged(token)


def is_mistagged(token: Token) -> bool:
    """A past form after have/be may be tagged VBD: 'has bought and sold'."""
    return token.tag_ == "VBD" and token.head.tag_ == "VBN"


def clause_head(token: Token) -> Token:
    """The nearest governor that heads a clause, the token itself included."""
    for node in [token, *token.ancestors]:
        if is_verbal(node) or node.dep_ == "ROOT":
            return node
    return token


def words_of(token: Token) -> str:
    """The text of the subtree, without punctuation at its edges."""
    tree = sorted(token.subtree, key=lambda t: t.i)
    return span_text(token, tree[0].i, tree[-1].i + 1)


def span_text(token: Token, start: int, end: int) -> str:
    """Text of the tokens `start`..`end` (exclusive) of the token's Doc, trimmed, on one line."""
    text = " ".join(token.doc[start:end].text.split())
    return text.strip(' ,;:.–—-"“”')


def places(sent: Span, phrase: str) -> list[int]:
    """Token indices in the Doc at which `phrase` (lower case, words parted by spaces) starts in the sentence."""
    parts = _parts(phrase)
    at = _forms(sent.doc).get(parts[0])
    if at is None:
        return []
    doc, start, stop = sent.doc, sent.start, sent.end - len(parts)
    return [i for i in at if start <= i <= stop and all(doc[i + k].lower_ == p for k, p in enumerate(parts))]


def standing(sent: Span, phrases: frozenset[str]) -> Iterator[tuple[str, list[int]]]:
    """The phrases that stand in the sentence, in the order of the alphabet, each with its places."""
    forms = _forms(sent.doc)
    for phrase in sorted(p for word, group in _by_first(phrases).items() if word in forms for p in group):
        if at := places(sent, phrase):
            yield phrase, at


@cache
def _by_first(phrases: frozenset[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(_parts(phrase)[0], []).append(phrase)
    return found


@cache
def _parts(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.split())


def _forms(doc: Doc) -> dict[str, list[int]]:
    """Where each lower-case form stands; kept with the Doc, whose words never change."""
    found: dict[str, list[int]] | None = doc.user_data.get(_FORMS)
    if found is None:
        found = {}
        for token in doc:
            found.setdefault(token.lower_, []).append(token.i)
        doc.user_data[_FORMS] = found
    return found


def tense(token: Token) -> str:
    """past, perfect, present, progressive or future; for what is not finite, that of its governor."""
    head = clause_head(token)
    aux = auxiliaries(head)
    forms = {a.lower_ for a in aux}
    if forms & {"will", "'ll", "’ll", "wo", "shall"}:
        return "future"
    tags = [a.tag_ for a in aux]
    has = [a for a in aux if a.lower_ in ("has", "have", "'ve", "’ve", "had", "having")]
    if has:
        return "past" if has[0].lower_ == "had" else "perfect"
    if "MD" in tags:
        return "present" if forms & {"can", "ca"} else "future"
    if "VBD" in tags or forms & {"was", "were", "did"}:
        return "past"
    if "VBZ" in tags or "VBP" in tags:
        return "progressive" if head.tag_ == "VBG" else "present"
    if head.tag_ in ("VBZ", "VBP"):
        return "present"
    if head.tag_ == "VBD":
        return "past"
    if head.dep_ == "ROOT" or head.head == head:
        return "past" if head.tag_ == "VBN" else "present"
    return tense(head.head)


def in_clause(token: Token, other: Token) -> bool:
    """Whether two tokens stand in one clause: the same nearest clause head."""
    return clause_head(token).i == clause_head(other).i
