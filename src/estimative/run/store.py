"""Runs kept beside the case, named by digest, so that `why` need not infer again."""

import os
from pathlib import Path

from pydantic import TypeAdapter

from .model import Run

ADAPTER: TypeAdapter[Run] = TypeAdapter(Run)


def path_of(folder: Path, digest: str) -> Path:
    return folder / ".estimative" / "runs" / f"{digest}.json"


def keep(folder: Path, run: Run) -> Path:
    """Write a run whole or not at all."""
    path = path_of(folder, run.manifest.digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(ADAPTER.dump_json(run))
    part.replace(path)
    return path


def load(folder: Path, digest: str) -> Run | None:
    """The stored run with this digest, or None; one that cannot be read counts as not there."""
    path = path_of(folder, digest)
    try:
        return ADAPTER.validate_json(path.read_bytes())
    except (OSError, ValueError):
        return None
