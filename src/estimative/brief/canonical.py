"""The brief as canonical JSON: sorted keys, rounded floats, no clock times and no paths."""

import dataclasses
import json
import math
from enum import Enum
from typing import Any

from estimative.domain import BAND_SENTENCE, Level, Node, NodeKind, PartialDate, Trace
from estimative.run.model import ChainRow, Run

from . import sentences
from .contents import spells
from .figures import anchor, check
from .tracing import Index

FORMAT = "estimative.brief/2"
WIDE = 160
DIGITS = 6  # significant digits of a published float


def to_json(run: Run, signed: str | None = None) -> str:
    """The whole run as JSON text that ends in a newline; equal runs give equal bytes.

    Levels are words; a number that is not finite is null."""
    check(run)
    body = plain(dataclasses.replace(run, trace=Trace())) | {"trace": _trace(run)}
    head = {"format": FORMAT, "review": sentences.review(signed), "band_sentence": BAND_SENTENCE}
    return lines(head | body) + "\n"


def lines(value: Any, depth: int = 0) -> str:
    """JSON text in which whatever fits in WIDE columns stands on one line: short to store, and diffs stay readable.

    >>> lines({"b": [1, None], "a": "x" * WIDE}).splitlines()[2:]
    [' "b": [1, null]', '}']
    """
    flat = json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)
    if len(flat) + depth <= WIDE or not isinstance(value, dict | list):
        return flat
    inside, pad = depth + 1, " " * (depth + 1)
    if isinstance(value, dict):
        parts = [f"{json.dumps(k, ensure_ascii=False)}: {lines(value[k], inside)}" for k in sorted(value)]
        return "{\n" + ",\n".join(pad + p for p in parts) + f"\n{' ' * depth}}}"
    return "[\n" + ",\n".join(pad + lines(v, inside) for v in value) + f"\n{' ' * depth}]"


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
    if isinstance(value, ChainRow):
        return _fields(value) | {"history": [[a, b, plain(band)] for a, b, band in spells(value.history)]}
    if dataclasses.is_dataclass(value):
        return _fields(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(item) for item in value)
    return value


def _fields(value: Any) -> dict[str, Any]:
    return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}


def _trace(run: Run) -> dict[str, Any]:
    """Nodes under their ids; what stands among the parameters or quotes is not told again."""
    index = Index(run)
    return {key: _node(node, index.target(key) == anchor("trace", key)) for key, node in run.trace.nodes.items()}


def _node(node: Node, here: bool) -> dict[str, Any]:
    told = {"kind": node.kind.value} | ({"parents": list(node.parents)} if node.parents else {})
    return told | ({"label": node.label} if here or node.kind is NodeKind.CLAIM else {})


def number(value: float) -> float | None:
    """Six significant digits; what is not finite is unknown.

    >>> number(0.1 + 0.2), number(float("nan")), number(-0.0)
    (0.3, None, 0.0)
    """
    return float(f"{value:.{DIGITS}g}") + 0.0 if math.isfinite(value) else None
