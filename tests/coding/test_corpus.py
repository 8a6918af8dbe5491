"""Many files: the same rows whoever the workers are, and a file that fails stops no other."""

import json
from functools import partial
from pathlib import Path

import pytest

from estimative.coding.corpus import Coded, File, Setting, code_file, code_files, listed, opened, workers
from estimative.domain import BadInput, PartialDate, Workers, here, processes, spread

PAIRS = (("Norway", "Latvia"), ("Japan", "Peru"), ("Kenya", "Ghana"), ("Chile", "Egypt"))
SETTING = Setting(PartialDate("2024-05"))


def texts(count: int) -> list[File]:
    found = []
    for n in range(count):
        giver, taker = PAIRS[n % len(PAIRS)]
        found.append(File(f"{n:03d}.txt", f"{giver} sold {n + 2} tanks to {taker} in March.\n".encode()))
    return found


def coded(files: list[File], team: tuple[Workers, int] = (here, 1)) -> list[Coded]:
    return list(code_files(files, SETTING, team))


def test_files_are_coded_in_order() -> None:
    found = coded(texts(5))
    assert [c.document for c in found] == [f"{n:03d}.txt" for n in range(5)]
    assert all(c.claims == 1 and c.error is None and json.loads(c.rows[0])["document"] == c.document for c in found)


def test_processes_give_the_same_rows() -> None:
    files = texts(20)
    assert coded(files, (processes(2), 2)) == coded(files)


def test_a_dask_cluster_gives_the_same_rows() -> None:
    distributed = pytest.importorskip("distributed")
    files = [*texts(30), File("bad.txt", b"")]
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=2, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        team = workers(None, cluster.scheduler_address, len(files))
        found = coded(files, team)
        team[0]()._client.close()  # type: ignore[attr-defined]
    assert found == coded(files)
    assert found[-1].error and not any(c.error for c in found[:-1])


def test_a_scheduler_that_does_not_answer_is_an_error() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(BadInput, match="no Dask scheduler answers"):
        workers(None, "tcp://127.0.0.1:1", 5)


def test_what_fails_says_why_and_stops_nobody(tmp_path: Path) -> None:
    bad = {"empty.txt": b"", "picture.txt": b"%PDF-1.4", "note.md": b"+++\ntitle = 3\n+++\n"}
    for name, data in {**bad, "good.txt": b"Norway sold tanks to Latvia."}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    files = [(p.name, p) for p in sorted(tmp_path.iterdir())]
    found = {c.document: c for c in code_files(opened(files), SETTING)}
    assert {n for n, c in found.items() if c.error} == {*bad, "gone.txt"}
    assert all("Mend:" in c.error for c in found.values() if c.error)
    row = json.loads(found["empty.txt"].rows[0])
    assert (row["kind"], row["claims"], row["error"]) == ("error", [], found["empty.txt"].error)


def test_a_fault_of_the_coder_is_the_error_of_one_document() -> None:
    deep = File("deep.txt", ("(" * 3000 + "Norway sold tanks" + ")" * 3000).encode())
    assert [c.document for c in coded([deep, *texts(2)])] == ["deep.txt", "000.txt", "001.txt"]
    broken = code_file(Setting(date="no date"), texts(1)[0])  # type: ignore[arg-type]
    assert broken.error and "the coder stopped: " in broken.error


def test_a_worker_that_dies_is_the_error_of_one_document() -> None:
    def lost(file: File, error: Exception) -> Coded:
        return Coded(file.name, "", "", (), error=str(error))

    def task(file: File) -> Coded:
        if file.name == "001.txt":
            raise MemoryError("killed")
        return code_file(SETTING, file)

    found = list(spread(task, texts(3), here, 2, 2, lost))
    assert [bool(c.error) for c in found] == [False, True, False]


def test_a_folder_is_read_in_order_of_name(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/10.html", "a.txt", ".hidden/x.txt", "data.csv", "b/.secret.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf8")
    found, other = listed([tmp_path])
    assert [name for name, _ in found] == ["a.txt", "b/10.html", "b/2.txt"]
    assert other == {".csv": 1}
    with pytest.raises(BadInput, match="stand for several files"):
        listed([tmp_path / "a.txt", tmp_path])


@pytest.mark.parametrize("wrong", [partial(workers, 0, None, 3), partial(Setting, min_confidence=1.2)])
def test_settings_that_make_no_sense_are_refused(wrong: partial[object]) -> None:
    with pytest.raises(BadInput, match="Mend"):
        wrong()
