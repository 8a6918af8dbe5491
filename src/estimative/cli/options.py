"""Options and arguments that several commands share, and how their texts are read."""

from pathlib import Path
from typing import Annotated

import typer

from estimative.domain import BadInput, PartialDate

CaseDir = Annotated[Path, typer.Argument(help="a case folder", metavar="CASE")]
Format = Annotated[str, typer.Option("--format", help="table, json or jsonl")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="ISO date; what was not known by then is refused")]
MinConfidence = Annotated[
    float, typer.Option("--min-confidence", help="claims the coder is less sure of wait for review; 0 to 1")
]
LedgerUrl = Annotated[
    str | None, typer.Option("--ledger", envvar="ESTIMATIVE_LEDGER", help="database URL; default: the case's own file")
]
Act = Annotated[str | None, typer.Option(help="an act of the case")]
Output = Annotated[str | None, typer.Option(help="or an output, mechanism.output")]
Months = Annotated[int, typer.Option(help="after so many months")]
Under = Annotated[str, typer.Option("--scenario", help="a name that `scenario list` prints")]


def as_date(text: str | None) -> PartialDate | None:
    return None if text is None else PartialDate(text)


def pair(text: str) -> tuple[str, str]:
    name, found, value = text.partition("=")
    if not found:
        raise BadInput(f"{text!r} has no '='", mend="write name=value, as in polarity=withhold")
    return name.strip(), value.strip()
