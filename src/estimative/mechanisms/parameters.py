"""Where a mechanism's numbers come from: the package's defaults, each of which the case may override."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from importlib import resources

from estimative.cases.files import ParametersFile
from estimative.domain import Parameter, PartialDate, Prior, Problem

from .bounds import beyond
from .contract import Mechanism, bound, short


@dataclass(frozen=True, slots=True)
class Register:
    """`used` in order of definition; `overridden` defaults; `refused` (parameter, reason): known too late, or unknown
    when."""

    used: tuple[Parameter, ...]
    overridden: tuple[Parameter, ...]
    refused: tuple[tuple[Parameter, str], ...]


def lookup(defaults: Sequence[Parameter], case_parameters: Sequence[Parameter], as_of: PartialDate) -> Register:
    """The one place where a parameter is chosen: the case's own before the package's, neither before it was known."""
    refused = tuple((p, why) for p in (*defaults, *case_parameters) if (why := _too_late(p, as_of)))
    late = {id(p) for p, _ in refused}
    case = {p.id: p for p in case_parameters if id(p) not in late}
    package = {p.id: p for p in defaults if id(p) not in late}
    used = tuple((package | case).values())
    return Register(used, tuple(p for p in package.values() if p.id in case), refused)


def _too_late(parameter: Parameter, as_of: PartialDate) -> str | None:
    if parameter.known_at is None:
        return "not said when it was known"
    return None if parameter.known_at.known_by(as_of) else f"known only by {parameter.known_at}"


def defaults(mechanism: str) -> tuple[Parameter, ...]:
    """The package's parameters of a mechanism, from `data/NAME.toml`, in the form of a case's `parameters.toml`."""
    text = resources.files(__package__).joinpath("data", f"{mechanism}.toml").read_text(encoding="utf-8")
    return tuple(entry.made() for entry in ParametersFile.model_validate(tomllib.loads(text)).parameter)


def implied(stated: Parameter, name: str, value: float, note: str) -> Parameter:
    """The parameter of the same rival, a number without unit, that a source's statement implies."""
    own = f"{stated.id.rpartition('.')[0]}.{name}"
    return replace(stated, id=own, prior=Prior("point", (value,)), unit="1", range=None, label="calibrated", note=note)


def of(mechanism: Mechanism, parameters: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """Those that name this mechanism."""
    return tuple(p for p in parameters if p.id.split(".")[0] == mechanism.name)


def problems(mechanism: Mechanism, parameters: Sequence[Parameter], file: str = "parameters.toml") -> list[Problem]:
    """What is wrong with a case's parameters for this mechanism: unknown names, units that differ, values that
    cannot be."""
    own = of(mechanism, parameters)
    whole = bound(mechanism, own)
    return [problem for p in own if (problem := _problem(whole, p, file))]


def _problem(mechanism: Mechanism, parameter: Parameter, file: str) -> Problem | None:
    variables = (*mechanism.inputs, *mechanism.parameters, *mechanism.stated)
    known = mechanism.variable(short(parameter.id))
    if known is None:
        near = get_close_matches(short(parameter.id), [v.name for v in variables], 1)
        mend = f"did you mean {near[0]}?" if near else f"known: {', '.join(v.name for v in variables)}"
        return Problem(file, 0, parameter.id, f"{mechanism.name} reads no such parameter", mend)
    if known.unit != parameter.unit:
        return Problem(file, 0, parameter.id, f"unit {parameter.unit!r}", f"write it in {known.unit!r}")
    if outside := beyond(mechanism.name, known, parameter.prior):
        return Problem(file, 0, parameter.id, outside, f"it is {known.meaning}: give a value that can be")
    if len(parameter.id.split(".")) == 3 and not parameter.rival:
        return Problem(file, 0, parameter.id, "names a rival in its id only", 'add `rival = "Author year"`')
    return None
