"""Sentences that talk to the reader about the page itself: share, subscribe, comment, cookies.

Told by the person and mood of the sentence together with what it is about, so that "you" in a quotation or "shares
fell" stays body.
"""

import re

from .language import any_of

_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")
_LEAD = (
    r"(?:(?:and|or|but|so|also|now|then|please|just|for more[^,]*,|if you[^,]*,)\s+)*"
    r"(?:(?:do not|don[’']t) forget to\s+|be sure to\s+|make sure to\s+|feel free to\s+)?"
)
_IMPERATIVE = re.compile(
    rf"^\W*{_LEAD}{any_of('calls', 'actions')}\b(?![-’'])(?:(?<=up)|(?<=in)|(?!\s+{any_of('calls', 'as_noun')}\b))"
    r"|^(?:do not|don[’']t) miss\b",
    re.IGNORECASE,
)
_OURS = rf"our (?:[\w-]+ ){{0,3}}{any_of('calls', 'page_nouns')}"
_YOURS = rf"your (?:own )?{any_of('calls', 'reader_nouns')}"
_PAGE = re.compile(rf"\b(?:{_OURS}|{_YOURS}|{any_of('calls', 'page_phrases')})(?!\w)|\bhere$", re.IGNORECASE)
_READER = re.compile(rf"\b(?:{_YOURS}|(?:do|did|would|have|are|will|can|could) you)\b", re.IGNORECASE)
_LEGAL = re.compile(any_of("calls", "legal"), re.IGNORECASE)
_PROMPT = re.compile(any_of("calls", "prompts"), re.IGNORECASE)
_PLAIN_CALL = re.compile(rf"^\W*{_LEAD}{any_of('calls', 'plain')}\b(?![-’'])", re.IGNORECASE)
_ADDRESS = re.compile(r"\b[\w.+-]+@[\w-]+\.\w+|https?://|\b(?:www|t)\.\w+")
_ENDS = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-ZÀ-Þ0-9])")
_ASIDE = re.compile(
    r"^(?:please\b|see you\b|(?:was|is) this\b.*\?|got a\b|(?:it|this) is free\b|good (?:morning|afternoon|evening)\b)",
    re.IGNORECASE,
)
_LEGAL_LINE = re.compile(any_of("calls", "notices"), re.IGNORECASE)
_SPEAKER = re.compile(r"^(?:Q|A|Question|Answer|[A-Z][\w .’'-]{1,30}):\s")


def call_to_reader(sentence: str, closing: bool = False) -> bool:
    """Whether a sentence addresses the reader about the page. `closing`: it stands in the last paragraph or beside
    another call, where a question to "you" is one too (in an interview it is a question to the guest).

    >>> call_to_reader("Subscribe to our newsletter for more stories."), call_to_reader("Shares of the bank fell.")
    (True, False)
    >>> call_to_reader('"You can read our reports in the archive," the minister said.')
    False
    """
    if _LEGAL_LINE.search(_QUOTED.sub(" ", sentence)):
        return True
    if _SPEAKER.match(sentence):
        return False
    own = _QUOTED.sub(" ", sentence).strip()
    if _LEGAL.search(own) or _PROMPT.search(own):
        return True
    body = own.rstrip(" .!?…:)")
    if _PLAIN_CALL.match(body) or (_IMPERATIVE.match(body) and (_PAGE.search(body) or _ADDRESS.search(body))):
        return True
    return closing and own.endswith("?") and bool(_READER.search(own))


def calls_only(line: str) -> bool:
    """Every sentence of the line addresses the reader about the page; a question to "you" or a request may stand
    beside a call.

    >>> calls_only("What do you think? Tell us in the comments."), calls_only("The ship sank. Tell us in the comments.")
    (True, False)
    """
    parts = [part for part in _ENDS.split(line) if re.search(r"\w", part)]
    calls = [call_to_reader(part) for part in parts]
    if not any(calls):
        return False
    return all(
        called or call_to_reader(part, closing=True) or _ASIDE.match(part) or _LEGAL_LINE.search(part)
        for called, part in zip(calls, parts, strict=True)
    )
