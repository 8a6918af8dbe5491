"""What a case says, read and checked: frozen objects without a trace of the files they came from."""

import hashlib
import json
from dataclasses import dataclass, field, fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Literal

from estimative.domain import Parameter, PartialDate, Standing

from .scenarios import Prospects

Collection = Literal["curated", "systematic"]
NOT_DIGESTED = frozenset({"path", "notes"})  # where a case lies; its notes are digested as evidence


@dataclass(frozen=True, slots=True)
class CaseActor:
    """An actor that the package's registry does not know, or not under the names this case needs."""

    code: str
    name: str
    kind: str  # one of actors.Kind
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    parent: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Assumption:
    text: str
    why: str
    if_wrong: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """The best other reading of the same evidence."""

    text: str
    what_would_show_it: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A probability range that a named person gives, with the reason."""

    low: float
    high: float
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class BaseRate:
    """Counts for the rate of a rare act: `events` in `exposure_years`, asked over a window of `window_months`. The
    probability is `measures.jeffreys_first_event`."""

    events: int
    exposure_years: float
    window_months: float
    reference: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Outlook:
    """A dated observable with a resolution source that does not depend on our coder."""

    id: str
    text: str
    by: PartialDate
    resolution_source: str
    method: Judged | BaseRate
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ContradictionSet:
    """A name that claims can give in `contradicts`, and what the accounts disagree on."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Tables:
    """Names of the rival tables to run with; None takes the package's default."""

    truth: str | None = None
    signals: str | None = None
    anchors: str | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One question about two focus actors, as of a date. `start` is the first month estimated."""

    path: Path
    id: str
    title: str
    question: str
    as_of: PartialDate
    pair: tuple[str, str]
    collection: Collection
    protocol: str
    start: PartialDate
    chains: tuple[str, ...]
    step: Literal["month"]
    tables: Tables
    seed: int
    draws: int
    actors: tuple[CaseActor, ...]
    notes: tuple[Path, ...]
    parameters: tuple[Parameter, ...]
    assumptions: tuple[Assumption, ...]
    alternative: Alternative
    outlooks: tuple[Outlook, ...]
    contradictions: tuple[ContradictionSet, ...]
    gaps: tuple[str, ...]
    prospects: Prospects = field(default_factory=Prospects)

    @property
    def digest(self) -> str:
        """sha256 of canonical JSON of everything the case states; no paths, no notes, no times of files."""
        stated = {f.name: _plain(getattr(self, f.name)) for f in fields(self) if f.name not in NOT_DIGESTED}
        text = json.dumps(stated, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {"is": type(value).__name__} | {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value
