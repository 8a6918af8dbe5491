"""What may come: acts that can happen, drivers with states, dated shocks, and scenarios that combine them."""

from dataclasses import dataclass
from typing import Literal

from estimative.domain import Parameter, PartialDate, Prior, Standing, Status, Terms

Size = Literal["small", "some", "large", "vast"]
How = Literal["set", "times", "plus"]
AS_IS = "as-is"  # the run in which nothing changes


@dataclass(frozen=True, slots=True)
class Change:
    """What befalls one input or parameter of a mechanism (`mechanism.name`) for a while: a value set, a factor, or an
    amount added, drawn from `prior`. `since` and `until` are months, until excluded; none means the whole run."""

    target: str
    how: How
    prior: Prior
    reference: str
    standing: Standing
    since: PartialDate | None = None
    until: PartialDate | None = None

    def covers(self, month: PartialDate) -> bool:
        after = self.since is None or month.first >= self.since.first
        return after and (self.until is None or month.first < self.until.first)


@dataclass(frozen=True, slots=True)
class Counted:
    """Acts of a reference class: `events` in `exposure_years`. The rate has the Jeffreys posterior, Gamma(events + 1/2)
    over the exposure."""

    events: int
    exposure_years: float
    reference: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Monthly:
    """A monthly rate of an act, as a prior."""

    prior: Prior
    reference: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Act:
    """A proposition that may reach a rung. `chain` with `terms`, `size` and `good` say how the signal table reads it.

    `rate` is how often it happens if nothing changes: counts in a reference class, or a prior on the monthly rate.
    `moved_by` are outputs of mechanisms (log hazard ratios). It can happen only after the acts in `after`, and of the
    acts with one `group` at most one. `changes` hold once it has happened. `by` names the case's outlook it decides."""

    id: str
    text: str
    chain: str
    rung: Status
    rate: Counted | Monthly
    terms: Terms = Terms.UNKNOWN
    size: Size = "some"
    good: str | None = None
    moved_by: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    group: str | None = None
    changes: tuple[Change, ...] = ()
    resolution_source: str = ""


@dataclass(frozen=True, slots=True)
class DriverState:
    id: str
    text: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Driver:
    """Something outside the chains that steers them. `source` says who names it; `gap` what nobody developed."""

    id: str
    text: str
    source: str
    states: tuple[DriverState, ...]
    gap: str | None = None

    def state(self, name: str) -> DriverState | None:
        return next((s for s in self.states if s.id == name), None)


@dataclass(frozen=True, slots=True)
class CrossImpact:
    """What one driver's state does for or against another's: -3 strongly against to +3 strongly for; `low` and `high`
    where the weight is uncertain."""

    source: str  # driver.state
    target: str
    value: float
    reference: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Shock:
    """A dated blow: changes with dates of their own."""

    id: str
    text: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ScenarioSpec:
    """One state per driver, shocks by id, and parameters that replace the case's own. Base and patch have a digest
    together (`simulate.scenarios`)."""

    name: str
    text: str
    states: tuple[tuple[str, str], ...]
    shocks: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Observable:
    """A published series behind an output (`mechanism.output`): what to watch is `plus + scale * output`, in `unit`, as
    `source` publishes it. `text` names it as an analyst would."""

    output: str
    text: str
    unit: str
    source: str
    scale: float = 1.0
    plus: float = 0.0


@dataclass(frozen=True, slots=True)
class Prospects:
    """Everything a case says about what may come; empty if the case has no scenarios.toml."""

    baseline: tuple[Change, ...] = ()  # hold in every run: how things stand, where inputs are hypothetical
    acts: tuple[Act, ...] = ()
    drivers: tuple[Driver, ...] = ()
    impacts: tuple[CrossImpact, ...] = ()
    shocks: tuple[Shock, ...] = ()
    scenarios: tuple[ScenarioSpec, ...] = ()
    observables: tuple[Observable, ...] = ()  # what is published, and so may be a signpost
    months: int = 24
    judged: PartialDate | None = None  # the case's own as-of date: at an earlier one all this would be hindsight
