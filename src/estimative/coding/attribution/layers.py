"""Layers of reporting over a word: "B <- A" where A says that B said it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Span, Token

from ..clause import CLAUSE, SUBJECT, is_nominal, path
from ..signatures import lemma, signature, words
from ..text import Mention
from .names import name
from .quotes import QUOTES, in_quotes
from .report import Report
from .speakers import speaker
from .surface import announced, final, inverted, prepositional

AUTHOR = "author"
_CONTENT = CLAUSE | {"obj", "obl", "nmod", "nsubj:pass", "dep"}


def attribute(token: Token, mentions: Sequence[Mention]) -> str:
    """The sources of the claim whose predicate is `token`, origin first and joined by ` <- `, else `author`.

    A pronoun is replaced by the latest name before it that `mentions` resolves to the same codes.
    """
    chain = [name(r.source, mentions) for r in reports(token)]
    unique = [s for i, s in enumerate(chain) if s not in chain[:i]]
    return " <- ".join(unique) or AUTHOR


@lru_cache(maxsize=64)  # each claim of a sentence asks, and more than once
def reports(token: Token) -> tuple[Report, ...]:
    """Layers of reporting over the token, innermost first. A source that the reporter cites is the inner one.

    Ask only when the tree is mended: answers are kept.
    """
    found = [*_own(token), *prepositional(token, citing=True), *inverted(token)]
    cues = {r.cue.i for r in found}
    outer = (*_governing(token), *_accusing(token), *_trailing(token), *final(token), *announced(token))
    for layer in (*outer, *prepositional(token, citing=False)):
        if layer.cue.i not in cues:
            found.append(layer)
            cues.add(layer.cue.i)
    return tuple(found or _quoted(token))


def _own(token: Token) -> Iterator[Report]:
    """A promise is attributed to who makes it, the act as well as its content."""
    effect = signature(token)
    if effect and effect.name == "promise" and token.pos_ == "VERB" and (source := speaker(token)):
        yield Report(token, source, effect)


def _governing(token: Token) -> Iterator[Report]:
    for child, gov in pairwise(reversed(path(token))):
        effect = signature(gov)
        if effect is None or not effect.report or child.dep_ not in _CONTENT or _is_adjunct(child, gov):
            continue
        if is_nominal(child) and not effect.nominal and child.dep_ not in ("ccomp", "xcomp"):
            continue
        source = speaker(gov)
        if source is None and is_nominal(gov) and lemma(gov.head) in words("certainty", "verbs", "reject"):
            yield Report(gov.head, speaker(gov.head), signature(gov.head))  # "rejected claims that": the denier speaks
            continue
        if is_nominal(gov) and source is None and (effect.name == "promise" or child.dep_ not in ("acl", "ccomp")):
            continue
        yield Report(gov, source, effect)


def _accusing(token: Token) -> Iterator[Report]:
    """'A accused B of doing', also where the parser took `accused` for an attribute of B."""
    verbs = words("attribution", "accusing")
    for verb in token.sent:
        if not 2 < token.i - verb.i < 10 or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP") or lemma(verb) not in verbs:
            continue
        gap = token.doc[verb.i + 1 : token.i]
        before = token.doc[verb.i - 1] if verb.i > verb.sent.start else None
        gerund = any(t.lower_ in ("of", "for", "with") and t.nbor().tag_ == "VBG" for t in gap)
        if gerund and before is not None and before.pos_ != "AUX":
            yield Report(verb, before, signature(verb))


def _is_adjunct(child: Token, gov: Token) -> bool:
    """Whether an adverbial clause or phrase only accompanies the report: 'said while visiting'."""
    if child.dep_ == "advcl":
        return not any(c.dep_ == "mark" and c.lower_ in ("of", "for", "that", "to", "with") for c in child.children)
    if child.dep_ in ("obl", "nmod"):
        return not any(c.dep_ == "case" and c.lower_ in ("of", "to", "for", "about", "with") for c in child.children)
    return child.dep_ == "parataxis" and child.i > gov.i and ":" not in child.doc[gov.i : child.i].text


def _trailing(token: Token) -> Iterator[Report]:
    """'..., the ministry said' and '..., said the minister', wherever the parser hung the verb."""
    above = {t.i for t in path(token)}
    for verb in token.sent:
        if verb.i in above or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.head.i not in above:
            continue
        effect = signature(verb)
        if effect is None or not effect.report or not _is_comment(verb, token):
            continue
        source = next((c for c in verb.children if c.dep_ in SUBJECT or (c.dep_ == "obj" and c.i > verb.i)), None)
        if source is not None:
            yield Report(verb, source, effect)


def _is_comment(verb: Token, token: Token) -> bool:
    """A report verb set off by a comma, with a subject, and with no content or connective of its own."""
    subtree = sorted(verb.subtree, key=lambda t: t.i)
    before = token.doc[subtree[0].i - 1] if subtree[0].i > token.sent.start else None
    opens = subtree[0].text == "," or (before is not None and (before.text == "," or before.text in QUOTES))
    parenthetical = subtree[0].i == token.sent.start or opens
    content = any(c.dep_ in ("ccomp", "mark", "cc") or c.tag_ in ("WDT", "WP", "WRB") for c in verb.children)
    as_comment = any(c.lower_ == "as" and c.i < verb.i for c in verb.children)
    has_subject = any(c.dep_ in SUBJECT for c in verb.children)
    patient = any(c.dep_ == "obj" for c in verb.children) and has_subject and verb.lower_ != "told"
    return parenthetical and (as_comment or not content) and not patient


def _quoted(token: Token) -> Iterator[Report]:
    """A quotation: the verb of reporting in the sentence, else the source of the sentence before the quotation."""
    if not in_quotes(token):
        return
    for sent in _this_and_earlier(token):
        for verb in sent:
            effect = signature(verb)
            if effect and effect.report and verb.tag_ in ("VBD", "VBZ", "VBP") and not in_quotes(verb):
                source = speaker(verb)
                if source is not None:
                    yield Report(verb, source, effect)
                    return


def _this_and_earlier(token: Token) -> Iterator[Span]:
    sents = [s for s in token.doc.sents if s.start <= token.i]
    yield from reversed(sents[-3:])
