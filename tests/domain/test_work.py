"""Work in blocks: order, bounds, dead workers."""

import os
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from estimative.domain import here, processes, spread


@given(st.lists(st.integers()), st.integers(1, 5), st.integers(1, 5), st.booleans())
@settings(max_examples=30, deadline=None)
def test_results_come_in_the_order_of_items(items: list[int], chunk: int, ahead: int, threads: bool) -> None:
    make = partial(ThreadPoolExecutor, 3) if threads else here
    assert list(spread(str, items, make, chunk, ahead)) == [str(i) for i in items]


def test_no_more_is_read_ahead_than_asked_for() -> None:
    read = 0

    def items() -> Iterator[int]:
        nonlocal read
        for n in range(1000):
            read += 1
            yield n

    for done, _ in enumerate(spread(str, items(), here, chunk=3, ahead=2)):
        assert read <= done + 1 + 3 * 2


def test_an_error_is_raised_where_nothing_answers_for_it() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(partial(divmod, 1), [1, 0], here))


def test_lost_answers_for_an_item_that_fails_twice() -> None:
    found = list(spread(partial(divmod, 6), [2, 0, 3], here, 2, 2, lambda item, error: (item, type(error).__name__)))
    assert found == [(3, 0), (0, "ZeroDivisionError"), (2, 0)]


def deadly(item: int) -> int:
    if item % 10 == 7:
        os._exit(1)
    return -item


def test_a_dead_worker_costs_its_own_item_only() -> None:
    made: list[Executor] = []

    def workers() -> Executor:
        made.append(processes(2)())
        return made[-1]

    found = list(spread(deadly, range(30), workers, 4, 3, lambda item, error: item))
    assert found == [n if n % 10 == 7 else -n for n in range(30)]
    assert len(made) > 1


def test_a_consumer_that_stops_leaves_no_work_behind() -> None:
    started = []

    def task(n: int) -> int:
        started.append(n)
        time.sleep(0.01)
        return n

    work = spread(task, range(1000), partial(ThreadPoolExecutor, 2), 1, 4)
    next(work)
    work.close()
    before = len(started)
    time.sleep(0.05)
    assert len(started) <= before + 2 < 20
