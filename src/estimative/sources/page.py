"""A page's lines with the verdict on each; every step of `furniture` fills only what earlier steps left open."""

from collections.abc import Callable
from dataclasses import dataclass, field

from .lines import Line

BODY, HEADING, BOILERPLATE = "body", "heading", "boilerplate"
Verdict = tuple[str, str]


@dataclass(slots=True)
class Sheet:
    lines: list[Line]
    verdict: list[Verdict | None] = field(init=False)

    def __post_init__(self) -> None:
        self.verdict = [None] * len(self.lines)

    def set(self, i: int, kind: str, subkind: str) -> None:
        if self.verdict[i] is None:
            self.verdict[i] = (kind, subkind)

    def kind(self, i: int) -> str | None:
        """The kind of line `i`; None where it is open or there is no such line."""
        found = self.verdict[i] if 0 <= i < len(self.lines) else None
        return found[0] if found else None

    def body(self) -> list[int]:
        return [i for i, v in enumerate(self.verdict) if v and v[0] == BODY]

    def runs(self, test: Callable[[int], bool]) -> list[tuple[int, int]]:
        """Half-open ranges of neighbouring lines that pass."""
        runs: list[tuple[int, int]] = []
        for i in range(len(self.lines)):
            if test(i):
                if runs and runs[-1][1] == i:
                    runs[-1] = (runs[-1][0], i + 1)
                else:
                    runs.append((i, i + 1))
        return runs


def is_sentence(line: Line) -> bool:
    """Ends as a sentence does (in a list, also with a semicolon or comma) and is not set as a headline."""
    stopped = line.stopped or (bool(line.bullet) and line.core.endswith((";", ",", "; and", ", and")))
    return stopped and bool(line.words) and not _set_as_title(line)


def _set_as_title(line: Line) -> bool:
    """Headline capitals all through, which a sentence with a point has only if it is a few names."""
    if line.core.rstrip('"”’)').endswith("."):
        return bool(line.bullet) and line.title_case == 1.0 and len(line.words) > 4 and not line.finite
    listed = line.core.endswith((";", ",", " and"))
    return line.headline and not listed and (bool(line.bullet) or not many(line))


def many(line: Line) -> bool:
    """Holds more than one sentence."""
    return any(mark in line.core[:-1] for mark in (". ", "? ", "! ", ".” ", '." '))
