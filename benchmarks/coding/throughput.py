"""Measure `estimative code` on a generated folder: `python -m benchmarks.coding.throughput`.

The texts are the open articles of `fresh/` with other states in their main parts and some paragraphs left out:
sentences vary in names, not in form, so word caches are warmer than on real news. Memory is that of the parent and its
workers (resident, summed; shared pages count in each), read twice a second.
"""

import argparse
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from estimative.actors import Actor, Kind, registry

FRESH = Path(__file__).parent / "fresh"
PARTS = {  # article: the states whose parts are cast anew
    "china_pakistan": (("China", "Chinese", "Beijing"), ("Pakistan", "Pakistani", "Islamabad")),
    "north_korea_russia": (("North Korea", "North Korean", "Pyongyang"), ("Russia", "Russian", "Moscow")),
    "rwanda_m23": (("Rwanda", "Rwandan", "Kigali"), ("Congo", "Congolese", "Kinshasa")),
    "ussr_egypt": (("Egypt", "Egyptian", "Cairo"), ("Israel", "Israeli", "Jerusalem")),
}
COLUMNS = (
    *("jobs", "documents", "body sentences", "minutes", "documents/s", "sentences/s", "sentences/CPU-s"),
    *("most memory in the first fifth of the time", "in all", "parent alone"),
)
Names = tuple[str, str, str]


def cast() -> list[Names]:
    """Name, adjective and capital of the states of today that have them in one word."""

    def fits(a: Actor) -> bool:
        words = (a.name, *a.demonyms[:1], *a.capitals[:1])
        return a.kind == Kind.STATE and a.end is None and len(words) == 3 and all(w.isalpha() for w in words)

    return [(a.name, a.demonyms[0], a.capitals[0]) for a in registry().actors if fits(a)]


def articles(count: int, seed: int = 7) -> Iterator[str]:
    """`count` texts, the same for the same seed."""
    draw, states = random.Random(seed), cast()
    texts = {name: (FRESH / f"{name}.txt").read_text(encoding="utf8") for name in PARTS}
    for n in range(count):
        name = list(PARTS)[n % len(PARTS)]
        paragraphs = [p for p in texts[name].split("\n\n") if draw.random() < 0.85]
        new = dict(zip(PARTS[name], draw.sample(states, 2), strict=True))
        table = {old: word for part, names in new.items() for old, word in zip(part, names, strict=True)}
        pattern = re.compile(rf"\b({'|'.join(sorted(table, key=len, reverse=True))})\b")
        yield pattern.sub(lambda m, table=table: table[m[1]], "\n\n".join(paragraphs)) + "\n"


def write(folder: Path, count: int) -> None:
    """A hundred files to a folder."""
    for n, text in enumerate(articles(count)):
        path = folder / f"{n // 100:03d}" / f"{n:06d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf8")


@dataclass(frozen=True, slots=True)
class Measured:
    jobs: int
    seconds: float
    cpu_seconds: float
    sentences: int
    early_mb: float
    most_mb: float
    parent_mb: float


def measure(folder: Path, out: Path, jobs: int) -> Measured:
    words = ["code", str(folder), "--out", str(out), "--jobs", str(jobs), "--date", "2024-06-01", "--restart"]
    start, before = time.perf_counter(), cpu_below()
    run = subprocess.Popen([sys.executable, "-c", "from estimative.cli import main; main()", *words, "--progress"])
    sizes: list[list[float]] = []
    while run.poll() is None:
        sizes.append([resident(pid) for pid in family(run.pid)])
        try:
            run.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            continue
    seconds = time.perf_counter() - start
    if run.returncode:
        raise SystemExit(f"the run ended with code {run.returncode}")
    with (out / "rows.jsonl").open(encoding="utf8") as rows:
        sentences = sum('"kind": "body"' in row for row in rows)
    totals = [sum(s) for s in sizes]
    early = max(totals[: max(1, len(totals) // 5)])
    return Measured(jobs, seconds, cpu_below() - before, sentences, early, max(totals), max(s[0] for s in sizes))


def cpu_below() -> float:
    """CPU seconds of all ended children, and theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def family(pid: int) -> list[int]:
    """A process and all below it (Linux)."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [p for child in task.read_text().split() for p in family(int(child))]
        except OSError:
            continue
    return found


def resident(pid: int) -> float:
    """Megabytes in memory; 0 for a process that is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--documents", type=int, default=10_000)
    ask.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    given = ask.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder, out = Path(place) / "in", Path(place) / "out"
        write(folder, given.documents)
        print(f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|", flush=True)
        for jobs in given.jobs:
            m = measure(folder, out, jobs)
            rate, each = given.documents / m.seconds, m.sentences / m.seconds
            cells = [str(jobs), f"{given.documents:,}", f"{m.sentences:,}", f"{m.seconds / 60:.1f}", f"{rate:.1f}"]
            cells += [f"{each:.0f}", f"{m.sentences / m.cpu_seconds:.0f}"]
            cells += [f"{mb:.0f} MB" for mb in (m.early_mb, m.most_mb, m.parent_mb)]
            print(f"| {' | '.join(cells)} |", flush=True)
            shutil.rmtree(out)


if __name__ == "__main__":
    main()
