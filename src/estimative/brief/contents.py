"""What stands where in the brief: the rows of a run, grouped for page and Markdown alike."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from estimative.domain import CHANNELS, Band, Route, Sense
from estimative.run.model import (
    NO_EVIDENCE,
    ChainRow,
    Finding,
    MechanismOutput,
    MechanismRival,
    MechanismRow,
    QuantityRow,
    Quote,
    Run,
    Withheld,
)

STAGES = ("reported", "promised", "contracted", "delivered", "capacity")
FRONT = {  # rows on page one; more is linked
    "gives": 3,
    "withheld": 3,
    "reasons": 1,
    "changes": 2,
    "outlooks": 3,
    "assumptions": 2,
    "scenarios": 5,
    "acts": 2,
    "series": 1,
    "chains": 1,
}


@dataclass(frozen=True, slots=True)
class ChannelGroup:
    """One channel of the pair: forward, tie and reverse; a direction without a row is None."""

    channel: str
    forward: ChainRow | None
    tie: ChainRow | None
    reverse: ChainRow | None

    @property
    def rows(self) -> tuple[ChainRow, ...]:
        return tuple(row for row in (self.forward, self.tie, self.reverse) if row)

    @property
    def silent(self) -> bool:
        return all(row.no_evidence for row in self.rows)

    @property
    def silence(self) -> str:
        """The channel, and whether there are words at least."""
        said = [row.figure.text for row in self.rows if row.figure.text != NO_EVIDENCE]
        return f"{self.channel} ({said[0]})" if said else self.channel


@dataclass(frozen=True, slots=True)
class QuantityGroup:
    """Amounts on one channel: of one (giver, receiver), or a set that conflicts and may name several flows."""

    channel: str
    flows: tuple[tuple[str, str], ...]
    conflict: str | None
    rows: tuple[QuantityRow, ...]


def channel_groups(run: Run) -> tuple[ChannelGroup, ...]:
    """The case's pair, in the order of the channel tree."""
    left, right = run.header.pair
    rows = {(r.chain.giver, r.chain.receiver, r.chain.channel, r.chain.sense): r for r in run.balance}
    ends = sorted(run.header.pair)
    groups = (
        ChannelGroup(
            channel,
            rows.get((left, right, channel, Sense.SUPPORT)),
            rows.get((ends[0], ends[1], channel, Sense.TIE)),
            rows.get((right, left, channel, Sense.SUPPORT)),
        )
        for channel in CHANNELS
    )
    return tuple(group for group in groups if group.rows)


def hostility(run: Run) -> tuple[ChainRow, ...]:
    return tuple(row for row in run.balance if row.chain.sense is Sense.HOSTILITY)


def other_chains(run: Run) -> tuple[ChainRow, ...]:
    """Support and ties with states outside the pair."""
    pair = set(run.header.pair)
    return tuple(
        row
        for row in run.balance
        if row.chain.sense is not Sense.HOSTILITY and {row.chain.giver, row.chain.receiver} != pair
    )


def drawn(run: Run) -> tuple[ChainRow, ...]:
    """Rows with a history to draw, in the order of the balance."""
    rows = [row for group in channel_groups(run) for row in group.rows] + [*hostility(run), *other_chains(run)]
    return tuple(row for row in rows if row.history and not row.no_evidence)


def quantity_groups(run: Run) -> tuple[QuantityGroup, ...]:
    """Amounts by flow, in the order of the channel tree; a conflict set stays whole even where its flows differ."""
    order = list(CHANNELS)
    groups: dict[tuple[str, ...], list[QuantityRow]] = {}
    for row in sorted(
        run.quantities, key=lambda r: (order.index(r.quantity.channel), r.quantity.giver, r.conflict or "")
    ):
        flow = (row.quantity.giver, row.quantity.receiver)
        key = (row.quantity.channel, row.conflict) if row.conflict else (row.quantity.channel, *flow)
        groups.setdefault(key, []).append(row)
    return tuple(
        QuantityGroup(
            channel=key[0],
            flows=tuple(dict.fromkeys((r.quantity.giver, r.quantity.receiver) for r in rows)),
            conflict=rows[0].conflict,
            rows=tuple(rows),
        )
        for key, rows in groups.items()
    )


def stages(run: Run) -> tuple[str, ...]:
    """Columns of the table of quantities: the five stages, and any other that occurs."""
    return STAGES + tuple(sorted({row.quantity.stage for row in run.quantities} - set(STAGES)))


