"""A server that says nothing is given up, one that says something now and then is not."""

import threading
import time

from explorer.graphdb.silence import Silence


def test_silence_is_ended_once() -> None:
    ended: list[float] = []
    began = time.monotonic()
    with Silence(0.1, lambda: ended.append(time.monotonic() - began)):
        time.sleep(0.4)
    assert len(ended) == 1
    assert 0.1 <= ended[0] < 0.35


def test_whatever_is_heard_puts_it_off() -> None:
    ended = threading.Event()
    with Silence(0.3, ended.set) as silence:
        for _ in range(12):
            time.sleep(0.05)
            silence.heard()
        assert not ended.is_set()
        assert ended.wait(2)


def test_nothing_happens_afterwards() -> None:
    ended = threading.Event()
    before = threading.active_count()
    with Silence(0.05, ended.set):
        pass
    assert not ended.wait(0.2)
    assert threading.active_count() <= before
