"""How fast an ensemble is, as ratios in one run: `python -m benchmarks.simulate` writes docs/simulate-bench.md.

Everything is timed after compilation, wall clock, best of `BEST`. The twins do the same arithmetic on the same draws.
"""

import argparse
import os
import platform
import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path
from typing import Any

import jax
import numpy as np

from estimative import cases
from estimative.cases import Act
from estimative.estimate import posterior, tables
from estimative.estimate.kernel import float64
from estimative.simulate import BLOCK, Plan, block, ensemble, plan, run, run_draws, run_months, structure
from estimative.simulate.projection import projections

PROJECT = Path(__file__).parents[1]
CASE = PROJECT / "cases" / "russia-iran"
MONTHS, DRAWS, FEW, BEST = 60, 10_000, 8, 3
REPEATS = 40
TRIAD = 20_000_000  # float64 in each of the three arrays


@dataclass(frozen=True, slots=True)
class Timed:
    """Wall seconds, and seconds of processor time over all threads."""

    wall: float
    cpu: float


def timed(task: Callable[[], object], best: int = BEST) -> Timed:
    found = []
    for _ in range(best):
        wall, cpu = time.perf_counter(), time.process_time()
        task()
        found.append(Timed(time.perf_counter() - wall, time.process_time() - cpu))
    return min(found, key=lambda t: t.wall)