def amounts(run: Run, row: ChainRow | None) -> tuple[QuantityRow, ...]:
    """Quantities of a support chain: undisputed first, then amounts before shares, then delivered before the rest."""
    if row is None:
        return ()
    flow = (row.chain.giver, row.chain.receiver, row.chain.channel)
    found = (q for q in run.quantities if (q.quantity.giver, q.quantity.receiver, q.quantity.channel) == flow)
    doubt = disputed(run)
    return tuple(
        sorted(
            found,
            key=lambda q: (q.quantity.claim in doubt, q.quantity.basis == "share", _rank(q.quantity.stage)),
        )
    )


def disputed(run: Run) -> frozenset[str]:
    """Claims that stand in a contradiction."""
    return frozenset(key for row in run.contradictions for _, claims in row.accounts for key in claims)


def _rank(stage: str) -> int:
    order = ("delivered", "contracted", "promised", "reported", "capacity")
    return order.index(stage) if stage in order else len(order)


@dataclass(frozen=True, slots=True)
class WithheldGood:
    """Rows on one good between one giver and one receiver. `reasons`: origin, reason, claim ids; said twice is one."""

    giver: str
    receiver: str
    good: str
    rows: tuple[Withheld, ...]
    reasons: tuple[tuple[str, str, tuple[str, ...]], ...]


def withheld_goods(run: Run) -> tuple[WithheldGood, ...]:
    """Goods still not given, in the order of the run; of one good the earliest account first, undated ones last."""
    goods: dict[tuple[str, str, str], list[Withheld]] = {}
    for row in run.withheld:
        if row.ended is None:
            goods.setdefault((row.giver, row.receiver, row.good), []).append(row)
    for rows in goods.values():
        rows.sort(key=lambda row: row.since or "9999")
    return tuple(WithheldGood(*key, tuple(rows), _reasons(rows)) for key, rows in goods.items())


def _reasons(rows: Iterable[Withheld]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    said: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for origin, reason, claim in row.reasons:
            said.setdefault((origin, reason), []).append(claim)
    return tuple((origin, reason, tuple(claims)) for (origin, reason), claims in said.items())


def findings(run: Run, *kinds: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in run.findings if finding.kind in kinds)


def spells(history: Iterable[tuple[str, Band]]) -> Iterator[tuple[str, str, Band]]:
    """Runs of equal bands: first month, last month, band. Their edges are the change dates."""
    for band, months in groupby(history, key=lambda point: point[1]):
        listed = [month for month, _ in months]
        yield listed[0], listed[-1], band


def by_horizon(row: MechanismRow) -> tuple[tuple[int | None, tuple[MechanismRival, ...]], ...]:
    """Rivals of one mechanism, those of one horizon together."""
    rivals = sorted(row.rivals, key=lambda r: (r.horizon_months is None, r.horizon_months or 0))
    return tuple((horizon, tuple(group)) for horizon, group in groupby(rivals, key=lambda r: r.horizon_months))


def comparison(rivals: tuple[MechanismRival, ...]) -> tuple[tuple[str, str, tuple[MechanismOutput, ...]], ...]:
    """Outputs of rivals side by side: (name, unit, one for each rival); only rivals with the same outputs compare."""
    lists = [{o.name: o for o in rival.outputs} for rival in rivals]
    return tuple((name, o.unit, tuple(each[name] for each in lists)) for name, o in lists[0].items())


def differing(rivals: tuple[MechanismRival, ...]) -> int:
    """In how many of their figures rivals differ."""
    return sum(len({o.figure.text for o in row}) > 1 for _, _, row in comparison(rivals))


def alike(rivals: tuple[MechanismRival, ...]) -> bool:
    """Whether all rivals tell the same things, so that they can share a table."""
    return len({tuple(o.name for o in rival.outputs) for rival in rivals}) == 1


def record(row: MechanismRow) -> tuple[str, str]:
    """How the mechanism's own test came out, which stands first among its warnings: verdict and evidence."""
    verdict, _, rest = (row.warnings[0] if row.warnings else "").partition(": ")
    return verdict, rest


def quotes_by_route(run: Run) -> tuple[tuple[Route, tuple[tuple[str, Quote], ...]], ...]:
    """Every claim, under its route, by source and place in the text."""
    listed = sorted(run.quotes.items(), key=lambda item: (item[1].source, item[1].claim.span.start, item[0]))
    grouped = ((route, tuple(item for item in listed if item[1].route is route)) for route in Route)
    return tuple((route, items) for route, items in grouped if items)
