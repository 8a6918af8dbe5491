"""Whether a name stands for its actor at this place of a text, or for a person, a thing or another place."""

from collections.abc import Sequence

from .actor import Kind
from .around import Around
from .index import Hit, Index
from .tables import Namesakes, Rule
from .words import Word

_PLACES = frozenset({Kind.STATE, Kind.DEAD_STATE, Kind.TERRITORY, Kind.REGION})
_SAYING = frozenset({"said", "says", "told", "added", "adds", "argued", "admitted", "insisted", "tweeted", "joked"})
PART = "part of the name of something else"
_HE = frozenset({"he", "she", "his", "her", "him"})
_NONE = Word("", False, False, -1)


class Doubt:
    """Reads the words around a hit. `why_not` gives the reason not to take it for its owner, or an empty text."""

    def __init__(self, tables: Namesakes, index: Index) -> None:
        self._t = tables
        self._index = index
        self._rules = {name: rule for rule in tables.rule for name in rule.names}

    def why_not(self, hit: Hit, read: Sequence[Word], context: Around) -> str:
        before = read[hit.first - 1] if hit.first else _NONE
        after = read[hit.last] if hit.last < len(read) else _NONE
        return (
            self._by_rule(hit, before, after, context)
            or self._part_of_name(hit, after)
            or self._thing(hit, after)
            or self._person(hit, read, before, after, context)
        )

    def _by_rule(self, hit: Hit, before: Word, after: Word, context: Around) -> str:
        rule = self._rules.get(" ".join(hit.key))
        if rule is None:
            return ""
        if after.plain in rule.after or before.plain in rule.before or self._atlanta(rule, before, context):
            return f"here it means {rule.other}"
        if rule.after_place and after.capital and self._index.owners((after.plain,)):
            return f"here it means {rule.other}"
        return self._weigh(rule, hit, context)

    @staticmethod
    def _atlanta(rule: Rule, before: Word, context: Around) -> bool:
        """`Atlanta, Georgia`: the word before the comma, which the context still has."""
        return before.plain == "," and any(f"{word}, {name}" in context for word in rule.before for name in rule.names)

    def _weigh(self, rule: Rule, hit: Hit, context: Around) -> str:
        capitals = tuple(name.lower() for owner in hit.owners for name in owner.actor.capitals)
        own = tuple(name for name in capitals if name != " ".join(hit.key))
        against = any(word in context for word in rule.for_other)
        speaks = any(word in context for word in rule.for_actor + own)
        if against and not speaks:
            return f"the text speaks for {rule.other}"
        if rule.default == "abstain" and (against or not speaks):
            return f"it may also mean {rule.other}"
        return ""

    def _part_of_name(self, hit: Hit, after: Word) -> str:
        states = any(owner.actor.kind in _PLACES for owner in hit.owners)
        named = states and after.capital and after.plain in self._t.heads
        return f"{PART} ({after.plain})" if named else ""

    def _thing(self, hit: Hit, after: Word) -> str:
        common = hit.key[0] in self._t.common and after.plain in self._t.things
        dish = any(o.kind == "demonym" for o in hit.owners) and after.plain in self._t.dishes
        return (
            f"an ordinary thing ({' '.join(hit.key)} {after.plain})" if len(hit.key) == 1 and (common or dish) else ""
        )

    def _person(self, hit: Hit, read: Sequence[Word], before: Word, after: Word, context: Around) -> str:
        name = hit.key[0]
        if len(hit.key) > 1 or name not in self._t.people:
            return ""
        given = before.capital and (before.plain in self._t.given or before.plain in self._t.titles)
        initial = before.capital and len(before.plain) == 1 and not before.upper and before.plain not in "ai"
        surname = self._surname(hit, after)
        elsewhere = any(f"{word} {name}" in context for word in self._t.given)
        if given or initial or surname or elsewhere or self._speaks(name, hit, read):
            return "a person of that name"
        return ""

    def _surname(self, hit: Hit, after: Word) -> bool:
        """A capitalised word that is neither an office nor itself an actor follows a name (not a demonym)."""
        if not after.capital or after.upper or any(o.kind == "demonym" for o in hit.owners):
            return False
        return after.plain not in self._t.offices and not self._index.owners((after.plain,))

    def _speaks(self, name: str, hit: Hit, read: Sequence[Word]) -> bool:
        next_words = [w.plain for w in read[hit.last : hit.last + 5]]
        return (
            name in self._t.speakers and next_words[:1] != [] and next_words[0] in _SAYING and bool(_HE & {*next_words})
        )
