"""What was worked out for one reader and holds for the next, until the index changes."""

from __future__ import annotations

import gc
import pickle
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar, overload

T = TypeVar("T")

_BUNDLE = 100  # values that are packed together
_ROW = 500  # letters of a text, as a drawing, that count as a row
# Rows, from which on the collector of cycles is told to pass them over: they hold none, and with
# some hundred thousand rows kept it takes a quarter of a second, every few dozen answers.
_MUCH = 5_000


class Packed(Sequence[T]):
    """Values that do not change, kept in a fifth of the room; each is made anew when asked for."""

    def __init__(self, values: Sequence[T]) -> None:
        self._number = len(values)
        self._bundles = [
            pickle.dumps(values[start : start + _BUNDLE], pickle.HIGHEST_PROTOCOL)
            for start in range(0, len(values), _BUNDLE)
        ]

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[T]:
        for number in range(len(self._bundles)):
            yield from self._bundle(number)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> list[T]: ...
    def __getitem__(self, at: int | slice) -> T | list[T]:
        places = range(self._number)[at]
        if isinstance(places, int):
            return self._bundle(places // _BUNDLE)[places % _BUNDLE]
        numbers = sorted({place // _BUNDLE for place in places})
        bundles = {number: self._bundle(number) for number in numbers}
        return [bundles[place // _BUNDLE][place % _BUNDLE] for place in places]

    def _bundle(self, number: int) -> Sequence[T]:
        values: Sequence[T] = pickle.loads(self._bundles[number])  # noqa: S301 - our own, of this run
        return values


class Recall(Protocol):
    """Gives what *make* does, or gave before for the same *key*; who gets it may not change it."""

    def __call__(self, key: Hashable, make: Callable[[], T], /) -> T:
        """What is known by *key*; raises what *make* does."""


def anew(_: Hashable, make: Callable[[], T], /) -> T:
    """Recall of who remembers nothing: a command answers once."""
    return make()


class _Slot:
    """A place for one value, which is made by one and waited for by the others."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.values: list[object] = []
        self.size = 0


class Kept:
    """Values of one state of an index, for many threads; those asked for last stay longest."""

    def __init__(self, room: int) -> None:
        self._room = room  # rows and other values, in all
        self._held = 0
        self._state: Hashable = None
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()
        self._lock = threading.Lock()

    def at(self, state: Hashable) -> Recall:
        """Recall of what holds in *state*, which is read before what is worked out from it."""

        def recall(key: Hashable, make: Callable[[], T], /) -> T:
            slot = self._slot(state, key)
            with slot.lock:
                if not slot.values:
                    try:
                        made = make()
                    except BaseException:
                        self._drop(key, slot)
                        raise
                    slot.values.append(made)
                    self._make_room(key, slot, _size(made))
                value: T = slot.values[0]  # type: ignore[assignment]
            return value

        return recall

    def _slot(self, state: Hashable, key: Hashable) -> _Slot:
        with self._lock:
            if state != self._state:
                self._state = state
                self._slots.clear()
                self._held = 0
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            return slot

    def _drop(self, key: Hashable, slot: _Slot) -> None:
        """Give up the place of a value that could not be made: anyone may ask for what is not."""
        with self._lock:
            if self._slots.get(key) is slot:
                del self._slots[key]

    def _make_room(self, key: Hashable, slot: _Slot, size: int) -> None:
        with self._lock:
            if self._slots.get(key) is not slot:  # the index has changed meanwhile
                return
            slot.size = size
            self._held += size
            while self._held > self._room:
                self._held -= self._slots.popitem(last=False)[1].size
        if size > _MUCH:
            gc.freeze()


def _size(value: object) -> int:
    """How many rows, about."""
    if isinstance(value, tuple):
        return sum(map(_size, value))
    if isinstance(value, Mapping):
        return len(value) + sum(len(part) for part in value.values() if isinstance(part, list))
    if isinstance(value, str):
        return 1 + len(value) // _ROW
    return 1 + (len(value) if isinstance(value, list | Packed) else 0)
