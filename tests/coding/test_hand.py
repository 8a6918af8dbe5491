"""The analyst's tables as claims."""

from dataclasses import replace
from pathlib import Path

import pytest

from estimative.coding.hand import HandCoder
from estimative.domain import BadInput, Claim, Factuality, FlowOf, Polarity, Status, Terms
from estimative.sources import Source, read

NOTE = """+++
publisher = "The Ferry Post"
title = "Rifles refused"
date = "2021-03-04"
known_at = "2021-03-05"
reference = "The Ferry Post, 4 March 2021"
verification = "from memory"

[[claim]]
quote = "Arvenia lent Bormark 2 million crowns"
actor = ["XAR"]
recipient = ["XBO"]
channel = "finance"
polarity = "support"
status = "delivered"
terms = "concessional"
flow_of = "money"
corroborated = true
proposition = "loan"

[[claim]]
quote = "may lend more"
actor = ["XAR"]
recipient = ["XBO"]
channel = "finance"
polarity = "support"
factuality = "PS+"
modality = ["hedged"]
hedge_cue = "may"

[[claim]]
quote = "refused rifles"
actor = ["XAR"]
recipient = ["XBO"]
channel = "arms"
polarity = "withhold"
+++
In March Arvenia lent Bormark 2 million crowns and may lend more. Mr. Hale said that it
refused rifles.
"""


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "rifles.md"
    path.write_text(NOTE, encoding="utf-8")
    return read(path)


def test_claims_stand_in_their_sentences_with_checked_spans(source: Source) -> None:
    coding = HandCoder().code_source(source)
    name = source.document.id
    assert coding.coder == "analyst"
    assert [c.id for c in coding.claims] == [f"{name}/s001c1", f"{name}/s001c2", f"{name}/s002c1"]
    for claim in coding.claims:
        assert source.document.text[claim.span.start : claim.span.end] == claim.span.text
        assert claim.document == source.document.sha256


def test_fields_come_over_as_domain_values(source: Source) -> None:
    first, second, third = HandCoder().code_source(source).claims
    assert isinstance(first, Claim)
    assert (first.status, first.terms, first.flow_of) == (Status.DELIVERED, Terms.CONCESSIONAL, FlowOf.MONEY)
    assert (first.corroborated, first.proposition, first.direction) == (True, "loan", "XAR->XBO")
    assert (second.factuality, second.hedge_cue, second.modality) == (Factuality.POSSIBLE, "may", ("hedged",))
    assert (third.polarity, third.status) == (Polarity.WITHHOLD, None)


def test_the_digest_follows_the_coding_and_not_the_layout(source: Source, tmp_path: Path) -> None:
    digest = HandCoder().code_source(source).digest
    moved = tmp_path / "moved.md"
    moved.write_text(NOTE.replace("[[claim]]", "\n# a remark\n[[claim]]", 1), encoding="utf-8")
    assert HandCoder().code_source(read(moved)).digest == digest
    moved.write_text(NOTE.replace('"PS+"', '"PR+"'), encoding="utf-8")
    assert HandCoder().code_source(read(moved)).digest != digest


def test_a_quote_that_is_not_in_the_text_is_refused(source: Source) -> None:
    wrong = replace(source, claims=(replace(source.claims[0], quote="Arvenia lent Bormark 3 million crowns"),))
    with pytest.raises(BadInput, match=r"rifles.md:9: the quote .* is not in the text"):
        HandCoder().code_source(wrong)
