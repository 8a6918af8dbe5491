"""The package's own tables, read into actors."""

import csv
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from estimative.domain import PartialDate

from .actor import Actor, Former, Kind

SCHEMES = ("COW", "GW", "ISO3", "ISO2", "CAMEO", "FIPS")
_DATA = files("estimative.actors") / "data"


class Rule(BaseModel):
    """What else some names can mean, and by which words we tell; see the head of `data/namesakes.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    names: frozenset[str]
    other: str
    default: str
    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    for_other: tuple[str, ...] = ()
    for_actor: tuple[str, ...] = ()
    after_place: bool = False


class Only(BaseModel):
    """A word that stands for an actor only before certain nouns."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str
    actor: str
    after: frozenset[str]


class Shared(BaseModel):
    """A name of several actors living at one time, with the words that tell for each."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    names: frozenset[str]
    picks: frozenset[str]
    evidence: dict[str, tuple[str, ...]]


class Namesakes(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    common: frozenset[str]
    people: frozenset[str]
    given: frozenset[str]
    titles: frozenset[str]
    heads: frozenset[str]
    things: frozenset[str]
    dishes: frozenset[str]
    offices: frozenset[str]
    speakers: frozenset[str]
    phrases: tuple[str, ...]
    rule: tuple[Rule, ...]
    only: tuple[Only, ...]
    shared: tuple[Shared, ...]


class Surnames(BaseModel):
    """Which names of persons want more than themselves, and the words around names; see `data/surnames.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    need: frozenset[str]
    alone: frozenset[str]
    words: frozenset[str]
    titles: frozenset[str]
    courtesy: frozenset[str]
    things: frozenset[str]
    openers: frozenset[str]
    links: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    patronyms: frozenset[str]
    articles: frozenset[str]
    ranks: frozenset[str]


class Nouns(BaseModel):
    """Lemmas that decide whom a phrase with a state's name in it stands for; see the head of `data/nouns.toml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    state: frozenset[str]
    past: frozenset[str]
    private: frozenset[str]
    partner: frozenset[str]
    pair: frozenset[str]
    single: frozenset[str]
    body: frozenset[str]
    band: frozenset[str]
    towards: frozenset[str]
    rule: frozenset[str]
    organ: frozenset[str]
    interim: frozenset[str]
    reproach: frozenset[str]
    cuts: frozenset[str]
    theirs: frozenset[str]
    institutions: tuple[str, ...]
    fits: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    return Nouns.model_validate(tomllib.loads((_DATA / "nouns.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def surname_rules() -> Surnames:
    return Surnames.model_validate(tomllib.loads((_DATA / "surnames.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def namesakes() -> Namesakes:
    return Namesakes.model_validate(tomllib.loads((_DATA / "namesakes.toml").read_text(encoding="utf-8")))


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)


def _date(cell: str) -> PartialDate | None:
    return PartialDate(cell) if cell else None


def _former(cell: str) -> tuple[Former, ...]:
    """`Bonn 1949-05-23/1999-08-31;Berlin 1990-10-03/` as dated names."""
    parted = [(name, dates.split("/")) for name, dates in (part.rsplit(" ", 1) for part in _split(cell))]
    return tuple(Former(name, _date(start), _date(end)) for name, (start, end) in parted)


def _gaps(cell: str) -> tuple[tuple[PartialDate, PartialDate], ...]:
    return tuple((PartialDate(a), PartialDate(b)) for a, b in (part.split("/") for part in _split(cell)))


def _state(row: dict[str, str], names: dict[str, str]) -> Actor:
    codes = [(scheme, code) for scheme in SCHEMES for code in _split(row[scheme.lower()])]
    return Actor(
        code=row["code"],
        name=row["name"],
        kind=Kind(row["kind"]),
        start=_date(row["start"]),
        end=_date(row["end"]),
        codes=tuple(codes),
        names=_split(names["names"]),
        demonyms=_split(names["demonyms"]),
        capitals=_split(names["capitals"]),
        metonyms=_split(names["metonyms"]),
        former=_former(names["former"]),
        seats=_former(names["seats"]),
        gaps=_gaps(row["gaps"]),
        country=row["country"] or None,
    )


def _group(row: dict[str, str]) -> Actor:
    return Actor(
        code=row["code"],
        name=row["name"],
        kind=Kind(row["kind"]),
        start=_date(row["start"]),
        end=_date(row["end"]),
        codes=(("CAMEO", row["cameo"]),) if row["cameo"] else (),
        names=_split(row["names"]),
        demonyms=_split(row["demonyms"]),
        parent=row["parent"] or None,
        country=row["country"] or None,
        former=_former(row["former"]),
    )


def actors() -> list[Actor]:
    """All actors of `states.csv` (with their `names.csv`) and `groups.csv`."""
    names = {row["code"]: row for row in _rows("names.csv")}
    return [_state(row, names[row["code"]]) for row in _rows("states.csv")] + [_group(r) for r in _rows("groups.csv")]
