"""Our solver of structural gravity beside gegravity, in one run: `python benchmarks/gravity.py [COUNTRIES]`.

gegravity (Herman 2021, MIT) is a dependency of this benchmark only: `pip install gegravity`. A synthetic world with
symmetric trade costs, so that trade balances; one pair in ten gets an agreement. Both solve the baseline, the
conditional and the full equilibrium. gegravity 0.3 keeps output and spending at their old values in the resistances of
its full equilibrium, so its prices are those of the conditional one: the table gives the gap to both of ours.
"""

import os
import sys
import time
import warnings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one thread each: on a busy machine waiting threads blur the ratio

import numpy as np

from estimative.mechanisms.structural_gravity import World, conditional, full_endowment

SIGMA, AGREEMENT, REPEATS = 5.0, 0.4, 7
RESCALE = 1.0  # gegravity's own setting for its outward resistances


def main() -> None:
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    world, shock = synthetic(n)
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        before = conditional(world)
        moved = World(world.countries, world.access * shock, world.output, world.spending, SIGMA, world.reference)
        after = conditional(moved)
        found = full_endowment(world, world.access * shock)
        times.append(time.perf_counter() - start)
    ours = float(np.median(times))
    spread = f"{1000 * min(times):.2f} to {1000 * max(times):.2f}"
    print(f"ours:      {n} countries, {1000 * ours:.2f} ms (median of {REPEATS}, {spread}), error {found.residual:.1e}")
    first = before.outward / after.outward / (after.inward / before.inward)
    try:
        model = _gegravity(world, shock)
    except ImportError:
        sys.exit("gegravity is not installed: pip install gegravity")
    start = time.perf_counter()
    real = model()
    wall = time.perf_counter() - start
    gaps = [float(np.abs(100 * (real - other)).max()) for other in (first, found.real_output)]
    told = f"real output off ours by {gaps[0]:.1e} (conditional) and {gaps[1]:.1e} points (full)"
    print(f"gegravity: {wall:.2f} s, x{wall / ours:,.0f}; {told}")


def synthetic(n: int, seed: int = 0) -> tuple[World, np.ndarray]:  # type: ignore[type-arg]
    """A world whose trade is in equilibrium and balanced, and the factor by which agreements raise access."""
    draw = np.random.default_rng(seed)
    place, size = draw.random((n, 2)), draw.lognormal(0, 1.2, n)
    far = np.hypot(*(place[:, None] - place).transpose(2, 0, 1)) + 0.05
    access = far**-1.0 * np.where(np.eye(n, dtype=bool), 8.0, 1.0)
    flows = size[:, None] * access * size
    flows *= 100 * n / flows.sum()
    pairs = np.triu(draw.random((n, n)) < 0.1, 1)
    shock = np.exp(AGREEMENT * (pairs | pairs.T))
    names = tuple(f"C{i:03d}" for i in range(n))
    return World(names, access, flows.sum(1), flows.sum(0), SIGMA, names[0]), shock


def _gegravity(world, shock):  # type: ignore[no-untyped-def]
    """A call that gives real output after over before, (country,); imports and tables are made before it."""
    import gegravity as ge
    import pandas as pd

    n = len(world.countries)
    flows = conditional(world).flows
    table = pd.DataFrame(
        {
            "exporter": np.repeat(world.countries, n),
            "importer": np.tile(world.countries, n),
            "year": "2000",
            "trade": flows.ravel(),
            "Y": np.repeat(world.output, n),
            "E": np.tile(world.spending, n),
            "access": np.log(world.access).ravel(),
            "agreement": np.zeros(n * n),
        }
    )
    after = table.assign(agreement=np.log(shock).ravel())
    weights = pd.DataFrame([{"var": v, "coeff": 1.0, "ste": 0.1} for v in ("access", "agreement")])
    costs = ge.CostCoeffs(estimates=weights, identifier_col="var", coeff_col="coeff", stderr_col="ste")

    def call() -> np.ndarray:  # type: ignore[type-arg]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model = ge.OneSectorGE(
                ge.BaselineData(table, trade_var_name="trade", expend_var_name="E", output_var_name="Y"),
                year="2000",
                expend_var_name="E",
                output_var_name="Y",
                cost_coeff_values=costs,
                cost_variables=["access", "agreement"],
                reference_importer=world.reference,
                sigma=SIGMA,
                quiet=True,
            )
            model.build_baseline(omr_rescale=RESCALE, mr_max_iter=1_000_000)
            model.define_experiment(after)
            model.simulate(ge_max_iter=1_000_000)
        change = model.country_results["GDP change (percent)"].reindex(list(world.countries))
        return np.asarray(1 + change.to_numpy(float) / 100)

    return call


if __name__ == "__main__":
    main()
