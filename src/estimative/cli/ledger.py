"""What is remembered: documents, claims, judgements."""

from pathlib import Path
from typing import Annotated

import typer

from estimative.domain import Judgement, Verdict

from .apps import app
from .options import AsOf, CaseDir, Format, LedgerUrl, MinConfidence, as_date, pair
from .printing import show


@app.command()
def add(
    case: CaseDir,
    files: list[Path],
    date: Annotated[str | None, typer.Option(help="document date where the file gives none")] = None,
    least: MinConfidence = 0.0,
    ledger: LedgerUrl = None,
) -> None:
    """Read, code and remember files in the case's ledger."""
    from estimative import run

    for path, outcome in run.add(case, files, as_date(date), ledger, least):
        typer.echo(f"{path}: {outcome}")


@app.command("ledger")
def ledger_(
    case: CaseDir,
    what: Annotated[str, typer.Argument(help="documents, claims, propositions, origins, coverage or export")],
    as_of: AsOf = None,
    as_recorded: Annotated[str | None, typer.Option(help="what this ledger held at that time")] = None,
    form: Format = "table",
    least: MinConfidence = 0.0,
    ledger: LedgerUrl = None,
) -> None:
    """List what the ledger holds for a case."""
    from estimative import run

    show(run.listing(case, what, as_date(as_of), as_recorded, ledger, least), form, what)


@app.command()
def judge(
    case: CaseDir,
    claim: Annotated[str, typer.Argument(help="claim id, as `ledger CASE claims` prints it")],
    verdict: Annotated[Verdict, typer.Argument()],
    why: Annotated[str, typer.Option(help="the reason, kept with the judgement")],
    who: Annotated[str, typer.Option(envvar="ESTIMATIVE_USER", help="who judges")] = "analyst",
    change: Annotated[list[str] | None, typer.Option("--set", help="field=value, for recode")] = None,
    ledger: LedgerUrl = None,
) -> None:
    """Accept, reject or recode a claim; kept with who, when and why."""
    from estimative import run

    changes = dict(pair(c) for c in change or ())
    made: Judgement = run.judge(case, claim, verdict, who, why, changes, ledger)
    typer.echo(f"{made.verdict}: {made.anchor}")
