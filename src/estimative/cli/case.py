"""The case: made and checked."""

from typing import Annotated

import typer

from estimative.domain import BadInput

from .apps import app
from .options import CaseDir


@app.command()
def new(
    case: CaseDir,
    actors: Annotated[list[str] | None, typer.Option("--actor", help="code of a focus actor, twice")] = None,
) -> None:
    """Make a case that validates and runs, with two placeholder notes to replace."""
    from estimative import cases

    if actors and len(actors) != 2:
        raise BadInput(f"{len(actors)} actors given", mend="give --actor twice: the two sides of the question")
    path = cases.create(case, (actors[0], actors[1])) if actors else cases.create(case)
    typer.echo(f"{path}: edit case.toml and notes/, then: estimative check {path} && estimative brief {path}")


@app.command()
def check(case: CaseDir) -> None:
    """Print every problem of a case at once, with file and line."""
    from estimative import run

    problems = run.check(case)
    for problem in problems:
        typer.echo(problem)
    if problems:
        raise typer.Exit(2)
    typer.echo(f"{case}: no problems")
