"""What the look of a line tells: bullet, casing, final stop. No meaning, no list of topics."""

import re
from dataclasses import dataclass

from .language import words

BULLET = re.compile(r"(?:[-*•–—·▪◦‣►»]|\(?\d{1,2}[.)](?!\d)|\(?[a-z][.)])\s+")
_STOP = re.compile(r"(?:[.!?…][\"”’'»)\]]*(?:\s?\[\d+\])*|(?<=[a-z]{2})\.\d{1,2})(?:\s?[♦■□●◆▪∎◼⬛])?$")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset(words("lines", "function_words"))
_VERB = frozenset(words("lines", "finite_verbs"))


@dataclass(frozen=True, slots=True)
class Line:
    """A non-empty line without its outer blanks; `text` is the whole of it, `core` lacks the bullet or number."""

    start: int
    end: int
    text: str
    bullet: str
    gap: bool  # a blank line stands above

    @property
    def core(self) -> str:
        return self.text[len(self.bullet) :]

    @property
    def words(self) -> list[str]:
        return _WORD.findall(self.core)

    @property
    def numbered(self) -> bool:
        return self.bullet[:2].strip("( ")[:1].isalnum()

    @property
    def stopped(self) -> bool:
        """Ends as a sentence ends; an ellipsis that cuts a headline off is no stop."""
        return bool(_STOP.search(self.core)) and not (self.core.endswith(("…", "...")) and self.title_case >= 0.6)

    @property
    def question(self) -> bool:
        return self.core.rstrip("\"”’'»)").endswith("?")

    @property
    def title_case(self) -> float:
        """Share of words of four letters or more, after the first, that start with a capital; function words do not
        count. 0 where there are none."""
        long = [w for w in self.words[1:] if len(w) > 3 and w.lower() not in _SMALL]
        return sum(w[0].isupper() for w in long) / len(long) if long else 0.0

    @property
    def headline(self) -> bool:
        """Set as a title: most longer words capitalised, or all in capitals."""
        return self.title_case >= 0.7 or (len(self.words) > 1 and self.core.isupper())

    @property
    def finite(self) -> bool:
        """Has a verb form that is finite wherever it stands."""
        return any(w.lower() in _VERB and w != "May" for w in self.words)

    @property
    def key(self) -> str:
        """What two lines share when one repeats the other: letters and digits, without leaders and page numbers."""
        core = re.sub(r"[\s.…·]{3,}\d*$", "", self.core.lstrip("# "))
        core = re.sub(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.)\s+", "", core)
        return " ".join(re.findall(r"\w+", core.lower()))


def split(text: str) -> list[Line]:
    """The non-empty lines of `text` with their offsets.

    >>> [(line.start, line.bullet, line.core) for line in split("A\\n\\n- b c\\n")]
    [(0, '', 'A'), (3, '- ', 'b c')]
    """
    lines: list[Line] = []
    at, gap = 0, False
    for raw in text.split("\n"):
        bare = raw.strip()
        if bare:
            start = at + raw.index(bare)
            found = BULLET.match(bare)
            lines.append(Line(start, start + len(bare), bare, found.group() if found else "", gap))
        gap = not bare
        at += len(raw) + 1
    return lines
