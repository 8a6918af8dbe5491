"""Recovery and calibration on synthetic data. The longer version, with broken worlds, is benchmarks/calibration.py."""

import jax
import numpy as np
import pytest
from scipy.stats import chisquare

from estimative.estimate import bands, dataset, posterior, tables
from estimative.estimate.paths import paths
from estimative.estimate.synthetic import FIRST, Fault, ladder, pit, world

MONTHS = 24


def read(made, table, draws):
    return posterior(made.signals, made.chains, FIRST, FIRST + MONTHS - 1, table, 1, draws)


@pytest.fixture(scope="module")
def exact():
    """Origins all alike, so that the model holds exactly: one outer draw."""
    table = ladder(tables(), spread=0.0)
    made = world(table, 11, 240, MONTHS)
    return made, read(made, table, 1)


def test_bands_cover_the_line_they_were_drawn_from(exact):
    made, model = exact
    data = dataset(model)
    for which in ("filtered_line", "smoothed_line"):
        low, high = (data[which].sel(quantile=q).values for q in (0.05, 0.95))
        assert 0.85 <= np.mean((low <= made.latent) & (made.latent <= high)) <= 0.95
    shown = bands(data)
    covered = (shown["low"].values <= made.level) & (made.level <= shown["high"].values)
    assert covered.mean() >= 0.9, "bands of whole levels are wider, never narrower"
    assert (shown["high"] - shown["low"]).values.mean() < 2.5, "and they say something"


def test_the_level_is_calibrated(exact):
    made, model = exact
    for which in ("filtered", "smoothed"):
        ranks = pit(dataset(model)[which].values[MONTHS // 2], made.level[MONTHS // 2], 1)
        assert chisquare(np.histogram(ranks, 10, (0, 1))[0]).pvalue > 1e-3


def test_bands_cover_with_unknown_origins():
    """The outer loop: reliability of every origin drawn."""
    table = ladder(tables())
    made = world(table, 12, 60, MONTHS)
    low, high = (dataset(read(made, table, 8))["smoothed_line"].sel(quantile=q).values for q in (0.05, 0.95))
    assert 0.85 <= np.mean((low <= made.latent) & (made.latent <= high)) <= 0.95


def test_a_mis_set_table_shows():
    """The coverage test can fail: it does where every act is read one level too high."""
    made = world(ladder(tables()), 13, 40, MONTHS, fault=Fault.TABLE)
    low, high = (
        dataset(read(made, ladder(tables(), shift=1), 2))["smoothed_line"].sel(quantile=q).values for q in (0.05, 0.95)
    )
    assert np.mean((low <= made.latent) & (made.latent <= high)) < 0.85


def test_paths_have_the_posterior_for_their_margins_and_the_truth_among_their_ranks(exact):
    made, model = exact
    few = type(model)(model.setting, model.chains[:60], model.signals)
    drawn = paths(few, jax.random.key(4), 128)
    smoothed = np.stack([c.smoothed[..., 0] for c in few.chains], axis=1)
    shares = np.stack([(drawn["level"].values == k).mean(-1) for k in range(5)], axis=-1)
    assert np.abs(shares - smoothed).mean() < 0.03
    steps = np.abs(np.diff(drawn["latent"].values, axis=0)).mean()
    truth = np.abs(np.diff(made.latent[:, :60], axis=0)).mean()
    assert 0.8 < steps / truth < 1.25, "paths move as the chain does, not as its margins"
    ranks = (drawn["latent"].values < made.latent[:, :60, None]).mean(-1)[MONTHS // 2]
    assert chisquare(np.histogram(ranks, 5, (0, 1))[0]).pvalue > 1e-3
