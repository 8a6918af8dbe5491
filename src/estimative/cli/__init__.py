"""The command line: parses and calls, one file per group of commands. Bad input exits with code 2, writes nothing."""

import sys
from typing import Annotated

import typer

import estimative
from estimative.domain import EstimativeError

from . import actors, ahead, briefs, case, coding, ledger, simulate  # noqa: F401  each adds its commands
from .apps import app


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="print the version")] = False) -> None:
    if version:
        typer.echo(estimative.__version__)
        raise typer.Exit


FLOORS = {  # the floor each command speaks for; `--help` lists them in this order, which is that of `FLOW`
    "new": "cases",
    "check": "cases",
    "code": "coding",
    "lexicon": "coding",
    "add": "ledger",
    "ledger": "ledger",
    "judge": "ledger",
    "mechanisms": "mechanisms",
    "simulate": "simulate",
    "shares": "simulate",
    "sensitivity": "simulate",
    "discover": "simulate",
    "voi": "simulate",
    "why": "run",
    "brief": "brief",
}
app.registered_commands.sort(key=lambda c: list(FLOORS).index(str(c.name or getattr(c.callback, "__name__", ""))))


def main() -> None:
    """Entry point: user errors become one clear message and exit code 2."""
    try:
        app()
    except EstimativeError as error:
        typer.echo(error, err=True)
        sys.exit(2)
    except OSError as error:
        typer.echo(
            f"{error.filename or 'file'}: {error.strerror}. Mend: check the path and your rights to it", err=True
        )
        sys.exit(2)


__all__ = ["app", "main"]
