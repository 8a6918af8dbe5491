"""The three files of a brief, each whole or not there at all."""

import os
import tempfile
from pathlib import Path

from estimative.run.model import Run

from .canonical import to_json
from .markdown import to_markdown
from .page import to_html


def write(run: Run, out: Path, signed: str | None = None) -> tuple[Path, ...]:
    """Write `brief.html`, `brief.json` and `brief.md` into folder `out`, made if missing, and return their paths.

    `signed` names the reviewer; without it the text is marked as a draft. All three are rendered before the first is
    written. Raises `UnknownName` for a figure without a trace."""
    texts = {
        "brief.html": to_html(run, signed),
        "brief.json": to_json(run, signed),
        "brief.md": to_markdown(run, signed),
    }
    out.mkdir(parents=True, exist_ok=True)
    return tuple(_replace(out / name, text) for name, text in texts.items())


def _replace(path: Path, text: str) -> Path:
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
