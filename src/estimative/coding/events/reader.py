"""The event of a predicate, composed from its lexicon entry and the event of what it governs."""

from collections.abc import Iterator

from .grammar import grammatical, objects, subjects
from .lexicon import Entry, EventLexicon, Pattern
from .modality import FUTURE, adjust
from .nouns import noun_event
from .operators import OPERATORS
from .patterns import Matcher
from .phrases import Phrases
from .places import Places
from .reading import Reading
from .reports import is_comment
from .tree import Tree

_CLAUSE = ("ccomp", "xcomp", "csubj", "csubj:pass")
_TO_EVENT = ("for", "to", "on", "of", "against", "in", "with", "from", "over", "at", "into", "about", "under")
_SENDING = frozenset({"send", "dispatch", "despatch", "deploy", "fly", "rush"})
_ERRANDS = frozenset({"ACCUSE", "CONSULT", "AID"})


class Reader:
    """Reads the predicates of one sentence; what it has read once it keeps."""

    def __init__(self, tree: Tree, lexicon: EventLexicon, phrases: Phrases) -> None:
        self.t = tree
        self.lex = lexicon
        self.phrases = phrases
        self.match = Matcher(tree, lexicon)
        self.places = Places(tree, phrases, lexicon)
        self._known: dict[int, Reading | None] = {}

    def read(self, i: int) -> Reading | None:
        """The event of a word, or none."""
        if i not in self._known:
            self._known[i] = None  # a loop in the grammar reads as nothing
            found = self._read(i)
            if found is not None:
                found.used.add(i)
            self._known[i] = found
        return self._known[i]

    def place(self, i: int, names: tuple[str, ...], skip: list[int]) -> list[int]:
        """Heads of the side at the first of these places."""
        return self.places.first(i, names, skip)

    def is_verb(self, i: int) -> bool:
        """Whether a word is a verb, or one that the tagger took for a noun: with a subject or object of its own."""
        t = self.t
        if t.pos[i] == "VERB" or (t.pos[i] == "AUX" and t.dep[i] not in ("aux", "aux:pass", "cop")):
            return True
        if t.low[i] not in self.lex.verbs or t.pos[i] not in ("NOUN", "PROPN", "ADJ"):
            return False
        return bool(t.of(i, "nsubj", "obj", "aux")) and not t.of(i, "cop", "det")

    def content(self, i: int) -> Reading | None:
        """The event that a word governs: a clause first, then an object, then a phrase under a preposition."""
        return next((r for k in self._governed(i) if (r := self.read(k)) is not None), None)

    def _governed(self, i: int) -> Iterator[int]:
        t = self.t
        yield from (k for k in t.of(i, *_CLAUSE) if not is_comment(self, k))
        for o in objects(t, i):
            for k in t.conjuncts(o):
                yield from ([k] if not t.is_verb(k) else [])
                yield from t.of(k, "acl")
        aim = "to" if t.of(i, "obj") else ""
        for k in t.of(i, "advcl", "obl", "acl", "nmod"):
            if k > i and t.case(k) in _TO_EVENT and not (t.dep[k] == "advcl" and t.case(k) == aim):
                yield k

    def _read(self, i: int) -> Reading | None:
        t = self.t
        if self.is_verb(i):
            return self._adjusted(self._verb(i), i)
        if t.low[i] in self.lex.adjectives and (t.pos[i] == "ADJ" or t.of(i, "cop")):
            found = self._adjective(i)
            if found is not None:
                return self._adjusted(found, i)
        if t.pos[i] in ("NOUN", "NUM", "SYM"):
            found = noun_event(self, i)
            return self._adjusted(found, i) if found is not None and t.of(i, "cop") else found
        return self._adjusted(self._lent(i), i) if t.pos[i] == "ADJ" else None

    def _verb(self, i: int) -> Reading | None:
        t = self.t
        if t.low[i] in self.lex.adjectives and t.tag[i] == "VBN" and t.of(i, "aux:pass", "cop"):
            found = self._adjective(i)
            if found is not None:
                return found
        weak: Reading | None = None
        options = self.lex.verbs.get(t.low[i], ())
        for p in options:
            if not self.match.fits(p, i) or not self._is_thing(p, i):
                continue
            found = self._built(p.entry, i, p)
            if found is not None and (found.type or found.entry.effect not in ("say", "announce")):
                return found
            weak = weak or found
        if options and not t.passive(i) and all(p.entry.effect for p in options):
            return weak
        return weak or self._lent(i)

    def _is_thing(self, p: Pattern, i: int) -> bool:
        """Whether a pattern that takes any object may take this one: a thing, not an event of its own."""
        return "*" not in p.object or not any(noun_event(self, o) for o in objects(self.t, i))

    def _built(self, e: Entry, i: int, p: Pattern | None) -> Reading | None:
        if e.effect:
            return OPERATORS[e.effect](self, e, i)
        found = Reading(i, e, e.type, (e.mode,) if e.mode else (), mutual=e.mutual)
        found.source = self.place(i, e.source, [])
        found.target = self.place(i, e.target, found.source)
        self._errand(found)
        if not any(self.phrases.is_actor(x) for x in found.target):
            aims = (r for k in self.t.of(i, "advcl") if self.t.case(k) == "to" and (r := self.read(k)) is not None)
            found.target = next(
                ([x for x in r.target if x not in found.source] for r in aims if r.target), found.target
            )
        if e.swap:
            found.source, found.target = found.target, found.source
        if p is not None and p.object:
            self._take_in(found)
        return found

    def _errand(self, found: Reading) -> None:
        """Sending somebody to look, to talk or to help is that."""
        t, i = self.t, found.at
        if t.lemma[i] not in _SENDING:
            return
        aims = [*t.of(i, "advcl", "xcomp"), *(k for o in objects(t, i) for k in t.of(o, "acl"))]
        read = (r for k in aims if t.case(k) == "to" and (r := self.read(k)) is not None)
        aim = next((r for r in read if r.type in _ERRANDS), None)
        if aim is not None:
            found.type, found.modes, found.entry = aim.type, aim.modes, aim.entry
            found.used |= aim.used

    def _take_in(self, found: Reading) -> None:
        """An object that the pattern asks for is no event beside it, but may tell more of it."""
        for o in objects(self.t, found.at):
            found.used |= set(self.t.conjuncts(o))
            inner = noun_event(self, o)
            if inner is None:
                continue
            if inner.type and (inner.firm or (inner.type == found.type and inner.modes)):
                found.type, found.modes, found.entry = inner.type, inner.modes, inner.entry
            found.target = found.target or [x for x in inner.target or inner.source if x not in found.source]

    def _lent(self, i: int) -> Reading | None:
        """A verb or adjective without entry: it lends its subject to the event noun or clause below it."""
        t = self.t
        below = [*t.of(i, "xcomp"), *(objects(t, i) if t.is_verb(i) else [])]
        content = next((r for k in below if (r := self.read(k)) is not None), None)
        if content is None:
            return None
        content.used.add(i)
        if content.nominal:
            content.source = content.source or subjects(t, i)
            content.target = content.target or self.place(
                i, ("to", "with", "against", "on", "from", "for"), content.source
            )
            content.at = i
        return content

    def _adjective(self, i: int) -> Reading | None:
        entry = self.lex.adjectives[self.t.low[i]][0]
        if entry.effect:
            return self._built(entry, i, None)
        source = grammatical(self.t, i)
        if self.t.dep[i] == "amod" or not source:
            return None
        modes = (entry.mode,) if entry.mode else ()
        return Reading(i, entry, entry.type, modes, source, self.place(i, entry.target, source))

    def _adjusted(self, found: Reading | None, i: int) -> Reading | None:
        aux, negated = set(self.t.aux(i)), self.t.negated(i)
        if found is None or not found.type:
            return self._unwilling(i) if negated and aux & FUTURE and not self.t.passive(i) else found
        adjust(found, aux, negated)
        return found

    def _unwilling(self, i: int) -> Reading | None:
        """ "Will not ..." of a verb without entry is a refusal, where somebody is its subject."""
        source = subjects(self.t, i)
        if not any(self.phrases.is_someone(x) for x in source):
            return None
        target = self.place(i, ("obj", "to", "with", "from"), source)
        return Reading(i, self.lex.named["reject"], "REJECT", (), source, target)
