"""How far long work has come, on standard error: a bar on a terminal, else a line now and then."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY = 10.0  # seconds between lines where there is no terminal

Step = Callable[[int, int], None]  # documents done, documents failed


@contextmanager
def progress(total: int, wanted: bool | None = None) -> Iterator[Step]:
    """A function to call with what is done and what has failed. `wanted` None: only on a terminal."""
    terminal = sys.stderr.isatty()
    if not (terminal if wanted is None else wanted):
        yield lambda done, failed: None
    elif terminal:
        with _bar(total) as step:
            yield step
    else:
        yield _Lines(total)


@contextmanager
def _bar(total: int) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[failed]} failed"))
    with Progress(*columns, console=Console(stderr=True)) as bars:
        bar = bars.add_task("", total=total, failed=0)
        yield lambda done, failed: bars.update(bar, completed=done, failed=failed)


class _Lines:
    def __init__(self, total: int) -> None:
        self._total, self._start, self._told = total, time.monotonic(), time.monotonic()

    def __call__(self, done: int, failed: int) -> None:
        now = time.monotonic()
        if done == self._total or now - self._told >= EVERY:
            self._told = now
            rate = done / max(now - self._start, 1e-9)
            print(f"{done} of {self._total}, {failed} failed, {rate:.1f} a second", file=sys.stderr, flush=True)
