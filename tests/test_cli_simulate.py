"""`estimative simulate` as an analyst reads it: what stands in the table, in which order, how wide, and exit codes."""

import json
import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from estimative import cli, run
from estimative.cli import tables

SCENARIO = ("--scenario", "truce-and-opening")


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory, project: Path) -> Path:
    name = "russia-iran"
    to = tmp_path_factory.mktemp("cases") / name
    return Path(shutil.copytree(project / "cases" / name, to, ignore=shutil.ignore_patterns(".estimative")))


@pytest.fixture
def call(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], case: Path):
    def _call(*words: str, columns: int = 80) -> tuple[int, str, str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(sys, "argv", ["estimative", "simulate", str(case), "--draws", "400", *words])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        said = capsys.readouterr()
        return int(stop.value.code or 0), said.out, said.err

    return _call


@pytest.fixture
def rows(call) -> list[dict[str, Any]]:
    code, out, _ = call(*SCENARIO, "--no-compare", "--format", "json")
    assert code == 0
    found: list[dict[str, Any]] = json.loads(out)
    return found


def named(out: str, rows: list[dict[str, Any]]) -> list[str]:
    """The ids of a table, in its order; one may be broken after its mechanism."""
    places = {}
    for row in rows:
        name = re.escape(row["what"]).replace(r"\.", r"\.(?:\s+[^\n]*\n\s+)?")
        if found := re.search(rf"(?<![\w.-]){name}(?![\w.-])", out):
            places[row["what"]] = found.start()
    return sorted(places, key=lambda n: places[n])


@pytest.mark.parametrize("columns", [80, 160])
def test_the_table_fits_and_breaks_no_word(columns: int, call, rows: list[dict[str, Any]]) -> None:
    code, out, _ = call(*SCENARIO, "--no-compare", columns=columns)
    assert code == 0
    assert max(len(line) for line in out.splitlines()) <= columns
    words = set(re.findall(r"[\w'’-]+", out))
    shown = named(out, rows)
    for row in rows:
        if row["what"] in shown:
            assert set(re.findall(r"[\w'’-]+", row["text"])) <= words, row["text"]


def test_acts_come_first_then_what_moved_furthest_and_all_else_is_counted(call, rows: list[dict[str, Any]]) -> None:
    out = call(*SCENARIO, "--no-compare", columns=160)[1]
    shown = named(out, rows)
    acts = [r["what"] for r in rows if r["unit"] == "share of draws"]
    assert set(shown[: len(acts)]) == set(acts)
    moved = {r["what"] for r in rows if r["moved"]} - set(acts)
    outputs = shown[len(acts) :]
    assert set(outputs) >= moved and set(outputs[: len(moved)]) == moved
    bands = [int(b) for b in re.findall(r"\((\d+)% of band\)", out)]
    assert len(bands) >= 10 and bands == sorted(bands, reverse=True)
    still = re.search(r"(\d+) outputs do not move(?:; (\d+) more)?", out)
    assert still and sum(int(n or 0) for n in still.groups()) == len(rows) - len(shown)
    everything = call(*SCENARIO, "--no-compare", "--all", columns=160)[1]
    assert set(named(everything, rows)) == {r["what"] for r in rows}
    for plain in (out, everything):
        assert "+0 " not in plain and "(0 to 0)" not in plain and "no change" in plain
        assert not re.search(r"\d{1,3},\d*[1-9]\d\d\b(?<!00)", plain.split("Acts")[1])  # two figures: 54,000


def test_as_is_is_beside_nothing(call, rows: list[dict[str, Any]]) -> None:
    code, out, _ = call("--no-compare")
    assert code == 0 and "against" not in out and "more outputs: `--all` shows them" in out
    assert set(named(out, rows)) < {r["what"] for r in rows}


def test_rows_for_programs_have_everything_in_numbers(rows: list[dict[str, Any]], call) -> None:
    assert len(rows) > 100
    stock = next(r for r in rows if r["what"] == "weapons_stock_flow.stock")
    last = stock["at"][-1]
    low, middle, high = last["value"]
    assert low < middle < high and last["moved"] and last["by"] > 0 and last["as-is"][1] < middle
    code, out, _ = call("--no-compare", "--format", "jsonl")
    assert code == 0 and len(out.splitlines()) == len(rows)
    assert "as-is" not in json.loads(out.splitlines()[0])["at"][0]


@pytest.mark.parametrize("columns", [80, 160])
def test_one_value_set_by_hand_is_told_with_what_it_moves(columns: int, call) -> None:
    code, out, _ = call(*SCENARIO, "--set", "weapons_stock_flow.use=2400..3000", columns=columns)
    assert code == 0
    flat = re.sub(r"\s+", " ", out)
    assert "weapons_stock_flow.use: triangular(1800, 2100, 2600) -> 2400..3000 units/month" in flat
    assert "through weapons_stock_flow.use -> weapons_stock_flow.stock_months -> supplier_leverage.stock_months" in flat
    assert re.search(r"\d+ outputs and \d+ acts do not move", flat)
    assert max(len(line) for line in out.splitlines()) <= columns
    text = call(*SCENARIO, "--set", "weapons_stock_flow.use=2400..3000", "--format", "json")[1]
    first, *figures = json.loads(text)
    assert first["new"] == "2400..3000" and len(figures) > 100
    assert {r["what"] for r in figures if r["moved"]} == {r["what"] for r in figures if r["moved"] and r["through"]}


def test_that_nothing_moves_is_said_with_the_reason(call) -> None:
    code, out, _ = call("--set", "supplier_leverage.stock_months=3")
    assert code == 0
    flat = re.sub(r"\s+", " ", out)
    assert "Nothing moves. supplier_leverage.stock_months: weapons_stock_flow.stock_months feeds" in flat


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set", "weapons_stock_flow.usse=3"), "did you mean weapons_stock_flow.use"),
        (("--set", "weapons_stock_flow.use=lots"), "write ID=NUMBER"),
        (("--set", "oil_supply_loss.offset=7"), "outside 0 to 1"),
        (("--format", "xml"), "no format 'xml'"),
        (("--scenario", "peace"), "no scenario 'peace'"),
    ],
)
def test_bad_input_is_2_with_a_way_to_mend_it(words: tuple[str, ...], said: str, call, case: Path) -> None:
    code, out, err = call(*words)
    assert code == 2 and said in err and "Mend:" in err and not out
    assert not (case / ".estimative").exists()


