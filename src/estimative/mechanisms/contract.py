"""What every mechanism is: a declaration, a host half that decides, an array half that looks like the formula."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from estimative.domain import Parameter, PartialDate

from . import scalars
from .fields import Array, Limit, Result, Variable, declared
from .results import Output


class CaseView(Protocol):
    """As much of a case as a mechanism may see."""

    @property
    def as_of(self) -> PartialDate: ...
    @property
    def parameters(self) -> Sequence[Parameter]: ...


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


class Nothing(NamedTuple):
    """No fields: of a mechanism without limits, or without parameters."""


NOTHING = Nothing()


class Solved(NamedTuple):
    """What the array half returns. `outputs` and `outside_validity` are NamedTuples of arrays (draw,); `not_finite` has
    the fields of `outputs`. All three are JAX pytrees."""

    outputs: Any
    outside_validity: Any
    not_finite: Any


def namespace(array: Array) -> Any:
    """numpy or jax.numpy, whichever the array belongs to; for a plain float the same functions on floats."""
    return scalars if isinstance(array, float | int) else array.__array_namespace__()


def solved(outputs: Any, outside_validity: Any = NOTHING) -> Solved:
    """Outputs with their masks: the last line of a `solve`."""
    finite = (namespace(x).isfinite(x) for x in outputs)
    return Solved(outputs, outside_validity, type(outputs)(*(f ^ True for f in finite)))


class Stepped(NamedTuple):
    """What a `step` returns: the next state (a pytree), this month's outputs, and masks as in `Solved`."""

    state: Any
    outputs: Any
    outside_validity: Any = NOTHING


@dataclass(frozen=True, slots=True)
class Dynamics:
    """The monthly half of a mechanism with a memory. `init(inputs, params) -> state`, a pytree of arrays (draw,);
    `step(state, inputs, params, noise) -> Stepped`, where `inputs` are this month's and `noise` is a tuple of `noises`
    uniforms (draw,). Both are pure and never raise. Without a `Dynamics` a simulation calls `solve` every month.
    `ready(state, inputs, params, months) -> state` computes at once what follows from parameters for so many steps: it
    is called before the first, or, where something may change the parameters, before each one with 1.

    An output with the unit `LOG_HAZARD` is a log hazard ratio against the state at the start: 0 there, 0 if absent."""

    Outputs: type[Any]
    init: Callable[[Any, Any], Any]
    step: Callable[[Any, Any, Any, tuple[Array, ...]], Stepped]
    noises: int = 0
    ready: Callable[[Any, Any, Any, int], Any] | None = None
    outputs: tuple[Result, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "outputs", declared(Result, self.Outputs))


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
    `Inputs`, `Params`, `Outputs` and `Outside` are NamedTuple classes whose fields say what they are; `inputs`,
    `parameters`, `outputs` and `limits` are read off them. `sentence` says what one rival's outputs mean. `label`:
    estimated, calibrated or assumed. `record` says how the test that could have embarrassed it came out; it stands
    first among the warnings of every result."""

    name: str
    title: str
    asks: str
    citation: str
    label: str
    solve: Callable[[Any, Any], Solved]
    Inputs: type[Any]
    Params: type[Any]
    Outputs: type[Any]
    sentence: Callable[[Mapping[str, Output]], str]
    record: str
    defaults: tuple[Parameter, ...] = ()
    Outside: type[Any] = Nothing
    links: tuple[Link, ...] = ()
    applies: Callable[["Mechanism", CaseView, Sequence[Parameter]], Applicable | NotApplicable] = needed_inputs
    derive: Callable[[tuple[Parameter, ...]], tuple[Parameter, ...]] = as_given
    stated: tuple[Variable, ...] = ()  # read by `derive` only
    dynamics: Dynamics | None = None
    monthly: bool = True  # takes part in simulations; one that reads a past observation backwards does not
    bind: Callable[["Mechanism", Sequence[Parameter]], "Mechanism"] | None = None  # inputs named by the case
    inputs: tuple[Variable, ...] = field(init=False)
    parameters: tuple[Variable, ...] = field(init=False)
    outputs: tuple[Result, ...] = field(init=False)
    limits: tuple[Limit, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", declared(Variable, self.Inputs))
        object.__setattr__(self, "parameters", declared(Variable, self.Params))
        object.__setattr__(self, "outputs", declared(Result, self.Outputs))
        object.__setattr__(self, "limits", declared(Limit, self.Outside))

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
