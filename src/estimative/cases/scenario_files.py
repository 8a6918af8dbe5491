"""The shape of `scenarios.toml`. Nothing here leaves the package."""

from typing import Annotated, Self

from pydantic import Discriminator, Field, Tag, model_validator

from estimative.domain import PartialDate, Prior, Standing, Status, Terms

from .files import ChainId, Count, Date, Name, Number, ParameterEntry, PriorEntry, Strict, Text, _opt
from .scenarios import (
    Act,
    Change,
    Counted,
    CrossImpact,
    Driver,
    DriverState,
    How,
    Monthly,
    Observable,
    Prospects,
    ScenarioSpec,
    Shock,
    Size,
)


def _kind(value: object) -> str:
    return "prior" if isinstance(value, dict | PriorEntry) else "number"


Value = Annotated[Annotated[Number, Tag("number")] | Annotated[PriorEntry, Tag("prior")], Discriminator(_kind)]


class ChangeEntry(Strict):
    """`set`, `times` or `plus`: a number, or a prior."""

    target: Text
    set: Value | None = None
    times: Value | None = None
    plus: Value | None = None
    since: Date | None = None
    until: Date | None = None
    reference: Text
    standing: Standing

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(v is not None for v in (self.set, self.times, self.plus)) != 1:
            raise ValueError("give one of `set`, `times` or `plus`")
        if self.since and self.until and PartialDate(self.since).first >= PartialDate(self.until).first:
            raise ValueError(f"until {self.until} is not after since {self.since}")
        return self

    def made(self) -> Change:
        how: How = "set" if self.set is not None else "times" if self.times is not None else "plus"
        value = next(v for v in (self.set, self.times, self.plus) if v is not None)
        prior = Prior("point", (value,)) if isinstance(value, float | int) else value.made()
        return Change(self.target, how, prior, self.reference, self.standing, _opt(self.since), _opt(self.until))


class CountedEntry(Strict):
    events: Count = Field(ge=0)
    exposure_years: Number = Field(gt=0)
    reference: Text
    standing: Standing

    def made(self) -> Counted:
        return Counted(self.events, self.exposure_years, self.reference, self.standing)


class MonthlyEntry(Strict):
    prior: PriorEntry
    reference: Text
    standing: Standing

    def made(self) -> Monthly:
        return Monthly(self.prior.made(), self.reference, self.standing)


class ActEntry(Strict):
    id: Name
    text: Text
    chain: ChainId
    rung: Status
    jeffreys: CountedEntry | None = None
    monthly: MonthlyEntry | None = None
    terms: Terms = Terms.UNKNOWN
    size: Size = "some"
    good: Text | None = None
    moved_by: tuple[Text, ...] = ()
    after: tuple[Name, ...] = ()
    group: Name | None = None
    change: tuple[ChangeEntry, ...] = ()
    resolution_source: Text

    @model_validator(mode="after")
    def _one_rate(self) -> Self:
        if (self.jeffreys is None) == (self.monthly is None):
            raise ValueError("give one rate: either `jeffreys` or `monthly`")
        if any(c.since or c.until for c in self.change):
            raise ValueError("what an act changes holds from when it happens; drop `since` and `until`")
        return self

    def made(self) -> Act:
        stated = self.jeffreys or self.monthly
        assert stated is not None
        return Act(
            id=self.id,
            text=self.text,
            chain=self.chain,
            rung=self.rung,
            rate=stated.made(),
            terms=self.terms,
            size=self.size,
            good=self.good,
            moved_by=tuple(self.moved_by),
            after=tuple(self.after),
            group=self.group,
            changes=tuple(c.made() for c in self.change),
            resolution_source=self.resolution_source,
        )


class StateEntry(Strict):
    id: Name
    text: Text
    change: tuple[ChangeEntry, ...] = ()

    def made(self) -> DriverState:
        return DriverState(self.id, self.text, tuple(c.made() for c in self.change))


class DriverEntry(Strict):
    id: Name
    text: Text
    source: Text
    gap: Text | None = None
    state: tuple[StateEntry, ...] = Field(min_length=2)

    def made(self) -> Driver:
        return Driver(self.id, self.text, self.source, tuple(s.made() for s in self.state), self.gap)


class ImpactEntry(Strict):
    source: Text
    target: Text
    value: Number = Field(ge=-3, le=3)
    low: Number | None = Field(default=None, ge=-3, le=3)
    high: Number | None = Field(default=None, ge=-3, le=3)
    reference: Text

    def made(self) -> CrossImpact:
        return CrossImpact(self.source, self.target, self.value, self.reference, self.low, self.high)


class ShockEntry(Strict):
    id: Name
    text: Text
    change: tuple[ChangeEntry, ...] = Field(min_length=1)

    def made(self) -> Shock:
        return Shock(self.id, self.text, tuple(c.made() for c in self.change))


class ScenarioEntry(Strict):
    name: Name
    text: Text
    states: dict[Name, Name] = Field(default_factory=dict)
    shocks: tuple[Name, ...] = ()
    parameter: tuple[ParameterEntry, ...] = ()

    def made(self) -> ScenarioSpec:
        parameters = tuple(p.made() for p in self.parameter)
        return ScenarioSpec(self.name, self.text, tuple(self.states.items()), tuple(self.shocks), parameters)


class ObservableEntry(Strict):
    output: Text
    text: Text
    unit: str = ""
    source: Text
    scale: Number = Field(default=1.0, gt=0)
    plus: Number = 0.0

    def made(self) -> Observable:
        return Observable(self.output, self.text, self.unit, self.source, self.scale, self.plus)


class ScenariosFile(Strict):
    months: Count = Field(default=24, ge=1, le=600)
    baseline: tuple[ChangeEntry, ...] = ()
    act: tuple[ActEntry, ...] = ()
    driver: tuple[DriverEntry, ...] = ()
    impact: tuple[ImpactEntry, ...] = ()
    shock: tuple[ShockEntry, ...] = ()
    scenario: tuple[ScenarioEntry, ...] = ()
    observable: tuple[ObservableEntry, ...] = ()

    def made(self, judged: PartialDate | None = None) -> Prospects:
        """`judged`: the case's own as-of date."""
        return Prospects(
            baseline=tuple(c.made() for c in self.baseline),
            acts=tuple(a.made() for a in self.act),
            drivers=tuple(d.made() for d in self.driver),
            impacts=tuple(i.made() for i in self.impact),
            shocks=tuple(s.made() for s in self.shock),
            scenarios=tuple(s.made() for s in self.scenario),
            observables=tuple(o.made() for o in self.observable),
            months=self.months,
            judged=judged,
        )
