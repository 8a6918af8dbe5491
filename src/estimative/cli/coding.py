"""Texts to claims, and the lexicon that does it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from estimative.domain import BadInput, EstimativeError

from .apps import app
from .options import Format, MinConfidence, as_date
from .printing import show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from estimative.coding.corpus import Coded, Setting


@app.command()
def code(
    files: Annotated[list[Path], typer.Argument(help="articles, notes, folders of them")],
    case: Annotated[Path | None, typer.Option(help="use this case's actors")] = None,
    date: Annotated[str | None, typer.Option(help="document date where the file gives none")] = None,
    lines: Annotated[bool, typer.Option("--lines", help="each input line is a sentence")] = False,
    least: MinConfidence = 0.0,
    form: Annotated[str | None, typer.Option("--format", help="table, json or jsonl; with --out always jsonl")] = None,
    out: Annotated[Path | None, typer.Option(help="folder or .jsonl file; run again, it goes on")] = None,
    restart: Annotated[bool, typer.Option("--restart", help="throw away what --out holds")] = False,
    jobs: Annotated[int | None, typer.Option(help="processes; default: one per core for many files")] = None,
    executor: Annotated[str | None, typer.Option(help="address of a Dask scheduler, tcp://HOST:8786")] = None,
    progress: Annotated[bool | None, typer.Option(help="default: on a terminal")] = None,
    llm: Annotated[Path | None, typer.Option(help="settings of a language model that codes instead")] = None,
) -> None:
    """Code files into claims: one row per sentence or furniture line (docs/rows.md)."""
    from estimative import run

    how = run.setting(case, as_date(date), lines, least, llm)
    if llm is not None:
        jobs = 1  # it waits for the server, in threads of its own
    try:
        _code(files, how, out, form, restart, jobs, executor, progress)
    finally:
        for line in run.llm_report(llm) if llm else ():
            typer.echo(line, err=True)


def _code(
    files: list[Path],
    how: "Setting",
    out: Path | None,
    form: str | None,
    restart: bool,
    jobs: int | None,
    executor: str | None,
    progress: bool | None,
) -> None:
    from estimative import run

    if out is None:
        _code_here(run.code_each(files, how, jobs, executor), form or "table")
        return
    if form not in (None, "jsonl"):
        raise BadInput(f"--out holds jsonl, not {form!r}", mend="leave out --format")
    tally = run.code_to(out, files, how, jobs, executor, restart, progress)
    for line in tally.lines(out):
        typer.echo(line)
    if tally.failed:
        raise BadInput(f"{tally.failed} of {tally.documents} documents failed", str(out), "see their `error`")


def _code_here(found: "Iterator[Coded]", form: str) -> None:
    """Print rows as they come (jsonl) or all at the end; a file that fails is told of at the end."""
    errors, rows = [], list[dict[str, Any]]()
    for coded in found:
        errors += [coded.error] if coded.error else []
        if form == "jsonl":
            for line in coded.rows:
                typer.echo(line)
        elif not coded.error or form == "json":
            rows += [json.loads(line) for line in coded.rows]
    if form == "table":
        rows = [
            {"sent": r["sent_id"], "claim": f"{c['direction']} {c['channel']} {c['polarity']}", "fact": c["factuality"],
             "status": c["status"], "sure": c["confidence"], "review": c["doubt"] if c in r["review"] else None,
             "span": c["span"]}
            for r in rows for c in r["claims"] + r["review"]
        ]  # fmt: skip
    if form != "jsonl" and (rows or not errors):
        show(rows, form, "claims")
    if errors:
        raise EstimativeError("\n".join(errors))


@app.command("lexicon")
def lexicon_(form: Format = "table") -> None:
    """Check the coder's lexicon, code its examples, and count frames, words and examples by channel and sign."""
    from estimative.coding import lexicon_check
    from estimative.coding.events import check as events

    found = lexicon_check.coverage()
    show(list(found.rows), form, "lexicon")
    show([{"type": k or "(none)", "triggers": n} for k, n in events.coverage().items()], form, "events")
    for text, wanted, got in found.wrong:
        typer.echo(
            f"{text}\n  wanted {'; '.join(wanted) or 'nothing'}\n  found  {'; '.join(got) or 'nothing'}", err=True
        )
    typer.echo(f"frames without an example: {', '.join(found.bare) or 'none'}", err=True)
    problems = [*found.problems, *events.check_events()]
    if problems:
        raise BadInput("; ".join(problems), "lexicon", "mend the files in coding/data")
