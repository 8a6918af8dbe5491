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
    rf"^\W*{_LEAD}{any_of('calls', 'actions')}\b(?![-’'])(?!\s+{any_of('calls', 'as_noun')}\b)"
    r"|^(?:do not|don[’']t) miss\b",
    re.IGNORECASE,
)
_OURS = rf"our (?:[\w-]+ ){{0,3}}{any_of('calls', 'page_nouns')}"
_YOURS = rf"your (?:own )?{any_of('calls', 'reader_nouns')}"
_PAGE = re.compile(rf"\b(?:{_OURS}|{_YOURS}|{any_of('calls', 'page_phrases')})(?!\w)|\bhere$", re.IGNORECASE)
_READER = re.compile(rf"\b(?:{_YOURS}|(?:do|did|would|have|are|will|can|could) you)\b", re.IGNORECASE)
_LEGAL = re.compile(any_of("calls", "legal"), re.IGNORECASE)
_PROMPT = re.compile(any_of("calls", "prompts"), re.IGNORECASE)
_SPEAKER = re.compile(r"^(?:Q|A|Question|Answer|[A-Z][\w .’'-]{1,30}):\s")


def call_to_reader(sentence: str, closing: bool = False) -> bool:
    """Whether a sentence addresses the reader about the page. `closing`: it stands in the last paragraph or beside
    another call, where a question to "you" is one too (in an interview it is a question to the guest).

    >>> call_to_reader("Subscribe to our newsletter for more stories."), call_to_reader("Shares of the bank fell.")
    (True, False)
    >>> call_to_reader('"You can read our reports in the archive," the minister said.')
    False
    """
    if _SPEAKER.match(sentence):
        return False
    own = _QUOTED.sub(" ", sentence).strip()
    if _LEGAL.search(own) or _PROMPT.search(own):
        return True
    body = own.rstrip(" .!?…:)")
    if _IMPERATIVE.match(body) and _PAGE.search(body):
        return True
    return closing and own.endswith("?") and bool(_READER.search(own))
