"""Laws: likeness of world-view makes no arms tie (M05), and words of concern add nothing (M14)."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.making import claim, document

from estimative.domain import CHANNELS, ClaimType, Factuality, PartialDate, Polarity, Status
from estimative.evidence import route

DOC = document("Ruritania voiced concern over Zenda.")
AS_OF = PartialDate("2025-06-16")
rest = {
    "factuality": st.sampled_from(Factuality),
    "claim_type": st.sampled_from(ClaimType),
    "status": st.sampled_from([None, *Status]),
    "mutual": st.booleans(),
    "reverse": st.booleans(),
}


@given(st.fixed_dictionaries({**rest, "polarity": st.sampled_from(Polarity)}))
@settings(max_examples=100, deadline=None)
def test_no_claim_of_world_view_reaches_a_level(fields: dict[str, object]) -> None:
    made = route(claim(DOC, "voiced concern", channel="ideational", **fields), AS_OF)
    assert made.chains == ()


@given(st.fixed_dictionaries({**rest, "channel": st.sampled_from(list(CHANNELS))}))
@settings(max_examples=100, deadline=None)
def test_neutral_words_reach_no_level(fields: dict[str, object]) -> None:
    """A statement of concern favours neither side: whatever its channel, it adds 0."""
    made = route(claim(DOC, "voiced concern", polarity=Polarity.NEUTRAL, **fields), AS_OF)
    assert made.chains == ()