def bandwidth() -> float:
    """Bytes a second of a = b + 3 c on as many threads as cores, counted as STREAM does (24 bytes an element)."""
    cores = os.cpu_count() or 1
    a, b, c = (np.ones(TRIAD) for _ in range(3))

    def part(k: int) -> None:
        own = slice(k * TRIAD // cores, (k + 1) * TRIAD // cores)
        for at in range(own.start, own.stop, 65_536):
            here = slice(at, min(at + 65_536, own.stop))
            np.multiply(c[here], 3.0, out=a[here])
            np.add(a[here], b[here], out=a[here])

    with ThreadPoolExecutor(cores) as pool:
        return 24 * TRIAD / timed(lambda: list(pool.map(part, range(cores))), 5).wall


def moved(p: Plan) -> int:
    """Bytes that must be read and written for one block: its arrays in, its paths out."""
    made = block(p, 0)
    paths = run(structure(p), made)
    return sum(a.nbytes for a in (*jax.tree.leaves(made), *paths))


def twins(p: Plan) -> tuple[Timed, Timed, Timed, Timed]:
    """One block: drawn, compiled, in NumPy; and a few draws in plain floats, scaled to a block."""
    s, made, few = structure(p), block(p, 0), block(p, 0, FEW)
    run(s, made)
    loop = timed(lambda: run_draws(s, few), 1)
    scale = BLOCK / FEW
    return (
        timed(lambda: block(p, 0)),
        timed(lambda: run(s, made)),
        timed(lambda: run_months(s, made)),
        Timed(loop.wall * scale, loop.cpu * scale),
    )


def functions() -> list[tuple[str, float, float]]:
    """Nanoseconds a value of what mechanisms use most, one block long: name, compiled, NumPy."""
    found = []
    with float64():
        for name in ("exp", "log", "log1p", "expm1", "power"):
            found.append((name, *(_each(xp, name) * 1e9 / (BLOCK * REPEATS) for xp in (jax.numpy, np))))
    return found


def _each(xp: Any, name: str) -> float:
    x = xp.asarray(np.linspace(0.1, 2.0, BLOCK))

    def once(v: Any) -> Any:
        v = v * 0.3 + 0.2
        return xp.power(v, x) if name == "power" else xp.abs(getattr(xp, name)(v))

    if xp is np:
        return timed(lambda: reduce(lambda v, _: once(v), range(REPEATS), x), 20).wall
    many = jax.jit(lambda v: jax.lax.fori_loop(0, REPEATS, lambda _, u: once(u), v))
    many(x).block_until_ready()
    return timed(lambda: many(x).block_until_ready(), 20).wall


def many_acts(p: Plan, count: int) -> Plan:
    """The plan with `count` acts, copies of its own."""
    own = p.acts[:1] or ()
    copies: list[Act] = [replace(own[0], id=f"{own[0].id}-{k}", group=None, after=()) for k in range(count) if own]
    return replace(p, acts=tuple(copies))


def projected(p: Plan, count: int) -> Timed:
    """What the acts of a run make of the levels of `count` chains of the case."""
    chains = [cases.chain_of(c) for c in cases.load(CASE).chains][:count]
    known = posterior([], chains, p.first - 24, p.first - 1, tables(), 1, 32)
    made = ensemble(p, 2 * BLOCK)
    projections((made,), known)
    return timed(lambda: projections((made,), known), 1)


def growth(p: Plan, quick: bool) -> list[tuple[str, int, Timed]]:
    found: list[tuple[str, int, Timed]] = []
    for draws in (BLOCK, 2 * BLOCK, 5 * BLOCK, 20 * BLOCK)[: 2 if quick else 4]:
        found.append(("draws", draws, timed(lambda draws=draws: ensemble(p, draws), 1)))
    for months in (12, 60, 120)[: 1 if quick else 3]:
        q = replace(p, months=months)
        ensemble(q, BLOCK)
        found.append(("months", months, timed(lambda q=q: ensemble(q, 2 * BLOCK), 1)))
    for count in (1, 10, 50)[: 1 if quick else 3]:
        q = many_acts(p, count)
        ensemble(q, BLOCK)
        found.append(("acts", count, timed(lambda q=q: ensemble(q, 2 * BLOCK), 1)))
    for count in (1, 6, 24)[: 1 if quick else 3]:
        found.append(("chains", count, projected(p, count)))
    for count in range(1, len(p.parts), max(1, len(p.parts) // 3))[: 1 if quick else None]:
        q = p.without(*(part.mechanism.name for part in p.parts[count:]))
        ensemble(q, BLOCK)
        found.append(("mechanisms", count, timed(lambda q=q: ensemble(q, 2 * BLOCK), 1)))
    return found


def page(p: Plan, whole: Timed, first: Timed, four: Sequence[Timed], rows: list[tuple[str, int, Timed]]) -> str:
    drawn, fast, months, loop = four
    blocks = DRAWS / BLOCK
    rate, share = bandwidth(), moved(p)
    achieved = share / fast.wall
    loops, numpys = (loop.wall + drawn.wall) * blocks, (months.wall + drawn.wall) * blocks
    load = os.getloadavg()[0]
    cpu = (months.cpu + drawn.cpu) * blocks / whole.cpu
    checks = [
        ("whole ensemble, s", f"{whole.wall:.2f}", "under 5", whole.wall < 5),
        ("against the loop twin, whole", f"{loops / whole.wall:.0f} times", "at least 100", loops / whole.wall >= 100),
        ("against the NumPy twin, whole", f"{numpys / whole.wall:.1f} times", "at least 5", numpys / whole.wall >= 5),
    ]
    lines = [
        "# Speed of an ensemble",
        "",
        "Made by `make bench-simulate`; do not edit by hand. The russia-iran case with every mechanism that answers "
        f"there ({len(p.parts)}, {len(p.names)} outputs, {len(p.acts)} acts), {MONTHS} months, {DRAWS:,} draws, after "
        f"compilation. Machine: {machine()}; load average while it ran {load:.1f}"
        f"{': it was not alone' if load > (os.cpu_count() or 1) else ''}.",
        "",
        "| Target | Measured | Wanted | Met |",
        "|---|---|---|---|",
        *(f"| {name} | {got} | {want} | {'yes' if met else '**no**'} |" for name, got, want, met in checks),
        "",
        "By processor time over all threads, which other work on the machine disturbs less, the whole ensemble takes "
        f"{whole.cpu:.2f} s and the NumPy twin {cpu:.1f} times that; the ensemble runs on {os.cpu_count()} cores, the "
        "twin, as NumPy programs do, on one.",
        "",
        "| One block of 2,048 draws | wall, s | processor, s | against compiled, by processor time |",
        "|---|---|---|---|",
        *(
            f"| {name} | {t.wall:.3f} | {t.cpu:.3f} | {t.cpu / fast.cpu:.1f} |"
            for name, t in (
                ("the draws made on the host", drawn),
                ("the loop, compiled", fast),
                ("the loop in NumPy, month by month", months),
                (f"the loop in plain floats, draw by draw (from {FEW} draws)", loop),
            )
        ),
        "",
        f"First run, with compilation or the compiled kernel read from its cache: {first.wall:.1f} s. Memory: triad "
        f"{rate / 1e9:.1f} GB/s, of which the compiled loop moves {achieved / 1e9:.2f} ({achieved / rate:.0%}): it is "
        f"bound by its arithmetic ({share / 1e6:.0f} MB in and out a block). Peak memory of this process "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MiB.",
        "",
        "NumPy's elementary functions are vectorised too; what is mostly made of them gains little on a core:",
        "",
        "| ns a value | compiled | NumPy |",
        "|---|---|---|",
        *(f"| {name} | {ours:.1f} | {theirs:.1f} |" for name, ours, theirs in functions()),
        "",
        "| Grows with | | wall, s | |",
        "|---|---|---|---|",
    ]
    widest = max(t.wall for _, _, t in rows)
    lines += [f"| {n} | {k:,} | {t.wall:.2f} | `{'#' * max(1, round(30 * t.wall / widest))}` |" for n, k, t in rows]
    said = (
        f"Months, acts, chains and mechanisms with {2 * BLOCK:,} draws; chains is the time to project so many of the "
        "case's chains from a finished run. Peak memory is that of the largest run: an ensemble keeps all paths "
        f"({8 * MONTHS * len(p.names) / 1024:.0f} KiB a draw), for quantiles over draws need them all."
    )
    return "\n".join([*lines, "", said, ""])


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--quick", action="store_true", help="fewer sizes, and write nothing")
    quick = ask.parse_args().quick
    case = cases.load(CASE)
    p = plan(case, months=MONTHS)
    first = timed(lambda: ensemble(p, BLOCK), 1)
    four = twins(p)
    whole = timed(lambda: ensemble(p, DRAWS))
    text = page(p, whole, first, four, growth(p, quick))
    print(text)
    if not quick:
        (PROJECT / "docs" / "simulate-bench.md").write_text(text, encoding="utf8")


if __name__ == "__main__":
    main()
