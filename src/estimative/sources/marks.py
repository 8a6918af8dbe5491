"""Lines that name what they are: captions, bylines, dates, labels of related links, navigation. The words are those
that publishing uses everywhere; none is a subject of reports."""

import re

from .language import any_of
from .lines import Line
from .stamps import is_stamp

_NAME = r"[A-Z][\w.’'-]+(?: (?:de|van|von|al|bin|el|del|der))*"
_LINKS = any_of("marks", "link_labels")
_MEDIUM = rf"(?:[\w.’'&]+ ){{0,4}}{any_of('marks', 'media')}(?: [A-Z][\w.’']*){{0,2}}"


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _whole(name: str) -> re.Pattern[str]:
    return _any(rf"^\W*{any_of('marks', name)}\W*$")


_BYLINE = re.compile(
    rf"^(?:(?:Story |Written |Text |Words |Analysis |Opinion |Report |Commentary )?[Bb]y:? (?:the )?"
    rf"|(?:Words|Text|Story|Pictures|Photos|Photographs|Illustrations?|Reporting|Authors?|Writers?)"
    rf":? (?:by )?(?<=[: y] ))"
    rf"(?P<name>{_NAME}(?: {_NAME}){{0,3}})(?:(?:,| and| \||;| -| –| in).*)?$"
)
_OFFICE = _any(
    rf"^(?:{any_of('marks', 'ranks')} )*(?:[\w&-]+ ){{0,4}}{any_of('marks', 'offices')}"
    r"(?:(?:,| in| for| at| of| on) [^.!?]*)?$"
)
_CAPTION = _any(
    rf"^[(\[]?{any_of('marks', 'pictures')}(?: (?:by|credit|courtesy(?: of)?|source)\b|\s?:| [-–—] )|"
    rf"^{any_of('marks', 'pictures')} \d+(?:\.\d+)?(?:[.:]?$|[.:]? (?-i:[A-Z(]))|"
    rf"[(\[][^()\[\]]{{0,40}}{any_of('marks', 'credits')}[^()\[\]]{{0,40}}(?<!\.)[)\]]\.?$|"
    rf"\b{any_of('marks', 'agencies')}\b(?-i:(?:\W+[A-Z0-9][\w’'-]*){{0,5}})\W*$|"
    rf"(?:^|[.!?”\"),;]\s+)(?:file )?{any_of('marks', 'pictures')}(?:\s?[:/|]|\s(?:by|courtesy|via)\b)[^.!?]*\.?$|"
    r"^(?:data )?sources?: [^.!?]*$|^item \d+ of \d+\b|"
    r"^(?:above|below|pictured|top|cover(?: image| photo)?|left|right)\s?:\s|"
    r"^[^.!?]{20,}\((?-i:[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){1,2})\)$"
)
_NAV = re.compile(r"^[^.!?]{1,40}(?:\s[|>»›•·/]\s[^.!?|>»›•·]{1,40}){2,}$")
_PUBLISHER = _any(rf"\s[-–—|]\s{_MEDIUM}$|\s\|\s[^|.!?]{{2,40}}$")
_TEASER = _any(r"(?:\[…\]|\[\.\.\.\]|…|\.\.\.)?\s*\W?(?:read more|continue reading|full story|more)\W*$")
_LABEL = _any(rf"^\W*{_LINKS}(?: [\w’' ]{{1,30}})?\W*$")
_BARE_LINKS = _whole("link_labels")
_CONTENTS = _whole("contents")
_REFERENCES = _whole("references")
_COMMENTS = _any(rf"^\W*{any_of('marks', 'comment_heads')}\b")
_STAMPED = _any(rf"^(?:first |last )?{any_of('marks', 'stamps')}\b:?.*\d{{4}}\b(?!\))")
_COMMAND = _any(
    rf"^(?=.{{1,60}}$)\W*{any_of('calls', 'commands')}\b[^.!?:;]*\b{any_of('calls', 'controls')}\b[^.!?:;]*$"
)
_TESTS = (
    ("rule", re.compile(r"^(?:[\W_]+|\W+\d\W+|[a-z]{2,3}(?:/[a-z]{2,3})+)$")),
    ("command", _COMMAND),
    ("advertisement", _whole("adverts")),
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
    if is_stamp(plain):
        return "date"
    for subkind, pattern in _TESTS:
        if pattern.search(plain):
            return subkind
    if line.stopped:
        return None
    if _STAMPED.match(plain) and len(line.words) <= 18:
        return "date"
    if _BYLINE.match(line.core) and len(line.words) <= 18:
        return "byline"
    if _NAV.match(line.core):
        return "navigation"
    teases = 6 < len(line.words) <= 40 and _TEASER.search(line.core)
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


def office(line: Line) -> bool:
    """Tells only what someone is by profession."""
    return len(line.words) <= 10 and not line.finite and not line.stopped and bool(_OFFICE.match(line.core))


def byline(text: str) -> list[str]:
    """The name that a byline opens with, if any; a bare name counts.

    >>> byline("By Ann Lee and Bo Ek"), byline("Ann Lee"), byline("5 May 2020")
    (['Ann Lee'], ['Ann Lee'], [])
    """
    found = _BYLINE.match(text)
    if found:
        return [found["name"]]
    return [text] if re.fullmatch(rf"{_NAME}(?: {_NAME}){{1,3}}", text) else []


def cites(line: Line) -> bool:
    """Looks like an entry in a list of references."""
    return line.core.startswith(("[", "http")) or "(20" in line.core or "(19" in line.core or "http" in line.core
