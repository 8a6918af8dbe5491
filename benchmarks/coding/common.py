"""What every task of the bench shares: where the data is, coding one text, results and their parts."""

import gzip
import importlib.util
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from estimative.actors import Kind, Registry, registry
from estimative.coding import Coding, SyntaxCoder
from estimative.coding.coreference import Memory
from estimative.coding.mentions import mentions
from estimative.coding.repair import repair
from estimative.coding.segment import segment
from estimative.domain import Block, Document, PartialDate

PROJECT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("ESTIMATIVE_SHARED", PROJECT.parent / "shared"))
DATA = SHARED / "data" / "coding"
CODER = SyntaxCoder()
FAILED: list[str] = []  # texts the coder stopped on; they count as coded without a claim


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of ours and the number to reach; `least` says that a smaller one is better."""

    name: str
    value: float
    target: float | None = None
    least: bool = False

    @property
    def reached(self) -> bool | None:
        if self.target is None:
            return None
        return self.value <= self.target if self.least else self.value >= self.target


@dataclass(frozen=True, slots=True)
class Miss:
    """An error by row id, never by text. `weight` orders: the worst are the heaviest."""

    id: str
    gold: str
    ours: str
    reason: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Outcome:
    task: str
    data: str
    n: int
    known: str
    figures: tuple[Figure, ...]
    remarks: tuple[str, ...] = ()
    misses: tuple[Miss, ...] = ()
    more: str = ""  # Markdown


@dataclass(frozen=True, slots=True)
class Named:
    """A mention by its characters in the text, with the codes of its actors (none: unresolved)."""

    start: int
    end: int
    codes: tuple[str, ...]


def read(name: str) -> list[dict[str, Any]]:
    """The rows of a JSON lines file of the coding pack, packed or not."""
    path = DATA / name
    if not path.exists():
        raise SystemExit(f"no {name} in {DATA}: set ESTIMATIVE_SHARED to the folder of the reference data")
    with gzip.open(path, "rt", encoding="utf8") if name.endswith(".gz") else path.open(encoding="utf8") as lines:
        return [json.loads(line) for line in lines]


def document(text: str) -> Document:
    """A text that is all body, whatever it looks like: paragraphs are its lines."""
    bare = Document(text, "", ())
    blocks, at = [], 0
    for line in bare.text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "body", "body"))
        at += len(line) + 1
    return Document(bare.text, "", tuple(blocks))


@cache
def code(text: str, on: str | None = None) -> Coding:
    """One text coded as a document of its own with the package's registry."""
    return code_with(text, on, registry())


def code_with(text: str, on: str | None, actors: Registry) -> Coding:
    try:
        return CODER.code(document(text), PartialDate(on) if on else None, actors)
    except Exception as error:
        FAILED.append(f"{type(error).__name__}: {error}")
        return Coding(CODER.name, "", (), ())


def named(text: str, on: str | None = None) -> Iterator[Named]:
    """The mentions that the coder sees in a text, by the steps of `SyntaxCoder.code`."""
    day, memory = PartialDate(on) if on else None, Memory()
    for block in segment(document(text))[0]:
        repair(block.doc, registry(), day)
        for m in mentions(block, registry(), day, memory):
            last = block.doc[m.end - 1]
            yield Named(block.base + block.doc[m.start].idx, block.base + last.idx + len(last), m.codes)


def country(code: str, actors: Registry, bodies: str | None = "IGO") -> str:
    """The state an actor of ours belongs to; a body becomes `bodies`, who belongs nowhere keeps its own code."""
    if code not in actors:
        return code.partition(":")[0]
    actor = actors.actor(code)
    if bodies and actor.kind == Kind.BODY:
        return bodies
    if actor.country:
        return actor.country
    if actor.parent and actor.parent != code:
        return country(actor.parent, actors, bodies)
    return code.partition(":")[0]


def scorer() -> ModuleType:
    """The article's own scorer, which lives with its gold file."""
    spec = importlib.util.spec_from_file_location("score_claims", SHARED / "gold" / "score_claims.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def f1(right: float, predicted: float, gold: float) -> float:
    """
    >>> f1(2, 4, 2)
    0.6666666666666666
    """
    return 2 * right / (predicted + gold) if predicted + gold else 0.0


def macro_f1(pairs: Iterable[tuple[Any, Any]]) -> float:
    """Mean F1 over the classes of the gold side; pairs are (gold, predicted)."""
    found = list(pairs)
    labels = {g for g, _ in found}
    each = (
        f1(sum(g == p == k for g, p in found), sum(p == k for _, p in found), sum(g == k for g, _ in found))
        for k in labels
    )
    return sum(each) / len(labels)
