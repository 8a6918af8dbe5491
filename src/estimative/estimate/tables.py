"""The assumed tables: which levels a signal speaks for, how far it is believed, how the line moves. Two rivals."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from estimative.domain import CHANNELS, Access, BadInput, Kind, Level, Parameter, Stake, Terms

from . import files
from .register import register

SIZES = ("small", "some", "large", "vast")
Range = tuple[Level, Level]


@dataclass(frozen=True, slots=True)
class SignalTable:
    """Levels by group (a channel, else its kind) and size; a shift in levels by terms."""

    ranges: Mapping[tuple[str, str], Range]
    terms: Mapping[Terms, int]

    def levels(self, entry: str) -> Range:
        """Lowest and highest level that an entry `channel/status/terms/size` speaks for.

        The status part is not read: the gate in `evidence` lets only realised rungs through to acts and relations.
        """
        channel, terms, size = _parts(entry)
        group = channel if (channel, size) in self.ranges else _kind(channel)
        low, high = self.ranges[group, size]
        shift = self.terms[terms]
        return Level(max(low + shift, 0)), Level(max(high + shift, 0))


@dataclass(frozen=True, slots=True)
class TruthTable:
    """Log-odds unless said otherwise; `most` is a probability, `coder` the arguments of a beta."""

    prior: float
    most: float
    origin_log_sd: float
    coder: tuple[float, float]
    corroborated: float
    access: Mapping[Access, float]
    stake: Mapping[Stake, float]
    factuality: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rival:
    name: str
    note: str
    signals: SignalTable
    truth: TruthTable


@dataclass(frozen=True, slots=True)
class Dynamics:
    """Level widths unless said otherwise; docs/estimate.md explains each."""

    step: float
    cuts: tuple[float, ...]
    prior_mean: float
    prior_sd: float
    scale: Mapping[Kind, float]
    scale_log_sd: float
    tail_share: float
    tail_ratio: float
    noise: float
    noise_log_sd: float
    relation_information: float
    relation_window: int
    slowdown_drop: float
    ending_highest: Level
    exposure_rates: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything assumed that `infer` reads. `digest` is the sha256 of the files it came from."""

    rivals: tuple[Rival, ...]
    dynamics: Dynamics
    digest: str
    register: tuple[Parameter, ...] = ()

    def parameters(self) -> list[Parameter]:
        """Every value as a `Parameter`, for the register: ids `estimate.signals.plain.recurring.some.low` and so on."""
        return list(self.register)


def _parts(entry: str) -> tuple[str, Terms, str]:
    channel, _, terms, size = parts if len(parts := entry.split("/")) == 4 else ("", "", "", "")
    if channel not in CHANNELS or terms not in set(Terms) or size not in SIZES:
        raise BadInput(f"no entry {entry!r} in the signal table", mend="write channel/status/terms/size")
    return channel, Terms(terms), size


def _kind(channel: str) -> str:
    kind = CHANNELS[channel].kind
    if kind is Kind.CONTEXT:
        raise BadInput(f"channel {channel!r} has no level", mend="route such claims to none")
    return kind.value


def _signals(file: files.SignalRival) -> SignalTable:
    ranges = {
        (group, size): (Level[low.upper()], Level[high.upper()])
        for group, sizes in file.size.items()
        for size, (low, high) in sizes.items()
    }
    return SignalTable(MappingProxyType(ranges), MappingProxyType({t: file.terms[t] for t in Terms}))


def _truth(file: files.TruthRival) -> TruthTable:
    return TruthTable(
        file.prior,
        file.most,
        file.origin_log_sd,
        file.coder,
        file.corroborated,
        MappingProxyType({a: file.access[a] for a in Access}),
        MappingProxyType({s: file.stake[s] for s in Stake}),
        MappingProxyType(dict(file.factuality)),
    )


def _dynamics(file: files.DynamicsFile) -> Dynamics:
    kinds = (Kind.STANDING, Kind.RECURRING, Kind.STANCE)
    return Dynamics(
        step=file.grid.step,
        cuts=file.grid.cuts,
        prior_mean=file.grid.prior_mean,
        prior_sd=file.grid.prior_sd,
        scale=MappingProxyType({k: file.scale[k] for k in kinds}),
        scale_log_sd=file.scale["log_sd"],
        tail_share=file.tail["share"],
        tail_ratio=file.tail["ratio"],
        noise=file.noise["median"],
        noise_log_sd=file.noise["log_sd"],
        relation_information=file.relation["information"],
        relation_window=int(file.relation["window"]),
        slowdown_drop=file.slowdown["drop"],
        ending_highest=Level[file.ending["highest"].upper()],
        exposure_rates=file.exposure["rates"],
    )


@cache
def tables() -> Tables:
    """The tables shipped with the package.

    >>> [rival.name for rival in tables().rivals]
    ['plain', 'wary']
    >>> tables().rivals[0].signals.levels("arms/delivered/unknown/large")
    (<Level.SUBSTANTIAL: 3>, <Level.FULL: 4>)
    """
    signals = files.read("signals.toml", files.SignalFile)
    truth = files.read("truth.toml", files.TruthFile)
    dynamics = files.read("dynamics.toml", files.DynamicsFile)
    rivals = tuple(
        Rival(name, f"{s.note}; {t.note}", _signals(s), _truth(t))
        for name, s, t in (("plain", signals.plain, truth.plain), ("wary", signals.wary, truth.wary))
    )
    names = ("signals.toml", "truth.toml", "dynamics.toml")
    digest = hashlib.sha256(b"\0".join(files.raw(n) for n in names)).hexdigest()
    return Tables(rivals, _dynamics(dynamics), digest, register(signals, truth, dynamics))
