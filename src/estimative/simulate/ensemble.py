"""All draws of a plan, block by block, through any executor; a block is a file, so that a killed run goes on."""

import os
import tempfile
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import xarray as xr
from numpy.typing import NDArray

from estimative.domain import BadInput, BadStore, spread

from .block import BLOCK, block
from .kernel import Paths, room, run
from .loop import structure
from .plan import Plan

Floats = NDArray[np.float64]
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


@dataclass(frozen=True, slots=True, eq=False)
class Ensemble:
    """`outputs` (time, output, draw); `happened` (time, act, draw), by the end of the month; `outside` (part, draw)."""

    plan: Plan
    outputs: Floats
    happened: NDArray[np.bool_]
    outside: NDArray[np.bool_]

    @property
    def draws(self) -> int:
        return int(self.outputs.shape[2])

    def output(self, name: str) -> Floats:
        """(time, draw) of mechanism.output. Raises BadInput for a name that is not there."""
        if name not in self.plan.names:
            raise BadInput(f"no output {name!r}", mend="use one of: " + ", ".join(self.plan.names))
        return self.outputs[:, self.plan.names.index(name)]

    def act(self, name: str) -> NDArray[np.bool_]:
        """(time, draw) of an act: has happened by the end of the month."""
        ids = [a.id for a in self.plan.acts]
        if name not in ids:
            raise BadInput(f"no act {name!r}", mend="use one of: " + ", ".join(ids))
        return self.happened[:, ids.index(name)]

    def first_month(self) -> NDArray[np.int64]:
        """Month, counted from 0, in which each act happens, (act, draw); -1 where it does not."""
        ever = self.happened.any(0)
        return np.where(ever, self.happened.argmax(0), -1)


def ensemble(
    plan: Plan,
    draws: int = 2048,
    workers: Callable[[], Executor] | None = None,
    folder: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Ensemble:
    """Run `draws` draws. `workers` makes the executor: threads of this process by default (compiled code runs free of
    Python's lock), or processes, or a Dask client's; blocks are the same wherever they run. With a `folder` finished
    blocks are kept under the plan's digest and found again.

    Errors: BadInput for fewer than one draw or a plan in which nothing runs; BadStore for a kept block that is broken.
    """
    if draws < 1:
        raise BadInput(f"{draws} draws", mend="ask for at least one")
    if not plan.parts and not plan.acts:
        raise BadInput(
            f"nothing to simulate: the case has no acts, and none of {len(plan.left_out)} mechanisms has what it reads",
            mend="`estimative mechanisms --case CASE` says what each lacks",
        )
    starts = range(0, draws, BLOCK)
    whole = room(structure(plan), plan.months, len(starts) * BLOCK)
    task = partial(_block, plan, folder / plan.digest[:16] if folder else None)
    blocks = spread(partial(task, whole=None if workers else whole), starts, workers or threads, ahead=8)
    for n, (start, paths) in enumerate(zip(starts, blocks, strict=True), 1):
        if workers:
            _place(paths, whole, start)
        if progress:
            progress(n, len(starts))
    return Ensemble(plan, *_part(whole, slice(draws)))


def threads() -> Executor:
    return ThreadPoolExecutor(os.cpu_count() or 1)


def _block(plan: Plan, folder: Path | None, start: int, whole: Paths | None = None) -> Paths:
    """A whole block, from its file if it was finished before; in its place in `whole`, if that is given."""
    path = folder / f"{start // BLOCK:06d}.npz" if folder else None
    if path and path.exists():
        kept = _read(path)
        return _place(kept, whole, start) if whole else kept
    paths = run(structure(plan), block(plan, start), _part(whole, slice(start, start + BLOCK)) if whole else None)
    if path:
        _write(path, paths)
    return paths


def _part(whole: Paths, draws: slice) -> Paths:
    return Paths(whole.outputs[..., draws], whole.happened[..., draws], whole.outside[..., draws])


def _place(paths: Paths, whole: Paths, start: int) -> Paths:
    part = _part(whole, slice(start, start + BLOCK))
    for here, found in zip(part, paths, strict=True):
        here[...] = found
    return part


def _read(path: Path) -> Paths:
    try:
        with np.load(path, allow_pickle=False) as kept:
            return Paths(*(kept[name] for name in Paths._fields))
    except (OSError, ValueError, KeyError) as error:
        raise BadStore(
            f"a kept block cannot be read: {error}", str(path), "delete the file; it is made again"
        ) from error


def _write(path: Path, paths: Paths) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        np.savez(file, **paths._asdict())
    Path(part).replace(path)


def dataset(made: Ensemble) -> xr.Dataset:
    """Statistics rather than paths: `quantity` (time, output, quantile) over draws that are finite, `finite` (time,
    output) their share, `probability` (time, act) of having happened by the end of the month, `probability_se` its
    sampling error, `outside` (mechanism) the share of draws that ever left the validity range."""
    plan, n = made.plan, made.draws
    with np.errstate(all="ignore"):
        told = [quantiles(o).T for o in np.moveaxis(made.outputs, 1, 0)]  # output by output: a copy of all is too large
    quantity = np.stack(told, axis=1) if told else np.zeros((plan.months, 0, len(QUANTILES)))
    p = made.happened.mean(-1)
    return xr.Dataset(
        {
            "quantity": (("time", "output", "quantile"), quantity),
            "finite": (("time", "output"), np.isfinite(made.outputs).mean(-1)),
            "probability": (("time", "act"), p, {"units": "probability"}),
            "probability_se": (("time", "act"), np.sqrt(p * (1 - p) / n), {"units": "probability"}),
            "outside": ("mechanism", made.outside.mean(-1), {"units": "share of draws"}),
        },
        coords={
            "time": plan.first + np.arange(plan.months),
            "month": ("time", np.array(plan.labels, dtype="datetime64[s]")),
            "output": list(plan.names),
            "unit": ("output", [r.unit for p in plan.parts for r in p.outputs]),
            "quantile": list(QUANTILES),
            "act": [a.id for a in plan.acts],
            "mechanism": [p.mechanism.name for p in plan.parts],
        },
        attrs={"scenario": plan.scenario, "draws": n, "seed": plan.seed, "digest": plan.digest},
    )


def quantiles(outputs: Floats) -> Floats:
    """(quantile, ...) over the last axis, of the draws that are finite; NaN where none is."""
    if not outputs.size:
        return np.zeros((len(QUANTILES), *outputs.shape[:-1]))
    finite = np.isfinite(outputs)
    if finite.all():
        return np.asarray(np.quantile(outputs, QUANTILES, axis=-1))
    some = np.asarray(finite.any(-1))
    filled = np.where(some[..., None], np.where(finite, outputs, np.nan), 0.0)
    return np.where(some, np.nanquantile(filled, QUANTILES, axis=-1), np.nan)
