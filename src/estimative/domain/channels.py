"""The sixteen channels: one tree with family, parent and kind. Defined in DESIGN section 3 and the coding rules."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How evidence on a channel ages."""

    STANDING = "standing"  # treaty, plant, base, linked system: persists until an ending act
    RECURRING = "recurring"  # deliveries, payments, trade: a rate that needs renewal
    STANCE = "stance"
    CONTEXT = "context"  # has no level


@dataclass(frozen=True, slots=True)
class Channel:
    code: str
    family: str
    parent: str | None
    kind: Kind
    words: str
    support: bool = True
    hostility: bool = True


def _tree(*channels: Channel) -> dict[str, Channel]:
    return {c.code: c for c in channels}


CHANNELS = _tree(
    Channel("general", "general", None, Kind.STANCE, "support with no channel named, humanitarian goods"),
    Channel("diplomatic", "political", None, Kind.STANCE, "votes, statements, mediation, visits, recognition"),
    Channel("strategic", "political", None, Kind.STANDING, "treaties, pacts, blocs, alignment"),
    Channel("ideational", "political", None, Kind.CONTEXT, "world-view, shared opposition", False, False),
    Channel("economic", "economic", None, Kind.RECURRING, "economic ties, not further named"),
    Channel("energy", "economic", "economic", Kind.RECURRING, "oil, gas, power"),
    Channel("trade", "economic", "economic", Kind.RECURRING, "goods, tariffs, transport corridors"),
    Channel("finance", "economic", "economic", Kind.STANDING, "payments, currency, loans, budget aid"),
    Channel("technology", "economic", "economic", Kind.STANDING, "technology, space, telecommunications"),
    Channel("sanctions", "economic", "economic", Kind.STANDING, "sanctions and their lifting", False, True),
    Channel("military", "security", None, Kind.RECURRING, "troops, training, advisers, co-production"),
    Channel("arms", "security", "military", Kind.RECURRING, "weapons, munitions, components"),
    Channel("intelligence", "security", "military", Kind.RECURRING, "surveillance, targeting, cyber, jamming"),
    Channel("territory", "security", None, Kind.STANDING, "bases, overflight, transit, sanctuary, cession"),
    Channel("conflict", "security", None, Kind.RECURRING, "use of force", False, True),
    Channel("nuclear", "nuclear", None, Kind.STANDING, "civil and military nuclear"),
)
