"""The result as a labelled dataset."""

from collections.abc import Collection, Sequence

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from estimative.domain import BAND_SENTENCE, Chain, Level, Signal, month_label

from .factors import months, unused
from .posterior import QUANTILES, Posterior, posterior
from .tables import Tables


def infer(
    signals: Sequence[Signal],
    chains: Sequence[Chain],
    first: int,
    last: int,
    tables: Tables,
    seed: int,
    draws: int = 32,
    exposure: Collection[Chain] = frozenset(),
) -> xr.Dataset:
    """Levels of every chain in the months `first`..`last`: `posterior` as a `dataset`."""
    return dataset(posterior(signals, chains, first, last, tables, seed, draws, exposure))


def dataset(posterior: Posterior) -> xr.Dataset:
    """A posterior as a dataset.

    (time, chain, level), probability: `filtered`, `smoothed`, the means over rivals; `filtered_by_rival` and
    `smoothed_by_rival` with a rival axis last. (time, chain, quantile): `filtered_line`, `smoothed_line`, the latent
    line. (time, chain): `signals` that speak in a month; `informed`, if anything does. (chain): `no_evidence`,
    `edge_mass`.
    (signal, rival): `truth`, `truth_low`, `truth_high`, mean and central 90 % of the truth weight over the draws.
    (signal): `unused`, why it does not speak, or "".
    """
    p, setting = posterior, posterior.setting
    filtered = np.stack([c.filtered for c in p.chains], axis=1)
    smoothed = np.stack([c.smoothed for c in p.chains], axis=1)
    weights = np.array([setting.weights[s.id] for s in p.signals])
    weights = weights.reshape(len(p.signals), setting.rivals, setting.draws)
    low, high = np.quantile(weights, (0.05, 0.95), axis=2)
    line = {"units": "level widths", "long_name": "latent line"}
    level, mass = ("time", "chain", "level"), {"units": "probability"}
    weight = {"units": "probability", "long_name": "truth weight"}
    return xr.Dataset(
        {
            "filtered": (level, filtered.mean(-1), {**mass, "long_name": "what we thought then"}),
            "smoothed": (level, smoothed.mean(-1), {**mass, "long_name": "what we think now of then"}),
            "filtered_by_rival": ((*level, "rival"), filtered, mass),
            "smoothed_by_rival": ((*level, "rival"), smoothed, mass),
            "filtered_line": (
                ("time", "chain", "quantile"),
                np.stack([c.filtered_line for c in p.chains], axis=1),
                line,
            ),
            "smoothed_line": (
                ("time", "chain", "quantile"),
                np.stack([c.smoothed_line for c in p.chains], axis=1),
                line,
            ),
            "signals": (("time", "chain"), _counts(p), {"units": "signals"}),
            "informed": (("time", "chain"), np.stack([c.factors.informed for c in p.chains], axis=1)),
            "no_evidence": ("chain", np.array([not c.factors.informed.any() for c in p.chains])),
            "edge_mass": ("chain", np.array([c.edge for c in p.chains]), mass),
            "truth": (("signal", "rival"), weights.mean(-1), weight),
            "truth_low": (("signal", "rival"), low, weight),
            "truth_high": (("signal", "rival"), high, weight),
            "unused": ("signal", np.array([unused(s, setting.first, setting.last) for s in p.signals], dtype=object)),
        },
        coords=_coords(p),
        attrs={
            "band": BAND_SENTENCE,
            "tables": setting.tables.digest,
            "rivals": "equal weights; read the by-rival variables before the mean",
            "draws": setting.draws * setting.rivals,
            "seed": setting.seed,
        },
    )


def _counts(p: Posterior) -> NDArray[np.int64]:
    first, last, dynamics = p.setting.first, p.setting.last, p.setting.tables.dynamics
    counts = np.zeros((last - first + 1, len(p.chains)), dtype=np.int64)
    for place, chain in enumerate(p.chains):
        for signal in chain.signals:
            if not unused(signal, first, last):
                counts[months(signal, first, last, dynamics), place] += 1
    return counts


def _coords(p: Posterior) -> dict[str, object]:
    numbers = np.arange(p.setting.first, p.setting.last + 1)
    chains = [c.chain for c in p.chains]
    labels = {name: ("chain", [str(getattr(c, name)) for c in chains]) for name in ("giver", "receiver", "channel")}
    return {
        "time": ("time", numbers, {"units": "months since January of year 0"}),
        "month": ("time", np.array([month_label(int(n)) for n in numbers], dtype="datetime64[s]")),
        "chain": [c.id for c in chains],
        **labels,
        "sense": ("chain", [c.sense.value for c in chains]),
        "level": [level.word for level in Level],
        "quantile": list(QUANTILES),
        "rival": [rival.name for rival in p.setting.tables.rivals],
        "signal": np.array([s.id for s in p.signals], dtype=object),
    }
