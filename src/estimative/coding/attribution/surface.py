"""Sources told from the surface of the sentence, where parses of comment clauses are not to be trusted."""

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Span, Token

from ..clause import is_nominal, path, standing
from ..signatures import lemma, signature, table, words
from .quotes import QUOTES
from .report import Report

_FINITE = ("VBD", "VBN", "VBZ", "VBP")
_LONGEST = 9  # tokens of a speaker between comma and verb


def final(token: Token) -> Iterator[Report]:
    """Comma, noun phrase, verb of reporting, no other verb up to the end: "..., a spokesman confirmed on Friday"."""
    sent = token.sent
    commas = [t.i for t in sent if t.i > token.i and (t.text == "," or t.text in QUOTES)]
    for comma in commas:
        rest = [t for t in token.doc[comma + 1 : sent.end] if not t.is_punct]
        verb = next((t for t in rest if t.pos_ in ("VERB", "AUX")), None)
        if verb is None or not _reports(verb) or any(t.pos_ in ("VERB", "AUX") for t in rest if t.i > verb.i):
            continue
        speaker = token.doc[comma + 1 : verb.i]
        plain = not any(t.is_punct or t.dep_ == "mark" or t.tag_ in ("WDT", "WP", "WRB") for t in speaker)
        if 0 < len(speaker) < _LONGEST and plain and is_nominal(speaker[-1]) and _no_object(verb, sent):
            yield Report(verb, _head(speaker), signature(verb))
            return


def inverted(token: Token) -> Iterator[Report]:
    """', said the minister,' in the middle or at the end of a sentence."""
    sent = token.sent
    for verb in sent:
        if verb.tag_ not in ("VBD", "VBZ") or verb.i == sent.start:
            continue
        before = verb.nbor(-1).text
        if not (before == "," or before in QUOTES) or not _reports(verb):
            continue
        if lemma(verb) not in words("attribution", "cues", "say"):
            continue
        stop = next((t.i for t in token.doc[verb.i + 1 : sent.end] if t.is_punct), sent.end)
        speaker = token.doc[verb.i + 1 : stop]
        if 0 < len(speaker) < _LONGEST and is_nominal(speaker[-1]) and not any(t.pos_ == "VERB" for t in speaker):
            opens = speaker[0].pos_ in ("DET", "PROPN", "PRON", "NOUN", "ADJ", "NUM")
            if opens and speaker[0].lower_ not in ("that", "it") and verb.i != token.i:
                yield Report(verb, _head(speaker), signature(verb))


def announced(token: Token) -> Iterator[Report]:
    """'Admiral Rojas: Peru bought the frigates': a name and a colon open the sentence."""
    sent = token.sent
    colon = next((t for t in sent[: _LONGEST - 1] if t.text == ":"), None)
    if colon is None or colon.i > token.i:
        return
    left = token.doc[sent.start : colon.i]
    if left and left[-1].pos_ == "PROPN" and not any(t.pos_ in ("VERB", "AUX") or t.is_punct for t in left):
        named = left[-1]
        while named.dep_ == "flat" and named.head.i < named.i:
            named = named.head
        yield Report(colon, named, None)


def prepositional(token: Token, citing: bool) -> Iterator[Report]:
    """'According to X' and the like, which covers the clause it hangs from; `citing` asks for "citing X" only."""
    sent = token.sent
    above = {t.i for t in path(token)}
    here = dict(standing(sent, words("attribution", "prepositions")))
    for phrase in table("attribution")["prepositions"] if here else ():
        if (phrase in ("citing", "quoting")) != citing:
            continue
        for start in here.get(phrase, ()):
            source = object_of(token.doc[start : start + len(phrase.split())])
            if source is not None and token not in source.subtree and _covers(source, above, sent):
                yield Report(token.doc[start], source, None)


def object_of(phrase: Span) -> Token | None:
    """The head of the noun phrase after a preposition."""
    doc, start = phrase.doc, phrase.end
    if start >= len(doc):
        return None
    head = doc[start]
    while head.head != head and head.head.i >= start and head.dep_ not in ("acl", "acl:relcl", "advcl"):
        if head.head.pos_ in ("VERB", "AUX") or head.sent != head.head.sent:
            break
        head = head.head
    return head if is_nominal(head) else None


def _covers(source: Token, above: Collection[int], sent: Span) -> bool:
    edge = source.left_edge.i <= sent.start + 5 or source.right_edge.i >= sent.end - 2
    return edge or any(a.i in above for a in source.ancestors)


def _reports(verb: Token) -> bool:
    effect = signature(verb)
    return effect is not None and effect.report and verb.tag_ in _FINITE


def _no_object(verb: Token, sent: Span) -> bool:
    """After the verb only an addressee, a time or a place: no content of its own."""
    rest = [t for t in sent.doc[verb.i + 1 : sent.end] if not t.is_punct]
    direct = any(c.dep_ in ("obj", "ccomp") and c.i > verb.i for c in verb.children) and lemma(verb) != "tell"
    return len(rest) < _LONGEST and not direct


def _head(phrase: Span | Sequence[Token]) -> Token:
    """The noun of a phrase: its last word before a preposition."""
    last = next((t.i - 1 for t in phrase if t.dep_ == "case" and t.i > phrase[0].i), phrase[-1].i)
    head = phrase[0].doc[last]
    while phrase[0].i <= head.head.i <= last and head.head != head and is_nominal(head.head):
        head = head.head
    return head
