"""A mechanism that is a formula of uniform inputs, and a plan of it: the way in for functions with known indices."""

from collections.abc import Callable
from typing import Annotated, Any, NamedTuple

from estimative.cases import Act
from estimative.domain import Parameter, PartialDate, Prior, Standing
from estimative.mechanisms import Mechanism, gives, named, reads, solved
from estimative.simulate import Plan
from estimative.simulate.plan import Part


class Params(NamedTuple):
    none: Annotated[Any, reads("1", "nothing")]


def formula(
    function: Callable[..., Any], priors: dict[str, Prior], acts: tuple[Act, ...] = (), months: int = 1, unit: str = "1"
) -> Plan:
    """A plan whose output `f.y` is `function(namespace, *inputs)`."""
    outputs = named("Outputs", {"y": gives(unit, "y")})

    def solve(given: Any, params: Any) -> Any:
        return solved(outputs(function(*given)))

    mechanism = Mechanism(
        name="f", title="f", asks="?", citation="a test", label="assumed",
        Inputs=named("Inputs", {n: reads("1", f"input {n}") for n in priors}), Params=Params, Outputs=outputs,
        solve=solve, sentence=lambda o: "", record="",
    )  # fmt: skip
    given = {**priors, "none": Prior("point", (0.0,))}
    parameters = tuple(
        Parameter(f"f.{n}", prior, "1", "a test", Standing.JUDGEMENT, known_at=PartialDate("2020"))
        for n, prior in given.items()
    )
    return Plan("test", "as-is", 24000, months, 3, (Part(mechanism, "only", parameters),), (), (), (), acts)
