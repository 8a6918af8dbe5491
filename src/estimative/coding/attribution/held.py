"""Who holds a given content: the source of a stretch of text whose cue is not known.

The cue is looked for in this order: a phrase like "according to", the word that governs the content, a comment clause
beside it, the word right before it, a speaker with a colon, the last speaker before a quotation.
"""

from collections.abc import Callable, Collection, Sequence

from spacy.tokens import Token

from ..clause import is_nominal, places
from ..signatures import Signature, lemma, signature, table, words
from .doers import doer, is_unsaid
from .quotes import QUOTES, in_quotes
from .report import Report

_REACH = 3
_VERBS = ("say", "think", "know", "show", "feel", "want")
_Way = Callable[[Token, frozenset[int]], "Report | None"]


def holder(content: Sequence[Token]) -> Report | None:
    """The report that covers `content` (tokens of one or more sentences, in order); None if no source is found.

    The cue and the source stand outside the content; the cue may be a colon.
    """
    docs = {id(t.doc): frozenset(o.i for o in content if o.doc is t.doc) for t in content}
    for head in _heads(content, docs):
        for way in _WAYS:
            found = way(head, docs[id(head.doc)])
            if found is not None:
                return found
    return None


def _heads(content: Sequence[Token], docs: dict[int, frozenset[int]]) -> list[Token]:
    """The words of the content that hang on a word outside it, those with most below them first."""
    top = [t for t in content if (t.head == t or t.head.i not in docs[id(t.doc)]) and not t.is_punct]
    return sorted(top, key=lambda t: (-sum(1 for _ in t.subtree), t.i))


def is_cue(token: Token) -> bool:
    """Whether a word says, thinks, knows, shows, feels or wants something."""
    if is_nominal(token):
        return lemma(token) in words("attribution", "cues", "nouns")
    if token.lower_ in words("attribution", "cues", "adjectives"):
        return True
    name = lemma(token).split("_")[0]
    return any(name in words("attribution", "cues", kind) for kind in _VERBS)


def _report(cue: Token, content: Collection[int]) -> Report | None:
    source = doer(cue, content)
    if (
        source is None
        or source.i in content
        or not source.is_alpha
        or source.lower_ in words("attribution", "no_source")
    ):
        return None
    return Report(cue, source, _effect(cue))


def _effect(cue: Token) -> Signature | None:
    return signature(cue) if cue.pos_ in ("VERB", "NOUN", "ADJ") else None


def _phrase(head: Token, content: frozenset[int]) -> Report | None:
    """'According to X' in the sentence, or between it and the next."""
    for phrase in table("attribution")["prepositions"]:
        for at in places(head.sent, phrase):
            if at in content:
                continue
            source = _complement(head.doc[at : at + len(phrase.split())].end, head, content)
            if source is not None:
                return Report(head.doc[at], source, None)
    return None


def _complement(start: int, head: Token, content: Collection[int]) -> Token | None:
    """The head of the noun phrase that begins at `start`."""
    doc = head.doc
    if start >= len(doc) or start in content:
        return None
    node = doc[start]
    while node.head != node and node.head.i >= start and node.head.i not in content and node.head.pos_ != "VERB":
        node = node.head
    return node if is_nominal(node) else None


def _governor(head: Token, content: frozenset[int]) -> Report | None:
    """The word above the content if it is a cue, else the cue above that ("uses the speech to attack X")."""
    above = [a for a in list(head.ancestors)[:_REACH] if a.i not in content]
    if not above or above[0] != head.head:
        return None
    if is_cue(above[0]):
        return _report(above[0], content) or (Report(above[0], None, None) if is_unsaid(above[0]) else None)
    surface = _before(head, content)
    if surface is not None:
        return surface
    cue = next((a for a in above[1:] if is_cue(a) and a.pos_ == "VERB"), None)
    said = _report(cue, content) if cue is not None else None
    taken = head.dep_ in ("obj", "ccomp", "xcomp", "obl") and above[0].pos_ == "VERB"
    return said or (_report(above[0], content) if taken else None)


def _comment(head: Token, content: frozenset[int]) -> Report | None:
    """'..., X said, ...' and '..., said X': the verb of saying nearest to the content."""
    found = [t for t in head.sent if t.i not in content and t.pos_ == "VERB" and _comments(t)]
    edges = (min(content), max(content))
    for verb in sorted(found, key=lambda t: min(abs(t.i - e) for e in edges)):
        inverted = next((c for c in verb.children if c.dep_ == "obj" and c.i > verb.i and c.i not in content), None)
        said = _report(verb, content)
        if said is None and inverted is not None:
            said = Report(verb, inverted, _effect(verb))
        if said is not None:
            return said
    return None


def _comments(verb: Token) -> bool:
    """A verb of saying, thinking or showing that is no relative clause and follows no conjunction but "as"."""
    name = lemma(verb).split("_")[0]
    if not any(name in words("attribution", "cues", kind) for kind in ("say", "think", "show")):
        return False
    marked = any(c.dep_ == "mark" and c.lower_ not in ("as", "to") for c in verb.children)
    return not marked and verb.dep_ != "acl:relcl" and not any(c.tag_ in ("WDT", "WP", "WRB") for c in verb.children)


def _before(head: Token, content: frozenset[int]) -> Report | None:
    """The cue right before the content with its subject, whatever the parser made of the sentence."""
    doc, first = head.doc, _first(head, content)
    at = first - 1
    while at >= head.sent.start and (doc[at].is_punct or doc[at].lower_ in _THIN):
        at -= 1
    if at < head.sent.start or doc[at].pos_ not in ("VERB", "ADJ") or not is_cue(doc[at]):
        return None
    return _report(doc[at], content)


_THIN = frozenset(
    {"that", "of", "to", "for", "on", "with", "about", "against", "as", "the", "a", "at", "whether", "if"}
)


def _first(head: Token, content: Collection[int]) -> int:
    """Where the stretch of content around the head begins."""
    at = head.i
    while at - 1 in content and at > head.sent.start:
        at -= 1
    return at


def _colon(head: Token, content: frozenset[int]) -> Report | None:
    """'Minister: the pact is dead'; the speaker stands before the colon that opens the content."""
    doc, at = head.doc, min(content) - 1
    while at > 0 and doc[at].text in QUOTES:
        at -= 1
    if at <= 0 or doc[at].text != ":":
        return None
    start = doc[at].sent.start
    left = [t for t in doc[start:at] if is_nominal(t) and (t.head.i >= at or t.head.i < start or t.head == t)]
    speaker = next((t for t in left if t.i not in content), None)
    verb = next((t for t in reversed(list(doc[start:at])) if t.pos_ == "VERB" and is_cue(t)), None)
    said = _report(verb, content) if verb is not None else None
    return said or (Report(doc[at], speaker, None) if speaker is not None else None)


def _earlier(head: Token, content: frozenset[int]) -> Report | None:
    """A quotation that runs on: the last speaker before it, outside quotation marks."""
    doc, start = head.doc, min(content)
    if not _opens_quote(doc[start]):
        return None
    for token in reversed(list(doc[max(0, start - 60) : start])):
        if token.pos_ == "VERB" and _comments(token) and not in_quotes(token):
            said = _report(token, content)
            if said is not None:
                return said
    return None


def _opens_quote(token: Token) -> bool:
    return token.text in QUOTES or (token.i > 0 and token.nbor(-1).text in QUOTES)


_WAYS: tuple[_Way, ...] = (_phrase, _governor, _colon, _comment, _before, _earlier)
