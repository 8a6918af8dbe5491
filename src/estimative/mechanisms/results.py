"""What a mechanism answers: one answer per rival, side by side, never averaged."""

from dataclasses import dataclass

from estimative.domain import Parameter


@dataclass(frozen=True, slots=True)
class Output:
    """5 %, 50 % and 95 % points over draws; all None if unknown. For a probability the three are equal."""

    name: str
    unit: str
    low: float | None
    median: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class RivalResult:
    """`standing` is the weakest of its parameters'; `from_memory` and `uncited` name what its figures depend on."""

    name: str
    horizon_months: int | None
    reference: str
    standing: str
    outputs: tuple[Output, ...]
    warnings: tuple[str, ...]
    sentence: str
    parameters: tuple[str, ...]
    from_memory: tuple[str, ...]
    uncited: tuple[str, ...]

    def output(self, name: str) -> Output:
        return next(o for o in self.outputs if o.name == name)


@dataclass(frozen=True, slots=True)
class MechanismResult:
    """`left_out` holds the rivals not run, each with its reason; `refused` the parameters not known by the date."""

    name: str
    title: str
    asks: str
    citation: str
    label: str
    as_of: str
    rivals: tuple[RivalResult, ...]
    parameters: tuple[Parameter, ...]
    inputs: tuple[Parameter, ...]
    warnings: tuple[str, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, str], ...] = ()

    def rival(self, name: str) -> RivalResult:
        return next(r for r in self.rivals if r.name == name)

    @property
    def fans(self) -> tuple[tuple[int | None, tuple[RivalResult, ...]], ...]:
        """Rivals that may share a figure: those with one horizon. Different horizons are not one fan."""
        horizons = dict.fromkeys(r.horizon_months for r in self.rivals)
        return tuple((h, tuple(r for r in self.rivals if r.horizon_months == h)) for h in horizons)

    @property
    def illustrative(self) -> bool:
        """Whether an uncited parameter was used."""
        return any(r.uncited for r in self.rivals)
