"""Processes that work for this one: how many, and how they begin and end together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 61  # Windows can wait for no more


def cores() -> int:
    """How many cores we may use: a container may leave us fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Processes:
    """Some processes that start when there is work for them, each with *begin* called once.

    Ctrl-C is for this process alone. They end when it does, however that comes.
    """

    def __init__(self, number: int, begin: Callable[..., None], *given: Any) -> None:
        self._executor = ProcessPoolExecutor(
            min(number, MOST),
            mp_context=multiprocessing.get_context("spawn"),  # the same on every system
            initializer=_start,
            initargs=(begin, *given),
        )

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T]:
        """What *work*, a function of a module, gives for *given* in one of them.

        Its result raises BrokenProcessPool where a process has ended meanwhile: then all have.
        """
        try:
            with _undisturbed():
                return self._executor.submit(work, *given)
        except BrokenProcessPool as error:  # seen here before at the result it belongs to
            broken: Future[T] = Future()
            broken.set_exception(error)
            return broken

    def stop(self, *, at_once: bool = False) -> None:
        """End them when they have done what is under way, or in the midst of it."""
        # Python 3.14 has terminate_workers(); before, its own list is the only one.
        for process in [*(self._executor._processes or {}).values()] if at_once else ():
            process.terminate()
        self._executor.shutdown(cancel_futures=True)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Processes that are started within never see Ctrl-C, which is for the parent alone.

    On Windows, which has no such masks, they do so only once _start() has run.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start(begin: Callable[..., None], *given: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*given)


def _end_with_parent() -> None:
    """A parent that was killed tells nobody; its processes would wait for work for ever."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
