"""Origins, lineages, propositions, rungs, commitments, contradictions and signals of a view."""

from typing import Any

import pytest
from tests.making import entry, seen

from estimative.actors import Actor, registry
from estimative.domain import (
    Claim,
    ClaimType,
    CommitmentState,
    Factuality,
    Magnitude,
    Plover,
    Polarity,
    SignalKind,
    Stake,
    Status,
    Time,
)
from estimative.evidence import Evidence, assess
from estimative.ledger import Entry

NAMES = registry().with_case([Actor("RUR", "Ruritania", demonyms=("Ruritanian",)), Actor("ZEN", "Zenda")])
DELIVERED: dict[str, Any] = {"claim_type": ClaimType.EVENT, "status": Status.DELIVERED, "good": "drones",
                             "time": Time("2025-01", "2025-01", "month")}  # fmt: skip


def look(*entries: Entry, as_of: str = "2025-06-30") -> Evidence:
    return assess(seen(*entries, as_of=as_of), NAMES, frozenset({"syntax"}), {})


WIRE = "Ruritania delivered forty armed drones to Zenda on Monday, two officials with knowledge of the matter said."


def test_rewrites_of_one_text_are_one_lineage_and_one_origin() -> None:
    found = look(entry(WIRE, "a", DELIVERED), entry(WIRE + " It gave no price.", "b", DELIVERED))
    assert len({x.id for x in found.lineages.values()}) == 1
    assert len(found.propositions) == 1 and len(found.propositions[0].origins) == 1


def test_two_texts_are_two_origins() -> None:
    other = "A customs officer in the port watched crates with Ruritanian drones being unloaded in January."
    found = look(entry(WIRE, "a", DELIVERED), entry(other, "b", DELIVERED))
    assert len(found.propositions[0].origins) == 2


def test_two_papers_quoting_one_minister_are_one_origin() -> None:
    one = entry(WIRE, "a", {**DELIVERED, "attributed_to": "the foreign minister Rudolf Hentzau"})
    two = entry("Entirely different words here about drones.", "b", {**DELIVERED, "attributed_to": "Rudolf Hentzau"})
    assert [o.id for o in look(one, two).propositions[0].origins] == ["origin:rudolf-hentzau"]


def test_all_unstated_claims_are_one_origin() -> None:
    one = entry(WIRE, "a", {**DELIVERED, "attributed_to": "unnamed officials"})
    two = entry("Entirely different words here about drones.", "b", {**DELIVERED, "attributed_to": "some observers"})
    assert [o.id for o in look(one, two).propositions[0].origins] == ["unstated"]


@pytest.mark.parametrize(
    ("side", "fields", "stake"),
    [
        ("RUR", {}, Stake.BOAST),
        ("ZEN", {}, Stake.ADMISSION),
        ("RUR", {"polarity": Polarity.WITHHOLD}, Stake.ADMISSION),
        ("RUR", {"factuality": Factuality.CERTAINLY_NOT}, Stake.DENIAL),
        ("USA", {"plover": Plover("ACCUSE")}, Stake.ACCUSATION),
        ("USA", {}, Stake.BYSTANDER),
        ("RUR", {"stake": "bystander"}, Stake.BYSTANDER),
    ],
)
def test_stake_is_derived_and_can_be_overridden(side: str, fields: dict[str, Any], stake: Stake) -> None:
    found = look(entry(WIRE, "a", DELIVERED | fields, side=side))
    assert next(iter(found.origins.values())).stake is stake


def test_a_restatement_never_climbs() -> None:
    promised = {**DELIVERED, "status": Status.PROMISED, "claim_type": ClaimType.COMMITMENT}
    found = look(entry(WIRE, "a", promised), entry("Other words, the same promise of drones again.", "b", promised))
    (p,) = found.propositions
    assert [r.status for r in p.rungs] == [Status.PROMISED]
    assert not found.signals


def test_each_rung_has_its_own_span() -> None:
    promised = {**DELIVERED, "status": Status.PROMISED, "claim_type": ClaimType.COMMITMENT}
    found = look(entry(WIRE, "a", promised), entry("In May the drones did arrive in Zenda as agreed.", "b", DELIVERED))
    (p,) = found.propositions
    assert [r.status for r in p.rungs] == [Status.PROMISED, Status.DELIVERED]
    assert not set(p.rungs[0].claims) & set(p.rungs[1].claims)
    (kept,) = found.commitments
    assert kept.state is CommitmentState.KEPT


def test_an_overdue_promise_is_late() -> None:
    due = Time("2024-01", "2024-12", "month")
    promised = {**DELIVERED, "status": Status.PROMISED, "claim_type": ClaimType.COMMITMENT, "time": due}
    (late,) = look(entry(WIRE, "a", promised)).commitments
    assert (late.state, late.age_months) == (CommitmentState.LATE, 17)


