"""Lines that name what they are: captions, bylines, dates, labels of related links, navigation. The words are those
that publishing uses everywhere; none is a subject of reports."""

import re

from .language import any_of
from .lines import Line

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    r"\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?,? )?"
_TIME = r"(?:,? (?:at )?\d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?(?: ?(?:[A-Z]{2,4}|[+-]\d\d:?\d\d))?)?"
_NAME = r"[A-Z][\w.’'-]+(?: (?:de|van|von|al|bin|el|del|der))*"
_LINKS = any_of("marks", "link_labels")
_MEDIUM = rf"(?:[\w.’'&]+ ){{0,4}}{any_of('marks', 'media')}(?: [A-Z][\w.’']*){{0,2}}"


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _whole(name: str) -> re.Pattern[str]:
    return _any(rf"^\W*{any_of('marks', name)}\W*$")


_DATE_LINE = _any(
    rf"^(?:(?:first |last )?(?:published|updated|posted|modified|date|issued)(?: on| at)?:? *)*{_WEEKDAY}{DATE}{_TIME}"
    r"(?: ?[|·•-] ?(?:updated|\d+ min).*)?$"
)
_BYLINE = re.compile(
    rf"^(?:Story |Written |Text |Words |Analysis |Opinion )?[Bb]y:? {_NAME}(?: {_NAME}){{0,3}}"
    r"(?:(?:,| and| \||;| -| –| in).*)?$"
)
_CAPTION = _any(
    rf"^[(\[]?{any_of('marks', 'pictures')}(?: (?:by|credit|courtesy(?: of)?|source)\b|\s?:| [-–—] )|"
    rf"^{any_of('marks', 'pictures')} \d+(?:\.\d+)?(?:[.:]?$|[.:]? (?-i:[A-Z(]))|"
    rf"[(\[][^()\[\]]*{any_of('marks', 'credits')}[^()\[\]]*[)\]]\.?$|\b{any_of('marks', 'agencies')}\b[^.]*\.?$"
)
_NAV = re.compile(r"^[^.!?]{1,40}(?:\s[|>»›•·/]\s[^.!?|>»›•·]{1,40}){2,}$")
_PUBLISHER = _any(rf"\s[-–—|]\s{_MEDIUM}$|\s\|\s[^|.!?]{{2,40}}$")
_TEASER = _any(r"(?:\[…\]|\[\.\.\.\]|…|\.\.\.)?\s*\W?(?:read more|continue reading|full story|more)\W*$")
_LABEL = _any(rf"^\W*{_LINKS}(?: [\w’' ]{{1,30}})?\W*$")
_BARE_LINKS = _whole("link_labels")
_CONTENTS = _whole("contents")
_REFERENCES = _whole("references")
_COMMENTS = _any(rf"^\W*{any_of('marks', 'comment_heads')}\b")
_TESTS = (
    ("rule", re.compile(r"^[\W_]+$")),
    ("advertisement", _whole("adverts")),
    ("date", _DATE_LINE),
    ("crew", _any(rf"^{any_of('marks', 'crew')}")),
    ("caption", _CAPTION),
    ("related_headline", _any(rf"^\W*{_LINKS}(?: [\w’']+){{0,3}}\s?[:|»>–—]\s*\S")),
    ("button", _any(rf"^\W*{any_of('marks', 'buttons')}(?:\W*|\s?[:(].*)$")),
)


def marked(line: Line) -> str | None:
    """The subkind of furniture that a line names itself to be, or None.

    >>> from .lines import split
    >>> lines = split("(Photo: A. Person)\\nBy Ann Lee | 3 May 2024\\nRelated: Talks Fail\\nBy 2030 it ends.")
    >>> [marked(line) for line in lines]
    ['caption', 'byline', 'related_headline', None]
    """
    plain = line.core.strip("*_") or line.core  # without Markdown's emphasis
    for subkind, pattern in _TESTS:
        if pattern.search(plain):
            return subkind
    if line.stopped:
        return None
    if _BYLINE.match(line.core) and len(line.words) <= 18:
        return "byline"
    if _NAV.match(line.core):
        return "navigation"
    teases = len(line.words) > 6 and _TEASER.search(line.core)
    return "related_headline" if teases or (line.bullet and _PUBLISHER.search(line.core)) else None


def links_label(line: Line) -> bool:
    """Announces links to other pages."""
    if _BARE_LINKS.match(line.core):
        return True
    return len(line.words) <= 6 and not line.stopped and bool(_LABEL.match(line.core))


def contents_label(line: Line) -> bool:
    return bool(_CONTENTS.match(line.core))


def comments_label(line: Line) -> bool:
    """After it stand the comments of readers."""
    return bool(_COMMENTS.match(line.core))


def references_label(line: Line) -> bool:
    return bool(_REFERENCES.match(line.core.lstrip("# ")))


def publisher_suffix(line: Line) -> bool:
    """Ends in ` - Publisher`, as headlines of other pages do."""
    return bool(_PUBLISHER.search(line.core))
