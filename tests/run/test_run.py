"""The spine on real cases: traced, deterministic, blind to what was not yet known."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from estimative import brief, run
from estimative.domain import BadInput, Invalid, NodeKind, PartialDate, Route, Sense, UnknownName, Verdict

from .conftest import copied


def numbers(made: run.Run) -> list[str]:
    """Every trace id that the brief can show."""
    return [n.id for n in made.trace.nodes.values() if n.kind is NodeKind.FIGURE]


@pytest.mark.parametrize("name", ["made", "russia_iran"])
def test_every_number_ends_in_spans_or_cited_parameters(name: str, request: pytest.FixtureRequest) -> None:
    one: run.Run = request.getfixturevalue(name)
    assert not one.trace.loose_ends()
    assert len(numbers(one)) > 20
    for node_id in numbers(one):
        kinds = {n.kind for _, n, _ in one.trace.walk(node_id)}
        assert kinds & {NodeKind.SPAN, NodeKind.PARAMETER}, node_id


def test_a_dead_state_gives_and_a_living_one_receives(made: run.Run) -> None:
    assert "SUN" in made.header.pair
    row = next(r for r in made.balance if r.chain.id == "support:SUN>EGY/arms")
    assert row.signals and row.words == "Soviet Union gives Egypt: arms"


def test_every_claim_has_one_route(russia_iran: run.Run) -> None:
    assert sum(r.claims for r in russia_iran.routes) == len(russia_iran.quotes)
    assert {r.route for r in russia_iran.routes} == set(Route)


def test_arms_point_from_iran_to_russia(russia_iran: run.Run) -> None:
    held = {r.chain.id: r for r in russia_iran.balance}
    there, back = held["support:IRN>RUS/arms"], held["support:RUS>IRN/arms"]
    assert there.band.median > back.band.median


def test_withheld_goods_are_withheld_and_not_hostile(russia_iran: run.Run) -> None:
    goods = {w.good for w in russia_iran.withheld if w.receiver == "Iran" and not w.ended}
    assert any("Su-35" in g for g in goods) and any("S-400" in g for g in goods)
    hostile = [r for r in russia_iran.balance if r.chain.sense is Sense.HOSTILITY and r.chain.channel == "arms"]
    assert not hostile


def test_a_withholding_ends_when_the_good_comes(russia_iran: run.Run) -> None:
    ended = {w.good: w.ended for w in russia_iran.withheld if w.ended}
    assert ended == {"S-300 air defense missiles": "delivered 2016-04-01"}
    told = " ".join(f.text for f in russia_iran.findings if f.kind == "withheld")
    assert "S-400" in told and "S-300" not in told


def test_accounts_of_the_deliveries_stand_side_by_side(russia_iran: run.Run) -> None:
    (accounts,) = [c for c in russia_iran.contradictions if len(c.accounts) >= 5]
    assert len({claims for _, claims in accounts.accounts}) == len(accounts.accounts)


def test_what_is_known_later_is_refused_and_said_to_be(russia_iran: run.Run) -> None:
    late = [g for g in russia_iran.gaps if g.kind == "not yet known"]
    assert late and all("known only from" in g.text for g in late)
    assert all(s.known_at and s.known_at <= "2025-06-16" for s in russia_iran.sources)


def test_a_note_known_only_later_changes_nothing(small: Path, tmp_path: Path, made: run.Run) -> None:
    case = copied(small, tmp_path)
    note = next(iter(sorted((case / "notes").glob("*.md"))))
    text = re.sub(r'known_at = "[^"]*"', 'known_at = "1999-01-01"', note.read_text(encoding="utf8"))
    (case / "notes" / "1999-later.md").write_text(text.replace("The ", "In the end, the ", 1), encoding="utf8")
    again = run.make(case)
    assert again.manifest.digest == made.manifest.digest
    assert again.balance == made.balance


@pytest.mark.parametrize("hand", [True, False], ids=["coded by hand", "coded by machine"])
def test_a_rewrite_of_a_known_text_leaves_every_posterior_equal(
    hand: bool, small: Path, tmp_path: Path, made: run.Run
) -> None:
    case = copied(small, tmp_path)
    for note in sorted((case / "notes").glob("*.md")):
        text = note.read_text(encoding="utf8")
        if not hand:
            head, _, body = text.partition("\n+++\n")
            text = head.split("[[claim]]")[0] + "\n+++\n" + body
        (case / "notes" / f"{note.stem}-again.md").write_text(text.rstrip() + " It was told again.\n", encoding="utf8")
    again = run.make(case)
    assert len(again.sources) == 2 * len(made.sources)
    assert [(r.chain, r.band, r.history, r.rivals) for r in again.balance] == [
        (r.chain, r.band, r.history, r.rivals) for r in made.balance
    ]


def test_removing_a_decisive_note_moves_the_number_and_the_trace(small: Path, tmp_path: Path, made: run.Run) -> None:
    row = max(made.balance, key=lambda r: (r.band.median, r.signals))
    decisive = {made.quotes[c].source for c in claims_of(made, row.figure.trace)}
    case = copied(small, tmp_path)
    for source in decisive:
        note = next(p for p in (case / "notes").glob("*.md") if made.sources[source - 1].title in p.read_text("utf8"))
        note.unlink()
    fewer = run.make(case)
    after = next((r for r in fewer.balance if r.chain == row.chain), None)
    assert after is None or (after.band != row.band and claims_of(fewer, after.figure.trace) == [])
    assert fewer.manifest.digest != made.manifest.digest


def claims_of(made: run.Run, node_id: str) -> list[str]:
    return [n.id.removeprefix("claim:") for _, n, _ in made.trace.walk(node_id) if n.kind is NodeKind.CLAIM]


def test_a_removed_note_stays_in_the_ledger_as_withdrawn(small: Path, tmp_path: Path) -> None:
    case = copied(small, tmp_path)
    run.make(case)
    note = sorted((case / "notes").glob("*.md"))[0]
    note.unlink()
    states = {r["key"]: r["state"] for r in run.listing(case, "documents", None, None, None)}
    assert states[note.stem].startswith("withdrawn")


def test_a_judgement_moves_the_run_and_is_told_as_one(small: Path, tmp_path: Path, made: run.Run) -> None:
    case = copied(small, tmp_path)
    row = next(r for r in made.balance if r.chain.id == "support:SUN>EGY/arms")
    for claim in claims_of(made, row.figure.trace):
        run.judge(case, claim, Verdict.REJECT, "tester", "for the test", {}, None)
    judged = run.make(case)
    assert judged.manifest.digest != made.manifest.digest
    changed = run.diff(judged, made)
    assert any("Soviet Union gives Egypt: arms" in c.text or "arms" in c.text for c in changed)


def test_a_recode_is_labelled_as_such(small: Path, tmp_path: Path, made: run.Run) -> None:
    case = copied(small, tmp_path)
    claim = next(i for i, q in made.quotes.items() if q.claim.status == "delivered")
    run.judge(case, claim, Verdict.RECODE, "tester", "a pledge only", {"status": "promised"}, None)
    assert "recoded or judged" in {c.label for c in run.diff(made, run.make(case))}


def test_an_overlay_is_seen_and_written_nowhere(small: Path, tmp_path: Path, made: run.Run) -> None:
    case = copied(small, tmp_path)
    extra = tmp_path / "extra.txt"
    extra.write_text("The Soviet Union delivered fighter aircraft to Egypt in March 1970.", encoding="utf8")
    with_it = run.make(case, add=[extra])
    assert len(with_it.sources) == len(made.sources) + 1 and with_it.manifest.overlay
    assert run.make(case).manifest.digest == made.manifest.digest
    assert len(run.listing(case, "documents", None, None, None)) == len(made.sources)


def test_adding_remembers_and_adding_again_does_not_double(small: Path, tmp_path: Path) -> None:
    case = copied(small, tmp_path)
    extra = tmp_path / "extra.txt"
    extra.write_text("The Soviet Union delivered fighter aircraft to Egypt in March 1970.", encoding="utf8")
    date = PartialDate("1970-04")
    outcomes = [o for _ in range(2) for _, o in run.add(case, [extra], date, None)]
    assert outcomes == ["added", "already there"]
    assert sum("extra" in (r["key"] or "") or r["coder"] == "syntax" for r in documents(case)) == 1


def documents(case: Path) -> list[dict[str, str]]:
    return run.listing(case, "documents", None, None, None)


def test_a_refused_file_does_not_stop_the_others(small: Path, tmp_path: Path) -> None:
    case = copied(small, tmp_path)
    empty, good = tmp_path / "empty.txt", tmp_path / "good.txt"
    empty.write_text("", encoding="utf8")
    good.write_text("Egypt bought aircraft from the Soviet Union.", encoding="utf8")
    outcomes = []
    with pytest.raises(BadInput, match="1 of 2 files were refused"):
        outcomes += [o for _, o in run.add(case, [empty, good], PartialDate("1970"), None)]
    assert any(r["coder"] == "syntax" for r in documents(case))


def test_an_unknown_id_names_its_neighbours(made: run.Run) -> None:
    with pytest.raises(UnknownName, match="nothing in this run is called 'support:SUN>EGY/armz'"):
        list(run.why(made, "support:SUN>EGY/armz"))


def test_all_problems_of_a_case_at_once(small: Path, tmp_path: Path) -> None:
    case = copied(small, tmp_path)
    first, second = sorted((case / "notes").glob("*.md"))[:2]
    first.write_text(first.read_text("utf8").replace('channel = "', 'channel = "x', 1), encoding="utf8")
    second.write_text(second.read_text("utf8").replace("publisher", "publishr", 1), encoding="utf8")
    problems = run.check(case)
    assert {Path(p.file).name for p in problems} >= {first.name, second.name}
    assert all(p.line for p in problems)
    with pytest.raises(Invalid):
        run.make(case)


def test_since_tells_what_changed(russia_iran: run.Run) -> None:
    assert russia_iran.changed_since == "2025-03-16"
    labels = {c.label for c in russia_iran.changes}
    assert labels <= {"new act", "newly learned", "recoded or judged", "model or parameter"}
    assert "new act" in labels


def test_a_run_is_stored_and_reloaded_whole(made: run.Run, tmp_path: Path) -> None:
    run.keep(tmp_path, made)
    assert run.load(tmp_path, made.manifest.digest) == made
    assert run.load(tmp_path, "0" * 64) is None


def test_why_reads_the_run_that_the_brief_kept(small: Path, tmp_path: Path) -> None:
    case = copied(small, tmp_path)
    kept = run.make(case)
    path = run.keep(case, replace(kept, changed_since="a mark"))
    assert run.recall(case).changed_since == "a mark"
    path.write_text("broken", encoding="utf8")
    assert run.recall(case) == kept


SCRIPT = """
import sys
from dataclasses import replace
from pathlib import Path
from estimative import brief, run
sys.stdout.write(brief.to_json(run.make(Path(sys.argv[1]))))
"""


def test_the_same_input_gives_the_same_bytes_in_two_time_zones(small: Path, tmp_path: Path, made: run.Run) -> None:
    outs = []
    for zone in ("Pacific/Kiritimati", "America/Anchorage"):
        case = copied(small, tmp_path / zone.replace("/", "-"))
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, str(case)],
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": "random"},
            capture_output=True,
            check=True,
        )
        outs.append(done.stdout)
    assert outs[0] == outs[1] == brief.to_json(made).encode()
    assert json.loads(outs[0])["manifest"]["digest"] == made.manifest.digest


@pytest.mark.shared
def test_the_report_added_to_its_case(worked: Path, shared: Path, russia_iran: run.Run) -> None:
    article = shared / "seed" / "russia-iran-article.txt"
    with_it = run.make(worked, add=[article])
    held = {r.chain.id: r for r in with_it.balance}
    assert held["support:IRN>RUS/arms"].band.median > held["support:RUS>IRN/arms"].band.median
    assert not any(i.startswith("hostility:RUS>IRN/arms") for i in held)
    assert any(with_it.quotes[c].source == len(with_it.sources) for w in with_it.withheld for _, _, c in w.reasons)
    own = {i for i, q in with_it.quotes.items() if q.source == len(with_it.sources)}
    assert len(own) > 20
    tariff = [p.proposition for p in with_it.propositions if "tariff" in p.proposition.label]
    statuses = {r.status: r.claims for p in tariff for r in p.rungs}
    assert {"promised", "in_force"} <= set(statuses)
    assert sum(r.claims for r in with_it.routes) == len(with_it.quotes)
    off = sum(r.claims for r in with_it.routes if r.route not in (Route.ACT, Route.RELATION))
    assert with_it.off_chain_share.text == f"{off / len(with_it.quotes):.0%}"
