"""Rows on the terminal: a table, or JSON for another program."""

import json
import os
import shutil
import sys
from typing import Any

import typer

from estimative.domain import BadInput


def show(rows: list[dict[str, Any]], form: str, title: str) -> None:
    if form == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif form == "jsonl":
        for row in rows:
            typer.echo(json.dumps(row, ensure_ascii=False))
    elif form == "table":
        _table(rows, title)
    else:
        raise BadInput(f"no format {form!r}", mend="use table, json or jsonl")


def width() -> int:
    """Columns to print in: the terminal's, or COLUMNS; 160 where the output goes into a file."""
    given = sys.stdout.isatty() or "COLUMNS" in os.environ
    return max(shutil.get_terminal_size().columns, 60) if given else 160


def _table(rows: list[dict[str, Any]], title: str) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    table = Table(title=f"{title} ({len(rows)})", title_justify="left")
    names = list(dict.fromkeys(name for row in rows for name in row))
    for name in names:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(escape("" if row.get(n) is None else str(row[n])) for n in names))
    Console(width=width()).print(table)
