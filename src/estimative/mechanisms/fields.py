"""What the fields of a mechanism's NamedTuples are: each says so once, beside its name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, NamedTuple, TypeVar, get_type_hints

from estimative.domain import BadInput

Array = Any  # float64, axis (draw,): numpy on the host, JAX under `jit`; the array half asks the array which
LOG_HAZARD = "log hazard ratio"
Said = TypeVar("Said")


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


def reads(unit: str, meaning: str, needed: bool = True) -> partial[Variable]:
    """A field of `Inputs` or `Params`: a `Variable` but for its name."""
    return partial(Variable, unit=unit, meaning=meaning, needed=needed)


def gives(
    unit: str, meaning: str, needs: tuple[str, ...] = (), chance: bool = False, headline: bool = False
) -> partial[Result]:
    """A field of `Outputs`: a `Result` but for its name."""
    return partial(Result, unit=unit, meaning=meaning, needs=needs, chance=chance, headline=headline)


def marks(words: str, parameter: str) -> partial[Limit]:
    """A field of `Outside`: a `Limit` but for its name."""
    return partial(Limit, words=words, parameter=parameter)


def named(name: str, said: Mapping[str, partial[Any]]) -> Any:
    """A NamedTuple class of fields that the program itself names, for instance after the actors of a case."""
    return NamedTuple(name, [(field, Annotated[Array, one]) for field, one in said.items()])


SAID_WITH: Mapping[type[Any], Callable[..., partial[Any]]] = {Variable: reads, Result: gives, Limit: marks}


def declared(kind: type[Said], of: type[Any]) -> tuple[Said, ...]:
    """What the fields of a NamedTuple class are, in order.

    Raises BadInput for a field that does not say so with `reads`, `gives` or `marks`, whichever makes the kind.

    >>> class Inputs(NamedTuple):
    ...     exports: Annotated[Array, reads("mb/d", "exports before the loss")]
    >>> declared(Variable, Inputs)
    (Variable(name='exports', unit='mb/d', meaning='exports before the loss', needed=True),)
    """
    hints = get_type_hints(of, include_extras=True)
    return tuple(_said(kind, of, name, hints.get(name)) for name in of._fields)


def _said(kind: type[Said], of: type[Any], name: str, hint: object) -> Said:
    found = (s for s in getattr(hint, "__metadata__", ()) if isinstance(s, partial) and s.func is kind)
    if (said := next(found, None)) is None:
        raise BadInput(
            f"{of.__module__}.{of.__qualname__}.{name} does not say what it is",
            mend=f"write `{name}: Annotated[Array, {SAID_WITH[kind].__name__}(...)]`",
        )
    return said(name)  # type: ignore[no-any-return]
