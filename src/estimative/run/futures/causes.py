"""Where a simulated number comes from: cells of the trace for mechanisms and acts, each on what reaches it."""

from collections.abc import Iterator
from dataclasses import replace

from estimative.cases import Act, Counted, Prospects
from estimative.domain import Parameter, Prior
from estimative.simulate import Entry, Plan, entries, movers, rate_name, reaching

from ..tracing import Tracer


class Causes:
    """Cells of one plan, made when asked for. What the scenario cannot reach is the cell of `as-is` itself. Things that
    move each other share one cell. A key is `mechanism:NAME` or `act:ID`."""

    def __init__(self, plan: Plan, prospects: Prospects, tracer: Tracer, base: "Causes | None" = None) -> None:
        self.plan, self.base, self._tracer = plan, base, tracer
        self._changed = _changes(plan, prospects)
        self._movers = movers(plan)
        self._upstream = {key: reaching(self._movers, key) for key in self._movers}
        self._own = {key: self._leaves(key) for key in self._movers}
        self._made: dict[str, str] = {}

    def touched(self, key: str) -> bool:
        """Whether anything that reaches it differs from `as-is`."""
        if self.base is None:
            return True
        base = self.base
        return any(self._own[k] != base._own.get(k) for k in self._upstream[key])

    def cell(self, key: str) -> str:
        """The node of a mechanism or act: what the scenario changes first, then what moves it, then its parameters."""
        if self.base is not None and not self.touched(key):
            return self.base.cell(key)
        ring = [k for k in self._movers if k in self._upstream[key] and key in self._upstream[k]]
        if ring[0] not in self._made:
            before = dict.fromkeys(m for k in ring for m in self._movers[k] if m not in ring)
            mine = dict.fromkeys(p for k in ring for p in self._own[k])
            new = [p for p in mine if self._is_new(p)]
            parents = [self._tracer.parameter(p) for p in new]
            parents += [self.cell(m) for m in before]
            parents += [self._tracer.parameter(p) for p in mine if p not in new]
            node = (
                f"scenario:{self.plan.scenario}/{'+'.join(k.partition(':')[2] if n else k for n, k in enumerate(ring))}"
            )
            self._made[ring[0]] = self._tracer.cell(node, self._label(ring), dict.fromkeys(parents) or ["dynamics"])
        return self._made[ring[0]]

    def _is_new(self, parameter: Parameter) -> bool:
        """What holds in this scenario and not in `as-is`."""
        return self.base is not None and not any(parameter in own for own in self.base._own.values())

    def _label(self, ring: list[str]) -> str:
        titles = {f"mechanism:{p.mechanism.name}": f"{p.mechanism.title} ({p.rival})" for p in self.plan.parts}
        titles |= {f"act:{a.id}": a.text for a in self.plan.acts}
        together = ", which move each other" if len(ring) > 1 else ""
        return f"{' and '.join(titles[k] for k in ring)}{together}; under {self.plan.scenario}"

    def _leaves(self, key: str) -> tuple[Parameter, ...]:
        kind, _, name = key.partition(":")
        if kind == "act":
            return (_rate(next(a for a in self.plan.acts if a.id == name)),)
        part = next(p for p in self.plan.parts if p.mechanism.name == name)
        stated = {p.id: p for p in self.base.parameters} if self.base else {}
        own = (p if stated.get(p.id, p) == p else replace(p, id=f"scenario.{self.plan.scenario}.{p.id}")
               for p in part.parameters)  # fmt: skip
        return (*(p for target, p in self._changed if target == name), *own)

    @property
    def parameters(self) -> Iterator[Parameter]:
        return (p for part in self.plan.parts for p in part.parameters)


def _changes(plan: Plan, prospects: Prospects) -> list[tuple[str, Parameter]]:
    """Changes that hold in a plan, as (mechanism, parameter), named as `--set` takes them."""
    brought = list(entries(prospects))
    held = (*plan.on, *(True for e in brought if e.kind == "act"))
    on = (e for e, used in zip(brought, held, strict=True) if used)
    return [(e.change.target.split(".")[0], _changed(e)) for e in on]


def _changed(e: Entry) -> Parameter:
    c = e.change
    when = f"from {c.since or 'the start'}" + (f" until {c.until}" if c.until else "")
    return Parameter(e.name, c.prior, f"({c.how}, {when})", c.reference, c.standing)


def _rate(act: Act) -> Parameter:
    name, rate = rate_name(act), act.rate
    if isinstance(rate, Counted):
        prior = Prior("point", (round((rate.events + 0.5) / (12 * rate.exposure_years), 5),))
        note = f"{rate.events} in {rate.exposure_years:g} years, Jeffreys posterior; {rate.reference}"
        return Parameter(name, prior, "a month (mean)", note, rate.standing)
    return Parameter(name, rate.prior, "a month", rate.reference, rate.standing)
