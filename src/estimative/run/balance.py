"""The two-way balance: what each chain holds now, what we thought then, and where the rival tables disagree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import xarray as xr

from estimative import estimate
from estimative.cases import Case
from estimative.domain import (
    CHANNELS,
    Band,
    Chain,
    Level,
    PartialDate,
    Route,
    Sense,
    Signal,
    UnknownName,
    month_label,
    month_number,
)
from estimative.estimate import Posterior, Tables

from .model import NO_EVIDENCE, ChainRow
from .rows import Desk

ORDER = {Sense.SUPPORT: 0, Sense.TIE: 1, Sense.HOSTILITY: 2}


@dataclass(frozen=True, slots=True)
class Estimate:
    """The posterior, as chains and as a dataset, and its bands, in months `first`..`last`."""

    held: Posterior
    posterior: xr.Dataset
    smoothed: xr.Dataset
    filtered: xr.Dataset
    rivals: dict[str, xr.Dataset]
    tables: Tables
    last: int

    @property
    def month(self) -> str:
        return month_label(self.last)


def chains(case: Case, signals: Iterable[Signal]) -> list[Chain]:
    """Chains with evidence and chains the case names."""
    return sorted({s.chain for s in signals} | {parse(name) for name in case.chains})


def parse(text: str) -> Chain:
    """A chain from its id.

    >>> parse("support:IRN>RUS/arms").id
    'support:IRN>RUS/arms'
    """
    sense, _, rest = text.partition(":")
    ends, _, channel = rest.rpartition("/")
    mark = "=" if sense == "tie" else ">"
    giver, _, receiver = ends.partition(mark)
    if sense not in set(Sense) or not receiver or channel not in CHANNELS:
        raise UnknownName(f"no chain {text!r}", mend="write support:GIVER>RECEIVER/channel or tie:A=B/channel")
    return Chain(giver, receiver, channel, Sense(sense))


def infer(case: Case, signals: Sequence[Signal], window: PartialDate) -> Estimate:
    """The estimate from the case's first month on, read in the month of its as-of date.

    The line runs on to the month of `window`, so that an earlier as-of date reuses the compiled kernel: signals are
    all of the view, so what lies after the as-of month is only the line spreading, and is not read.
    """
    first, last = month_number(case.start.first), month_number(case.as_of.last)
    tables, end = estimate.tables(), month_number(window.last)
    held = estimate.posterior(signals, chains(case, signals), first, end, tables, case.seed, case.draws)
    posterior = estimate.dataset(held)
    rivals = {r.name: estimate.bands(posterior, "smoothed", r.name) for r in tables.rivals}
    return Estimate(
        held,
        posterior,
        estimate.bands(posterior, "smoothed"),
        estimate.bands(posterior, "filtered"),
        rivals,
        tables,
        last,
    )


def weights(made: Estimate, signals: Iterable[Signal]) -> dict[str, tuple[tuple[str, float], ...]]:
    """Truth weight by rival table for each proposition that feeds a chain (its surest rung)."""
    found: dict[str, dict[str, float]] = {}
    truth = made.posterior["truth"]
    for s in signals:
        for rival, value in zip(truth["rival"].values, truth.sel(signal=s.id).values, strict=True):
            held = found.setdefault(s.proposition, {})
            held[str(rival)] = max(held.get(str(rival), 0.0), float(value))
    return {p: tuple(w.items()) for p, w in found.items()}


def chain_rows(desk: Desk, case: Case, made: Estimate, signals: Sequence[Signal]) -> tuple[ChainRow, ...]:
    """Rows of the pair first, by channel: support each way, the tie between, hostility apart; then third parties."""
    dynamics = [f"parameter:{i}" for i in estimate.shared(made.tables)]
    tables = desk.tracer.cell("dynamics", "how the latent line moves: a table labelled assumed", dynamics)
    rows = [_row(desk, made, c, [s for s in signals if s.chain == c], tables) for c in chains(case, signals)]
    place = list(CHANNELS)
    pair = set(case.pair)

    def key(row: ChainRow) -> tuple[bool, int, int, str]:
        c = row.chain
        return {c.giver, c.receiver} != pair, place.index(c.channel), ORDER[c.sense], c.id

    return tuple(sorted(rows, key=key))


def _row(desk: Desk, made: Estimate, chain: Chain, own: Sequence[Signal], tables: str) -> ChainRow:
    band = _band(made.smoothed, chain, made.last)
    node = f"{chain.id}@{made.month}"
    spoken = [s for s in own if not str(made.posterior["unused"].sel(signal=s.id).values)]
    history = _history(made, chain)
    silent = bool(made.posterior["no_evidence"].sel(chain=chain.id))
    shown = _silence(desk, chain) if silent else band.words
    cell = desk.tracer.cell(node, f"{words(desk, chain)}: {shown}", [*(s.id for s in own), tables])
    latest = max((s.end for s in spoken), default=None)
    return ChainRow(
        chain=chain,
        words=words(desk, chain),
        band=band,
        band_then=_band(made.filtered, chain, made.last),
        rivals=tuple((name, _band(b, chain, made.last)) for name, b in made.rivals.items()),
        figure=desk.tracer.figure(node, shown, [cell]),
        signals=len(spoken),
        origins=len({w.origin for s in spoken for w in s.witnesses}),
        last_signal=None if latest is None else month_label(latest),
        history=history,
        no_evidence=silent,
        spoken=tuple((s.id, s.kind.value, month_label(s.start)) for s in spoken),
    )


def _silence(desk: Desk, chain: Chain) -> str:
    """What stands in place of a level: nothing said at all, or words without a deed."""
    ends = {chain.giver, chain.receiver}
    for claim in desk.evidence.claims.values():
        promised = desk.evidence.routed[claim.id].route is Route.COMMITMENT and claim.channel == chain.channel
        if promised and ends <= {*claim.actor, *claim.recipient}:
            return "words, no deed yet"
    return NO_EVIDENCE


def _band(found: xr.Dataset, chain: Chain, month: int) -> Band:
    here = found.sel(chain=chain.id, time=month)
    return Band(*(Level(int(here[n])) for n in ("low", "median", "high")))


def _history(made: Estimate, chain: Chain) -> tuple[tuple[str, Band], ...]:
    mine = made.smoothed.sel(chain=chain.id, time=slice(None, made.last))
    values = zip(mine["time"].values, mine["low"].values, mine["median"].values, mine["high"].values, strict=True)
    return tuple((month_label(int(t)), Band(Level(int(a)), Level(int(b)), Level(int(c)))) for t, a, b, c in values)


def words(desk: Desk, chain: Chain) -> str:
    """Direction in words."""
    return chain_words(desk.names, chain)


def chain_words(names: Mapping[str, str], chain: Chain) -> str:
    giver, receiver = names.get(chain.giver, chain.giver), names.get(chain.receiver, chain.receiver)
    if chain.sense is Sense.TIE:
        return f"{giver} and {receiver} share: {chain.channel}"
    if chain.sense is Sense.HOSTILITY:
        return f"{giver} acts against {receiver}: {chain.channel}"
    return f"{giver} gives {receiver}: {chain.channel}"
