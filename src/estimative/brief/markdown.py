"""The brief as Markdown: the same sections, sentences and figures as the page, each figure linked to its trace."""

from collections.abc import Iterator
from functools import partial

from estimative.domain import BAND_SENTENCE
from estimative.run.model import ChainRow, Run

from . import contents, sentences
from .figures import check
from .markdown_futures import front as turn_lines
from .markdown_sections import BODIES, changes, level, outlook_lines, withheld_line
from .markdown_text import Lines, bullets, fig, finding, inline, table, text


def to_markdown(run: Run, signed: str | None = None) -> str:
    """The brief as Markdown text that ends in a newline. Raises `UnknownName` for a figure the run cannot trace."""
    check(run)
    lines = [*_front(run, signed)]
    for key, title, lead in sentences.SECTIONS:
        body = list(BODIES[key](run)) or [sentences.ABSENT[key]]
        lines += ["", f'<a id="{key}"></a>', "", f"## {title}", "", text(lead), "", *body]
    return "\n".join(lines).rstrip() + "\n"


def _front(run: Run, signed: str | None) -> Lines:
    marks = [sentences.review(signed)] + [sentences.ILLUSTRATIVE] * run.illustrative
    yield f"# {text(run.header.question)}"
    yield ""
    yield f"**{text(' · '.join(marks))}**"
    yield ""
    yield (
        f"{text(run.header.title)}. As of {run.manifest.as_of}; "
        f"information cut-off {run.manifest.information_cutoff}; "
        f"{sentences.counted(len(run.sources), 'source')}, {text(run.header.collection)}; "
        f"run `{run.manifest.digest[:12]}`."
    )
    if run.illustrative:
        yield from ("", sentences.ILLUSTRATIVE_WHY)
    for title, body in _blocks(run):
        yield from ("", f"**{title}**", "", *body)


def _blocks(run: Run) -> Iterator[tuple[str, list[str]]]:
    header, absent = run.header, sentences.ABSENT
    gives = [finding(f) for f in contents.findings(run, "gives", "more", "quantity")]
    yield "Who gives what to whom", [*bullets(gives or [absent["gives"]]), "", *_mirror(run)]
    yield (
        "Withheld",
        [*bullets(map(partial(withheld_line, run), contents.withheld_goods(run)))]
        or _told(run, "withheld", "withheld"),
    )
    yield "What changed", _cut([*changes(run)], contents.FRONT["changes"], "Changes")
    if told := turn_lines(run):
        yield "What would change it", told
    yield "Outlook", [*bullets(outlook_lines(run))] or [absent["outlooks"]]
    yield "Confidence", [*_told(run, "confidence", "confidence"), "", f"{sentences.daggers(run.daggers)}."]
    assumed = [f"{a.text} Why: {a.why} If wrong: {a.if_wrong}" for a in header.assumptions]
    yield "Key assumptions", [*bullets(map(text, assumed or [absent["assumptions"]]))]
    yield "Best alternative reading", [text(header.alternative), f"What would show it: {text(header.alternative_test)}"]
    gap = _told(run, "gap", "gaps") if contents.findings(run, "gap") else [text(g.text) for g in run.gaps[:1]]
    yield "Largest gap", gap[:1] or [absent["gaps"]]


def _cut(lines: list[str], most: int, where: str) -> list[str]:
    return lines if len(lines) <= most else [*lines[:most], f"- {sentences.more(len(lines) - most, where)}"]


def _told(run: Run, kind: str, key: str) -> list[str]:
    return [finding(f) for f in contents.findings(run, kind)] or [sentences.ABSENT[key]]


def _mirror(run: Run) -> list[str]:
    left, right = (sentences.name(run, code) for code in run.header.pair)
    groups = contents.channel_groups(run)
    rows = [
        (g.channel, _half(run, g.forward), _half(run, g.reverse), level(g.tie) if g.tie else "")
        for g in groups
        if not g.silent
    ]
    silent = ", ".join(g.silence for g in groups if g.silent)
    head = ("channel", text(f"{left} gives {right}"), text(f"{right} gives {left}"), "shared")
    note = [f"{sentences.NO_DEED}: {silent}.", ""] if silent else []
    return [*table(head, rows), "", *note, BAND_SENTENCE]


def _half(run: Run, row: ChainRow | None) -> str:
    if row is None:
        return sentences.NO_CHAIN
    given = (f"{fig(q.figure)}{inline(sentences.counts(run, q))}" for q in contents.amounts(run, row))
    return "; ".join([level(row), *given])
