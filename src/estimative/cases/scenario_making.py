"""A new scenario, written at the end of scenarios.toml: whole and valid, or not at all."""

import json
import os
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from estimative.domain import BadInput, Invalid, Problem

from .lines import line_of, lines
from .scenario_checks import scenario_problems
from .scenario_files import ScenariosFile


def add_scenario(folder: Path, name: str, text: str, states: Mapping[str, str], shocks: Sequence[str]) -> Path:
    """Append a scenario to the case's file. Errors: BadInput if the case names no drivers or shocks to combine or the
    file cannot be read; Invalid with what would be wrong, and nothing written."""
    path = folder / "scenarios.toml"
    try:
        before = path.read_text(encoding="utf8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(
            f"the case has no readable scenarios.toml: {error}", str(path), "write its drivers and shocks first"
        ) from error
    after = before.rstrip("\n") + "\n\n" + _block(name, text, states, shocks)
    _refuse(path, after)
    handle, part = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf8") as file:
        file.write(after)
    Path(part).replace(path)
    return path


def _block(name: str, text: str, states: Mapping[str, str], shocks: Sequence[str]) -> str:
    inside = ", ".join(f"{json.dumps(d)} = {json.dumps(s)}" for d, s in states.items())
    rows = ["[[scenario]]", f"name = {json.dumps(name)}", f"text = {json.dumps(text, ensure_ascii=False)}"]
    rows += [f"states = {{ {inside} }}"] if states else []
    rows += [f"shocks = {json.dumps(list(shocks))}"] if shocks else []
    return "\n".join(rows) + "\n"


def _refuse(path: Path, text: str) -> None:
    try:
        model = ScenariosFile.model_validate(tomllib.loads(text))
    except ValidationError as error:
        said = "; ".join(f"{e['loc'][-1]}: {e['msg']}" for e in error.errors() if e["loc"])
        mend = "a name is small letters, figures and hyphens, as in two-wars; a text is not empty"
        raise BadInput(f"the scenario cannot be written: {said}", str(path), mend) from error
    except ValueError as error:
        raise BadInput(f"the scenario cannot be written: {error}", str(path), "mend the file first") from error
    at = lines(text)
    found = [
        Problem(str(path), line_of(loc, at), ".".join(map(str, loc)), what, mend)
        for loc, what, mend in scenario_problems(model)
    ]
    if found:
        raise Invalid(found)
