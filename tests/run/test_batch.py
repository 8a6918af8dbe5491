"""A folder coded to disk: it goes on after a kill, and refuses to mix what two coders made."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from estimative.domain import BadInput, PartialDate
from estimative.run import code_to, setting
from estimative.run.output import places

HOW = setting(None, PartialDate("2024-05"), lines=False)
PAIRS = (("Norway", "Latvia"), ("Japan", "Peru"), ("Kenya", "Ghana"), ("Chile", "Egypt"))
COUNT = 24


def fill(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        giver, taker = PAIRS[n % 4]
        text = f"{giver} sold {n + 2} tanks to {taker} in March. {taker} thanked {giver}.\n" if n % 9 else ""
        (folder / f"{n:03d}.txt").write_text(text, encoding="utf8")
    return folder


def contents(out: Path) -> list[bytes]:
    return [p.read_bytes() for p in places(out)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("texts") / "in", COUNT)


@pytest.fixture(scope="module")
def whole(folder: Path) -> Path:
    """What an undisturbed run leaves."""
    out = folder.parent / "whole"
    tally = code_to(out, [folder], HOW, jobs=1)
    assert (tally.documents, tally.failed, tally.before) == (COUNT, 3, 0)
    return out


def test_rows_stand_in_the_order_of_files_and_failures_are_kept(whole: Path) -> None:
    rows = [json.loads(line) for line in (whole / "rows.jsonl").read_text("utf8").splitlines()]
    names = [r["document"] for r in rows]
    assert names == sorted(names) and len(set(names)) == COUNT
    assert [r["document"] for r in rows if r["error"]] == [f"{n:03d}.txt" for n in range(0, COUNT, 9)]
    listed = [json.loads(line) for line in (whole / "documents.jsonl").read_text("utf8").splitlines()]
    assert [d["document"] for d in listed] == list(dict.fromkeys(names))
    assert listed[-1]["end"] == (whole / "rows.jsonl").stat().st_size


def test_a_second_run_does_nothing(folder: Path, whole: Path) -> None:
    before = contents(whole)
    tally = code_to(whole, [folder], HOW, jobs=1)
    assert (tally.documents, tally.failed, tally.before) == (COUNT, 3, COUNT)
    assert contents(whole) == before


def test_killed_at_any_moment_it_goes_on(folder: Path, whole: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.run.killing_batch", str(folder), str(tmp_path / "out")]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300).stdout
    assert int(said) >= 3
    assert contents(tmp_path / "out") == contents(whole)


def test_killed_with_workers_none_is_left_and_it_goes_on(folder: Path, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ["code", str(folder), "--out", str(out), "--date", "2024-05", "--jobs", "2"]
    run = subprocess.Popen([sys.executable, "-c", "from estimative.cli import main; main()", *words])
    index, deadline = out / "documents.jsonl", time.monotonic() + 120
    while not (index.exists() and index.stat().st_size) and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    workers = [int(p) for t in Path(f"/proc/{run.pid}/task").glob("*/children") for p in t.read_text().split()]
    run.send_signal(signal.SIGKILL)
    run.wait()
    deadline = time.monotonic() + 20
    while any(alive(p) for p in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [p for p in workers if alive(p)]
    code_to(out, [folder], HOW, jobs=1)
    assert contents(out) == contents(whole)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@given(st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_files_cut_anywhere_are_made_whole(folder: Path, whole: Path, tmp_path: Path, data: st.DataObject) -> None:
    out = tmp_path / "out"
    out.mkdir(exist_ok=True)
    for mine, theirs in zip(places(out), places(whole), strict=True):
        mine.write_bytes(theirs.read_bytes())
    for path in places(out)[:2]:
        os.truncate(path, data.draw(st.integers(0, path.stat().st_size), path.name))
    code_to(out, [folder], HOW, jobs=1)
    assert contents(out) == contents(whole)


def test_another_setting_or_a_changed_file_is_refused(folder: Path, tmp_path: Path) -> None:
    few, out = fill(tmp_path / "few", 3), tmp_path / "out.jsonl"
    code_to(out, [few], HOW, jobs=1)
    with pytest.raises(BadInput, match=r"made with other settings: date 2024-05 then, 2024-06 now.*--restart"):
        code_to(out, [few], setting(None, PartialDate("2024-06"), lines=False), jobs=1)
    (few / "001.txt").write_text("Norway sold ships to Latvia.", encoding="utf8")
    with pytest.raises(BadInput, match=r"'001\.txt' has changed since it was coded"):
        code_to(out, [few], HOW, jobs=1)
    assert code_to(out, [few], HOW, jobs=1, restart=True).before == 0
    assert "ships" in out.read_text("utf8") and "tanks to Latvia" not in out.read_text("utf8")


def test_what_is_not_ours_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text("mine\n", encoding="utf8")
    with pytest.raises(BadInput, match="not what made them"):
        code_to(tmp_path, [folder], HOW, jobs=1)
    (tmp_path / "manifest.json").write_text("mine\n", encoding="utf8")
    with pytest.raises(BadInput, match="is no manifest"):
        code_to(tmp_path, [folder], HOW, jobs=1)
    assert (tmp_path / "rows.jsonl").read_text("utf8") == "mine\n"


def test_two_runs_do_not_write_one_place(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with (tmp_path / "documents.jsonl").open("ab") as held:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BadInput, match="another run is writing here"):
            code_to(tmp_path, [folder], HOW, jobs=1)


def test_a_service_that_does_not_answer_leaves_the_document_to_the_next_run(tmp_path: Path) -> None:
    settings = tmp_path / "llm.toml"
    settings.write_text('url = "http://127.0.0.1:9"\nmodel = "m"\nretries = 0\ntimeout = 1\n')
    folder, out = fill(tmp_path / "in", 2), tmp_path / "out"
    for before in (0, 1):
        tally = code_to(out, [folder], setting(None, None, lines=False, llm=settings), jobs=1)
        assert (tally.documents, tally.failed, tally.left, tally.before) == (2, 2, 1, before)
        assert any("left for the next run" in line for line in tally.lines(out))
    assert [json.loads(line)["document"] for line in (out / "documents.jsonl").read_text("utf8").splitlines()] == [
        "000.txt"
    ]
