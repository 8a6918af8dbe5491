import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from estimative.domain import Parameter, Prior, Standing
from estimative.mechanisms import draws, quantile, uniforms

ORACLES = {
    Prior("uniform", (2.0, 5.0)): stats.uniform(2, 3),
    Prior("triangular", (0.02, 0.10, 0.16)): stats.triang(0.08 / 0.14, 0.02, 0.14),
    Prior("triangular", (0.0, 0.0, 1.0)): stats.triang(0, 0, 1),
    Prior("triangular", (0.0, 1.0, 1.0)): stats.triang(1, 0, 1),
    Prior("normal", (1.0, 2.0)): stats.norm(1, 2),
    Prior("lognormal", (3.0, 0.5)): stats.lognorm(0.5, scale=3),
    Prior("beta", (0.5, 2.0)): stats.beta(0.5, 2),
}


@pytest.mark.parametrize("prior", ORACLES, ids=str)
def test_quantiles_agree_with_scipy(prior: Prior) -> None:
    u = np.linspace(0.001, 0.999, 99)
    np.testing.assert_allclose(quantile(prior, u), ORACLES[prior].ppf(u), rtol=1e-9)


def test_points_and_collapsed_priors_are_constant() -> None:
    u = uniforms(0, "x", 5)
    for prior in (Prior("point", (4.0,)), Prior("triangular", (4.0, 4.0, 4.0)), Prior("uniform", (4.0, 4.0))):
        assert quantile(prior, u).tolist() == [4.0] * 5


def test_a_stream_is_the_same_for_ever() -> None:
    assert uniforms(1, "a", 3).tolist() == pytest.approx(PINNED, abs=0)


@given(st.integers(0, 30), st.integers(1, 30))
@settings(max_examples=30, deadline=None)
def test_any_block_of_a_stream_can_be_drawn_alone(start: int, n: int) -> None:
    assert (uniforms(5, "a", n, start) == uniforms(5, "a", 60)[start : start + n]).all()


def test_streams_are_uniform_and_do_not_depend_on_each_other() -> None:
    a, b = uniforms(1, "a", 20_000), uniforms(1, "b", 20_000)
    assert stats.kstest(a, "uniform").pvalue > 1e-3
    assert abs(np.corrcoef(a, b)[0, 1]) < 0.03


def test_another_parameter_does_not_move_a_stream() -> None:
    x, y = (Parameter(i, Prior("uniform", (0.0, 1.0)), "1", "-", Standing.JUDGEMENT) for i in ("m.x", "m.y"))
    assert (draws([x], 3, 10)["m.x"] == draws([y, x], 3, 10)["m.x"]).all()


PINNED = [0.10643727001360881, 0.37638026083818643, 0.190271134373185]
