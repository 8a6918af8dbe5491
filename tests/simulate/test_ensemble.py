"""Blocks: the same bytes on threads, processes and a cluster; a killed run goes on; nothing broken is believed."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from estimative import cases
from estimative.domain import BadStore, here, processes
from estimative.simulate import BLOCK, Ensemble, Plan, dataset, ensemble, plan, scenario

CASE = Path("cases/russia-iran")


@pytest.fixture(scope="module")
def hormuz() -> Plan:
    case = cases.load(CASE)
    return plan(case, scenario(case, "hormuz"))


@pytest.fixture(scope="module")
def made(hormuz: Plan) -> Ensemble:
    return ensemble(hormuz, 2 * BLOCK + 10, here)


def same(a: Ensemble, b: Ensemble) -> bool:
    return a.outputs.tobytes() == b.outputs.tobytes() and a.happened.tobytes() == b.happened.tobytes()


def test_threads_processes_and_this_process_give_equal_bytes(hormuz: Plan, made: Ensemble) -> None:
    assert same(ensemble(hormuz, made.draws), made)
    assert same(ensemble(hormuz, made.draws, processes(2)), made)


def test_a_cluster_gives_equal_bytes(hormuz: Plan, made: Ensemble) -> None:
    distributed = pytest.importorskip("distributed", reason="install estimative[cluster] to test a Dask cluster")
    cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None)
    with cluster, distributed.Client(cluster) as client:
        assert same(ensemble(hormuz, made.draws, client.get_executor), made)


def test_a_run_killed_at_random_moments_goes_on_to_equal_bytes(hormuz: Plan, made: Ensemble, tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from estimative import cases; from estimative.simulate import *\n"
        f"c = cases.load(Path({str(CASE)!r})); p = plan(c, scenario(c, 'hormuz'))\n"
        f"print('ready', flush=True); ensemble(p, {made.draws}, folder=Path({str(tmp_path)!r})); print('done')"
    )
    chance = random.Random(7)
    for _ in range(3):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as worker:
            assert worker.stdout is not None and worker.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 1.5))
            os.kill(worker.pid, signal.SIGKILL)
    assert same(ensemble(hormuz, made.draws, folder=tmp_path), made)
    kept = list((tmp_path / hormuz.digest[:16]).glob("*.npz"))
    assert len(kept) == 3


def test_a_kept_block_is_read_not_made_again_and_a_broken_one_is_refused(hormuz: Plan, tmp_path: Path) -> None:
    first = ensemble(hormuz, 10, here, tmp_path)
    path = next(tmp_path.rglob("*.npz"))
    before = path.stat().st_mtime_ns
    assert same(ensemble(hormuz, 10, here, tmp_path), first) and path.stat().st_mtime_ns == before
    path.write_bytes(b"no block")
    with pytest.raises(BadStore, match="cannot be read"):
        ensemble(hormuz, 10, here, tmp_path)


def test_statistics_agree_with_the_draws(made: Ensemble) -> None:
    data = dataset(made)
    name = made.plan.names[0]
    middle = data.quantity.sel(output=name, quantile=0.5).values
    np.testing.assert_allclose(middle, np.median(made.output(name), axis=-1))
    act = made.plan.acts[0].id
    np.testing.assert_allclose(data.probability.sel(act=act).values, made.act(act).mean(-1))
    assert data.attrs["digest"] == made.plan.digest
