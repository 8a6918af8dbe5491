"""The command line as a user meets it: output, exit codes, and nothing written on bad input."""

import json
import shutil
import sys
from pathlib import Path

import pytest

import estimative
from estimative import cli


def call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Run the entry point with these words; returns its exit code."""
    monkeypatch.setattr(sys, "argv", ["estimative", *words])
    with pytest.raises(SystemExit) as stop:
        cli.main()
    return int(stop.value.code or 0)


@pytest.fixture
def case(tmp_path: Path, project: Path) -> Path:
    name = "ussr-egypt-1955-1973"
    return Path(
        shutil.copytree(project / "cases" / name, tmp_path / name, ignore=shutil.ignore_patterns(".estimative"))
    )


def test_a_new_case_validates_and_runs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> None:
    folder, out = str(tmp_path / "mine"), tmp_path / "out"
    assert call(monkeypatch, "new", folder) == 0
    assert call(monkeypatch, "check", folder) == 0
    assert call(monkeypatch, "brief", folder, "--out", str(out)) == 0
    assert "Draft, unreviewed" in (out / "brief.html").read_text(encoding="utf8")
    assert call(monkeypatch, "brief", folder, "--out", str(out), "--signed", "A. Reader, 2026-01-02") == 0
    page = (out / "brief.html").read_text(encoding="utf8")
    assert "A. Reader, 2026-01-02" in page and "Draft, unreviewed" not in page
    assert {p.name for p in out.iterdir()} == {"brief.html", "brief.json", "brief.md"}
    assert "of claims reach no chain; every claim has a route" in capsys.readouterr().out


def test_bad_input_exits_2_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, case: Path, capsys
) -> None:
    (case / "case.toml").write_text("title = 3\n", encoding="utf8")
    out = tmp_path / "out"
    assert call(monkeypatch, "brief", str(case), "--out", str(out)) == 2
    assert not out.exists() and not (case / ".estimative").exists()
    assert "case.toml:1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("code", "nowhere.txt"), "nowhere.txt"),
        (("ledger", "{case}", "everything"), "no list 'everything'"),
        (("judge", "{case}", "x/y", "reject", "--why", "z"), "no claim 'x/y'"),
        (("judge", "{case}", "x/y", "recode", "--why", "z"), "recode needs --set"),
        (("why", "{case}", "nothing"), "nothing in this run is called 'nothing'"),
        (("brief", "{case}", "--as-of", "soon"), "'soon' is not a date"),
        (("actors", "resolve", "Iran", "--on", "2025-13"), "'2025-13' is not a date"),
        (("code", "--format", "xml", "{case}/case.toml"), "xml"),
    ],
)
def test_errors_say_what_where_and_how_to_mend(
    words: tuple[str, ...], said: str, case: Path, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    assert call(monkeypatch, *(w.replace("{case}", str(case)) for w in words)) == 2
    told = capsys.readouterr().err
    assert said in told and "Mend:" in told


def test_code_prints_the_public_rows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> None:
    text = tmp_path / "a.txt"
    text.write_text("China delivered frigates to Pakistan in May 2023.\n\nRead more about boats\n", encoding="utf8")
    assert call(monkeypatch, "code", str(text), "--date", "2023-06-01", "--format", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows[0]["document"] == "a.txt" and rows[0]["kind"] == "body"
    (claim,) = rows[0]["claims"]
    assert (claim["actor"], claim["recipient"], claim["channel"]) == (["CHN"], ["PAK"], "arms")
    assert text.read_text(encoding="utf8")[claim["span_start"] : claim["span_end"]] == claim["span"]


def test_lines_take_each_line_as_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys) -> None:
    text = tmp_path / "a.txt"
    text.write_text("China sold jets to Pakistan\nPakistan thanked China\n", encoding="utf8")
    assert call(monkeypatch, "code", str(text), "--lines", "--format", "jsonl") == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [r["kind"] for r in rows] == ["body", "body"]


def test_a_judgement_is_kept_and_listed(monkeypatch: pytest.MonkeyPatch, case: Path, capsys) -> None:
    assert call(monkeypatch, "ledger", str(case), "claims", "--format", "json") == 0
    claim = json.loads(capsys.readouterr().out)[0]["id"]
    assert call(monkeypatch, "judge", str(case), claim, "reject", "--why", "misread", "--who", "me") == 0
    assert call(monkeypatch, "ledger", str(case), "export", "--format", "json") == 0
    (row,) = json.loads(capsys.readouterr().out.partition("\n")[2])
    assert row["data"]["why"] == "misread"


def test_resolve_abstains_aloud(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    assert call(monkeypatch, "actors", "resolve", "Moscow", "--on", "1970-06-01") == 0
    assert "SUN" in capsys.readouterr().out
    assert call(monkeypatch, "actors", "resolve", "Korea", "--on", "2020") == 0
    said = capsys.readouterr().out
    assert "KOR" in said and "PRK" in said


def test_help_follows_the_flow(monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    assert call(monkeypatch, "--help") == 0
    listed = [
        line.split()[0] for line in capsys.readouterr().out.partition("Commands:")[2].splitlines() if line.strip()
    ]
    assert listed == [
        *("new", "check", "code", "lexicon", "add", "ledger", "judge", "mechanisms"),
        *("simulate", "shares", "sensitivity", "discover", "voi", "why", "brief", "actors", "scenario"),
    ]
    floors = [list(estimative.FLOW).index(floor) for floor in cli.FLOORS.values()]
    assert floors == sorted(floors)


def test_a_path_that_cannot_be_written_is_a_clear_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf8")
    assert call(monkeypatch, "new", str(tmp_path / "file" / "case")) == 2
    assert "Mend: check the path" in capsys.readouterr().err


def test_coverage_counts_every_claim(monkeypatch: pytest.MonkeyPatch, case: Path, capsys) -> None:
    call(monkeypatch, "ledger", str(case), "claims", "--format", "json")
    claims = len(json.loads(capsys.readouterr().out))
    call(monkeypatch, "ledger", str(case), "coverage", "--format", "json")
    assert sum(r["claims"] for r in json.loads(capsys.readouterr().out)) == claims
