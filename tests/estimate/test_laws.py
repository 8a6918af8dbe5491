"""The laws of the design, section 6."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import Access, BadInput, Chain, Level, Sense, SignalKind, Stake
from estimative.estimate import band, bands, infer, tables, truth_weight
from estimative.estimate.grid import NODES, grid

from .builders import ARMS, FIRST, LAST, PACT, WAR, above, act, at, witness

T = tables()
KINDS = st.sampled_from(list(SignalKind))
GOODS = st.sampled_from(["shells", "jets", None])
CHAINS = st.sampled_from([ARMS, PACT, WAR, Chain("BBB", "AAA", "arms"), Chain("AAA", "BBB", "trade", Sense.TIE)])


@st.composite
def signal_lists(draw, most=5):
    count = draw(st.integers(1, most))
    return [
        act(f"s{i}", draw(st.integers(0, 15)), draw(st.sampled_from(["small", "some", "large", "vast"])),
            draw(CHAINS), draw(KINDS), to=draw(st.integers(15, 20)), good=draw(GOODS))
        for i in range(count)
    ]  # fmt: skip


def run(signals, chains=(ARMS,), exposure=frozenset(), draws=8):
    return infer(signals, list(chains), FIRST, LAST, T, 7, draws, exposure)


@settings(max_examples=12, deadline=None)
@given(signal_lists())
def test_after_the_last_signal_the_median_stays_and_bands_only_widen(signals):
    data = run(signals)
    for which in ("smoothed", "filtered"):
        shown = bands(data, which)
        for chain in data["chain"].values:
            here, informed = shown.sel(chain=chain), data["informed"].sel(chain=chain).values
            since = np.flatnonzero(informed)[-1] if informed.any() else 0
            low, median, high = (here[n].values[since:] for n in ("low", "median", "high"))
            assert (median == median[0]).all()
            assert (np.diff(low) <= 0).all()
            assert (np.diff(high) >= 0).all()
            assert (low <= here["raw_low"].values[since:]).all()
            assert (high >= here["raw_high"].values[since:]).all()


@pytest.mark.parametrize("kind", list(T.dynamics.scale))
def test_a_step_has_no_drift_and_the_declared_variance(kind):
    """The law behind the rule of display: a month without evidence adds nothing but symmetric noise."""
    scale = T.dynamics.scale[kind]
    line = grid(T.dynamics, scale, 24)
    middle = len(line.x) // 2
    for node, steps in zip(NODES, line.steps, strict=True):
        moved = line.x - line.x[middle]
        assert abs(steps[middle] @ moved) < 1e-12
        assert np.isclose(steps[middle] @ moved**2, (scale * np.exp(T.dynamics.scale_log_sd * node)) ** 2, rtol=1e-3)


@settings(max_examples=8, deadline=None)
@given(signal_lists(), st.randoms())
def test_the_order_of_signals_does_not_matter(signals, random):
    shuffled = list(signals)
    random.shuffle(shuffled)
    assert run(signals).identical(run(shuffled))


@settings(max_examples=8, deadline=None)
@given(signal_lists(), signal_lists())
def test_no_chain_reads_the_evidence_of_another(signals, others):
    elsewhere = [replace(s, id=f"x{s.id}", chain=replace(s.chain, giver="CCC", receiver="DDD")) for s in others]
    alone, together = run(signals), run([*signals, *elsewhere])
    for name in ("filtered", "smoothed", "smoothed_by_rival"):
        np.testing.assert_array_equal(alone[name], together[name].sel(chain=alone["chain"]))


@settings(max_examples=8, deadline=None)
@given(signal_lists())
def test_swapping_two_actors_swaps_directions_and_nothing_else(signals):
    def swap(c):
        return Chain(c.receiver, c.giver, c.channel, c.sense)

    there, back = run(signals), run([replace(s, chain=swap(s.chain)) for s in signals], [swap(ARMS)])
    for signal in signals:
        np.testing.assert_array_equal(at(there, signal.chain), at(back, swap(signal.chain)))
        np.testing.assert_array_equal(at(there, signal.chain, "filtered"), at(back, swap(signal.chain), "filtered"))


@settings(max_examples=8, deadline=None)
@given(signal_lists(), st.sampled_from(list(Stake)), st.sampled_from(list(Access)))
def test_a_claim_of_a_known_origin_changes_no_bit(signals, stake, access):
    again = witness(signals[0].witnesses[0].origin, stake, access, "PS+", True)
    more = [replace(signals[0], witnesses=(*signals[0].witnesses, again), claims=("new",)), *signals[1:]]
    assert run(signals).identical(run(more))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(Stake)), st.sampled_from(list(Access)), st.sampled_from(["CT+", "PR+", "PS+", "Uu"]),
    st.booleans(), st.integers(1, 5), st.booleans(), st.floats(-3, 3), st.floats(0.01, 0.99),
)  # fmt: skip
def test_an_agreeing_independent_origin_never_lowers_the_truth_weight(
    stake, access, factuality, machine, rivals, denied, normal, coder
):
    one = act("s", rivals=rivals, denials=(witness("denier", Stake.DENIAL, Access.PARTY, "CT-"),) if denied else ())
    two = replace(one, witnesses=(*one.witnesses, witness("another", stake, access, factuality, machine)))
    normals = {"another": np.full(1, normal)}
    for rival in T.rivals:
        assert truth_weight(two, rival.truth, normals, coder) >= truth_weight(one, rival.truth, normals, coder)


@pytest.mark.parametrize("size", ["some", "large"])
def test_agreement_does_not_widen_the_band_of_a_likely_fitting_proposition(size):
    """Likely (two witnesses), and fitting what the chain already shows: a third origin."""
    base = [act(f"b{i}", month=4 + i, size=size, witnesses=(witness("x"), witness("y"))) for i in range(3)]
    one = act("s", month=8, size=size, witnesses=(witness("u", access=Access.SERVICE), witness("v")))
    two = replace(one, witnesses=(*one.witnesses, witness("w")))
    before, after = run([*base, one]), run([*base, two])
    widths = [(bands(d)["high"] - bands(d)["low"]).sel(chain=ARMS.id).values for d in (before, after)]
    assert (widths[1] <= widths[0]).all()
    spread = [at(d, ARMS)[8] @ np.arange(5) ** 2 - (at(d, ARMS)[8] @ np.arange(5)) ** 2 for d in (before, after)]
    assert spread[1] < spread[0]


def test_a_denial_lowers_the_weight_by_its_stake():
    plain = act("s")
    party = replace(plain, denials=(witness("d", Stake.DENIAL, Access.PARTY, "CT-"),))
    bystander = replace(plain, denials=(witness("d", Stake.BYSTANDER, Access.PARTY, "CT-"),))
    for rival in T.rivals:
        weights = [float(truth_weight(s, rival.truth)) for s in (plain, party, bystander)]
        assert weights[0] > weights[1] > weights[2]


def test_exclusive_rivals_share_one_mass():
    sure = act("s", witnesses=tuple(witness(f"o{i}", access=Access.PARTY) for i in range(9)), rivals=4)
    for rival in T.rivals:
        assert 4 * truth_weight(sure, rival.truth) <= 1


def test_corroboration_raises_and_machine_coding_lowers_the_weight():
    plain = act("s")
    machine = replace(plain, witnesses=(replace(plain.witnesses[0], machine=True),))
    for rival in T.rivals:
        weights = [float(truth_weight(s, rival.truth)) for s in (machine, plain, replace(plain, corroborated=True))]
        assert weights == sorted(weights)
        assert len(set(weights)) == 3


@settings(max_examples=8, deadline=None)
@given(signal_lists(), st.integers(0, 20), st.sampled_from(["small", "some", "large", "vast"]))
def test_a_withheld_good_never_raises_anything(signals, month, size):
    """On any chain, whatever was there before: no level becomes likelier from above."""
    before = run(signals)
    for chain in {s.chain for s in signals}:
        after = run([*signals, act("no", month, size, chain, SignalKind.CEILING, "a good never named")])
        assert (above(at(after, chain)) <= above(at(before, chain)) + 1e-12).all()
        for other in before["chain"].values:
            if other != chain.id or chain.sense is Sense.HOSTILITY:
                np.testing.assert_array_equal(after["smoothed"].sel(chain=other), before["smoothed"].sel(chain=other))


def test_a_withheld_good_leaves_another_good_already_delivered():
    """A substantial delivery stands: nothing moves."""
    given = act("given", 5, "large", good="drones")
    refused = act("refused", 9, "large", kind=SignalKind.CEILING, good="jets")
    np.testing.assert_array_equal(at(run([given]), ARMS), at(run([given, refused]), ARMS))


def test_a_withheld_good_bounds_its_own_tier():
    data = run([act("refused", 9, "some", kind=SignalKind.CEILING, good="jets")])
    none = run([])
    assert at(data, ARMS)[9, Level.SUBSTANTIAL :].sum() < 0.7 * at(none, ARMS)[9, Level.SUBSTANTIAL :].sum()
    odds = [at(d, ARMS)[9, 1] / at(d, ARMS)[9, 0] for d in (data, none)]
    assert np.isclose(*odds), "below the bound nothing moves"


def test_a_slowdown_and_an_ending_lower_what_follows():
    base = [act("given", 4, "large"), act("pact", 4, "large", PACT)]
    slower, ended = act("slow", 10, kind=SignalKind.SLOWDOWN), act("end", 10, "some", PACT, SignalKind.ENDING)
    before, after = run(base), run([*base, slower, ended])
    for chain in (ARMS, PACT):
        assert (above(at(after, chain))[10:] < above(at(before, chain))[10:]).all()
        np.testing.assert_allclose(at(after, chain)[:10], at(before, chain)[:10], atol=1e-12)


def test_a_standing_relation_persists_where_a_recurring_one_fades():
    data = run([act("a", 0, "large"), act("p", 0, "large", PACT)])
    fade = [
        at(data, c)[0, Level.SUBSTANTIAL :].sum() - at(data, c)[-1, Level.SUBSTANTIAL :].sum() for c in (ARMS, PACT)
    ]
    assert 0 < fade[1] < fade[0]


def test_silence_informs_only_where_exposure_is_measured():
    signals = [act("given", 4, "large")]
    blind, seen = run(signals), run(signals, exposure={ARMS})
    assert (at(seen, ARMS)[-1] @ np.arange(5)) < (at(blind, ARMS)[-1] @ np.arange(5))
    assert seen["informed"].sel(chain=ARMS.id).all()
    empty = run([])
    assert bool(empty["no_evidence"].sel(chain=ARMS.id))
    assert not empty["informed"].any()


def test_unknown_is_not_zero():
    shown = band(run([]), ARMS.id, LAST)
    assert (shown.low, shown.high) == (Level.NONE, Level.FULL)


def test_opposition_and_support_are_two_chains():
    help_, harm = act("help", 5, "large"), act("harm", 5, "large", replace(ARMS, sense=Sense.HOSTILITY))
    alone, both = run([help_]), run([help_, harm])
    np.testing.assert_array_equal(at(alone, ARMS), at(both, ARMS))


def test_what_cannot_speak_is_kept_with_its_reason():
    late, early = act("late", 40), act("early", -9)
    odd = act("odd", 5, chain=WAR, kind=SignalKind.CEILING)
    old = act("old", -9, chain=PACT)
    data = run([late, early, odd, old])
    reasons = dict(zip(data["signal"].values, data["unused"].values, strict=True))
    assert reasons == {
        "late": "after the window", "early": "before the window",
        "odd": "a good not given says nothing about hostility", "old": "",
    }  # fmt: skip
    np.testing.assert_array_equal(at(data, ARMS), at(run([]), ARMS))


@pytest.mark.parametrize(
    ("signals", "chains"),
    [
        ([act("s"), act("s")], []),
        ([], [Chain("AAA", "BBB", "sanctions")]),
        ([], [Chain("AAA", "BBB", "ideational", Sense.TIE)]),
        ([replace(act("s"), entry="arms/delivered/huge")], []),
        ([replace(act("s"), entry="arms/delivered/unknown/huge")], []),
    ],
)
def test_bad_input_is_refused(signals, chains):
    with pytest.raises(BadInput):
        run(signals, chains)


def test_the_display_holds_where_a_spreading_posterior_would_drift():
    """A posterior whose pointwise median moves, and whose pointwise band narrows, after the last signal."""
    data = run([act("s", 4)])
    masses = data["smoothed"].values.copy()
    masses[4:12, 0], masses[12:, 0] = (0.04, 0.47, 0.39, 0.04, 0.06), (0.07, 0.42, 0.48, 0.02, 0.01)
    shown = bands(data.assign(smoothed=(data["smoothed"].dims, masses))).sel(chain=ARMS.id)
    assert set(shown["raw_median"].values[4:]) == {1, 2}
    assert set(shown["median"].values[4:]) == {1}
    assert set(shown["raw_high"].values[4:]) == {2, 4}
    assert set(shown["high"].values[4:]) == {4}
    assert shown["low"].values[11] == 1 > shown["low"].values[12] == 0
