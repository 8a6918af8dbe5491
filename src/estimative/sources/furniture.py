"""Which lines of a page are its report, and which are furniture: told from structure and language.

Structure: a bullet, a final stop, casing, whether a line repeats another, what stands above and below. Language: the
words with which any page names its parts (`marks`) and addresses its reader (`calls`).
"""

from collections.abc import Callable

from estimative.domain import Block

from .calls import call_to_reader
from .lines import Line, split
from .marks import comments_label, contents_label, links_label, marked, publisher_suffix, references_label

BODY, HEADING, BOILERPLATE = "body", "heading", "boilerplate"
Verdict = tuple[str, str]
LONG = 20  # words; a longer line without a stop is a paragraph that lost it


def blocks(text: str) -> tuple[Block, ...]:
    """One block per non-empty line of `text`, in order, with kind body, heading or boilerplate.

    >>> text = "Talks Resume In Geneva\\nThey met on Monday.\\n- Ten Tricks For Better Sleep"
    >>> [(b.kind, b.subkind) for b in blocks(text)]
    [('heading', 'title'), ('body', 'body'), ('boilerplate', 'link_spam')]
    """
    lines = split(text)
    verdicts = _Page(lines).verdicts()
    return tuple(Block(line.start, line.end, *v) for line, v in zip(lines, verdicts, strict=True))


