"""Answers kept by the digest of the question: a rerun asks only what was not answered yet."""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from estimative.domain import BadStore


def key(*parts: str) -> str:
    """sha256 of the parts, told apart by their lengths.

    >>> key("a", "bc") == key("ab", "c")
    False
    """
    return hashlib.sha256("".join(f"{len(p)}:{p}" for p in parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Cache:
    """One file per answer under `folder`, named by its key, written whole or not at all."""

    folder: Path

    def get(self, name: str) -> str | None:
        """The answer kept under a key, or None. Errors: BadStore for a file that is no answer of ours."""
        path = self._path(name)
        if not path.exists():
            return None
        try:
            answer = json.loads(path.read_text("utf8"))["answer"]
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise BadStore(f"no kept answer: {error!r}", str(path), "delete the file to ask again") from error
        return str(answer)

    def put(self, name: str, answer: str) -> None:
        path = self._path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=path.parent, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf8") as file:
            json.dump({"answer": answer}, file, ensure_ascii=False)
        Path(part).replace(path)

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / f"{name}.json"
