"""A mechanism that is a formula of uniform inputs, and a plan of it: the way in for functions with known indices."""

from collections.abc import Callable
from typing import Any, NamedTuple

from estimative.cases import Act
from estimative.domain import Parameter, PartialDate, Prior, Standing
from estimative.mechanisms import Mechanism, Result, Variable, solved
from estimative.simulate import Plan
from estimative.simulate.plan import Part


class Params(NamedTuple):
    none: Any


class Out(NamedTuple):
    y: Any


class Beyond(NamedTuple):
    never: Any


def formula(
    function: Callable[..., Any], priors: dict[str, Prior], acts: tuple[Act, ...] = (), months: int = 1, unit: str = "1"
) -> Plan:
    """A plan whose output `f.y` is `function(namespace, *inputs)`."""
    inputs = NamedTuple("Inputs", [(name, Any) for name in priors])  # type: ignore[misc]

    def solve(given: Any, params: Any) -> Any:
        y = function(*given)
        return solved(Out(y), Beyond(y != y))

    mechanism = Mechanism(
        name="f", title="f", asks="?", citation="a test", label="assumed",
        inputs=tuple(Variable(n, "1", f"input {n}") for n in priors), parameters=(Variable("none", "1", "nothing"),),
        outputs=(Result("y", unit, "y"),), solve=solve, Inputs=inputs, Params=Params,
        sentence=lambda o: "", record="",
    )  # fmt: skip
    given = {**priors, "none": Prior("point", (0.0,))}
    parameters = tuple(
        Parameter(f"f.{n}", prior, "1", "a test", Standing.JUDGEMENT, known_at=PartialDate("2020"))
        for n, prior in given.items()
    )
    return Plan("test", "as-is", 24000, months, 3, (Part(mechanism, "only", parameters),), (), (), (), acts)
