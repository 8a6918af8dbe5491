"""The brief, and where its numbers come from."""

from pathlib import Path
from typing import Annotated

import typer

from .apps import app
from .options import AsOf, CaseDir, LedgerUrl, MinConfidence, as_date


@app.command()
def brief(
    case: CaseDir,
    as_of: AsOf = None,
    add: Annotated[list[Path] | None, typer.Option(help="overlay: read for this brief, written nowhere")] = None,
    since: Annotated[str | None, typer.Option(help="compare with the brief as of this date")] = None,
    out: Annotated[Path | None, typer.Option(help="folder for brief.html, .json and .md")] = None,
    as_recorded: Annotated[str | None, typer.Option(help="what this ledger held at that time")] = None,
    signed: Annotated[
        str | None, typer.Option(help="name and date of who reviewed it: replaces the draft mark")
    ] = None,
    least: MinConfidence = 0.0,
    ledger: LedgerUrl = None,
) -> None:
    """Write the brief of a case: HTML that opens offline, with the same content as JSON and Markdown."""
    from estimative import brief as writer
    from estimative import run

    made = run.make(
        case, as_of=as_date(as_of), add=add or (), since=as_date(since), as_recorded=as_recorded, ledger_url=ledger,
        min_confidence=least,
    )  # fmt: skip
    run.keep(case, made)
    for path in writer.write(made, out or Path("out") / made.header.id, signed):
        typer.echo(path)
    for count in made.routes:
        typer.echo(f"{count.claims:5d}  {count.route:<10} {count.reason}")
    typer.echo(f"{made.off_chain_share.text} of claims reach no chain; every claim has a route")


@app.command()
def why(
    case: CaseDir,
    figure: Annotated[str, typer.Argument(metavar="ID", help="the id beside a number of the brief")],
    as_of: AsOf = None,
    add: Annotated[list[Path] | None, typer.Option(help="overlay, as in `brief`")] = None,
    least: MinConfidence = 0.0,
    ledger: LedgerUrl = None,
) -> None:
    """Print what a number was made from, down to spans and cited parameters."""
    from estimative import run

    made = run.recall(case, as_of=as_date(as_of), add=add or (), ledger_url=ledger, min_confidence=least)
    for line in run.why(made, figure):
        typer.echo(line)
