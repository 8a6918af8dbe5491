"""Cities and provinces: where something is done, never who does it. They are no mentions of a state to coreference and
to the counts of what a text is about; only the places of a frame read them."""

from estimative.actors import Registry
from estimative.actors.gazetteer import gazetteer
from estimative.actors.words import words
from estimative.domain import PartialDate

from .text import Mention, Parsed

PLACE = "place"


def located(parsed: Parsed, found: list[Mention], registry: Registry, on: PartialDate | None) -> list[Mention]:
    """The mentions of a block with its places of one state added (kind `place`), in order of their tokens."""
    doc = parsed.doc
    taken = {i for m in found if m.codes for i in range(m.start, m.end)}
    read = words([t.text for t in doc])
    places = []
    for sight in gazetteer().scan(read):
        start, end = read[sight.first].token, read[sight.last - 1].token + 1
        countries = {k.country for k in sight.known}
        if len(countries) != 1 or any(k.table != "places" for k in sight.known) or taken & set(range(start, end)):
            continue
        code = countries.pop()
        if code in registry and registry.actor(code).lives(on):
            places.append(Mention(start, end, doc[start:end].root.i, (code,), PLACE, doc[start:end].text))
    covered = {i for m in places for i in range(m.start, m.end)}
    kept = [m for m in found if m.codes or not covered & set(range(m.start, m.end))]
    return sorted([*kept, *places], key=lambda m: (m.start, m.end))
