"""A new case folder that validates and runs, with two notes that say of themselves that they are placeholders."""

import datetime as dt
import re
from importlib.resources import files
from pathlib import Path
from string import Template

from estimative.domain import BadInput

FICTITIOUS = ("XAR", "XBO")  # in ISO 3166's range for user-assigned codes
_DAY = dt.timedelta(days=1)
_NAMES = {"XAR": "Arvenia", "XBO": "Bormark"}
_CODE = re.compile(r"[A-Z][A-Z0-9_:.\-]*")


def create(path: Path | str, actors: tuple[str, str] | None = None, as_of: dt.date | None = None) -> Path:
    """Write a new case about two actors (codes of the registry; by default a fictitious pair, registered in its own
    actors.toml), as of a day (by default today). Returns the folder. Raises BadInput if the folder holds anything."""
    folder = Path(path)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} is there already", mend="choose a new folder, or empty it first")
    pair = actors or FICTITIOUS
    if len(set(pair)) != 2 or not all(_CODE.fullmatch(code) for code in pair):
        raise BadInput(f"{' '.join(pair)!r} are not two actors", mend="give two codes such as CHN PAK")
    words = _words(_case_id(folder), pair, as_of or dt.datetime.now(dt.UTC).date())
    (folder / "notes").mkdir(parents=True)
    template = files(__package__) / "template"
    for name in ("case.toml", "actors.toml", "parameters.toml", "outlooks.toml"):
        own = name != "actors.toml" or pair == FICTITIOUS
        text = (template / name).read_text(encoding="utf-8") if own else "# Actors that the registry lacks.\n"
        (folder / name).write_text(Template(text).substitute(words), encoding="utf-8")
    for day, name in ((words["earlier"], "placeholder-delivery"), (words["later"], "placeholder-refusal")):
        text = (template / f"{name}.md").read_text(encoding="utf-8")
        (folder / "notes" / f"{day}-{name}.md").write_text(Template(text).substitute(words), encoding="utf-8")
    return folder


def _case_id(folder: Path) -> str:
    return re.sub(r"[^a-z0-9]+", "-", folder.resolve().name.lower()).strip("-") or "case"


def _words(case_id: str, pair: tuple[str, str], as_of: dt.date) -> dict[str, str]:
    days = {"earlier": as_of - 200 * _DAY, "later": as_of - 30 * _DAY, "by": as_of + 183 * _DAY, "as_of": as_of}
    months = {"start": (as_of - 3 * 365 * _DAY).isoformat()[:7], "sale_month": days["earlier"].isoformat()[:7]}
    first, second = (_NAMES.get(code, code) for code in pair)
    names = {"id": case_id, "a": pair[0], "b": pair[1], "name_a": first, "name_b": second}
    return names | months | {key: day.isoformat() for key, day in days.items()}
