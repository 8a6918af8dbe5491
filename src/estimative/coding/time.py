"""When a relation holds: the time expression of its clause, else the tense of its verb."""

import datetime as dt
import re
from collections.abc import Iterator

from spacy.tokens import Token

from estimative.domain import PartialDate, Time

from .clause import CLAUSE, auxiliaries, clause_head, span_text, tense
from .signatures import lemma, signature, words
from .timex import Interval, expressions

_HISTORIC = re.compile(
    r"\b(?:historical(?:ly)?(?! (?:low|high|record))|imperial eras?|centuries"
    r"|in ancient times|colonial (?:era|times|period|rule)"
    r"|tsarist|ottoman era|pre-?war|interwar)\b",
    re.I,
)

_YEAR = 366


def when(token: Token, on: PartialDate | None) -> Time:
    """The time of the event or relation headed by `token` in a document dated `on` (None: unknown).

    Bounds are ISO days, both included; None is open. `basis` says how the time is known, `cue` gives the words.
    """
    future = _looks_ahead(token)
    sent = token.sent
    ranked = sorted(_candidates(token, expressions(sent.text, on, future)), key=lambda pair: pair[0])
    if ranked:
        return _as_time(ranked[0][1], sent.text, token)
    return _by_tense(token, on, future)


def auxiliary(token: Token, on: PartialDate | None) -> str | None:
    """PLOVER's auxiliary mode of time: `future` where the clause looks ahead, `historical` where its time ended more
    than a year before the document or is told as history; None for current events and where the text is silent."""
    if _looks_ahead(token):
        return "future"
    found = when(token, on)
    if found.basis == "historic_undated" or found.granularity in ("century", "historic_era"):
        return "historical"
    if on is None or found.end is None or found.basis in ("past_undated", "ongoing_at_doc_date"):
        return None
    return "historical" if (on.first - dt.date.fromisoformat(found.end)).days > _YEAR else None


def _candidates(token: Token, found: list[Interval]) -> Iterator[tuple[int, Interval]]:
    """Expressions that date the token, with their rank: its own words, its clause, the clauses it depends on."""
    for interval in found:
        anchor = _anchor(token, interval)
        rank = None if anchor is None else _rank(token, anchor, interval)
        if rank is not None:
            yield rank, interval


def _anchor(token: Token, interval: Interval) -> Token | None:
    """The word of the expression that hangs highest."""
    base = token.sent.start_char
    inside = [t for t in token.sent if interval.start <= t.idx - base < interval.end]
    outside = [t for t in inside if t.head not in inside or t.head is t]
    content = [t for t in outside if t.dep_ not in ("case", "punct", "mark")]
    return (content or outside or [None])[-1]  # type: ignore[list-item]


def _rank(token: Token, anchor: Token, interval: Interval) -> int | None:
    if interval.nominal:
        return 0 if anchor.head == token else None
    if anchor == token or token in anchor.ancestors:
        steps = _clauses_between(anchor, token)
        return 0 if steps == 0 else 4 if steps == 1 and not _reporting(token) else None
    home = clause_head(anchor)
    if home.i == clause_head(token).i:
        return 1
    node, distance = token, 2
    while node.head != node:
        if node.dep_ in ("ccomp", "acl:relcl", "parataxis") and (_reporting(node.head) or node.dep_ == "acl:relcl"):
            return None
        node = node.head
        if home.i == node.i:
            return distance
        distance += 1 if node.dep_ in CLAUSE | {"conj"} else 0
    return None


def _reporting(token: Token) -> bool:
    effect = signature(token)
    return effect is not None and effect.report and effect.name != "promise"


def _clauses_between(low: Token, high: Token) -> int:
    node, count = low, 0
    while node != high and node.head != node:
        count += node.dep_ in CLAUSE and node.dep_ != "xcomp" and clause_head(node).i == node.i
        node = node.head
    return count


def _as_time(found: Interval, text: str, token: Token) -> Time:
    def iso(day: dt.date | None) -> str | None:
        return day.isoformat() if day else None

    cue = " ".join(_with_preposition(text, found).split())
    return Time(iso(found.first), iso(found.last), found.granularity, found.basis, cue)


def _with_preposition(text: str, found: Interval) -> str:
    lead = re.search(r"\b(?:in|on|at|during|over)\s+(?:the\s+)?$", text[: found.start], re.I)
    return text[lead.start() if lead else found.start : found.end]


def _looks_ahead(token: Token) -> bool:
    """Whether the clause speaks of the future: its tense, or a plan or promise above a bare infinitive."""
    node = token
    while True:
        if tense(node) == "future":
            past = {a.lower_ for a in auxiliaries(clause_head(node))} & {"have"}
            return not past
        effect = signature(node.head) if node.head != node else None
        ahead = effect is not None and bool({"planned", "promised", "future"} & set(effect.modality))
        if ahead and node.dep_ in ("xcomp", "ccomp", "advcl", "acl", "obj", "nmod", "obl") and not _finite_past(node):
            return True
        if (
            node.dep_ not in ("xcomp", "conj", "obj", "nmod", "obl", "amod", "advcl", "acl", "nsubj:pass")
            or node.head == node
        ):
            return False
        if _finite_past(node):
            return False
        node = node.head


def _finite_past(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ in ("VBD", "VBZ", "VBP") for c in auxiliaries(token))


def _by_tense(token: Token, on: PartialDate | None, future: bool) -> Time:
    end = on.iso if on else None
    historic = _HISTORIC.search(token.sent.text)
    if future:
        return Time(end, None, "open_future", "future_unbounded", _verb_words(token))
    if historic is not None:
        return Time(None, None, "historic_era", "historic_undated", historic[0])
    kind = tense(token)
    head = clause_head(token)
    lasting = any(c.dep_ == "cop" for c in head.children) or lemma(head) in words("certainty", "verbs", "trend_up")
    turned = any(c.lower_ in words("certainty", "adverbs", "up") for c in head.children)
    if kind == "past" or (kind == "perfect" and not lasting and not turned):
        return Time(None, end, "open_past", "past_undated", _verb_words(token))
    return Time(None, end, "open", "ongoing_at_doc_date", _verb_words(token) if kind == "progressive" else None)


def _verb_words(token: Token) -> str | None:
    """The verb with its auxiliaries: 'has provided', 'will'."""
    head = clause_head(token)
    aux = auxiliaries(head)
    modal = next((a for a in aux if a.tag_ == "MD"), None)
    if modal is not None:
        return modal.text
    first = min([a.i for a in aux if a.i < head.i], default=head.i)
    return span_text(head, first, head.i + 1) or None
