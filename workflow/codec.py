"""Frozen values as JSON text and back: the one codec of everything that is stored or packed as text."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec
import numpy as np

T = TypeVar("T")


class Codec(Generic[T]):
    """How values of one type (`held`: a dataclass, a mapping, a tuple) are written and read.

    `fits` says whether what was read is such a value; `plain` gives what of it is written. Fields that
    another version added are passed over, those it lacks have their default. A number that is none (NaN,
    infinite) is written and read as unknown: None. `blank`: the value that the empty text stands for.
    """

    def __init__(
        self,
        held: Any,
        *,
        fits: Callable[[T], bool] = lambda _value: True,
        plain: Callable[[T], object] = lambda value: value,
        blank: T | None = None,
    ) -> None:
        self._held, self._fits, self._plain, self._blank = held, fits, plain, blank
        self._name = getattr(held, "__name__", str(held))
        self._decoder = msgspec.json.Decoder(held)

    def encode(self, value: T) -> str:
        """The value as JSON; mappings stay in their order, numbers keep every bit.

        msgspec.ValidationError for a value of another type, as a mapping with an unknown number.
        """
        if self._blank is not None and value == self._blank:
            return ""
        built = _known(msgspec.to_builtins(self._plain(value), str_keys=True, enc_hook=_python_number))
        text = json.dumps(built, ensure_ascii=False, separators=(",", ":"))
        self._read(text)
        return text

    def decode(self, text: str) -> T:
        """The value of `encode`'s JSON, or of what earlier versions wrote; ValueError for any other text."""
        if not text and self._blank is not None:
            return self._blank
        try:
            value: T = self._read(text)
        except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as strange:
            raise ValueError(f"no {self._name}") from strange
        if not self._fits(value):
            raise ValueError(f"no {self._name}")
        return value

    def _read(self, text: str) -> Any:
        try:
            return self._decoder.decode(text)
        except (msgspec.MsgspecError, UnicodeEncodeError):
            # Earlier versions wrote NaN, and a year as 2026.0; whole numbers fit every type of number.
            return msgspec.convert(_known(json.loads(text), whole=True), self._held, str_keys=True)


def _python_number(value: object) -> object:
    """A number of NumPy as Python's own; NotImplementedError for all else, as msgspec asks of a hook."""
    if isinstance(value, np.generic):
        return value.item()
    raise NotImplementedError(type(value))


def _known(built: Any, *, whole: bool = False) -> Any:
    """With None for numbers that are none; `whole`: 2026.0 as 2026."""
    if isinstance(built, dict):
        return {key: _known(value, whole=whole) for key, value in built.items()}
    if isinstance(built, list):
        return [_known(value, whole=whole) for value in built]
    if not isinstance(built, float):
        return built
    if not math.isfinite(built):
        return None
    return int(built) if whole and built.is_integer() else built


class Words(Codec[str]):
    """Texts that are kept as they are."""

    def __init__(self) -> None:
        super().__init__(str)

    def encode(self, value: str) -> str:
        """The text itself."""
        return value

    def decode(self, text: str) -> str:
        """The text itself."""
        return text
