"""Every claim has exactly one route; only what happened reaches a chain."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.making import claim, document

from estimative.domain import (
    CHANNELS,
    ClaimType,
    Effect,
    Factuality,
    Magnitude,
    PartialDate,
    Polarity,
    Route,
    Sense,
    Status,
    Time,
)
from estimative.evidence import route

DOC = document("Ruritania sent drones to Zenda.")
AS_OF = PartialDate("2025-06-16")


def way(**fields: Any):
    return route(claim(DOC, "sent drones", **fields), AS_OF)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"claim_type": ClaimType.EVENT}, Route.ACT),
        ({"polarity": Polarity.WITHHOLD}, Route.ACT),
        ({"channel": "strategic"}, Route.RELATION),
        ({"status": Status.PROMISED}, Route.COMMITMENT),
        ({"status": Status.SIGNED, "claim_type": ClaimType.EVENT}, Route.COMMITMENT),
        ({"status": Status.DELIVERED, "claim_type": ClaimType.EVENT}, Route.ACT),
        ({"modality": ("asserted", "future")}, Route.CAUSE),
        ({"claim_type": ClaimType.CAPABILITY}, Route.CAUSE),
        ({"modality": ("purpose",)}, Route.CAUSE),
        ({"claim_type": ClaimType.CAUSAL}, Route.CAUSE),
        ({"effect": Effect("war", "support", "+"), "polarity": Polarity.NEUTRAL}, Route.CAUSE),
        ({"effect": Effect("delivery", "war", "+"), "claim_type": ClaimType.EVENT}, Route.ACT),
        ({"channel": "ideational"}, Route.STANCE),
        ({"claim_type": ClaimType.PERCEPTION}, Route.STANCE),
        ({"polarity": Polarity.CONSTRAIN}, Route.STANCE),
        ({"factuality": Factuality.CERTAINLY_NOT}, Route.NONE),
        ({"polarity": Polarity.NEUTRAL}, Route.NONE),
        ({"recipient": ()}, Route.RELATION),
    ],
)
def test_routes(fields: dict[str, Any], expected: Route) -> None:
    found = way(**fields)
    if fields.get("recipient") == ():
        assert (found.route, found.chains) == (Route.NONE, ())
        assert found.reason.startswith("not placed")
    else:
        assert found.route is expected, found.reason
        assert bool(found.chains) == (expected in (Route.ACT, Route.RELATION))


def test_an_amount_without_sign_is_a_quantity() -> None:
    assert (
        way(polarity=Polarity.NEUTRAL, magnitude=Magnitude(5.0, "USD", "trade", "about", "5")).route is Route.QUANTITY
    )


def test_a_later_start_is_the_future() -> None:
    assert way(time=Time("2026-01", None, "month")).route is Route.CAUSE


def test_withholding_feeds_support_and_never_hostility() -> None:
    assert [c.sense for c in way(polarity=Polarity.WITHHOLD).chains] == [Sense.SUPPORT]


def test_opposing_feeds_hostility_only() -> None:
    assert [c.id for c in way(polarity=Polarity.OPPOSE, channel="sanctions").chains] == ["hostility:RUR>ZEN/sanctions"]


def test_a_mutual_claim_feeds_one_tie_and_no_direction() -> None:
    assert [c.id for c in way(mutual=True, channel="trade").chains] == ["tie:RUR=ZEN/trade"]


def test_a_group_is_not_expanded() -> None:
    chains = way(actor=("WEST",), polarity=Polarity.OPPOSE, channel="sanctions").chains
    assert {c.giver for c in chains} == {"WEST"}


def test_a_parent_channel_feeds_its_own_chain() -> None:
    assert [c.channel for c in way(channel="economic").chains] == ["economic"]


claims = st.fixed_dictionaries(
    {
        "channel": st.sampled_from(sorted(CHANNELS)),
        "polarity": st.sampled_from(list(Polarity)),
        "factuality": st.sampled_from(list(Factuality)),
        "status": st.none() | st.sampled_from(list(Status)),
        "claim_type": st.sampled_from(list(ClaimType)),
        "mutual": st.booleans(),
        "reverse": st.booleans(),
        "actor": st.sampled_from([("RUR",), ("RUR", "ZEN"), (), ("DRV:WAR",)]),
        "modality": st.sampled_from([("asserted",), ("hedged",), ("future",), ("planned",), ("past",)]),
    }
)


@given(claims)
@settings(max_examples=200, deadline=None)
def test_every_claim_has_one_route_with_a_reason(fields: dict[str, Any]) -> None:
    found = way(**fields)
    assert found.route in Route and found.reason
    assert bool(found.chains) == (found.route in (Route.ACT, Route.RELATION))
    for chain in found.chains:
        assert chain.giver != chain.receiver
        assert CHANNELS[chain.channel].hostility if chain.sense is Sense.HOSTILITY else CHANNELS[chain.channel].support


@given(claims)
@settings(max_examples=100, deadline=None)
def test_swapping_two_actors_swaps_directions_and_nothing_else(fields: dict[str, Any]) -> None:
    swap = {"RUR": "ZEN", "ZEN": "RUR"}
    other = {"actor": tuple(swap.get(a, a) for a in fields["actor"]), "recipient": ("RUR",)}
    one, two = way(**fields, recipient=("ZEN",)), way(**{**fields, **other})
    assert (one.route, one.reason) == (two.route, two.reason)
    turned = {(c.sense, *sorted((swap[c.giver], swap[c.receiver]))) if c.sense is Sense.TIE
              else (c.sense, swap[c.giver], swap[c.receiver]) for c in one.chains}  # fmt: skip
    assert turned == {(c.sense, c.giver, c.receiver) for c in two.chains}
