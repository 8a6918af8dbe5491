"""Verbs, nouns and adjectives that change the event they govern, one function for each effect of the lexicon."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from .effects import agreed, asked_for, planned, promised, stopped, threatened
from .event import COOPERATIVE
from .grammar import grammatical, objects, subjects
from .lexicon import Entry
from .reading import Reading
from .reports import PRONOUNS, say

if TYPE_CHECKING:
    from .reader import Reader

_OFFERED = frozenset({"offer", "willing"})
_ASKED = ("iobj", "obj!", "to", "on", "upon")
_ONLY_TELLS = frozenset({"announce", "report", "confirm", "see", "face", "suffer"})
_ENDED = ("flow", "relations", "meeting", "pact")


def agree(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    kind = agreed(content) if e.name == "agree" else promised(content, e.name in _OFFERED)
    found = _own(r, e, i, content, kind, threatened(content) if kind == "THREATEN" else ())
    if kind not in ("AGREE", "THREATEN") and content is not None:
        found.modes, found.entry = content.modes, content.entry
        found.aux.add("future")
    return found


def plan(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    if content is None or not content.type:
        return content and _through(r, e, i, content)
    decided = r.t.lemma[i] == "decide"
    kind = content.type if decided else planned(content)
    found = _own(r, e, i, content, kind, threatened(content) if kind == "THREATEN" else content.modes)
    found.entry = content.entry
    if kind == content.type and not decided:
        found.aux.add("future")
    return found


def threaten(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    return _own(r, e, i, content, "THREATEN", threatened(content))


def request(r: "Reader", e: Entry, i: int) -> Reading | None:
    """Asked is a person in an object's place, else the subject of what he shall do, else the owner of the thing."""
    t, content = r.t, r.content(i)
    found = _own(r, e, i, content, "REQUEST", asked_for(content))
    places = {x.rstrip("!") for x in e.target}
    asked = r.place(i, tuple(n for n in _ASKED if n.rstrip("!") in places), found.source)
    if not any(r.phrases.is_someone(x) for x in asked):
        clauses = t.of(i, "ccomp", "xcomp", "advcl")
        who = [s for k in clauses for s in t.of(k, "nsubj", "nsubj:pass") if t.low[s] not in PRONOUNS]
        asked = [x for x in who if x not in found.source]
        if not asked and content is not None and content.nominal:
            asked = [x for x in content.source if x not in found.source and t.low[x] not in PRONOUNS]
    found.target = asked or found.target
    return found


