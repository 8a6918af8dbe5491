"""What is wrong inside scenarios.toml: names nothing bears, twice the same, circles. Mechanisms are asked later."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from .lines import Loc
from .scenario_files import DriverEntry, ScenarioEntry, ScenariosFile
from .scenarios import AS_IS

Found = tuple[Loc, str, str]


def scenario_problems(file: ScenariosFile) -> Iterator[Found]:
    """(where, what, mend) of everything wrong."""
    yield from _twice(file)
    yield from _acts(file)
    states = {f"{d.id}.{s.id}" for d in file.driver for s in d.state}
    for n, impact in enumerate(file.impact):
        for field in ("source", "target"):
            if getattr(impact, field) not in states:
                yield ("impact", n, field), *_unknown("driver.state", getattr(impact, field), states)
        low = impact.value if impact.low is None else impact.low
        high = impact.value if impact.high is None else impact.high
        if not low <= impact.value <= high:
            yield ("impact", n, "value"), f"{impact.value:g} is not between {low:g} and {high:g}", "mend the interval"
    for n, scenario in enumerate(file.scenario):
        yield from _scenario(n, scenario, file)


def _twice(file: ScenariosFile) -> Iterator[Found]:
    for table, key in (("act", "id"), ("driver", "id"), ("shock", "id"), ("scenario", "name")):
        names = [getattr(e, key) for e in getattr(file, table)]
        for n, name in enumerate(names):
            if name in names[:n]:
                yield (table, n, key), f"{name!r} stands twice", "give each a name of its own"
    for n, driver in enumerate(file.driver):
        states = [s.id for s in driver.state]
        for k, name in enumerate(states):
            if name in states[:k]:
                yield ("driver", n, "state", k, "id"), f"{name!r} stands twice", "give each state a name of its own"
    cells = [(i.source, i.target) for i in file.impact]
    for n, cell in enumerate(cells):
        if cell in cells[:n]:
            yield ("impact", n), f"{cell[0]} on {cell[1]} stands twice", "keep one of them"


def _acts(file: ScenariosFile) -> Iterator[Found]:
    ids = [a.id for a in file.act]
    before = {a.id: a.after for a in file.act}
    for n, act in enumerate(file.act):
        for name in act.after:
            if name not in ids:
                yield ("act", n, "after"), *_unknown("act", name, ids)
        if _circle(act.id, before):
            yield ("act", n, "after"), f"{act.id!r} can only come after itself", "break the circle"


def _circle(start: str, before: dict[str, tuple[str, ...]]) -> bool:
    seen, todo = set[str](), list(before[start])
    while todo:
        name = todo.pop()
        if name == start:
            return True
        if name not in seen:
            seen.add(name)
            todo += before.get(name, ())
    return False


def _scenario(n: int, scenario: ScenarioEntry, file: ScenariosFile) -> Iterator[Found]:
    if scenario.name == AS_IS:
        yield ("scenario", n, "name"), f"{AS_IS!r} is the name of the run in which nothing changes", "choose another"
    drivers: dict[str, DriverEntry] = {d.id: d for d in file.driver}
    for name, state in scenario.states.items():
        if name not in drivers:
            yield ("scenario", n, "states"), *_unknown("driver", name, drivers)
        elif state not in (known := [s.id for s in drivers[name].state]):
            yield ("scenario", n, "states"), *_unknown(f"state of {name}", state, known)
    for name in (d for d in drivers if d not in scenario.states):
        yield ("scenario", n, "states"), f"says nothing of the driver {name!r}", "give every driver a state"
    for shock in scenario.shocks:
        if shock not in (known := [s.id for s in file.shock]):
            yield ("scenario", n, "shocks"), *_unknown("shock", shock, known)


def _unknown(kind: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    names = sorted(known)
    near = get_close_matches(name, names, 1)
    return f"there is no {kind} {name!r}", f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names)}"
