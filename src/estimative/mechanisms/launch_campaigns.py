"""Campaigns of launches whose totals are known on three days: how far an extrapolated total can miss."""

import tomllib
from importlib import resources

from pydantic import BaseModel, ConfigDict

from estimative.domain import PartialDate
from estimative.measures import Campaign


class _Total(BaseModel):
    model_config = ConfigDict(extra="forbid")
    day: float
    launches: float

    def made(self) -> tuple[float, float]:
        return self.day, self.launches


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    first: _Total
    second: _Total
    last: _Total
    reference: str
    standing: str
    known_at: str

    def made(self) -> Campaign:
        known = f"{self.reference} [{self.standing}]"
        return Campaign(self.name, self.first.made(), self.second.made(), self.last.made(), known)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")
    campaign: list[_Entry]


def launch_campaigns(as_of: PartialDate, other_than: str = "") -> tuple[Campaign, ...]:
    """Those known by a date, without the one asked about.

    >>> [c.name for c in launch_campaigns(PartialDate("2021-01-01"))]
    ['Lebanon 2006', 'Gaza 2014']
    """
    text = resources.files(__package__).joinpath("data", "launch_campaigns.toml").read_text(encoding="utf-8")
    entries = _File.model_validate(tomllib.loads(text)).campaign
    return tuple(e.made() for e in entries if PartialDate(e.known_at).known_by(as_of) and e.name != other_than)
