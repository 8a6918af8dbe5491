"""Many files coded: read here, coded by workers, given back in order. A file that fails says why and stops no other."""

import hashlib
import os
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from estimative import actors, sources
from estimative.actors import Actor, Registry
from estimative.domain import BadInput, BadService, EstimativeError, PartialDate, Workers, here, processes, spread

from .coder import SyntaxCoder
from .hand import HandCoder
from .rows import write_failure, write_rows
from .text import Coder, Coding

KINDS = frozenset({"", ".txt", ".text", ".md", ".html", ".htm", ".xhtml"})  # what is read in a folder
CHUNK = 8  # documents per task
LIMIT = 5_000_001  # bytes read of one file: one more than `sources` takes
_ONE_AT_A_TIME = threading.Lock()  # a worker may run tasks in threads; a pipeline parses one text at a time


@dataclass(frozen=True, slots=True)
class Setting:
    """What besides a file's bytes decides its rows. `actors` are the case's own."""

    date: PartialDate | None = None
    lines: bool = False
    actors: tuple[Actor, ...] = ()
    min_confidence: float = 0.0
    llm: Path | None = None  # the settings file of a language model that codes instead

    def __post_init__(self) -> None:
        if not 0 <= self.min_confidence <= 1:
            raise BadInput(f"no confidence is as high as {self.min_confidence}", mend="give a number from 0 to 1")


@dataclass(frozen=True, slots=True)
class File:
    """A file by the name its rows carry. `error` says why there are no bytes."""

    name: str
    data: bytes
    error: str | None = None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Coded:
    """What became of one file: its rows as lines of JSON, or the error and one row that says so."""

    document: str
    original_sha256: str
    sha256: str  # of the text; empty if it could not be read
    rows: tuple[str, ...]
    claims: int = 0
    review: int = 0
    error: str | None = None
    passing: bool = False  # the fault lies with a service: the same file may be coded another time


def listed(paths: Iterable[Path]) -> tuple[list[tuple[str, Path]], Counter[str]]:
    """(name, path) of every file to read: those given, and of folders all that may be text, sorted, hidden ones left
    out; and how many of other kinds were passed over, by suffix. Errors: BadInput if two have one name."""
    found: list[tuple[str, Path]] = []
    other: Counter[str] = Counter()
    for path in paths:
        if not path.is_dir():
            found.append((path.name, path))
            continue
        inside = sorted((p.relative_to(path).as_posix(), p) for p in path.rglob("*") if p.is_file())
        seen = [(n, p) for n, p in inside if not any(part.startswith(".") for part in n.split("/"))]
        found += [(n, p) for n, p in seen if p.suffix.lower() in KINDS]
        other.update(p.suffix.lower() for _, p in seen if p.suffix.lower() not in KINDS)
    if twice := [n for n, k in Counter(n for n, _ in found).items() if k > 1]:
        raise BadInput(f"{len(twice)} names stand for several files, {twice[0]!r} first", mend="give one folder")
    return found, other


def opened(files: Iterable[tuple[str, Path]]) -> Iterator[File]:
    for name, path in files:
        try:
            with path.open("rb") as file:
                yield File(name, file.read(LIMIT))
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            yield File(name, b"", f"{path}: cannot be read: {reason}. Mend: give a file that is there")


def workers(jobs: int | None, address: str | None, documents: int) -> tuple[Workers, int]:
    """The workers to use and how many there are: a Dask cluster by the address of its scheduler, else processes of this
    machine (no more than there are chunks), else this process alone."""
    if jobs is not None and jobs < 1:
        raise BadInput(f"{jobs} jobs do nothing", mend="give --jobs 1 or more")
    if address is not None:
        return _dask(address)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    count = jobs or (cores if documents > 4 * CHUNK else 1)
    return (here, 1) if count == 1 else (processes(count), count)


def _dask(address: str) -> tuple[Workers, int]:
    try:
        from distributed import Client
    except ImportError:
        raise BadInput("Dask is not installed", "--executor", "pip install 'estimative[cluster]'") from None
    try:
        client: Any = Client(address, timeout="10s")  # type: ignore[no-untyped-call]  # distributed has no types
    except (OSError, ValueError) as error:
        raise BadInput(f"no Dask scheduler answers: {error}", address, "give its address, tcp://HOST:8786") from None
    count = sum(client.nthreads().values())
    if not count:
        raise BadInput("the Dask cluster has no workers", address, "start some, then try again")
    return (lambda: client.get_executor(pure=False)), count


def code_files(files: Iterable[File], how: Setting, team: tuple[Workers, int] = (here, 1)) -> Iterator[Coded]:
    """Every file coded, in order; at most four chunks per worker are read ahead or held."""
    make, count = team
    chunk, ahead = (1, 1) if make is here else (CHUNK, 4 * count)
    yield from spread(partial(code_file, how), files, make, chunk, ahead, _lost)


def code_file(how: Setting, file: File) -> Coded:
    """One file coded; whatever goes wrong with it becomes its error."""
    if file.error is not None:
        return _failed(file, file.error)
    try:
        with _ONE_AT_A_TIME:
            return _coded(how, file)
    except BadService as error:
        return replace(_failed(file, str(error)), passing=True)
    except EstimativeError as error:
        return _failed(file, str(error))
    except Exception as error:  # a fault of ours met in one text
        return _failed(file, f"{file.name}: the coder stopped: {type(error).__name__}: {error}. Mend: report the text")


def coding_of(how: Setting, source: sources.Source) -> Coding:
    """A note with claims is coded by its analyst, anything else by the machine."""
    registry = _registry(how.actors)
    if source.claims and not how.lines:
        return HandCoder().code_source(source, registry)
    return coder_of(how).code(source.document, source.publication.date or how.date, registry, how.lines)


def _coded(how: Setting, file: File) -> Coded:
    source = sources.read(Path(file.name), how.date, data=file.data)
    coding = coding_of(how, source)
    low = sum(c.unsure(how.min_confidence) for c in coding.claims)
    rows = tuple(write_rows(file.name, coding, how.min_confidence))
    return Coded(file.name, file.sha256, source.document.sha256, rows, len(coding.claims) - low, low)


def _failed(file: File, error: str) -> Coded:
    return Coded(file.name, file.sha256, "", (write_failure(file.name, error),), error=error)


def _lost(file: File, error: Exception) -> Coded:
    return _failed(file, f"{file.name}: its worker died twice ({type(error).__name__}). Mend: look at this file")


@cache
def _registry(own: tuple[Actor, ...]) -> Registry:
    return actors.registry().with_case(own)


def coder_of(how: Setting) -> Coder:
    """The machine that codes: the built-in rules, unless a settings file asks for a language model."""
    if how.llm is None:
        return _rules()
    from .llm.setting import coder

    return coder(how.llm)


@cache
def _rules() -> SyntaxCoder:
    return SyntaxCoder()


def digest_of(how: Setting) -> dict[str, object]:
    """What must be the same for rows to be added to rows made before."""
    own = hashlib.sha256(repr(actors.registry().with_case(how.actors).actors).encode()).hexdigest()
    return {
        "coder": coder_of(how).name,
        "coder_digest": coder_of(how).digest,
        "actors": own,
        "date": None if how.date is None else str(how.date),
        "lines": how.lines,
        "min_confidence": how.min_confidence,
    }
