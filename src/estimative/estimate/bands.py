"""Central 90 % bands and medians of the level, as they are shown."""

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from estimative.domain import BAND_SENTENCE, Band, Level, UnknownName

from .posterior import QUANTILES

Ints = NDArray[np.int64]
HOW = (np.minimum, None, np.maximum)  # low, median, high


def bands(dataset: xr.Dataset, which: str = "smoothed", rival: str | None = None) -> xr.Dataset:
    """`low`, `median`, `high` (time, chain): indices of `Level`, for all rivals together or for one of them.

    Between one piece of evidence and the next (for `smoothed`, after the last one) nothing is learned, so the median
    shown stays and the band shown never narrows: it is the hull of the pointwise bands since then. The pointwise
    quantiles themselves, which a spreading skewed posterior can move, are `raw_low`, `raw_median`, `raw_high`.
    """
    masses = dataset[which] if rival is None else dataset[f"{which}_by_rival"].sel(rival=rival)
    raw = quantile_levels(masses.transpose("time", "chain", "level").values)
    informed = dataset["informed"].transpose("time", "chain").values
    starts = _quiet_since(informed, since_last_only=which == "smoothed")
    shown = [
        np.stack([hold(q[:, c], starts[:, c], how) for c in range(q.shape[1])], axis=1)
        for q, how in zip(raw, HOW, strict=True)
    ]
    names = ("low", "median", "high")
    axes, unit = ("time", "chain"), {"units": "level", "band": BAND_SENTENCE}
    return xr.Dataset(
        {n: (axes, v, unit) for n, v in zip(names, shown, strict=True)}
        | {f"raw_{n}": (axes, v, unit) for n, v in zip(names, raw, strict=True)},
        coords=masses.drop_vars("level").coords,
    )


def band(dataset: xr.Dataset, chain: str, month: int, which: str = "smoothed", rival: str | None = None) -> Band:
    """The band of one chain, by its id, in one month."""
    if chain not in dataset["chain"].values or month not in dataset["time"].values:
        raise UnknownName(f"no chain {chain!r} in month {month}", mend="see the chains and window of the run")
    here = bands(dataset.sel(chain=[chain]), which, rival).sel(chain=chain, time=month)
    return Band(*(Level(int(here[name])) for name in ("low", "median", "high")))


def disagreement(dataset: xr.Dataset, which: str = "smoothed") -> xr.DataArray:
    """Levels (time, chain) between the lowest and the highest median of the rival tables; 0 where they agree."""
    medians = [bands(dataset, which, str(rival))["median"].values for rival in dataset["rival"].values]
    values = np.ptp(np.stack(medians), axis=0)
    return xr.DataArray(values, dataset["informed"].coords, ("time", "chain"), attrs={"units": "level"})


def quantile_levels(masses: NDArray[np.float64]) -> tuple[Ints, Ints, Ints]:
    """Lowest level whose cumulative mass reaches 5, 50, 95 %; masses (..., level)."""
    below = np.cumsum(masses, axis=-1)
    low, median, high = ((below < q - 1e-12).sum(axis=-1).clip(0, len(Level) - 1) for q in QUANTILES)
    return low, median, high


def hold(values: Ints, starts: Ints, how: np.ufunc | None) -> Ints:
    """Within each stretch of months with one `start`: the first value, or the running hull."""
    out = values.copy()
    for start in np.unique(starts):
        stretch = starts == start
        out[stretch] = values[start] if how is None else how.accumulate(values[stretch])
    return out


def _quiet_since(informed: NDArray[np.bool_], since_last_only: bool) -> Ints:
    """For each month the position of the last month with evidence, itself included; 0 where there was none before."""
    positions = np.where(informed, np.arange(len(informed))[:, None], 0)
    since = np.maximum.accumulate(positions, axis=0)
    if not since_last_only:
        return since
    own = np.broadcast_to(np.arange(len(informed))[:, None], since.shape)
    return np.where(since == since[-1], since, own)
