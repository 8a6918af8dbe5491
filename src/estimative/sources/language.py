"""The word lists of `data/language.toml`, as alternatives for regular expressions."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files(__package__) / "data" / "language.toml").read_text(encoding="utf-8"))


def words(table: str, name: str) -> tuple[str, ...]:
    return tuple(_tables()[table][name])


def any_of(table: str, name: str) -> str:
    """A group that matches any entry of the list.

    >>> any_of("marks", "credits")[:14]
    '(?:photo|image'
    """
    return f"(?:{'|'.join(words(table, name))})"
