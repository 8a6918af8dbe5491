"""The two cases that come with the program hold what they promise."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from estimative import actors
from estimative.cases import BaseRate, Case, load, problems
from estimative.domain import CHANNELS, PartialDate
from estimative.evidence.lineages import overlap, shingles
from estimative.measures import jeffreys_first_event
from estimative.sources import HandClaim, Source, check, read_notes

NAMES = ["russia-iran", "ussr-egypt-1955-1973"]


@pytest.fixture(scope="module")
def main_case(project: Path) -> Case:
    return load(project / "cases" / "russia-iran")


@pytest.fixture(scope="module")
def notes(main_case: Case) -> list[Source]:
    return read_notes(main_case.notes)


@pytest.fixture(scope="module")
def view(main_case: Case, notes: list[Source]) -> list[Source]:
    """Notes that could be known on the as-of date."""
    return [n for n in notes if (n.publication.known_at or PartialDate("9999")).known_by(main_case.as_of)]


def claims(notes: list[Source]) -> Iterator[tuple[Source, HandClaim]]:
    return ((note, claim) for note in notes for claim in note.claims)


@pytest.mark.parametrize("name", NAMES)
def test_case_and_notes_have_no_problem(project: Path, name: str) -> None:
    folder = project / "cases" / name
    registry = actors.registry()
    assert problems(folder) == []
    assert check(load(folder).notes, lambda code: code in registry) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_note_says_who_when_and_how_it_was_verified(project: Path, name: str) -> None:
    for note in read_notes(load(project / "cases" / name).notes):
        p = note.publication
        assert p.known_at, note.path
        assert p.publisher and p.title and p.reference, note.path
        assert p.verification in ("seen in the source", "from memory"), note.path
        assert p.url or p.verification == "from memory" or re.search(r"\d{4}|fact check", p.reference), note.path
        stops = sum(note.document.text.count(stop) for stop in (". ", ".\n", '."')) + 1
        assert 1 <= stops <= 6, f"{note.path}: {stops} sentences"
        assert note.claims, note.path
        assert Path(note.path).name[:4].isdigit()


@pytest.mark.parametrize("name", NAMES)
def test_one_proposition_key_is_one_statement(project: Path, name: str) -> None:
    keys = defaultdict(set)
    for _, claim in claims(read_notes(load(project / "cases" / name).notes)):
        assert claim.proposition, claim.quote
        parties = frozenset(claim.actor) | frozenset(claim.recipient)
        keys[claim.proposition].add((claim.channel, frozenset(parties)))
    for key, kinds in keys.items():
        assert len({channel for channel, _ in kinds}) == 1, key
        assert all(a & b for _, a in kinds for _, b in kinds), f"{key}: no party in common"


@pytest.mark.parametrize("name", NAMES)
def test_what_is_withheld_names_the_good(project: Path, name: str) -> None:
    withheld = [c for _, c in claims(read_notes(load(project / "cases" / name).notes)) if c.polarity == "withhold"]
    assert all(c.good for c in withheld)
    assert any(c.reason for c in withheld)


@pytest.mark.parametrize("name", NAMES)
def test_contradictions_are_declared_by_the_case(project: Path, name: str) -> None:
    case = load(project / "cases" / name)
    named = {c.contradicts for _, c in claims(read_notes(case.notes)) if c.contradicts}
    assert named == {c.name for c in case.contradictions}


def test_there_are_enough_notes(view: list[Source]) -> None:
    assert len(view) >= 28


def test_every_channel_of_the_report_is_covered(view: list[Source]) -> None:
    touched = {c.channel for _, c in claims(view)}
    assert touched >= set(CHANNELS) - {"general", "economic"}


def test_both_directions_and_ties_are_covered(view: list[Source]) -> None:
    told = [c for _, c in claims(view) if not c.mutual]
    given = {(c.actor, c.recipient, c.channel) for c in told if c.polarity == "support"}
    withheld = {(c.actor, c.recipient, c.channel) for c in told if c.polarity == "withhold"}
    assert (("RUS",), ("IRN",), "military") in withheld
    assert (("IRN",), ("RUS",), "military") in given
    for channel in ("arms", "diplomatic", "finance", "intelligence"):
        assert (("RUS",), ("IRN",), channel) in given, channel
        assert (("IRN",), ("RUS",), channel) in given, channel
    ties = {c.channel for _, c in claims(view) if c.mutual and {*c.actor, *c.recipient} == {"RUS", "IRN"}}
    assert ties >= {"strategic", "trade", "finance", "military"}


def test_fighters_and_air_defence_are_withheld_in_five_or_more_accounts(view: list[Source]) -> None:
    accounts = {c.proposition for _, c in claims(view) if c.contradicts == "su35-s400-accounts"}
    assert len(accounts) >= 5
    assert {c.polarity for _, c in claims(view) if c.contradicts == "su35-s400-accounts"} >= {"withhold", "support"}
    reasons = {c.reason for _, c in claims(view) if c.polarity == "withhold" and c.actor == ("RUS",) and c.reason}
    assert len(reasons) >= 4
    goods = " ".join(c.good or "" for _, c in claims(view) if c.polarity == "withhold" and c.actor == ("RUS",))
    assert "fighter" in goods and "air defense" in goods


def test_a_party_denies_what_others_assert(view: list[Source]) -> None:
    said = defaultdict(set)
    for _, c in claims(view):
        said[c.proposition].add(c.factuality)
    denied = {key for key, how in said.items() if "CT-" in how and "CT+" in how}
    assert {"ballistic-missiles-to-russia", "iranian-trainers-crimea"} <= denied
    assert all(c.stake == "denial" for _, c in claims(view) if c.proposition in denied and c.status == "denied")


def test_two_outlets_quote_one_official(view: list[Source]) -> None:
    quoted = defaultdict(set)
    for note, c in claims(view):
        quoted[c.attributed_to.split("<-")[0].strip(), c.proposition].add(note.publication.publisher)
    assert len(quoted["John Kirby (USA)", "drones-to-russia"]) == 2
    assert len(quoted["Antony Blinken (USA)", "ballistic-missiles-to-russia"]) == 2


def test_rewrites_of_one_text_are_near_duplicates_and_nothing_else_is(view: list[Source]) -> None:
    texts = [(Path(n.path).stem, shingles(n.document.text)) for n in view]
    close = {(a, b) for i, (a, x) in enumerate(texts) for b, y in texts[i + 1 :] if len(x & y) / len(x | y) > 0.8}
    assert close == {
        ("2023-07-14-nv-su35", "2023-07-15-uk-time-su35"),
        ("2025-06-15-balancing-daily8", "2025-06-16-balancing-newsnet"),
    }
    others = {(a, b) for i, (a, x) in enumerate(texts) for b, y in texts[i + 1 :] if overlap(x, y) > 0.35} - close
    assert others == set()


def test_what_was_known_later_is_kept_and_stays_outside_the_view(notes: list[Source], view: list[Source]) -> None:
    later = {Path(n.path).stem for n in notes} - {Path(n.path).stem for n in view}
    assert {"2025-08-08-cnn-90", "2025-06-24-war-totals", "2025-10-02-treaty-in-force"} <= later
    shares = [c for _, c in claims(view) if c.proposition == "shahed-localisation"]
    assert shares == []
    assert all(c.status != "in_force" for _, c in claims(view) if c.proposition == "strategic-treaty-2025")


@pytest.mark.parametrize(
    ("of", "unit", "values"),
    [
        ("trade turnover in 2024", "USD", {4.8e9, 65e9}),
        ("drone contract", "USD", {1e9, 1.75e9, 2e9}),
        ("Iranian oil exports", "barrels per day", {1.3e6, 1.6e6, 2.1e6}),
        ("goods freed of tariffs", "share", {0.87, 0.9}),
        ("missiles fired at Israel by 16 June", "units", {350, 370}),
    ],
)
def test_conflicting_figures_stand_side_by_side(view: list[Source], of: str, unit: str, values: set[float]) -> None:
    found = {
        (c.proposition, c.magnitude.unit, c.magnitude.value)
        for _, c in claims(view)
        if c.magnitude and c.magnitude.of == of
    }
    assert {value for _, _, value in found} == values
    assert {(key, u) for key, u, _ in found} == {(next(iter(found))[0], unit)}


def test_every_amount_has_unit_bound_and_basis(notes: list[Source]) -> None:
    amounts = [c.magnitude for _, c in claims(notes) if c.magnitude]
    assert len(amounts) > 30
    assert all(m.unit and m.bound and m.basis for m in amounts)


def test_the_tariff_cut_climbs_its_ladder_rung_by_rung(view: list[Source]) -> None:
    rungs = Counter(c.status for _, c in claims(view) if c.proposition == "eaeu-iran-tariff-cut")
    assert set(rungs) == {"promised", "signed", "ratified", "in_force"}


def test_sides_are_set_for_state_media(notes: list[Source]) -> None:
    sides = {n.publication.publisher: n.publication.side for n in notes}
    assert sides["TASS"] == sides["Sputnik"] == "RUS"
    assert sides["IRNA"] == "IRN"
    assert sides["Xinhua"] == "CHN"


def test_outlooks_are_dated_and_settled_by_others(main_case: Case) -> None:
    assert len(main_case.outlooks) >= 4
    assert all(o.by.granularity == "day" and o.resolution_source for o in main_case.outlooks)
    rates = {o.id: o.method for o in main_case.outlooks if isinstance(o.method, BaseRate)}
    found = {i: jeffreys_first_event(r.events, r.exposure_years * 12, r.window_months) for i, r in rates.items()}
    assert found["su35-2025-12"] == pytest.approx(0.06, abs=0.005)
    assert found["su35-2026-06"] == pytest.approx(0.12, abs=0.005)


def test_no_parameter_of_the_case_comes_from_the_future(main_case: Case) -> None:
    assert main_case.parameters
    assert all(p.known_at and p.known_at.known_by(main_case.as_of) for p in main_case.parameters)


def test_the_second_case_is_about_a_state_that_is_gone(project: Path) -> None:
    case = load(project / "cases" / "ussr-egypt-1955-1973")
    assert len(case.notes) == 5
    assert actors.registry().actor("SUN").end is not None
    text = {c.quote: c for _, c in claims(read_notes(case.notes))}
    assert {code for c in text.values() for code in (*c.actor, *c.recipient)} == {"SUN", "EGY", "EGY:UAR", "CSK"}
    directions = {(c.actor[-1], c.recipient[-1]) for c in text.values() if c.polarity == "support"}
    assert {("SUN", "EGY"), ("EGY", "SUN")} <= directions
    assert all((n.publication.known_at or case.as_of).known_by(case.as_of) for n in read_notes(case.notes))
