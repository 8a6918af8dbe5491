"""Runs a mechanism on a case: look up, decide, draw, solve, and say what the masks saw."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from estimative.domain import BadInput, Invalid, Parameter, Standing

from .cautions import not_finite, outside_limits, outside_ranges
from .contract import CaseView, Mechanism, NotApplicable, Solved, bound, short
from .draws import Floats, draws
from .fields import Result
from .parameters import lookup, of, problems
from .results import MechanismResult, Output, RivalResult

DRAWS = 2**16
WORST_LAST = (Standing.VERIFIED, Standing.MEMORY, Standing.JUDGEMENT, Standing.UNCITED)


def evaluate(
    mechanism: Mechanism, case: CaseView, seed: int = 0, n: int = DRAWS, months: int | None = None
) -> MechanismResult | NotApplicable:
    """One result per rival. `months` is the horizon asked for: rivals that do not hold so long are left out, with the
    reason. Raises Invalid if the case names parameters that the mechanism does not read."""
    if wrong := problems(mechanism, case.parameters):
        raise Invalid(wrong)
    mechanism = bound(mechanism, of(mechanism, case.parameters))
    register = lookup(mechanism.defaults, of(mechanism, case.parameters), case.as_of)
    parameters = mechanism.derive(register.used)
    names = {v.name for v in mechanism.inputs}
    inputs = tuple(p for p in parameters if p.rival is None and short(p.id) in names)
    verdict = mechanism.applies(mechanism, case, inputs)
    if isinstance(verdict, NotApplicable):
        return verdict
    late = {p.rival: f"{p.id} {why}" for p, why in register.refused if p.rival}
    sets = {name: _set(name, parameters) for name in _rivals(mechanism, parameters)}
    left = {name: why for name, set_ in sets.items() if (why := _unfit(mechanism, set_, months, late.get(name)))}
    left |= {name: why for name, why in late.items() if name not in sets}
    results = tuple(_rival(mechanism, case, name, s, inputs, seed, n) for name, s in sets.items() if name not in left)
    if not results:
        return NotApplicable("no parameter set can be used: " + "; ".join(f"{k}: {v}" for k, v in left.items()))
    return MechanismResult(
        name=mechanism.name,
        title=mechanism.title,
        asks=mechanism.asks,
        citation=mechanism.citation,
        label=mechanism.label,
        as_of=case.as_of.iso,
        rivals=results,
        parameters=tuple(p for p in parameters if any(p.id in r.parameters for r in results)),
        inputs=inputs,
        warnings=(mechanism.record, *(f"{name} is unknown: what needs it is not shown" for name in verdict.unknown)),
        left_out=tuple(left.items()),
        refused=tuple((p.id, why) for p, why in register.refused),
    )


def chosen(
    mechanism: Mechanism, case: CaseView, rival: str | None = None
) -> tuple[str, tuple[Parameter, ...]] | NotApplicable:
    """One rival's name and all parameters its array half reads, for a simulation: the rival asked for, else the first
    that is complete. Raises BadInput for a rival that is not there."""
    register = lookup(mechanism.defaults, of(mechanism, case.parameters), case.as_of)
    parameters = mechanism.derive(register.used)
    names = {v.name for v in mechanism.inputs}
    inputs = tuple(p for p in parameters if p.rival is None and short(p.id) in names)
    verdict = mechanism.applies(mechanism, case, inputs)
    if isinstance(verdict, NotApplicable):
        return verdict
    sets = {name: _set(name, parameters) for name in _rivals(mechanism, parameters)}
    fit = [name for name, set_ in sets.items() if _unfit(mechanism, set_, None, None) is None]
    if rival is not None and rival not in fit:
        raise BadInput(f"{mechanism.name} has no rival {rival!r}", mend="use one of: " + "; ".join(fit))
    if not fit:
        return NotApplicable("no parameter set can be used")
    read = {v.name for v in (*mechanism.inputs, *mechanism.parameters)}
    name = rival or fit[0]
    return name, tuple(p for p in sets[name] if short(p.id) in read)


def _rivals(mechanism: Mechanism, parameters: Sequence[Parameter]) -> list[str]:
    return list(dict.fromkeys(p.rival for p in parameters if p.rival)) or [mechanism.title]


def _set(rival: str, parameters: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """A rival's own parameters and, where it has none, those that all rivals share."""
    own = [p for p in parameters if p.rival == rival]
    taken = {short(p.id) for p in own}
    return (*own, *(p for p in parameters if p.rival is None and short(p.id) not in taken))


def _horizon(parameters: Sequence[Parameter]) -> int | None:
    return min((p.horizon for p in parameters if p.rival and p.horizon is not None), default=None)


def _unfit(mechanism: Mechanism, set_: Sequence[Parameter], months: int | None, late: str | None) -> str | None:
    missing = {v.name for v in mechanism.parameters if v.needed} - {short(p.id) for p in set_}
    if missing:
        return late or f"{', '.join(sorted(missing))} not given"
    horizon = _horizon(set_)
    if months is not None and horizon is not None and horizon < months:
        return f"holds for {horizon} months, {months} are asked"
    return None


def _rival(
    mechanism: Mechanism,
    case: CaseView,
    name: str,
    set_: Sequence[Parameter],
    inputs: Sequence[Parameter],
    seed: int,
    n: int,
) -> RivalResult:
    names = {v.name for v in (*mechanism.inputs, *mechanism.parameters)}
    read = tuple(p for p in set_ if short(p.id) in names)
    arrays = {short(k): v for k, v in draws(read, seed, n).items()}
    result = _solve(mechanism, arrays, n)
    given = {short(p.id) for p in inputs}
    outputs = tuple(_output(r, result, given) for r in mechanism.outputs)
    own = [p for p in read if p.rival] or list(read)
    shown = [p for p in read if short(p.id) not in {limit.parameter for limit in mechanism.limits}]
    cautions = (
        *outside_ranges(read, arrays, case),
        *outside_limits(mechanism, result, read, case),
        *not_finite(mechanism, result, given),
    )
    return RivalResult(
        name=name,
        horizon_months=_horizon(set_),
        reference="; ".join(dict.fromkeys(p.reference for p in own)),
        standing=max((p.standing for p in own), key=WORST_LAST.index).value,
        outputs=outputs,
        warnings=cautions,
        sentence=mechanism.sentence({o.name: o for o in outputs}),
        parameters=tuple(p.id for p in read),
        from_memory=tuple(p.id for p in shown if p.standing is Standing.MEMORY),
        uncited=tuple(p.id for p in shown if p.standing is Standing.UNCITED),
    )


def _solve(mechanism: Mechanism, arrays: dict[str, Floats], n: int) -> Solved:
    unknown = np.full(n, np.nan)

    def packed(maker: Any) -> Any:
        return maker(*(arrays.get(name, unknown) for name in maker._fields))

    with np.errstate(all="ignore"):
        return mechanism.solve(packed(mechanism.Inputs), packed(mechanism.Params))


def _output(result: Result, solved: Solved, given: set[str]) -> Output:
    values = np.asarray(getattr(solved.outputs, result.name))
    values = values[~np.asarray(getattr(solved.not_finite, result.name))]
    if not values.size or not given.issuperset(result.needs):
        return Output(result.name, result.unit, None, None, None)
    at = [float(values.mean())] * 3 if result.chance else [float(q) for q in np.quantile(values, (0.05, 0.5, 0.95))]
    return Output(result.name, result.unit, *at)
