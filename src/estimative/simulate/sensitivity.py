"""Which uncertain inputs a figure hangs on: Sobol's indices after Saltelli, and Morris's elementary effects.

Points are drawn as uniforms and pushed through the priors' inverse distribution functions, so that a share is of the
figure's variance under the case's own priors. Sampling and analysis are SALib's (Herman and Usher 2017). Sources:
Saltelli et al. 2010 (first-order and total estimators), Morris 1991, Campolongo, Cariboni and Saltelli 2007 (mu*).
"""

import warnings
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from estimative.domain import BadInput
from estimative.mechanisms import uniforms

from .answers import Asked, answers, noisy, read
from .inputs import Input
from .plan import Plan

Floats = NDArray[np.float64]
CHANCE = "chance"
EDGE = 1e-9  # uniforms are kept this far from 0 and 1
CENTRAL = (0.05, 0.95)  # Morris steps between these quantiles: priors may have no ends
LEVELS = 4


@dataclass(frozen=True, slots=True)
class Index:
    """Shares of the figure's variance: `first` is the input's alone, `total` with all its interactions. Errors are
    half-widths of 95 % intervals from resampling. `input` is `chance` for what is drawn month by month."""

    input: str
    words: str
    first: float
    first_error: float
    total: float
    total_error: float


@dataclass(frozen=True, slots=True)
class Effect:
    """How far the figure moves, in its own unit, as the input goes from its 5 to its 95 % quantile and all else stays:
    `mean` with sign, `size` without (mu*), `spread` over starting points (interactions and curvature)."""

    input: str
    words: str
    mean: float
    size: float
    size_error: float
    spread: float


def sobol(plan: Plan, figure: Asked, size: int = 256) -> tuple[Index, ...]:
    """Indices of every input that reaches the figure, largest total first, from size x (inputs + 2) draws; `size` is
    rounded up to a power of two.

    Raises BadInput if SALib is missing, nothing uncertain reaches the figure, or it does not vary."""
    sample, analyze = _salib("sample.sobol"), _salib("analyze.sobol")
    found = read(plan, figure)
    problem = _problem(found, noisy(plan, figure), (EDGE, 1 - EDGE))
    size = 1 << max(size - 1, 1).bit_length()
    points = sample.sample(problem, size, calc_second_order=False, seed=plan.seed % 2**32)
    rows = _last(problem, points)
    values = _run(plan, figure, found, points, rows)
    got = analyze.analyze(problem, values, calc_second_order=False, seed=plan.seed % 2**32)
    shown = zip(*_named(problem, found), *(np.asarray(got[k]) for k in ("S1", "S1_conf", "ST", "ST_conf")), strict=True)
    return tuple(sorted((Index(*_plain(row)) for row in shown), key=lambda i: -i.total))


def morris(plan: Plan, figure: Asked, size: int = 64) -> tuple[Effect, ...]:
    """Elementary effects of every input that reaches the figure, largest first, from size x (inputs + 1) draws. Each
    of the `size` paths through the inputs keeps its own month-by-month chance.

    Raises BadInput as `sobol` does."""
    sample, analyze = _salib("sample.morris"), _salib("analyze.morris")
    found = read(plan, figure)
    problem = _problem(found, False, CENTRAL)
    points = sample.sample(problem, size, num_levels=LEVELS, seed=plan.seed % 2**32)
    values = _run(plan, figure, found, points, np.repeat(np.arange(size), len(found) + 1))
    unit = (points - CENTRAL[0]) / (CENTRAL[1] - CENTRAL[0])
    scaled = problem | {"bounds": [[0.0, 1.0]] * len(found)}
    got = analyze.analyze(scaled, unit, values, num_levels=LEVELS, seed=plan.seed % 2**32)
    columns = (np.asarray(got[k], float) for k in ("mu", "mu_star", "mu_star_conf", "sigma"))
    shown = zip(*_named(problem, found), *columns, strict=True)
    return tuple(sorted((Effect(*_plain(row)) for row in shown), key=lambda e: -e.size))


def _salib(name: str) -> Any:
    import importlib

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module(f"SALib.{name}")
    except ImportError as missing:
        raise BadInput("SALib is not installed", mend="pip install 'estimative[fit]'") from missing


def _problem(found: tuple[Input, ...], chance: bool, bounds: tuple[float, float]) -> dict[str, Any]:
    names = [i.name for i in found] + [CHANCE] * chance
    return {"num_vars": len(names), "names": names, "bounds": [list(bounds)] * len(names)}


def _named(problem: dict[str, Any], found: tuple[Input, ...]) -> tuple[list[str], list[str]]:
    words = {i.name: i.words for i in found} | {CHANCE: "what is drawn month by month"}
    return problem["names"], [words[n] for n in problem["names"]]


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*row[:2], *(float(v) for v in row[2:]))


def _last(problem: dict[str, Any], points: Floats) -> NDArray[np.int64] | None:
    """Which month-by-month draws each point has: those of its own value in the column `chance`."""
    if problem["names"][-1] != CHANCE:
        return None
    return np.unique(points[:, -1], return_inverse=True)[1]


def _run(plan: Plan, figure: Asked, found: tuple[Input, ...], points: Floats, rows: NDArray[np.int64] | None) -> Floats:
    given = {one.name: points[:, k] for k, one in enumerate(found)}
    chances = np.zeros(len(points), np.int64) if rows is None else rows
    values = answers(plan, figure, len(points), partial(_uniforms, plan.seed, given, chances))
    if np.ptp(values) <= 1e-12 * np.abs(values).max(initial=1e-300):
        raise BadInput(f"{figure.name} does not vary", mend="ask about another figure, or another scenario")
    return values


def _uniforms(
    seed: int, given: dict[str, Floats], chances: NDArray[np.int64], name: str, size: int, start: int
) -> Floats:
    """A stream's uniforms for points `start` to `start + size`; the last point fills what goes beyond."""
    at = np.minimum(np.arange(start, start + size), len(chances) - 1)
    if name in given:
        return np.asarray(given[name][at])
    return uniforms(seed, name, int(chances.max()) + 1)[chances[at]]