class _Page:
    """Verdicts line by line; each step fills only what earlier steps left open."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.verdict: list[Verdict | None] = [None] * len(lines)

    def verdicts(self) -> list[Verdict]:
        for step in (self._marked, self._contents, self._lists, self._paragraphs, self._below_labels, self._headings):
            step()
        if not any(v and v[0] == BODY for v in self.verdict):
            self._rescue()
        return [v or (BOILERPLATE, "related_headline") for v in self.verdict]

    def _set(self, i: int, kind: str, subkind: str) -> None:
        if self.verdict[i] is None:
            self.verdict[i] = (kind, subkind)

    def _marked(self) -> None:
        told = tail = False  # comments stand below the report; the same words above it only count them
        for i, line in enumerate(self.lines):
            tail = tail or (told and comments_label(line))
            told = told or (_sentence(line) and len(line.words) > 4)
            if tail:
                self._set(i, BOILERPLATE, "comment")
            elif subkind := marked(line):
                self._set(i, BOILERPLATE, subkind)
            elif line.text.startswith("#") and line.text.lstrip("#").startswith(" "):
                self._set(i, HEADING, "section")
            elif call_to_reader(line.core) and (len(line.words) <= LONG or not _many(line)):
                self._set(i, BOILERPLATE, "call_to_action")

    def _contents(self) -> None:
        """A run of lines that later lines repeat word for word, and the label above it."""
        last = {line.key: i for i, line in enumerate(self.lines)}
        for first, end in self._runs(lambda i: last[self.lines[i].key] > i and not _sentence(self.lines[i])):
            label = first > 0 and contents_label(self.lines[first - 1])
            if end - first > 1 or label:
                self._label_contents(first, end, label)
        for i, line in enumerate(self.lines):
            if contents_label(line):
                self._set(i, BOILERPLATE, "toc")
                self._rest_of_list(i + 1)

    def _label_contents(self, first: int, end: int, label: bool) -> None:
        for i in range(first - label, end):
            self.verdict[i] = (BOILERPLATE, "toc")

    def _rest_of_list(self, i: int) -> None:
        """Items of a labelled list of contents that no heading repeats."""
        while i < len(self.lines) and (self.lines[i].bullet or self.verdict[i] == (BOILERPLATE, "toc")):
            if not _sentence(self.lines[i]):
                self._set(i, BOILERPLATE, "toc")
            i += 1

    def _lists(self) -> None:
        for first, end in self._runs(lambda i: bool(self.lines[i].bullet) and self.verdict[i] is None):
            items = self.lines[first:end]
            kept = self._introduced(first) or (self._led(first) and not self._off_topic(items))
            kept = kept or any(map(_sentence, items))
            for i in range(first, end):
                self._set(i, *self._item(i, items, kept))

    def _item(self, i: int, items: list[Line], kept: bool) -> Verdict:
        """`kept`: the list as a whole belongs to the text, so that items without a stop do too."""
        line, above = self.lines[i], self.lines.index(items[0]) - 1
        if above >= 0 and links_label(self.lines[above]):
            return BOILERPLATE, "link_spam"
        if len(items) == 1 and line.numbered and not line.stopped and self._body_at(i + 1):
            return HEADING, "section"
        if _sentence(line) or self._introduced(above + 1):
            return BODY, "item"
        return (BODY, "item") if kept and not (line.headline or publisher_suffix(line)) else (BOILERPLATE, "link_spam")

    def _introduced(self, first: int) -> bool:
        """The line above ends in a colon, and is more than a label."""
        above = self.lines[first - 1] if first else None
        return (
            above is not None
            and above.core.endswith(":")
            and self.verdict[first - 1] is None
            and not links_label(above)
        )

    def _led(self, first: int) -> bool:
        """A heading stands above."""
        above = self.verdict[first - 1] if first else (BODY, BODY)
        return above == (HEADING, "section") or (above is None and not _sentence(self.lines[first - 1]))

    def _off_topic(self, items: list[Line]) -> bool:
        """No item shares a longer word with any paragraph."""
        said = {w.lower() for line in self.lines if _sentence(line) for w in line.words}
        return not any(w.lower() in said for item in items for w in item.words if len(w) > 3)

    def _body_at(self, i: int) -> bool:
        """Whether a paragraph still follows at or below line i."""
        return any(
            _sentence(line) and not line.bullet and self.verdict[i + k] is None for k, line in enumerate(self.lines[i:])
        )

    def _paragraphs(self) -> None:
        for i, line in enumerate(self.lines):
            below = self.verdict[i + 1] if i + 1 < len(self.lines) else None
            introduces = line.core.endswith(":") and len(line.words) > 3 and (line.finite or below == (BODY, "item"))
            lost_stop = len(line.words) > LONG and line.title_case < 0.6
            if introduces or lost_stop or (_sentence(line) and not self._asks_as_heading(i)):
                self._set(i, BODY, "body")

    def _asks_as_heading(self, i: int) -> bool:
        """A short question alone on its line, above a paragraph, heads it."""
        line, below = self.lines[i], self.lines[i + 1] if i + 1 < len(self.lines) else None
        if not line.question or _many(line) or (":" in line.core[:30] and not line.headline):
            return False
        answered = (
            below is not None and len(below.words) > 1.5 * len(line.words) and _sentence(below) and not below.question
        )
        return line.headline or (answered and len(line.words) <= 14 and not line.core.startswith(('"', "“")))

    def _below_labels(self) -> None:
        """Headlines and citations under the label that announces them."""
        scope = ""
        for i, line in enumerate(self.lines):
            verdict = self.verdict[i]
            if links_label(line) and verdict != (BODY, "body"):
                self.verdict[i], scope = (BOILERPLATE, "related_label"), "related_headline"
            elif references_label(line) and verdict in (None, (HEADING, "section")):
                self.verdict[i], scope = (HEADING, "section"), "reference"
            elif self._in_scope(scope, i):
                self.verdict[i] = (BOILERPLATE, scope)
            elif verdict is None or verdict[0] != BOILERPLATE:
                scope = ""

    def _in_scope(self, scope: str, i: int) -> bool:
        if scope == "reference":
            return bool(self.lines[i].bullet) or _cites(self.lines[i])
        return scope == "related_headline" and self.verdict[i] is None and not self._heads(i)

    def _heads(self, i: int) -> bool:
        """A line set apart by a blank line, with a paragraph directly below."""
        below = i + 1 < len(self.lines) and self.verdict[i + 1] == (BODY, "body")
        return below and self.lines[i].gap and not self.lines[i + 1].gap

    def _headings(self) -> None:
        body = [i for i, v in enumerate(self.verdict) if v and v[0] == BODY]
        contents = {line.key for line, v in zip(self.lines, self.verdict, strict=True) if v == (BOILERPLATE, "toc")}
        titled = False
        for i, line in enumerate(self.lines):
            if self.verdict[i] is not None:
                titled = titled or self.verdict[i] == (HEADING, "section")
            elif not titled and body and i < body[0]:
                self.verdict[i], titled = (HEADING, "title"), True
            elif body and i < body[-1] and not (publisher_suffix(line) or _cut(line)):
                self.verdict[i] = (HEADING, "section" if not contents or line.key in contents else "subsection")
            else:
                self.verdict[i] = (BOILERPLATE, "related_headline")

    def _rescue(self) -> None:
        """A text with no sentence that ends as one: its lines in sentence case with a few words are its sentences."""
        for i, line in enumerate(self.lines):
            unsure = self.verdict[i] in ((HEADING, "title"), (BOILERPLATE, "related_headline")) and not marked(line)
            if unsure and len(line.words) >= 4 and line.title_case < 0.6 and not publisher_suffix(line):
                self.verdict[i] = (BODY, "body")

    def _runs(self, test: Callable[[int], bool]) -> list[tuple[int, int]]:
        runs: list[tuple[int, int]] = []
        for i in range(len(self.lines)):
            if test(i):
                if runs and runs[-1][1] == i:
                    runs[-1] = (runs[-1][0], i + 1)
                else:
                    runs.append((i, i + 1))
        return runs


def _sentence(line: Line) -> bool:
    """Ends as a sentence does (in a list, also with a semicolon or comma) and is not set as a headline."""
    stopped = line.stopped or (bool(line.bullet) and line.core.endswith((";", ",", "; and", ", and")))
    return stopped and bool(line.words) and not _set_as_title(line)


def _set_as_title(line: Line) -> bool:
    """Headline capitals all through, which a sentence with a point has only if it is a few names."""
    if line.core.rstrip('"”’)').endswith("."):
        return bool(line.bullet) and line.title_case == 1.0 and len(line.words) > 4 and not line.finite
    listed = line.core.endswith((";", ",", " and"))
    return line.headline and not listed and (bool(line.bullet) or not _many(line))


def _many(line: Line) -> bool:
    """Holds more than one sentence."""
    return any(mark in line.core[:-1] for mark in (". ", "? ", "! ", ".” ", '." '))


def _cut(line: Line) -> bool:
    return line.core.endswith(("…", "..."))


def _cites(line: Line) -> bool:
    return line.core.startswith(("[", "http")) or "(20" in line.core or "(19" in line.core or "http" in line.core