def reject(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    if content is not None and content.nominal and content.entry.name == "accuse":
        return deny(r, e, i)
    found = _own(r, e, i, content, "REJECT", asked_for(content))
    if content is not None and content.nominal and content.source:
        found.target = [x for x in content.source if x not in found.source] or found.target
    return found


def fail(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    if content is None:
        return None
    failed = content.type in COOPERATIVE
    found = _own(r, e, i, content, "REJECT" if failed else content.type)
    found.mutual = content.mutual
    if not failed:
        found.aux.add("negation")
    return found


def stop(r: "Reader", e: Entry, i: int) -> Reading | None:
    content, lists, things = r.content(i), r.lex.classes, objects(r.t, i)
    economic = any(r.match.among(o, lists["economic"]) for o in things)
    found = _own(r, e, i, content, "")
    if content is None:
        found.type, found.modes = _ended(r, things, economic)
        return found if found.type else None
    if content.entry.name == "attack" and r.t.low[content.at] in ("strike", "strikes") and not content.firm:
        content.type, content.modes = "PROTEST", ("strike",)
    found.type, found.modes = stopped(content, economic or r.t.low[content.at] in lists["economic"])
    if not found.source and r.t.passive(i):
        found.source = content.source
    return found if found.type else None


def _ended(r: "Reader", things: list[int], economic: bool) -> tuple[str, tuple[str, ...]]:
    """What the end of a thing is that is no event noun: of a restriction or of a flow."""
    lists = r.lex.classes
    if any(r.match.among(o, lists["restriction"]) for o in things):
        return ("RETREAT" if economic else "CONCEDE"), ()
    if any(r.match.among(o, lists[name]) for o in things for name in _ENDED):
        return "SANCTION", ("discontinue",)
    return "", ()


def consider(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    found = _own(r, e, i, content, content.type if content else "", content.modes if content else ())
    found.aux.add("hypothetical")
    return found


def deny(r: "Reader", e: Entry, i: int) -> Reading | None:
    found = Reading(i, e, "", source=r.place(i, ("subj",), []))
    found.target = r.place(i, ("by", "from", "of", "obj", "against"), found.source)
    content = r.content(i)
    if content is not None:
        found.used |= content.used
        theirs = [x for x in content.source if x not in found.source] if content.nominal else []
        found.target = theirs or found.target
    return found


def aspect(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    return content and _through(r, e, i, content)


def attempt(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    if content is not None and content.type in COOPERATIVE:
        content.type, content.modes = "AGREE", ()
    return content and _through(r, e, i, content)


def announce(r: "Reader", e: Entry, i: int) -> Reading | None:
    """A verb that brings about or makes known the event that its object names."""
    content = r.content(i)
    if content is None or not content.nominal:
        return content and say(r, e, i)
    content.used.add(i)
    subject = subjects(r.t, i)
    if not any(r.phrases.is_actor(x) for x in content.source):
        content.source = subject or content.source
    elif subject and not content.target and r.t.lemma[i] not in _ONLY_TELLS:
        content.target, content.source = content.source, subject
    if not content.target:
        content.target = r.place(i, ("to", "with", "against", "on", "from", "in", "for", "iobj"), content.source)
    content.at = i
    return content


def allow(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    if content is None and not objects(r.t, i) and not r.t.of(i, "iobj", "obl"):
        return None
    found = _own(r, e, i, content, "CONCEDE")
    if content is not None and not r.place(i, ("obj!", "iobj", "to"), found.source):
        found.target = [x for x in content.source if x not in found.source] or found.target
    return found


def force(r: "Reader", e: Entry, i: int) -> Reading | None:
    content = r.content(i)
    if content is None:
        return None
    found = _own(r, e, i, content, "COERCE", ("restrict",))
    return found if r.place(i, ("obj!",), found.source) else _through(r, e, i, content)


def _own(r: "Reader", e: Entry, i: int, content: Reading | None, kind: str, modes: tuple[str, ...] = ()) -> Reading:
    """A reading of an operator, with the sides of its own places, then those of its content."""
    found = Reading(i, e, kind, modes or ((e.mode,) if e.mode else ()), mutual=e.mutual)
    found.source = r.place(i, e.source, []) if r.is_verb(i) else grammatical(r.t, i)
    skip = list(found.source)
    if content is not None:
        found.used |= content.used
        found.passed = [*content.passed, content.entry]
        found.aux |= content.aux & {"hypothetical"}
        skip += [content.at] * content.nominal
    found.target = r.place(i, e.target, skip)
    if content is not None and not any(r.phrases.is_actor(x) for x in found.target):
        theirs = [x for x in content.target if x not in found.source]
        found.target = theirs or [x for x in content.source if x not in found.source] or found.target
    return found


def _through(r: "Reader", e: Entry, i: int, content: Reading) -> Reading:
    """The content's own event, with this verb's subject where it has none."""
    content.used.add(i)
    content.passed.append(e)
    content.source = content.source or subjects(r.t, i)
    return content


_Effect = Callable[["Reader", Entry, int], Reading | None]
_ALL: tuple[_Effect, ...] = (
    *(agree, plan, threaten, request, reject, fail, stop, consider, deny, aspect, attempt, announce, allow, force, say),
)
OPERATORS: dict[str, _Effect] = {f.__name__: f for f in _ALL}
