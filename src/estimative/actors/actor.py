"""An actor: a state, a dead state, a group, a body, a firm or an armed group, with the names it goes by."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from estimative.domain import PartialDate


class Kind(StrEnum):
    STATE = "state"
    DEAD_STATE = "dead_state"
    TERRITORY = "territory"  # has a name of its own, but is not in the lists of independent states
    REGIME = "regime"  # one rule of a state: the state itself while it rules, an actor of its own afterwards
    GROUP = "group"  # a set of states named by a general word: never expanded
    BODY = "body"  # an international organisation
    REGION = "region"
    FIRM = "firm"
    ARMED_GROUP = "armed_group"
    ARM = "arm"  # an arm of a state with a name of its own
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Former:
    """A name or capital that held only between two dates (None: open)."""

    name: str
    start: PartialDate | None
    end: PartialDate | None


@dataclass(frozen=True, slots=True)
class Actor:
    """`start` and `end` are the first and last day (None: open, or before 1816). `codes` pairs a scheme (COW, GW, ISO3,
    ISO2, CAMEO, FIPS) with a code in it. `gaps` are times without independence. `former` are dated names, `seats` dated
    capitals. `parent` is the code of the state or
    body that an arm, firm, regime or dead polity belongs to. `country` is the state in whose politics an armed group
    takes part, or whose recognised territory a territory is: a rebel group is never its government."""

    code: str
    name: str
    kind: str = Kind.STATE
    start: PartialDate | None = None
    end: PartialDate | None = None
    codes: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    parent: str | None = None
    country: str | None = None
    former: tuple[Former, ...] = ()
    seats: tuple[Former, ...] = ()
    gaps: tuple[tuple[PartialDate, PartialDate], ...] = ()

    def lives(self, on: PartialDate | None) -> bool:
        """Whether it exists at some time in the interval `on`; with no date, whether it has no end.

        >>> sun = Actor("SUN", "Soviet Union", end=PartialDate("1991-12-25"))
        >>> sun.lives(PartialDate("1970")), sun.lives(PartialDate("2025")), sun.lives(None)
        (True, False, False)
        """
        if on is None:
            return self.end is None
        if any(a.first <= on.first and on.after <= b.after for a, b in self.gaps):
            return False
        return within(on, self.start, self.end)

    def codes_in(self, scheme: str) -> tuple[str, ...]:
        return tuple(code for name, code in self.codes if name == scheme.upper())


def within(on: PartialDate, start: PartialDate | None, end: PartialDate | None) -> bool:
    """Whether `on` overlaps the days from `start` to `end`, both included."""
    begins = start.first if start else dt.date.min
    ceases = end.after if end else dt.date.max
    return begins < on.after and on.first < ceases
