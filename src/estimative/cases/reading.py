"""A case folder, read and checked as a whole: every problem at once, with file and line."""

import difflib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from estimative.actors import registry
from estimative.domain import Invalid, PartialDate, Problem

from .case import BaseRate, Case
from .files import ActorsFile, CaseFile, OutlooksFile, ParametersFile, chain_of
from .lines import Loc, line_of, lines
from .scenario_checks import scenario_problems
from .scenario_files import ScenariosFile

_Model = TypeVar("_Model", bound=BaseModel)
_DAYS_PER_MONTH = 30.4375
_AT = re.compile(r"\(at line (\d+), column \d+\)")


class _File:
    """One TOML file of a case: its model if it can be read, the problems if not, the line of every field."""

    def __init__(self, path: Path, shape: type[_Model], needed: bool) -> None:
        self.path, self.lines, self.problems = path, dict[Loc, int](), list[Problem]()
        self.model: BaseModel | None = None
        text = self._text(needed)
        if text is None:
            return
        self.lines = lines(text)
        try:
            self.model = shape.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            at = _AT.search(str(error))
            what = _AT.sub("", str(error)).strip()
            line = int(at[1]) if at else len(text.splitlines())
            self.problems.append(Problem(str(path), line, "file", f"is not TOML: {what}", "see toml.io for the form"))
        except ValidationError as error:
            self.problems += [self._problem(dict(e), shape) for e in error.errors()]

    def _text(self, needed: bool) -> str | None:
        try:
            return self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            if needed:
                self.add((), "is not there", "`estimative new CASE` makes one that runs", field="file", line=0)
                return None
            return ""
        except (UnicodeDecodeError, OSError) as error:
            self.add((), f"cannot be read: {error}", "save it as UTF-8", field="file", line=0)
            return None

    def add(self, loc: Loc, what: str, mend: str = "", field: str = "", line: int | None = None) -> None:
        at = line_of(loc, self.lines) if line is None else line
        self.problems.append(Problem(str(self.path), at, field or _name(loc), what, mend))

    def _problem(self, error: dict[str, Any], shape: type[BaseModel]) -> Problem:
        loc = tuple(error["loc"])
        what, mend = _words(error, loc, shape)
        return Problem(str(self.path), line_of(loc, self.lines), _name(loc) or "file", what, mend)


def _name(loc: Loc) -> str:
    return ".".join(str(p + 1) if isinstance(p, int) else p for p in loc)


def _words(error: dict[str, Any], loc: Loc, shape: type[BaseModel]) -> tuple[str, str]:
    if error["type"] == "missing":
        return "is missing", f"add `{loc[-1]} = ...`"
    if error["type"] == "extra_forbidden":
        known = _fields(shape, loc[:-1])
        near = difflib.get_close_matches(str(loc[-1]), known, 1)
        return "is no field of this table", f"did you mean `{near[0]}`?" if near else f"known: {', '.join(known)}"
    what, _, mend = str(error["msg"]).removeprefix("Value error, ").partition("; ")
    return what[:1].lower() + what[1:], mend


