"""A number a model reads, with where it came from."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from .dates import PartialDate
from .errors import BadInput

ARGUMENTS = {
    "point": ("value",),
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "normal": ("mean", "sd"),
    "lognormal": ("median", "log_sd"),
    "beta": ("a", "b"),
}


class Standing(StrEnum):
    """How the value is known."""

    VERIFIED = "verified"  # seen in the cited source
    MEMORY = "cited from memory"
    JUDGEMENT = "analyst's judgement"
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class Prior:
    """A distribution and its arguments, in the order of `ARGUMENTS[kind]`."""

    kind: str
    args: tuple[float, ...]

    def __post_init__(self) -> None:
        names = ARGUMENTS.get(self.kind)
        if names is None or len(names) != len(self.args):
            raise BadInput(
                f"prior {self.kind!r} with {len(self.args)} arguments",
                mend="use " + "; ".join(f"{k}({', '.join(v)})" for k, v in ARGUMENTS.items()),
            )
        if not all(map(isfinite, self.args)):
            raise BadInput(f"prior {self.kind}{self.args} holds what is no number", mend="give finite numbers")
        if self.kind in ("uniform", "triangular") and list(self.args) != sorted(self.args):
            raise BadInput(f"prior {self.kind}{self.args} is not in ascending order", mend="write low, (mode,) high")
        if self.kind in ("normal", "lognormal", "beta") and self.args[-1] <= 0:
            raise BadInput(f"prior {self.kind}{self.args} has no positive spread", mend="give a positive last argument")
        if self.kind in ("lognormal", "beta") and self.args[0] <= 0:
            raise BadInput(
                f"prior {self.kind}{self.args} has no positive {names[0]}", mend="give a positive first argument"
            )


@dataclass(frozen=True, slots=True)
class Parameter:
    """`id` is `mechanism.name` or `mechanism.rival.name`; `horizon` is the longest month count it holds for; `range` is
    where it is valid; `known_at` decides whether an as-of view may use it."""

    id: str
    prior: Prior
    unit: str
    reference: str
    standing: Standing
    date: PartialDate | None = None
    known_at: PartialDate | None = None
    horizon: int | None = None
    range: tuple[float, float] | None = None
    label: str = "assumed"  # estimated, calibrated, assumed
    rival: str | None = None
    note: str | None = None

    @property
    def text(self) -> str:
        """The value or prior in words.

        >>> Parameter("m.e", Prior("point", (0.2,)), "1", "x", Standing.MEMORY).text
        '0.2'
        """
        args = ", ".join(f"{a:g}" for a in self.prior.args)
        return args if self.prior.kind == "point" else f"{self.prior.kind}({args})"
