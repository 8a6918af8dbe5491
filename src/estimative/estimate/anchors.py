"""What each level looks like on each channel: an observable rule, a quantity where there is one, a dated case."""

from dataclasses import dataclass
from functools import cache

from estimative.domain import CHANNELS, BadInput, Level, PartialDate, Standing

from . import files


@dataclass(frozen=True, slots=True)
class Anchor:
    """`case` is a reference case outside the worked example, empty (and `date` None) where none is chosen yet;
    `quantity` is empty where the channel has none. `standing` is that of the case; rules and quantities are assumed."""

    channel: str
    level: Level
    rule: str
    quantity: str
    case: str
    date: PartialDate | None
    reference: str
    standing: Standing


@cache
def anchors() -> tuple[Anchor, ...]:
    """All anchors, by channel and level. Levels compare across dyads within a channel, never across channels.

    >>> next(a.rule for a in anchors() if a.channel == "arms" and a.level is Level.NONE)
    'no weapons, munitions or components pass'
    """
    file = files.read("anchors.toml", files.AnchorFile)
    unknown = set(file.anchor) - set(CHANNELS)
    if unknown:
        raise BadInput(f"no channel {sorted(unknown)[0]!r}", where="estimate/data/anchors.toml")
    return tuple(_anchor(channel, row, file) for channel, rows in file.anchor.items() for row in rows)


def _anchor(channel: str, row: files.AnchorRow, file: files.AnchorFile) -> Anchor:
    return Anchor(
        channel=channel,
        level=Level[row.level.upper()],
        rule=row.rule,
        quantity=row.quantity,
        case=row.case,
        date=PartialDate(row.date) if row.date else None,
        reference=row.reference or file.reference,
        standing=Standing(row.standing or file.standing),
    )
