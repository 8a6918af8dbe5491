"""What a case gives to a run besides parameters: named as `why` and `sensitivity` print it and `--set` reads it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from estimative.cases import Act, Change, Prospects, ScenarioSpec


@dataclass(frozen=True, slots=True)
class Entry:
    """A change with what brings it: nothing (it holds in every run), a driver's state, a shock, or an act once it has
    happened. `ids`: none, (driver, state), (shock,) or (act,)."""

    change: Change
    kind: Literal["baseline", "driver", "shock", "act"]
    ids: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`baseline/TARGET/SINCE`, `DRIVER.STATE/TARGET/SINCE`, `SHOCK/TARGET/SINCE` or `act/ACT/TARGET`."""
        if self.kind == "act":
            return act_change_name(self.ids[0], self.change)
        return f"{'.'.join(self.ids) or self.kind}/{stream_name(self.change)}"

    @property
    def short(self) -> str:
        """The name without what brings it."""
        return self.name.partition("/")[2]

    @property
    def owner(self) -> str:
        """What brings it, in words."""
        return f"the {self.kind} {'='.join(self.ids)}".rstrip()

    def holds(self, spec: ScenarioSpec | None) -> bool:
        """Whether a run of the scenario has it; what acts bring, every run has."""
        if self.kind == "driver":
            return spec is not None and self.ids in spec.states
        return self.kind != "shock" or (spec is not None and self.ids[0] in spec.shocks)


def rate_name(act: Act) -> str:
    return f"act/{act.id}/rate"


def act_change_name(act: str, change: Change) -> str:
    return f"act/{act}/{change.target}"


def stream_name(change: Change) -> str:
    """Changes of one target from one date share a stream of draws, whoever brings them."""
    return f"{change.target}/{change.since or 'start'}"


def entries(p: Prospects) -> Iterator[Entry]:
    """Every change of a case: the baseline's, drivers' states', shocks', and last those of acts."""
    yield from (Entry(c, "baseline") for c in p.baseline)
    yield from (Entry(c, "driver", (d.id, s.id)) for d in p.drivers for s in d.states for c in s.changes)
    yield from (Entry(c, "shock", (s.id,)) for s in p.shocks for c in s.changes)
    yield from (Entry(c, "act", (a.id,)) for a in p.acts for c in a.changes)


def mapped(p: Prospects, made: Callable[[Entry], Change]) -> Prospects:
    """The prospects with every change put through a function."""
    new = iter([made(e) for e in entries(p)])

    def each(changes: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(next(new) for _ in changes)

    return replace(
        p,
        baseline=each(p.baseline),
        drivers=tuple(
            replace(d, states=tuple(replace(s, changes=each(s.changes)) for s in d.states)) for d in p.drivers
        ),
        shocks=tuple(replace(s, changes=each(s.changes)) for s in p.shocks),
        acts=tuple(replace(a, changes=each(a.changes)) for a in p.acts),
    )
