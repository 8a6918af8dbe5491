"""Lines that only date the page: when it was published or updated, the time, the zone, how long ago."""

import re

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
_DATE = re.compile(DATE, re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:\d+|an?|one|two|few|several) (?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?) ago\b|"
    r"\b(?:just now|yesterday at \d.*)$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}(?:[:.h]\d\d){1,2}\b(?: ?[ap]\.?m\b\.?)?|\b\d{1,2} ?[ap]\.?m\b\.?", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:GMT|UTC|[A-Z]{1,3}[SD]?T)\b(?: ?[+−-] ?\d{1,2}(?::?\d\d)?)?|[+−-]\d\d:?\d\d\b")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?", re.IGNORECASE)
_STAMP = re.compile(
    r"\b(?:first|last|originally|re)?[ -]?(?:published|updated?|posted|modified|dated?|issued|edited|revised|created|"
    r"uploaded|added)\b(?: on)?|\b(?:print version|local time|\d+[ -]min(?:ute)?s?(?: to)? read)\b",
    re.IGNORECASE,
)
_FILL = re.compile(r"\b(?:at|on|and|last|the|as of|ist)\b|[\W_]+", re.IGNORECASE)


def is_stamp(text: str) -> bool:
    """Nothing but dates, times and words of dating.

    >>> [is_stamp(t) for t in ("Updated 2 hours ago", "3 May 2024 6:12 PM GMT+9 - Updated", "Talks of 3 May 2024")]
    [True, True, False]
    """
    if not (_DATE.search(text) or _AGO.search(text) or (_CLOCK.search(text) and _STAMP.search(text))):
        return False
    return not _rest(text)


def dates_a_place(text: str) -> bool:
    """A date with nothing beside it but a name or two, or set behind a comma or dash: a dateline or byline alone.

    >>> dates_a_place("LORN, 3 May 2024"), dates_a_place("How the truce of 3 May 2024 failed")
    (True, False)
    """
    if re.search(rf"[,|–—-]\s{DATE}$", text, re.IGNORECASE):
        return True
    rest = _rest(text).split()
    capitals = [word[0].isupper() for word in rest]
    return bool(_DATE.search(text)) and 0 < len(rest) <= 4 and (capitals[0] and sum(capitals) * 2 >= len(rest))


def _rest(text: str) -> str:
    for pattern in (_DATE, _AGO, _CLOCK, _ZONE, _WEEKDAY, _STAMP, _FILL):
        text = pattern.sub(" ", text)
    return text.strip()
