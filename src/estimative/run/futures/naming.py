"""Scenarios in words: their names as titles, and combinations nobody named by what sets them apart."""

from estimative.cases import Prospects, ScenarioSpec


def title(name: str) -> str:
    """
    >>> title("truce-and-opening")
    'Truce and opening'
    """
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def unnamed(prospects: Prospects, spec: ScenarioSpec) -> str:
    """A combination of states as the nearest declared scenario and what differs from it; else all its states."""
    texts = {(d.id, s.id): s.text for d in prospects.drivers for s in d.states}
    apart = {
        other.name: [pair for pair in spec.states if pair not in other.states]
        for other in prospects.scenarios
        if not other.shocks
    }
    near = min(apart, key=lambda name: len(apart[name]), default=None)
    if near is None or len(apart[near]) > len(spec.states) / 2:
        return ", ".join(texts.get(pair, pair[1]) for pair in spec.states)
    return f"{title(near)}, but {' and '.join(texts.get(pair, pair[1]) for pair in apart[near])}"
