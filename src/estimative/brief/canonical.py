"""The brief as canonical JSON: sorted keys, rounded floats, no clock times and no paths."""

import dataclasses
import json
import math
from enum import Enum
from typing import Any

from estimative.domain import BAND_SENTENCE, Level, PartialDate, Trace
from estimative.run.model import Run

from . import sentences
from .figures import check

FORMAT = "estimative.brief/1"
DIGITS = 6  # significant digits of a published float


def to_json(run: Run, signed: str | None = None) -> str:
    """The whole run as JSON text that ends in a newline; equal runs give equal bytes.

    Levels are words; a number that is not finite is null."""
    check(run)
    body = plain(run)
    head = {"format": FORMAT, "review": sentences.review(signed), "band_sentence": BAND_SENTENCE}
    return json.dumps(head | body, sort_keys=True, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def plain(value: Any) -> Any:
    """A value as JSON types."""
    if isinstance(value, float):
        return number(value)
    if isinstance(value, Level):
        return value.word
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Trace):
        return {key: plain(node) for key, node in value.nodes.items()}
    if dataclasses.is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    return value


def number(value: float) -> float | None:
    """Six significant digits; what is not finite is unknown.

    >>> number(0.1 + 0.2), number(float("nan")), number(-0.0)
    (0.3, None, 0.0)
    """
    return float(f"{value:.{DIGITS}g}") + 0.0 if math.isfinite(value) else None
