"""The grammar of the Markdown brief: escaped words, linked figures and claims, tables and lists."""

import re
from collections.abc import Iterable, Iterator

from estimative.domain import Figure
from estimative.run.model import Finding, Run

from . import tracing
from .figures import anchor, place, shown
from .sentences import negated

Lines = Iterator[str]
_SPECIAL = re.compile(r"([\\`*_\[\]<>|#&~])")


def text(value: object) -> str:
    """Words that Markdown shows as they are, on one line.

    >>> print(text("<b> a_b"))
    \\<b\\> a\\_b
    """
    return _SPECIAL.sub(r"\\\1", " ".join(str(value).split()))


def fig(figure: Figure, words: str | None = None) -> str:
    mark = "†" if figure.dagger else ""
    return f"[{text(shown(figure) if words is None else words)}{mark}](#{anchor('trace', figure.trace)})"


def finding(item: Finding) -> str:
    pieces = place(item.text, item.figures)
    inside = "".join(inline(p) if isinstance(p, str) else fig(p, p.text) for p in pieces)
    rest = [fig(f) for f in item.figures if f not in pieces]
    return inside.strip() + (f" ({', '.join(rest)})" if rest else "")


def inline(piece: str) -> str:
    """Escaped words that keep the blank at either end."""
    before, after = " " * (piece[:1].isspace()), " " * (piece[-1:].isspace() and bool(piece.strip()))
    return before + text(piece) + after


def claim(run: Run, key: str) -> str:
    quote = run.quotes.get(key)
    return f"[\\[{quote.source if quote else text(key)}\\]](#{tracing.claim_target(run, key)})"


def cite(run: Run, number: int) -> str:
    return f"[\\[{tracing.source(run, number).number}\\]](#{anchor('source', str(number))})"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """A table, or nothing if it has no rows."""
    titles, body = list(head), [f"| {' | '.join(row)} |" for row in rows]
    return [f"| {' | '.join(titles)} |", f"|{' --- |' * len(titles)}", *body] if body else []


def words(run: Run, key: str) -> str:
    quote = run.quotes.get(key)
    said = f"{negated(run, key)}“{text(quote.claim.span.text)}” {text(quote.origin)} " if quote else ""
    return said + claim(run, key)


def bullets(items: Iterable[str]) -> Lines:
    return (f"- {item}" for item in items)
