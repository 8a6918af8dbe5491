"""Who a mention names, and names that two bear."""

from pathlib import Path
from typing import Annotated

import typer

from .apps import actors_app
from .options import Format, as_date
from .printing import show


@actors_app.command()
def resolve(
    text: str,
    on: Annotated[str | None, typer.Option(help="ISO date")] = None,
    context: Annotated[str, typer.Option(help="words around the mention")] = "",
    case: Annotated[Path | None, typer.Option(help="use this case's actors")] = None,
) -> None:
    """Who a mention names on a date; abstains rather than guesses."""
    from estimative import run

    typer.echo(run.resolve(text, as_date(on), context, case))


@actors_app.command("check")
def actors_check(
    on: Annotated[str | None, typer.Option(help="ISO date; default today")] = None,
    form: Format = "table",
) -> None:
    """List the names that two actors bear on one date, and other overlaps in the tables."""
    from estimative import actors

    found = actors.overlaps(actors.registry(), as_date(on))
    show([{"kind": o.kind, "name": o.name, "owners": ", ".join(o.owners)} for o in found], form, "overlaps")
