"""What every mechanism is: a declaration, a host half that decides, an array half that looks like the formula."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from estimative.domain import BadInput, Parameter, PartialDate

from . import scalars
from .results import Output

Array = Any  # float64, axis (draw,): numpy on the host, JAX under `jit`; the array half asks the array which


class CaseView(Protocol):
    """As much of a case as a mechanism may see."""

    @property
    def as_of(self) -> PartialDate: ...
    @property
    def parameters(self) -> Sequence[Parameter]: ...


@dataclass(frozen=True, slots=True)
class Variable:
    """Something read: `name` is a field of the array half's `Inputs` or `Params`. One that is not `needed` may be
    unknown (NaN); what depends on it is then unknown too."""

    name: str
    unit: str
    meaning: str
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Result:
    """Something produced: `name` is a field of `Outputs`; `needs` names optional inputs without which it is unknown;
    a `chance` is the share of draws in which the array is 1; a `headline` is shown as a fan in the brief."""

    name: str
    unit: str
    meaning: str
    needs: tuple[str, ...] = ()
    chance: bool = False
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A field of `Outside` (true where a draw lies outside), in words, with the parameter that sets the limit."""

    name: str
    words: str
    parameter: str


@dataclass(frozen=True, slots=True)
class Link:
    """Where an output goes: an input of another mechanism, or a quantity. Mechanisms never add to latent support."""

    output: str
    target: str
    function: str
    label: str = "assumed"


@dataclass(frozen=True, slots=True)
class Applicable:
    """The mechanism can answer; `unknown` names optional inputs that are not there."""

    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """It cannot, and why, in a sentence for the reader."""

    reason: str


class Solved(NamedTuple):
    """What the array half returns. `outputs` and `outside_validity` are NamedTuples of arrays (draw,); `not_finite` has
    the fields of `outputs`. All three are JAX pytrees."""

    outputs: Any
    outside_validity: Any
    not_finite: Any


def namespace(array: Array) -> Any:
    """numpy or jax.numpy, whichever the array belongs to; for a plain float the same functions on floats."""
    return scalars if isinstance(array, float | int) else array.__array_namespace__()


def solved(outputs: Any, outside_validity: Any) -> Solved:
    """Outputs with their masks: the last line of a `solve`."""
    finite = (namespace(x).isfinite(x) for x in outputs)
    return Solved(outputs, outside_validity, type(outputs)(*(f ^ True for f in finite)))


class Stepped(NamedTuple):
    """What a `step` returns: the next state (a pytree), this month's outputs, and masks as in `Solved`."""

    state: Any
    outputs: Any
    outside_validity: Any


@dataclass(frozen=True, slots=True)
class Dynamics:
    """The monthly half of a mechanism with a memory. `init(inputs, params) -> state`, a pytree of arrays (draw,);
    `step(state, inputs, params, noise) -> Stepped`, where `inputs` are this month's and `noise` is a tuple of `noises`
    uniforms (draw,). Both are pure and never raise. Without a `Dynamics` a simulation calls `solve` every month.

    An output with the unit `LOG_HAZARD` is a log hazard ratio against the state at the start: 0 there, 0 if absent."""

    outputs: tuple[Result, ...]
    init: Callable[[Any, Any], Any]
    step: Callable[[Any, Any, Any, tuple[Array, ...]], Stepped]
    noises: int = 0


LOG_HAZARD = "log hazard ratio"


def needed_inputs(mechanism: "Mechanism", case: CaseView, inputs: Sequence[Parameter]) -> Applicable | NotApplicable:
    """The usual host decision: all needed inputs are there and known by the as-of date."""
    given = {short(p.id) for p in inputs}
    missing = [v for v in mechanism.inputs if v.name not in given]
    needed = [f"{v.meaning} ({mechanism.name}.{v.name}, {v.unit})" for v in missing if v.needed]
    if needed:
        return NotApplicable(f"not known by {case.as_of}: {'; '.join(needed)}")
    return Applicable(tuple(v.name for v in missing))


def as_given(parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """No parameter has to be derived from others."""
    return parameters


@dataclass(frozen=True, slots=True)
class Mechanism:
    """`solve(inputs, params) -> Solved` is pure and never raises; `applies` and `derive` run on the host before it.
    `sentence` says what one rival's outputs mean. `label`: estimated, calibrated or assumed. `record` says how the test
    that could have embarrassed it came out; it stands first among the warnings of every result."""

    name: str
    title: str
    asks: str
    citation: str
    label: str
    inputs: tuple[Variable, ...]
    parameters: tuple[Variable, ...]
    outputs: tuple[Result, ...]
    solve: Callable[[Any, Any], Solved]
    Inputs: Callable[..., Any]
    Params: Callable[..., Any]
    sentence: Callable[[Mapping[str, Output]], str]
    record: str
    defaults: tuple[Parameter, ...] = ()
    limits: tuple[Limit, ...] = ()
    links: tuple[Link, ...] = ()
    applies: Callable[["Mechanism", CaseView, Sequence[Parameter]], Applicable | NotApplicable] = needed_inputs
    derive: Callable[[tuple[Parameter, ...]], tuple[Parameter, ...]] = as_given
    stated: tuple[Variable, ...] = ()  # read by `derive` only
    dynamics: Dynamics | None = None
    monthly: bool = True  # takes part in simulations; one that reads a past observation backwards does not
    bind: Callable[["Mechanism", Sequence[Parameter]], "Mechanism"] | None = None  # inputs named by the case

    def __post_init__(self) -> None:
        for maker, variables in ((self.Inputs, self.inputs), (self.Params, self.parameters)):
            fields = getattr(maker, "_fields", ())
            if tuple(v.name for v in variables) != fields:
                raise BadInput(f"{self.name} declares {[v.name for v in variables]}, its array half reads {fields}")

    def variable(self, name: str) -> Variable | None:
        return next((v for v in (*self.inputs, *self.parameters, *self.stated) if v.name == name), None)


def bound(mechanism: Mechanism, parameters: Sequence[Parameter]) -> Mechanism:
    """The mechanism with the inputs that a case's parameters name, if it leaves them to the case."""
    return mechanism if mechanism.bind is None else mechanism.bind(mechanism, parameters)


def short(parameter_id: str) -> str:
    """The last part of a parameter's id: the name that the array half uses.

    >>> short("oil_supply_loss.kilian_murphy.eta_s")
    'eta_s'
    """
    return parameter_id.rpartition(".")[2]
