"""A server that says nothing is given up, one that says something now and then is not."""

import threading
import time
from contextlib import ExitStack
from functools import partial

from explorer.graphdb.silence import Watch
from tests.waiting import until


def test_silence_is_ended_once() -> None:
    ended: list[float] = []
    began = time.monotonic()
    with Watch().over(0.1, lambda: ended.append(time.monotonic() - began)):
        time.sleep(0.4)
    assert len(ended) == 1
    assert 0.1 <= ended[0] < 0.35


def test_whatever_is_heard_puts_it_off() -> None:
    ended = threading.Event()
    with Watch().over(0.3, ended.set) as silence:
        for _ in range(12):
            time.sleep(0.05)
            silence.heard()
        assert not ended.is_set()
        assert ended.wait(2)


def test_nothing_happens_afterwards() -> None:
    ended = threading.Event()
    before = threading.active_count()
    with Watch().over(0.05, ended.set):
        pass
    assert not ended.wait(0.2)
    assert threading.active_count() <= before


def test_one_thread_looks_after_all_who_wait_and_each_is_ended_in_its_turn() -> None:
    watch, ended = Watch(), list[float]()
    before, began = threading.active_count(), time.monotonic()
    with ExitStack() as waiting:
        for seconds in (0.6, 0.2, 0.4, 30):
            waiting.enter_context(watch.over(seconds, partial(ended.append, seconds)))
        assert threading.active_count() == before + 1
        assert until(lambda: len(ended) == 3, seconds=5)
        assert ended == [0.2, 0.4, 0.6]
        assert time.monotonic() - began < 5


def test_who_waits_after_nobody_did_is_looked_after_as_well() -> None:
    watch, ended = Watch(), threading.Event()
    for _ in range(3):
        with watch.over(0.05, ended.set):
            pass
        time.sleep(0.1)
    with watch.over(0.05, ended.set):
        assert ended.wait(5)
