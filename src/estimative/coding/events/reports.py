"""Verbs of saying: the event is that of what is said, seen from the speaker."""

from typing import TYPE_CHECKING

from .effects import FORCIBLE, asked_for
from .grammar import objects, subjects
from .lexicon import Entry
from .modality import DUTY
from .reading import Reading
from .words import words

if TYPE_CHECKING:
    from .reader import Reader

PRONOUNS = words("pronoun")
_BYSTANDER = words("bystander")


def say(r: "Reader", e: Entry, i: int) -> Reading | None:
    """The content's event, with the speaker for its source where the content leaves it to him; an obligation that is
    put on somebody is a request to him. Without content a mere statement."""
    speaker = subjects(r.t, i)
    content = _content(r, e, i)
    if content is None:
        return None if e.name == "announce" else Reading(i, e, "", source=speaker, target=r.place(i, e.target, speaker))
    content.used.add(i)
    content.passed.append(e)
    own = [x for x in content.source if r.t.low[x] not in PRONOUNS]
    if e.name == "claim" and content.type in FORCIBLE and not own:
        return Reading(i, e, "", source=speaker, target=content.target)
    if content.must and own and speaker:
        _oblige(content, speaker, own, r.lex.named["appeal" if content.must == "should" else "demand"])
    elif own:
        content.speaker = speaker
    elif content.source or not any(r.t.lemma[x] in _BYSTANDER for x in speaker):
        content.source = speaker or content.source
    return content


def is_comment(r: "Reader", k: int) -> bool:
    """Whether a clause only tells who says it: "..., officials said"."""
    t = r.t
    if not t.of(k, "nsubj") or not any(p.entry.name == "say" for p in r.lex.verbs.get(t.low[k], ())):
        return False
    if not t.of(k, "ccomp", "xcomp", "obj"):
        return True
    above = t.head[k]
    return above < k and "," in t.low[above:k] and not t.of(k, "ccomp", "xcomp", "mark")


def _content(r: "Reader", e: Entry, i: int) -> Reading | None:
    t = r.t
    clauses = t.of(i, "ccomp", "parataxis", "xcomp")
    clauses += [k for k in t.of(i, "advcl") if k < i and t.of(k, "nsubj")]
    found = next((x for k in clauses if (x := _told(r, k)) is not None), None)
    if found is not None or e.name == "announce":
        return found
    for k in clauses:
        who = t.of(k, "nsubj", "nsubj:pass")
        if who and set(t.aux(k)) & DUTY:
            return Reading(k, e, "REQUEST", source=who, must="must")
    return next((x for o in objects(t, i) if not t.is_verb(o) and (x := r.read(o)) is not None), None)


def _told(r: "Reader", k: int) -> Reading | None:
    """The event of a reported clause, also where the parser has put its verb below its subject."""
    found = r.read(k)
    if found is None and not r.t.is_verb(k):
        found = next((x for c in r.t.of(k, "ccomp", "acl", "acl:relcl", "conj") if (x := r.read(c)) is not None), None)
    return found


def _oblige(content: Reading, speaker: list[int], own: list[int], demand: Entry) -> None:
    content.modes = asked_for(content) if content.type != "REQUEST" else ()
    content.type, content.entry, content.must = "REQUEST", demand, ""
    content.source, content.target = speaker, own
    content.aux.discard("future")
