"""How much: the amount a stretch of tokens names, in base units, with its bound and basis."""

import re
from collections.abc import Sequence

from spacy.tokens import Token

from estimative.domain import Magnitude

from .amounts import Amount, amounts
from .signatures import table


def magnitude(tokens: Sequence[Token]) -> Magnitude | None:
    """The amount among `tokens` (one clause or argument, in order); money and measured units before bare counts.

    Dates, ordinals and the "two" of "the two countries" are no amounts. Vague amounts keep their words and no value.
    """
    if not tokens:
        return None
    tokens = sorted(tokens, key=lambda t: t.i)
    text = "".join(t.text_with_ws for t in tokens)
    found = amounts(text)
    if not found:
        return None
    best = max(found, key=lambda f: (f.rank, -f.start))
    bound, start = _bound(text, best)
    of, end = _of(tokens, best)
    spoken = " ".join(text[start : end if best.unit in ("count", "percent") else best.end].split())
    return Magnitude(best.value, best.unit, of, bound, spoken, _basis(text, best), best.upper)


def priced(verb: Token) -> Magnitude | None:
    """The money named in the clause of a verb where its own words name no amount: "lent Kenya between $3 and $4
    billion". Only what hangs on the verb itself, and only money."""
    near = [t for c in verb.children if c.dep_ in ("obl", "obj", "dep", "obl:unmarked", "xcomp") for t in c.subtree]
    found = magnitude([t for t in near if not any(a.dep_ in _OWN_CLAUSE for a in (t, *t.ancestors) if a.i != verb.i)])
    return found if found is not None and len(found.unit) == 3 and found.unit.isupper() else None


_OWN_CLAUSE = frozenset({"advcl", "acl", "acl:relcl", "parataxis", "ccomp"})


_BOUNDS = (
    (
        "at_least",
        r"(?:at least|more than|over|no fewer than|no less than|not less than|upwards of|in excess of"
        r"|exceeding|above|a minimum of|even by)",
    ),
    (
        "at_most",
        r"(?:at most|up to|as many as|as much as|no more than|not more than|less than|fewer than|under|below"
        r"|a maximum of)",
    ),
    (
        "about",
        r"(?:about|around|roughly|approximately|some|nearly|almost|an estimated|estimated|circa|close to"
        r"|just over|just under|more or less|or so)",
    ),
)


def _bound(text: str, f: Amount) -> tuple[str, int]:
    """The bound, and where its words begin."""
    if f.bound in ("range", "vague"):
        lead = re.search(r"(?:between|from)\s*$", text[: f.start], re.I)
        return f.bound, lead.start() if lead else f.start
    for name, pattern in _BOUNDS:
        hit = re.search(rf"\b{pattern}\s+(?:an?\s+)?$", text[: f.start], re.I)
        if hit:
            return name, hit.start()
    if re.match(r"\s+or more\b|\+", text[f.end :]):
        return "at_least", f.start
    return "exact", f.start


_FLOW = (
    r"\b(?:per|a|an|each|every)\s+(?:day|week|month|year|quarter)\b|\b(?:annual|annually|yearly|monthly|daily|weekly)\b"
)


def _basis(text: str, f: Amount) -> str | None:
    lower = text.lower()
    if f.unit.endswith(("/day", "/year", "/month")) or re.search(_FLOW, lower):
        return "flow"
    if f.unit == "percent":
        return "share" if re.match(r"\s*of\b", lower[f.end :]) else None
    for basis, pattern in table("units")["basis"].items():
        if re.search(rf"\b(?:{pattern})\b", lower):
            return str(basis)
    return None


def _of(tokens: Sequence[Token], f: Amount) -> tuple[str, int]:
    """What is counted (the noun after the amount with its modifiers) and where it ends in the text."""
    position, end = 0, f.end
    phrase: list[Token] = []
    for t in tokens:
        start, position = position, position + len(t.text_with_ws)
        if start < f.end or (not phrase and t.lower_ in _SKIPPED):
            continue
        noun_seen = any(p.pos_ in ("NOUN", "PROPN") for p in phrase)
        modifier = t.pos_ == "ADJ" or t.tag_ in ("VBN", "VBG")
        if t.pos_ not in ("NOUN", "PROPN") and not (modifier and not noun_seen):
            break
        phrase.append(t)
        if t.pos_ in ("NOUN", "PROPN"):
            end = start + len(t.text)
    while phrase and phrase[-1].pos_ not in ("NOUN", "PROPN"):
        phrase.pop()
    return "".join(t.text_with_ws for t in phrase).strip(), end


_SKIPPED = frozenset({"of", "the", "a", "an", "worth", "in", "more", "additional", "-", "its", "their", "new", "all"})
