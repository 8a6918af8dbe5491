"""Value of information where it is known exactly; one more voice obeys the law of total probability."""

import math

import numpy as np
import pytest

from estimative.cases import Act, Monthly
from estimative.domain import Access, Chain, Prior, Signal, SignalKind, Stake, Standing, Status, UnknownName, Witness
from estimative.estimate import Posterior, foresee, posterior, tables
from estimative.mechanisms import LOG_HAZARD, namespace
from estimative.simulate import asked, voices, worth

from .formulas import formula


def test_a_linear_figure_gives_exact_shares() -> None:
    """y = 3 a + 4 b of unit normals: Var E[y|a] / Var y = 9/25."""
    normal = Prior("normal", (0.0, 1.0))
    p = formula(lambda a, b: 3 * a + 4 * b, {"a": normal, "b": normal})
    got = {w.input: w for w in worth(p, asked(p, 1, output="f.y"), 16_384)}
    assert got["f.a"].share == pytest.approx(9 / 25, abs=0.02) and got["f.b"].share == pytest.approx(16 / 25, abs=0.02)
    assert got["f.b"].spread == pytest.approx(5, rel=0.03) and got["f.b"].bits is None
    assert got["f.a"].high == pytest.approx(3 * 1.645, abs=0.3)


def test_what_works_only_together_is_worth_nothing_alone() -> None:
    """y = a b of centred uniforms: knowing one of them leaves the mean nought."""
    wide = Prior("uniform", (-1.0, 1.0))
    p = formula(lambda a, b: a * b, {"a": wide, "b": wide})
    assert all(abs(w.share) < 0.01 for w in worth(p, asked(p, 1, output="f.y"), 8192))


def test_ishigami_again_by_regression() -> None:
    wide = Prior("uniform", (-math.pi, math.pi))
    p = formula(
        lambda x1, x2, x3: namespace(x1).sin(x1) * (1 + 0.1 * x3**4) + 7 * namespace(x1).sin(x2) ** 2,
        {"x1": wide, "x2": wide, "x3": wide},
    )
    got = {w.input: w.share for w in worth(p, asked(p, 1, output="f.y"), 16_384)}
    assert got["f.x1"] == pytest.approx(0.3139, abs=0.02) and got["f.x3"] == pytest.approx(0, abs=0.01)


def test_an_act_gives_mutual_information() -> None:
    """Chance 1 - exp(-h), h 0.1 or 2 at equal odds, known exactly: H(mean) - mean H, less what the polynomial
    blurs of the step."""
    rate = Monthly(Prior("point", (1.0,)), "t", Standing.JUDGEMENT)
    acts = (Act("x", "x", "support:A>B/arms", Status.DELIVERED, rate, moved_by=("f.y",)),)
    p = formula(
        lambda a, b: namespace(a).where(a > 0.5, math.log(2), math.log(0.1)) + 0 * b,
        {"a": Prior("uniform", (0.0, 1.0)), "b": Prior("uniform", (0.0, 1.0))}, acts, unit=LOG_HAZARD,
    )  # fmt: skip
    got = {w.input: w for w in worth(p, asked(p, 1, act="x"), 8192)}
    low, high = (1 - math.exp(-h) for h in (0.1, 2.0))

    def entropy(q: float) -> float:
        return -q * math.log2(q) - (1 - q) * math.log2(1 - q)

    exact = entropy((low + high) / 2) - (entropy(low) + entropy(high)) / 2
    bits = got["f.a"].bits
    assert bits is not None and 0.75 * exact < bits <= 1.02 * exact
    assert got["f.b"].bits == pytest.approx(0, abs=0.002)


CHAIN, QUIET = Chain("A", "B", "arms"), Chain("A", "B", "trade")


@pytest.fixture(scope="module")
def held() -> Posterior:
    origins = ("o1", "o2", "o3", "o4")
    said = tuple(Witness(o, Stake.BYSTANDER, Access.SERVICE, "CT+", False) for o in origins)
    signals = [
        Signal(f"s{m}", f"p{m}", CHAIN, SignalKind.ACT, m, m, "arms/delivered/unknown/vast", None, said)
        for m in (20, 22, 23)
    ]
    return posterior(signals, [CHAIN, QUIET], 0, 23, tables(), 1, 8)


def test_what_one_more_voice_would_say_averages_to_what_is_thought_now(held: Posterior) -> None:
    for chain in (CHAIN, QUIET):
        told = foresee(held, chain, Access.WITNESS, Stake.BYSTANDER)
        np.testing.assert_allclose(told.chances.sum(-1), 1)
        np.testing.assert_allclose(np.einsum("rs,rsl->rl", told.chances, told.after), told.levels, atol=1e-12)
    with pytest.raises(UnknownName, match="no chain"):
        foresee(held, Chain("A", "C", "arms"), Access.PRESS, Stake.BOAST)


def test_where_nobody_has_spoken_one_voice_tells_most(held: Posterior) -> None:
    first, second = voices(held)
    assert (first.chain, second.chain) == (QUIET, CHAIN) and first.origins == 0 and second.origins == 4
    assert all(bits >= 0 for v in (first, second) for _, bits in v.by_rival)
    denied = voices(held, access=Access.UNSTATED, stake=Stake.DENIAL)
    assert denied[0].bits < first.bits  # a worse placed origin tells less
