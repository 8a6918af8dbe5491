"""Work in blocks: a function over many items through any `concurrent.futures.Executor`, results in the order of items.

Folders of documents and ensembles of draws go through here, on processes of this machine or on a cluster.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from itertools import islice
from threading import Thread
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Workers = Callable[[], Executor]


def spread(
    task: Callable[[Item], Result],
    items: Iterable[Item],
    workers: Workers,
    chunk: int = 1,
    ahead: int = 4,
    lost: Callable[[Item, Exception], Result] | None = None,
) -> Iterator[Result]:
    """`task` of every item, in order. Items are read and results held at most `ahead` chunks before the one asked for.

    `lost` answers for an item that failed in a chunk and again alone (its worker died, say); without it the error is
    raised. A pool broken by a dead worker is replaced by `workers()`.

    >>> list(spread(abs, [-1, 2, -3], here, chunk=2))
    [1, 2, 3]
    """
    pool = _Pool(workers)
    waiting: deque[tuple[tuple[Item, ...], Future[list[Result]]]] = deque()
    source = iter(items)
    try:
        while True:
            while len(waiting) < ahead and (part := tuple(islice(source, chunk))):
                waiting.append((part, pool.submit(task, part)))
            if not waiting:
                return
            if lost is None or waiting[0][1].exception() is None:
                yield from waiting.popleft()[1].result()
                continue
            for part, future in waiting:  # nothing else runs while they are tried one by one
                yield from future.result() if future.exception() is None else pool.singly(task, part, lost)
            waiting.clear()
    finally:
        for _, future in waiting:
            future.cancel()
        pool.close(wait=not waiting)


def processes(jobs: int) -> Workers:
    """`jobs` processes of this machine, started by spawn; they end when this process ends, however it ends."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    return lambda: ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), initializer=_begin)


def here() -> Executor:
    """No worker at all: each task is done in this process when it is submitted."""
    return _Here()


class _Here(Executor):
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class _Pool:
    """An executor that can be replaced."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._executor = workers()

    def submit(self, task: Callable[[Item], Result], part: tuple[Item, ...]) -> "Future[list[Result]]":
        try:
            return self._executor.submit(_each, task, part)
        except BrokenExecutor:
            self.close(wait=False)
            self._executor = self._workers()
            return self._executor.submit(_each, task, part)

    def singly(
        self, task: Callable[[Item], Result], part: tuple[Item, ...], lost: Callable[[Item, Exception], Result]
    ) -> Iterator[Result]:
        for item in part:
            try:
                yield self.submit(task, (item,)).result()[0]
            except Exception as error:
                yield lost(item, error)

    def close(self, wait: bool) -> None:
        self._executor.shutdown(wait=wait)


def _each(task: Callable[[Item], Result], part: tuple[Item, ...]) -> list[Result]:
    return [task(item) for item in part]


def _begin() -> None:
    """In a new worker: an interrupt is the parent's business, and nobody works for a parent that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
