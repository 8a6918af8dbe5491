"""Claims below the threshold: kept, listed with the reason, left out of the estimate until someone accepts them."""

import shutil
from pathlib import Path

import pytest

from estimative import run
from estimative.domain import BadInput, PartialDate, Verdict

TEXT = "Norway sold Egypt forty tanks in April 1972. The Soviet Union delivered aircraft to Egypt in May 1972.\n"
ON = PartialDate("1972-06-01")


@pytest.fixture
def case(tmp_path: Path, project: Path) -> Path:
    name = "ussr-egypt-1955-1973"
    held = shutil.copytree(project / "cases" / name, tmp_path / name, ignore=shutil.ignore_patterns(".estimative"))
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf8")
    ((_, outcome),) = run.add(held, [report], ON, None, min_confidence=1.0)
    assert outcome.startswith("added, ") and "wait for review" in outcome
    return Path(held)


def claims(case: Path, least: float) -> list[dict[str, object]]:
    return run.listing(case, "claims", None, None, None, least)


def test_what_waits_is_listed_counted_and_can_be_accepted(case: Path) -> None:
    everything, strict = claims(case, 0.0), claims(case, 1.0)
    waiting = [r for r in strict if str(r["state"]).startswith("review: confidence 0.")]
    assert sorted(str(r["id"]) for r in strict) == sorted(str(r["id"]) for r in everything)
    assert len(waiting) >= 2 and not any(str(r["state"]) for r in everything)
    rows = run.listing(case, "coverage", None, None, None, 1.0)
    assert {"route": "none", "reason": "waits for review: confidence below 1", "claims": len(waiting)} in rows
    assert sum(r["claims"] for r in rows) == len(everything)
    run.judge(case, str(waiting[0]["id"]), Verdict.ACCEPT, "me", "read it", {}, None)
    after = {r["id"]: r["state"] for r in claims(case, 1.0)}
    assert after[waiting[0]["id"]] == "accept"
    assert sum(str(s).startswith("review: ") for s in after.values()) == len(waiting) - 1


def test_the_brief_holds_back_what_waits_and_says_so(case: Path) -> None:
    free, strict = run.make(case), run.make(case, min_confidence=1.0)
    assert len(strict.quotes) < len(free.quotes)
    assert free.manifest.digest != strict.manifest.digest
    assert any("waits for review" in r.reason for r in strict.routes)
    assert run.make(case, min_confidence=0.01).manifest.digest == free.manifest.digest


def test_a_threshold_beyond_one_is_refused(case: Path) -> None:
    with pytest.raises(BadInput, match="from 0 to 1"):
        run.make(case, min_confidence=50)


def test_coded_rows_keep_what_waits_apart(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(TEXT, encoding="utf8")
    free, strict = (list(run.coded_rows(report, None, ON, False, p)) for p in (0.0, 1.0))
    assert [r["claims"] for r in free] == [r["review"] for r in strict]
    assert any(r["claims"] for r in free) and not any(r["claims"] for r in strict)
