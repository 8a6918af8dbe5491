"""Speed of the whole pipeline: furniture, sentences, parse, claims, rows as JSON; sentences of the body per CPU second.

The four open articles of `fresh/`, coded again and again in one process; CPU time of the process with all its threads.
Loading the model and the tables is done before, on another text. The articles repeat, so caches of words are warm.
"""

import statistics
import time
import tomllib
from pathlib import Path

from estimative.actors import registry
from estimative.coding import write_rows
from estimative.domain import Document, PartialDate

from .common import CODER, Figure, Outcome, code

FRESH = Path(__file__).parent / "fresh"
PASSES, REPEATS = 5, 5


def articles() -> list[tuple[str, PartialDate]]:
    index = tomllib.loads((FRESH / "index.toml").read_text(encoding="utf8"))["article"]
    open_ones = [r for r in index if not r["file"].startswith("blind/")]
    return [((FRESH / r["file"]).read_text(encoding="utf8"), PartialDate(r["date"])) for r in open_ones]


def one_pass(texts: list[tuple[str, PartialDate]]) -> tuple[int, float]:
    """Body sentences and CPU seconds."""
    start, n = time.process_time(), 0
    for _ in range(REPEATS):
        for text, on in texts:
            coding = CODER.code(Document(text, "", ()), on, registry())
            n += sum(s.kind == "body" for s in coding.sentences)
            "\n".join(write_rows("text", coding))
    return n, time.process_time() - start


def run() -> Outcome:
    code("Kenya sent trainers to Haiti.")
    _ = CODER.digest
    passes = [one_pass(articles()) for _ in range(PASSES)]
    rates = [n / seconds for n, seconds in passes]
    n = sum(n for n, _ in passes)
    remarks = (
        f"Median of {PASSES} passes over {passes[0][0]} sentences each; slowest {min(rates):.0f}, fastest "
        f"{max(rates):.0f}. Other work on the machine slows a pass; a rate says little about another machine.",
    )
    return Outcome(
        "Speed, whole pipeline: sentences per CPU second",
        "the open articles of fresh/, repeated",
        n,
        "UniversalPetrarch about 950 after parsing; CoreNLP parsing 2 to 5",
        (Figure("rate", statistics.median(rates), 250),),
        remarks,
    )
