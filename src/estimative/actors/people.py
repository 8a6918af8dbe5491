"""Whether a person's name stands for the state at this place of a text: in office on the date, and this person."""

from collections.abc import Sequence

from estimative.domain import PartialDate

from .around import Around
from .index import Hit, Index, Owner
from .resolution import Resolution
from .tables import Namesakes, Surnames, nouns
from .words import Word

_HEADS = frozenset(
    {"head_of_state", "head_of_government", "supreme_leader", "foreign_minister", "defence_minister", "crown_prince"}
)
_SHORT = 4  # letters
_NONE = Word("", False, False, -1)


class People:
    """Reads the words around a person's name: a title, a nationality, "former", another first name."""

    def __init__(self, tables: Surnames, namesakes: Namesakes, index: Index) -> None:
        self._t, self._index = tables, index
        self._titles = tables.titles | nouns().state
        self._doubtful = tables.need | namesakes.given
        self._given = namesakes.given

    def judge(self, hit: Hit, read: Sequence[Word], on: PartialDate | None, around: Around) -> Resolution:
        """The state the person stands for on the date, or none with the reason."""
        start = self._titles_before(read, hit.first)
        before = read[start - 1] if start else _NONE
        everyone = tuple(dict.fromkeys(o.actor for o in hit.owners))
        past = self._past(read, start)
        if past:
            return Resolution(None, f"called {past}: out of office", everyone, "former")
        if hit.owners[0].kind == "surname" and self._another(hit, read, before, start == hit.first):
            return Resolution(None, "another name of which this is a part", everyone, "namesake")
        nations = self._nations(read, start)
        living = [o for o in hit.owners if o.holds(on) and (not nations or o.actor.code in nations)]
        titled = any(self._is_title(w.plain) for w in read[start : hit.first])
        if not titled and len(hit.key) == 1 and hit.key[0] in self._t.words:
            return Resolution(None, "a word, without a title before it", everyone, "namesake")
        living = self._narrowed(living, around)
        if len({o.actor.code for o in living}) == 1:
            sure = [o for o in living if self._sure(o, hit, titled, around)]
            return self._holder(sure, on) if sure else self._nobody(hit, on, around)
        if living:
            several = tuple(dict.fromkeys(o.actor for o in living))
            return Resolution(None, "several holders of office have that name", several, "shared")
        return self._nobody(hit, on, around)

    def _narrowed(self, living: list[Owner], around: Around) -> list[Owner]:
        """Of holders in several states those named in full in the text; of these, those whose state it names."""
        if len({o.actor.code for o in living}) > 1:
            living = [o for o in living if self._in_full(o, around)] or living
            named = [o for o in living if self._state_named(o, around)]
            living = named if len({o.actor.code for o in named}) == 1 else living
        return living

    def _holder(self, living: list[Owner], on: PartialDate | None) -> Resolution:
        owner, when = living[0], f"in {on}" if on else "today"
        term = owner.term
        assert term is not None
        reason = f"{term.person}, {term.office.replace('_', ' ')} {when}"
        return Resolution(owner.actor, reason, (owner.actor,), "person", term)

    def _nobody(self, hit: Hit, on: PartialDate | None, around: Around) -> Resolution:
        actors = tuple(dict.fromkeys(o.actor for o in hit.owners))
        rare = hit.owners[0].kind == "person" or not self._common(hit)
        known = [o for o in hit.owners if rare or self._in_full(o, around)]
        if not known:
            return Resolution(None, "a surname that tells no holder of office", actors, "namesake")
        term = known[0].term
        assert term is not None
        return Resolution(
            None, f"{term.person} held no office {'in ' + str(on) if on else 'today'}", actors, "former", term
        )

    def _titles_before(self, read: Sequence[Word], first: int) -> int:
        """Where the titles before a name begin; the name itself if there is none."""
        at = first
        titles = self._titles | self._t.courtesy
        while at and (read[at - 1].plain in titles or read[at - 1].plain in self._t.links):
            at -= 1
        while at < first and read[at].plain in ("of", "and", "the", "for"):
            at += 1
        return at if any(w.plain in titles for w in read[at:first]) else first

    def _is_title(self, word: str) -> bool:
        return word in self._titles

    def _another(self, hit: Hit, read: Sequence[Word], before: Word, bare: bool) -> bool:
        """`Jill Biden`, `Trump Tower`: a first name that is not a title, or a thing named for a person."""
        after = read[hit.last] if hit.last < len(read) else _NONE
        if after.plain[:1].isdigit():
            return True  # "a Su-30"
        if after.capital and (after.plain in self._t.things or self._given_name(after, read)):
            return True
        if len(hit.key) == 1 and len(hit.key[0]) < 4 and read[hit.first].upper:
            return True  # "the starting XI"
        if not bare or not before.capital or before.plain in self._t.openers or self._index.owners((before.plain,)):
            return False
        initial = len(before.plain) == 1 and hit.first > 1
        given = read[hit.first - 2].plain if initial else before.plain
        return not any(o.term and o.term.person.casefold().startswith(given) for o in hit.owners)

    def _given_name(self, after: Word, read: Sequence[Word]) -> bool:
        """Whether a name goes on after a surname ("Cameron Barr"), where not every word has a capital."""
        owners = [o for o in self._index.owners((after.plain,)) if o.term is None]
        known = after.plain in self._t.openers | self._titles or owners
        return not known and not after.upper and sum(w.capital for w in read) < 0.6 * len(read)

    def _past(self, read: Sequence[Word], start: int) -> str:
        """A word like "former" before the titles, with at most a nationality of two words between them."""
        for word in reversed(read[max(0, start - 3) : start]):
            if word.plain in nouns().past:
                return word.plain
            if not word.capital:
                break
        return ""

    def _nations(self, read: Sequence[Word], start: int) -> set[str]:
        """The states named right before a name and its titles: "Chinese Premier Li"."""
        before = [read[start - 1].plain] if start else []
        before = [read[start - 2].plain] if before == ["s"] and start > 1 else before
        if not before:
            return set()
        pairs = [(read[start - 2].plain, before[0])] if start > 1 else []
        owners = [o for key in (*pairs, (before[0],)) for o in self._index.owners(key) if o.term is None]
        return {o.actor.code for o in owners}

    def _sure(self, owner: Owner, hit: Hit, titled: bool, around: Around) -> bool:
        """Whether the name is this person's: common names want a title, the full name, or the state in the text."""
        if titled:
            return True
        if owner.kind == "surname":
            return self._in_full(owner, around) or (not self._common(hit) and self._alone(owner, hit, around))
        plainly = owner.term is not None and owner.term.office in _HEADS
        usual = hit.key[0] in self._given and hit.key[-1] in self._doubtful
        return plainly or not usual or self._state_named(owner, around)

    def _alone(self, owner: Owner, hit: Hit, around: Around) -> bool:
        """A surname that is not common: of a leading office, or with its state named in the text."""
        leading = owner.term is not None and owner.term.office in _HEADS
        long = len(" ".join(hit.key)) > _SHORT or hit.key[-1] in self._t.alone
        return (leading and long) or self._state_named(owner, around)

    def _common(self, hit: Hit) -> bool:
        return len(hit.key) == 1 and hit.key[0] in self._doubtful

    @staticmethod
    def _in_full(owner: Owner, around: Around) -> bool:
        term = owner.term
        return term is not None and any(around.has_name(n) for n in (term.person, *term.names) if " " in n)

    @staticmethod
    def _state_named(owner: Owner, around: Around) -> bool:
        actor = owner.actor
        return any(
            around.has_name(n) for n in (actor.name, *actor.names, *actor.demonyms, *actor.capitals) if len(n) > 2
        )