def test_a_case_edited_between_two_runs_says_what_moved(call, case: Path, tmp_path: Path) -> None:
    file = case / "parameters.toml"
    kept = file.read_text(encoding="utf8")
    try:
        assert "since the last run" not in call(*SCENARIO)[1]
        assert "nothing that this scenario runs has changed" in call(*SCENARIO)[1]
        old = 'prior = { kind = "triangular", low = 1800.0, mode = 2100.0, high = 2600.0 }'
        assert kept.count(old) == 1
        file.write_text(kept.replace(old, "value = 2900.0"), encoding="utf8")
        out = call(*SCENARIO)[1]
        head, _, table = out.partition("Acts: share of draws")
        assert "since the last run" in head and "weapons_stock_flow.use: triangular(1800, 2100, 2600) -> 2900" in head
        assert "through weapons_stock_flow.use -> weapons_stock_flow.stock" in head and "against as-is" in table
        file.write_text(kept, encoding="utf8")
        first, *figures = json.loads(call(*SCENARIO, "--format", "json")[1])
        assert first["changed"] == "weapons_stock_flow.use" and first["old"] == "2900"
        assert any(r["since the last run"]["moved"] for r in figures)
    finally:
        file.write_text(kept, encoding="utf8")
        shutil.rmtree(case / ".estimative", ignore_errors=True)


def test_square_brackets_of_a_case_are_printed_as_they_are(call, case: Path) -> None:
    file = case / "scenarios.toml"
    kept = file.read_text(encoding="utf8")
    text = 'text = "Russia delivers a first Su-35 to Iran"'
    assert kept.count(text) == 1
    try:
        file.write_text(kept.replace(text, 'text = "Jets [/deal] come [bold]soon"'), encoding="utf8")
        code, out, _ = call("--no-compare", columns=160)
        assert code == 0 and "Jets [/deal] come [bold]soon" in out
    finally:
        file.write_text(kept, encoding="utf8")


def test_nothing_is_said_of_a_rest_that_is_not_there(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run.simulate(case, draws=50, compare=False)
    acts = tuple(s for s in found.figures if s.kind == "act")
    tables.figures(replace(found, figures=acts), "a case of acts only", False)
    out = capsys.readouterr().out
    assert acts[0].what in out and "outputs" not in out


def test_what_mechanisms_lack_is_one_line_or_all_of_it(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shutil.copytree(project / "cases" / "ussr-egypt-1955-1973", tmp_path / "old")
    found = run.simulate(folder, draws=50, compare=False)
    assert len(found.left_out) > 1
    said = {}
    for words in ((), ("--all",)):
        monkeypatch.setattr(
            sys, "argv", ["estimative", "simulate", str(folder), "--draws", "50", "--no-compare", *words]
        )
        with pytest.raises(SystemExit):
            cli.main()
        said[words] = capsys.readouterr().err
    counted = f"{len(found.left_out)} mechanisms take no part: `estimative mechanisms --case {folder}`"
    assert counted in said[()] and "does not take part" not in said[()]
    assert all(f"{name} does not take part: {why}" in said[("--all",)] for name, why in found.left_out)


@pytest.mark.parametrize("columns", [60, 80, 160])
def test_scenarios_are_listed_with_whole_words(
    columns: int, case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "argv", ["estimative", "scenario", "list", str(case)])
    with pytest.raises(SystemExit):
        cli.main()
    out = capsys.readouterr().out
    assert max(len(line) for line in out.splitlines()) <= columns
    assert "declared" in out and "found" in out and "True" not in out and "…" not in out
    for row in run.scenario_rows(case):
        assert all(re.search(rf"(?<![\w-]){re.escape(part)}(?![\w-])", out) for part in row["name"].split("+"))
        assert all(one in out for one in row["states"].split(", "))
