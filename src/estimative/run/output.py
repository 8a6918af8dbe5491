"""Rows of many documents on disk: append-only, whole documents only, so that a killed run goes on where it stopped.

Three files: `rows.jsonl` (docs/rows.md), `documents.jsonl` (one line per document, written after its rows), and
`manifest.json` (what made them). A document counts as done when its line in `documents.jsonl` is whole.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from estimative.coding.corpus import Coded
from estimative.domain import BadInput

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Done:
    """A document's line: where its rows end in `rows.jsonl`, and what came of it."""

    document: str
    original_sha256: str
    sha256: str
    rows: int
    claims: int
    review: int
    error: str | None
    end: int


class Output:
    """Opened for one run; `done` holds what earlier runs finished. Errors: BadInput if another coder or setting made
    what is there (unless `restart`), if it is not ours, or if another run is writing it."""

    def __init__(self, out: Path, made_by: Mapping[str, object], restart: bool = False) -> None:
        self.rows, self.index, self.manifest = places(out)
        self.rows.parent.mkdir(parents=True, exist_ok=True)
        self._made_by = {"format": FORMAT, **made_by}
        if not restart:
            self._check()
        self._index = self.index.open("ab")
        _lock(self._index, self.index)
        if restart:
            self.rows.unlink(missing_ok=True)
            self._index.truncate(0)
        _write_whole(self.manifest, json.dumps(self._made_by, indent=1) + "\n")
        self._rows = self.rows.open("ab")
        self.done = self._recover()

    def __enter__(self) -> "Output":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._rows.close()
        self._index.close()

    def append(self, coded: Coded) -> None:
        """The rows first, then the line that says they are whole."""
        self._rows.write("".join(f"{line}\n" for line in coded.rows).encode())
        self._rows.flush()
        counts = (len(coded.rows), coded.claims, coded.review)
        done = Done(
            coded.document,
            coded.original_sha256,
            coded.sha256,
            *counts,
            coded.error,
            os.fstat(self._rows.fileno()).st_size,
        )
        self._index.write(
            json.dumps({n: getattr(done, n) for n in Done.__slots__}, ensure_ascii=False).encode() + b"\n"
        )
        self._index.flush()
        self.done[done.document] = done

    def holds(self, document: str, original_sha256: str) -> bool:
        """Whether this document was finished before. Errors: BadInput if its file has changed since."""
        done = self.done.get(document)
        if done is not None and done.original_sha256 != original_sha256:
            raise BadInput(
                f"{document!r} has changed since it was coded", str(self.index), "give --restart, or another --out"
            )
        return done is not None

    def _check(self) -> None:
        if not self.manifest.exists():
            if any(p.exists() and p.stat().st_size for p in (self.rows, self.index)):
                raise BadInput("there are rows, but not what made them", str(self.manifest), "give another --out")
            return
        held = _read(self.manifest)
        differ = [k for k in {**held, **self._made_by} if held.get(k) != self._made_by.get(k)]
        if differ:
            told = ", ".join(f"{k} {_short(held.get(k))} then, {_short(self._made_by.get(k))} now" for k in differ)
            mend = "give another --out, or --restart to code all of it anew"
            raise BadInput(f"made with other settings: {told}", str(self.manifest), mend)

    def _recover(self) -> dict[str, Done]:
        """Cut off what was not finished: a part of a line, rows without their line, a line without its rows."""
        there, found, kept = self.rows.stat().st_size, dict[str, Done](), 0
        end = 0
        with self.index.open("rb") as lines:
            for line in lines:
                done = _done(line)
                if done is None or done.end > there:
                    break
                found[done.document], end, kept = done, done.end, kept + len(line)
        self._index.truncate(kept)
        self._rows.truncate(end)
        return found


def places(out: Path) -> tuple[Path, Path, Path]:
    """Rows, index and manifest: in the folder `out`, or beside the file `out` if it ends in `.jsonl`.

    >>> [p.as_posix() for p in places(Path("a/b.jsonl"))]
    ['a/b.jsonl', 'a/b.documents.jsonl', 'a/b.manifest.json']
    """
    if out.suffix == ".jsonl":
        return out, out.with_suffix(".documents.jsonl"), out.with_suffix(".manifest.json")
    return out / "rows.jsonl", out / "documents.jsonl", out / "manifest.json"


def _done(line: bytes) -> Done | None:
    try:
        return Done(**json.loads(line)) if line.endswith(b"\n") else None
    except (ValueError, TypeError):
        return None


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
        return {str(k): v for k, v in found.items()}
    except (ValueError, AttributeError):
        raise BadInput("is no manifest", str(path), "give another --out, or --restart") from None


def _short(value: object) -> str:
    return str(value)[:12]


def _write_whole(path: Path, text: str) -> None:
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_text(text, encoding="utf8")
    part.replace(path)


def _lock(file: BinaryIO, path: Path) -> None:
    """Held until the file is closed or the process ends; where the system has no such locks, none."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise BadInput("another run is writing here", str(path), "wait for it, or give another --out") from None