def test_a_denial_stands_beside_the_claim() -> None:
    denied = {**DELIVERED, "factuality": Factuality.CERTAINLY_NOT, "status": Status.DENIED}
    found = look(entry(WIRE, "a", DELIVERED), entry("Zenda never received any drones, its envoy said.", "b", denied))
    (p,) = found.propositions
    assert len(p.denials) == 1
    (s,) = found.signals
    assert len(s.witnesses) == 1 and len(s.denials) == 1
    assert found.contradictions[0].label.endswith("stated and denied")


def test_named_accounts_share_one_mass() -> None:
    accounts = [
        entry(f"Account number {n} of the matter, told in its own way {n}.", f"k{n}",
              {**DELIVERED, "proposition": f"account-{n}", "contradicts": "drones"})
        for n in range(5)
    ]  # fmt: skip
    found = look(*accounts)
    assert [len(c.propositions) for c in found.contradictions] == [5]
    assert {s.rivals for s in found.signals} == {5}


def test_withheld_is_a_ceiling_on_support() -> None:
    found = look(entry(WIRE, "a", {"polarity": Polarity.WITHHOLD, "good": "fighter aircraft"}))
    (s,) = found.signals
    assert (s.kind, s.chain.id) == (SignalKind.CEILING, "support:RUR>ZEN/arms")


def test_conflicting_amounts_stay_apart() -> None:
    amounts = [4.8e9, 65e9]
    found = look(*(
        entry(f"Trade came to some {v} dollars in that year, one report says.", f"k{v}", {
            "channel": "trade", "polarity": Polarity.NEUTRAL, "proposition": "trade",
            "magnitude": Magnitude(v, "USD", "turnover", "about", f"{v}", "flow")})
        for v in amounts
    ))  # fmt: skip
    assert sorted(q.low or 0 for q in found.quantities) == amounts
    assert set(found.conflicts.values()) == {"turnover (USD)"}
    assert not found.signals


def test_deleting_what_is_no_deed_leaves_every_signal_equal() -> None:
    """Law: without future, promised, capability and stance claims every chain is byte-equal."""
    words: list[dict[str, Any]] = [
        {"status": Status.PROMISED, "claim_type": ClaimType.COMMITMENT},
        {"modality": ("future",)},
        {"claim_type": ClaimType.CAPABILITY},
        {"channel": "ideational"},
        {"polarity": Polarity.CONSTRAIN},
    ]
    deed = entry(WIRE, "a", DELIVERED)
    talk = [entry(f"Talk number {n} about other things entirely.", f"t{n}", w) for n, w in enumerate(words)]
    assert look(deed, *talk).signals == look(deed).signals


@pytest.mark.parametrize("text", [WIRE, WIRE + " More was said later."])
def test_a_claim_of_a_known_lineage_leaves_every_signal_equal(text: str) -> None:
    deed = entry(WIRE, "a", DELIVERED)
    again = entry(text, "b", {**DELIVERED, "quote": WIRE}, known="2025-03-01")
    one, two = look(deed).signals, look(deed, again).signals
    assert [_without_claims(s) for s in one] == [_without_claims(s) for s in two]


def _without_claims(s: Any) -> tuple[Any, ...]:
    return s.id, s.chain, s.kind, s.start, s.end, s.entry, s.witnesses, s.denials, s.corroborated, s.rivals


def test_a_note_known_later_changes_nothing() -> None:
    deed = entry(WIRE, "a", DELIVERED)
    later = entry("Later it was found that many more drones had come.", "b", DELIVERED, known="2025-07-01")
    assert look(deed, later, as_of="2025-06-30").signals == look(deed, as_of="2025-06-30").signals


def test_the_order_of_documents_changes_nothing() -> None:
    entries = [entry(f"Words of report number {n}, quite apart.", f"k{n}", DELIVERED) for n in range(4)]
    assert look(*entries).signals == look(*entries[::-1]).signals


def test_a_machine_coded_witness_is_marked() -> None:
    made = entry(WIRE, "a", DELIVERED)
    machine = Entry(made.publication, made.document, "syntax", "d", made.claims)
    assert look(machine).signals[0].witnesses[0].machine
    assert not look(made).signals[0].witnesses[0].machine


def test_many_documents_are_clustered_by_sketches_as_by_hand() -> None:
    """The banded MinHash used for many texts finds what the all-pairs comparison finds."""
    from estimative.evidence.lineages import lineages

    texts = [f"{WIRE} Addition {n % 70} {n % 70} {n % 70}" if n % 3 == 0 else _filler(n) for n in range(210)]
    documents = [entry(t, f"k{n}").document for n, t in enumerate(texts)]
    many = lineages(documents)
    few = lineages([documents[n] for n in range(0, 210, 3)])
    assert len({many[documents[n].sha256].id for n in range(0, 210, 3)}) == len({x.id for x in few.values()}) == 1
    assert len({x.id for x in many.values()}) == 1 + 140


def _filler(n: int) -> str:
    return " ".join(f"w{(n * 7919 + i * 104729) % 100003}" for i in range(30))


def test_claims_keep_their_words() -> None:
    made: Claim = look(entry(WIRE, "a", {**DELIVERED, "quote": "forty armed drones"})).claims.popitem()[1]
    assert made.span.text == "forty armed drones"
