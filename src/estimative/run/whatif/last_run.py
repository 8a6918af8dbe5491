"""The case as it was when a scenario was last simulated, kept beside the case so that the next run can say what moved.

Kept are the inputs, not the results: the last run is made again with the same streams, so that the two are paired.
Nothing here enters a digest.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import TypeAdapter

import estimative
from estimative.cases import Case
from estimative.domain import EstimativeError


@dataclass(frozen=True, slots=True)
class LastRun:
    """`rivals` as they were asked for; `version` of the program that ran it."""

    case: Case
    rivals: tuple[tuple[str, str], ...]
    version: str


ADAPTER: TypeAdapter[LastRun] = TypeAdapter(LastRun)


def path_of(folder: Path, scenario: str) -> Path:
    return folder / ".estimative" / "simulated" / f"{scenario}.json"


def keep(folder: Path, scenario: str, case: Case, rivals: Mapping[str, str]) -> Path:
    """Write it whole or not at all."""
    path = path_of(folder, scenario)
    path.parent.mkdir(parents=True, exist_ok=True)
    bare = replace(case, path=Path(), notes=())
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(ADAPTER.dump_json(LastRun(bare, tuple(sorted(rivals.items())), estimative.__version__)))
    part.replace(path)
    return path


def recall(folder: Path, scenario: str) -> LastRun | None:
    """None if the scenario was never run here, or what is there cannot be read."""
    try:
        return ADAPTER.validate_json(path_of(folder, scenario).read_bytes())
    except (OSError, ValueError, EstimativeError):
        return None