def _fields(shape: type[BaseModel], loc: Loc) -> list[str]:
    for part in loc:
        if isinstance(part, str) and part in shape.model_fields:
            shape = _model_in(shape.model_fields[part].annotation) or shape
    return list(shape.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((m for a in get_args(annotation) if (m := _model_in(a))), None)


def problems(path: Path | str) -> list[Problem]:
    """Everything wrong with the files of a case folder; empty if it can be loaded. Notes are read by `sources`."""
    return _read(Path(path))[1]


def load(path: Path | str) -> Case:
    """The case in a folder. Raises Invalid with all its problems."""
    case, found = _read(Path(path))
    if case is None or found:
        raise Invalid(found)
    return case


def _read(path: Path) -> tuple[Case | None, list[Problem]]:
    if not path.is_dir():
        return None, [Problem(str(path), 0, "case", "is no folder", "give the folder that holds case.toml")]
    main = _File(path / "case.toml", CaseFile, needed=True)
    actors = _File(path / "actors.toml", ActorsFile, needed=False)
    parameters = _File(path / "parameters.toml", ParametersFile, needed=False)
    outlooks = _File(path / "outlooks.toml", OutlooksFile, needed=False)
    scenarios = _File(path / "scenarios.toml", ScenariosFile, needed=False)
    notes = tuple(sorted((path / "notes").glob("*.md")))
    if not notes:
        main.add((), "holds no note", "write notes/YYYY-MM-DD-name.md", field="notes", line=0)
    _check_twice(actors, "actor", "code")
    _check_twice(parameters, "parameter", "id")
    _check_twice(outlooks, "outlook", "id")
    _check_twice(main, "contradiction", "name")
    if isinstance(main.model, CaseFile):
        _check_case(main, main.model)
        _check_actors(main, main.model, {a.code for a in getattr(actors.model, "actor", ())})
        _check_outlooks(outlooks, PartialDate(main.model.as_of))
    if isinstance(scenarios.model, ScenariosFile):
        for loc, what, mend in scenario_problems(scenarios.model):
            scenarios.add(loc, what, mend)
    files = (main, actors, parameters, outlooks, scenarios)
    found = sorted((p for f in files for p in f.problems), key=lambda p: (p.file, p.line, p.field))
    return (None if found else _case(path, notes, *files)), found


def _check_twice(file: _File, entries: str, key: str) -> None:
    seen: dict[str, int] = {}
    for n, entry in enumerate(getattr(file.model, entries, ())):
        name = getattr(entry, key)
        if name in seen:
            first = line_of((entries, seen[name]), file.lines)
            file.add((entries, n, key), f"{name!r} stands twice", f"the first is in line {first}")
        seen.setdefault(name, n)


def _check_case(file: _File, case: CaseFile) -> None:
    if case.pair[0] == case.pair[1]:
        file.add(("pair",), "names one actor twice", "name the two focus actors")
    start, as_of = PartialDate(case.start), PartialDate(case.as_of)
    if start.granularity == "day":
        file.add(("start",), f"{start} is a day", f"give the month: {start.iso[:7]}")
    if as_of.granularity != "day":
        file.add(("as_of",), f"{as_of} is not a day", "write YYYY-MM-DD")
    if start.first >= as_of.first:
        file.add(("start",), f"{start} is not before as_of {as_of}", "begin where the evidence begins")
    for n, chain in enumerate(case.chains):
        if chain in case.chains[:n]:
            file.add(("chains",), f"{chain} stands twice", "name each chain once")


def _check_actors(file: _File, case: CaseFile, own: set[str]) -> None:
    """Codes that neither the registry nor the case's actors.toml knows."""
    known = registry()
    chains = [chain_of(c) for c in case.chains]
    named = [("pair", c) for c in case.pair] + [("chains", e) for c in chains for e in (c.giver, c.receiver)]
    for field, code in dict.fromkeys(named):
        if code not in own and code not in known:
            file.add(
                (field,), f"no actor has the code {code!r}", "add it to actors.toml, or use a code of the registry"
            )


def _check_outlooks(file: _File, as_of: PartialDate) -> None:
    for n, entry in enumerate(getattr(file.model, "outlook", ())):
        outlook = entry.made()
        if outlook.by.first <= as_of.first:
            file.add(("outlook", n, "by"), f"{outlook.by} is not after as_of {as_of}", "give a date still to come")
        months = ((outlook.by.after - as_of.after).days) / _DAYS_PER_MONTH
        if isinstance(outlook.method, BaseRate) and abs(outlook.method.window_months - months) > 1:
            window = f"{outlook.method.window_months:g} months, but as_of to by is {months:.1f}"
            file.add(("outlook", n, "jeffreys", "window_months"), f"is {window}", "make the window fit the date")


def _entries(file: _File, name: str) -> Iterator[Any]:
    return (entry.made() for entry in getattr(file.model, name))


def _case(
    path: Path,
    notes: tuple[Path, ...],
    main: _File,
    actors: _File,
    parameters: _File,
    outlooks: _File,
    scenarios: _File,
) -> Case:
    stated = main.model
    assert isinstance(stated, CaseFile) and isinstance(scenarios.model, ScenariosFile)
    return Case(
        path=path,
        id=stated.id,
        title=stated.title,
        question=stated.question,
        as_of=PartialDate(stated.as_of),
        pair=stated.pair,
        collection=stated.collection,
        protocol=stated.protocol,
        start=PartialDate(stated.start),
        chains=tuple(chain_of(c).id for c in stated.chains),
        step=stated.step,
        tables=stated.tables.made(),
        seed=stated.seed,
        draws=stated.draws,
        actors=tuple(_entries(actors, "actor")),
        notes=notes,
        parameters=tuple(_entries(parameters, "parameter")),
        assumptions=tuple(_entries(main, "assumption")),
        alternative=stated.alternative.made(),
        outlooks=tuple(_entries(outlooks, "outlook")),
        contradictions=tuple(_entries(main, "contradiction")),
        gaps=tuple(stated.gaps),
        prospects=scenarios.model.made(PartialDate(stated.as_of)),
    )
