"""Run as a program: fork a coding run again and again, kill each at a random moment, until one ends; print the kills.

`python -m tests.run.killing_batch FOLDER OUT`. Forked, so that the parser loads once.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from estimative.coding import SyntaxCoder
from estimative.coding.syntax import pipeline
from estimative.domain import PartialDate
from estimative.run import code_to, setting

HOW = setting(None, PartialDate("2024-05"), lines=False)


def killed(folder: Path, out: Path, seconds: float) -> bool:
    """Start a run, kill it after `seconds`; returns whether it had not ended by then."""
    child = os.fork()
    if child == 0:
        code_to(out, [folder], HOW, jobs=1, show=False)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[1] == signal.SIGKILL


def main(folder: Path, out: Path) -> None:
    moments, kills = random.Random(11), 0
    pipeline(), SyntaxCoder().digest
    code_to(out.with_name("warm"), [next(folder.iterdir())], HOW, jobs=1, show=False)
    while killed(folder, out, moments.uniform(0.0, 0.15 * (1 + kills / 10))):  # longer, so that a slow machine ends
        kills += 1
    print(kills)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
