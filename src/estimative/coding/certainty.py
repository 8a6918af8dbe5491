"""How sure the text is that a relation holds: FactBank values composed from the root of the sentence down to the event.

Two states travel down the path: `outer`, what encloses the clause (reports, implicatives), and `inner`, the same with
the clause's own modals and negation. Complements continue from `inner` through the signature of their governor, finite
adjuncts from `outer`; what is presupposed escapes both, but not the doubt of its source. Scale: Sauri and Pustejovsky
(2009).
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from spacy.tokens import Token

from estimative.domain import Factuality

from .attribution import in_quotes, reports
from .clause import CLAUSE, is_nominal, is_verbal, path, shares, tense
from .conditions import condition_on, in_antecedent, is_counterfactual
from .counterfactual import antecedent as unreal_condition
from .hedges import Mark, Marks, marks
from .signatures import Signature, lemma, signature, words

_LEVEL = {"CT": 3, "PR": 2, "PS": 1, "Uu": 0}
_NAME = {3: "CT", 2: "PR", 1: "PS"}
_COMPLEMENT = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "acl"})
_ARGUMENT = frozenset({"obj", "obl", "nmod", "nsubj:pass", "iobj", "dep", "compound", "obl:agent", "nmod:desc"})
_OBLIQUE = frozenset({"of", "from", "for", "about", "on", "to", "against"})
_LINKING = frozenset({"of", "from", "against", "into", "for", "about", "on", "to", "with", "over", "in", "that"})


@dataclass(frozen=True, slots=True)
class Certainty:
    """`factuality` with negation; `absorbed` without, for polarities that take the negation up. `negator` is the word
    that negates ("not", "decline"). No claim is made when `in_antecedent`. `capability` marks "can" and "able"."""

    factuality: Factuality
    modality: tuple[str, ...]
    hedge_cue: str | None = None
    condition: str | None = None
    negated: bool = False
    negator: str | None = None
    in_antecedent: bool = False
    capability: bool = False

    @property
    def absorbed(self) -> Factuality:
        """The same certainty of the negated relation: "declined to give" is a certain withholding.

        >>> Certainty(Factuality.CERTAINLY_NOT, ("asserted",), negated=True).absorbed.value
        'CT+'
        """
        return Factuality(self.factuality.value.replace("-", "+"))


@dataclass(frozen=True, slots=True)
class _State:
    level: int = 3
    positive: bool = True
    reported: int = 3  # the level that reports alone leave: presuppositions keep it, whatever else governs them
    cues: tuple[Token, ...] = ()
    modality: frozenset[str] = field(default_factory=frozenset)
    condition: str | None = None
    negator: str | None = None

    def capped(self, level: int) -> "_State":
        return replace(self, level=min(self.level, level))

    def projected(self) -> "_State":
        """What is taken for granted escapes negation, modals and wishes, but not the doubt of its source."""
        return _State(level=self.reported, reported=self.reported, modality=self.modality & {"attributed"})

    def affirmed(self) -> "_State":
        return replace(self, positive=True, negator=None)


def certainty(token: Token, argument: Token | None = None) -> Certainty:
    """The certainty of the event or relation headed by `token`; `argument` adds the hedges of one of its arguments, so
    that "drones and potentially missiles" gives two answers."""
    state = _composed(token)
    if argument is not None and argument != token:
        state = _argument(state, argument)
    return _answer(token, _reported(token, state))


def _composed(token: Token) -> _State:
    chain = path(token)
    outer = _root(chain[0])
    inner = _local(outer, chain[0])
    for governor, child in pairwise(chain):
        outer = _enter(governor, child, outer, inner)
        inner = _local(outer, child)
    return inner


def _root(root: Token) -> _State:
    question = root.sent.text.rstrip(' "”’)').endswith("?") and not in_quotes(root)
    return _State(level=0) if question else _State()


def _enter(governor: Token, child: Token, outer: _State, inner: _State) -> _State:
    """The state that reaches `child` from its governor."""
    if child.dep_ == "conj":
        misplaced = child.tag_ in ("VBD", "VBZ", "VBP") and governor.tag_ == "VB"
        return inner if shares(child) else outer.projected() if misplaced else outer
    if any(c.lower_ == "whether" for c in child.children):
        return replace(inner, level=0)
    if _is_yet_to(governor, child):
        return replace(inner, positive=not inner.positive, negator="yet")
    word = _before_infinitive(child) or governor
    effect = signature(word)
    if effect and (word != governor or _is_complement(word, child, effect)):
        return _through(effect, word, inner)
    if child.dep_ in ("advcl", "xcomp") and _is_purpose(child):
        return replace(inner.affirmed(), modality=inner.modality | {"purpose"})
    if child.dep_ in ("ccomp", "xcomp", "csubj", "fixed", "flat", "cop", "aux"):
        return inner
    if child.dep_ in ("advcl", "acl"):
        return _adjunct(governor, child, outer, inner)
    if child.dep_ == "acl:relcl":
        backward = tense(child) in ("past", "perfect") or (_is_definite(governor) and tense(child) != "future")
        return outer.projected() if backward else inner.affirmed()
    if is_nominal(child):
        return _nominal(governor, child, outer, inner)
    return inner if child.dep_ in ("amod", "compound", "nummod", "appos") else outer


def _is_yet_to(governor: Token, child: Token) -> bool:
    """'Has yet to deliver'."""
    return _is_purpose(child) and any(c.lower_ == "yet" and governor.i < c.i < child.i for c in governor.children)


def _before_infinitive(child: Token) -> Token | None:
    """The word right before `to`, if it takes infinitives: 'its refusal to arm', whatever the parser made of it."""
    to = next((c for c in child.children if c.lower_ == "to" and c.dep_ == "mark" and c.i < child.i), None)
    if to is None or to.i <= child.sent.start or child.dep_ not in ("advcl", "xcomp", "acl"):
        return None
    word = to.nbor(-1)
    return word if word.pos_ in ("NOUN", "ADJ") and signature(word) is not None else None


def _is_complement(governor: Token, child: Token, effect: Signature) -> bool:
    marks_ = {c.lower_ for c in child.children if c.dep_ in ("mark", "case")}
    if child.dep_ in _COMPLEMENT and not (child.dep_ == "acl" and not (marks_ & _LINKING)):
        return effect.name != "implicative" or child.dep_ != "ccomp" or bool(marks_)
    if child.dep_ == "advcl":
        gerund = child.tag_ == "VBG" and bool(marks_ & _LINKING)
        infinitive = "to" in marks_ and effect.name not in ("report", "admission", "factive", "goal")
        return gerund or (infinitive and child.i > governor.i)
    if not effect.nominal or not is_nominal(child) or (effect.report and child.dep_ == "nsubj:pass"):
        return False
    if child.dep_ in ("obl", "nmod"):
        return bool(marks_ & (_LINKING if is_nominal(governor) else _OBLIQUE))
    if lemma(governor) in words("certainty", "verbs", "no_event_object"):
        return False
    if effect.name == "refusal" and signature(child) is not None:
        return False  # a refused offer was made
    return child.dep_ in _ARGUMENT or (
        child.dep_ == "nsubj" and effect.name in ("possibility", "seeming", "reluctance")
    )


def _through(effect: Signature, governor: Token, state: _State) -> _State:
    """The complement's state: the column is chosen by the governor's sign, the level is the lower of the two."""
    chosen = (effect.pos if state.positive else effect.neg).value
    level = min(state.level, _LEVEL[chosen[:2]]) if state.level else min(_LEVEL[chosen[:2]], 0)
    positive = not chosen.endswith("-")
    negator = state.negator
    if not positive:
        negator = lemma(governor) if state.positive else state.negator
    cues = (*state.cues, governor) if effect.hedge else state.cues
    return replace(
        state,
        level=level,
        reported=min(state.reported, level) if effect.report and positive else state.reported,
        positive=positive,
        cues=cues,
        negator=None if positive else negator,
        modality=state.modality | set(effect.modality),
    )


def _is_purpose(child: Token) -> bool:
    to = any(c.lower_ == "to" and c.i < child.i and c.dep_ in ("mark", "aux", "case") for c in child.children)
    return to and child.tag_ in ("VB", "VBP", "NN")


def _adjunct(governor: Token, child: Token, outer: _State, inner: _State) -> _State:
    """Adverbial clauses: participles after the main verb continue it, finite ones stand for themselves."""
    opener = {c.lower_ for c in child.children if c.dep_ in ("mark", "case", "advmod")}
    if opener & words("certainty", "conditions", "negative_marks"):
        return replace(inner, positive=False, negator=next(iter(sorted(opener))))
    effect = signature(child)
    detached = "by" not in opener and (inner.level == 0 or (effect is not None and effect.report))
    participle = child.tag_ == "VBG" or (child.tag_ == "VBN" and child.dep_ == "advcl")
    if participle and child.i > governor.i and not opener & _SCENE and not detached:
        return inner.affirmed()
    return outer.projected() if tense(child) in ("past", "perfect") or child.dep_ == "acl" else outer


_SCENE = frozenset({"after", "since", "while", "when", "despite"})


def _is_definite(noun: Token) -> bool:
    definite = ("the", "this", "these", "those", "that", "its", "their", "his", "her", "our")
    return any(c.dep_ == "nmod:poss" or c.lower_ in definite for c in noun.children)


def _nominal(governor: Token, child: Token, outer: _State, inner: _State) -> _State:
    """An event noun as an argument: new ones share the fate of the verb, definite ones are taken for granted."""
    taken = outer.projected()
    presupposed = replace(taken, modality=taken.modality | {"presupposed"})
    if is_nominal(governor):
        return presupposed if not inner.positive and _is_definite(child) else inner
    verb = lemma(governor)
    if child.dep_ in ("nsubj", "expl"):
        occurs = verb in words("certainty", "verbs", "occurrence") or any(c.dep_ == "cop" for c in governor.children)
        return inner if occurs else presupposed
    if verb in words("certainty", "verbs", "light"):
        return inner
    return presupposed if child.dep_ == "obl" or _is_definite(child) else inner


def _local(state: _State, node: Token) -> _State:
    """The state with the node's own modals, negation, adverbs, adjectives and conditions."""
    found = marks(node)
    if shares(node):
        found = replace(found, negator=None)
    state = _modal(state, found)
    if found.negator is not None and not (is_nominal(node) and state.negator == found.negator.lower_):
        sign = not state.positive
        state = replace(state, positive=sign, negator=None if sign else found.negator.lower_)
    for hedge in found.hedges:
        state = _hedged(state, hedge)
    condition = condition_on(node)
    if condition is not None:
        state = replace(state.capped(1), condition=condition, modality=state.modality | {"conditional"})
    if is_counterfactual(node):
        state = replace(state, level=3, positive=not state.positive, modality=state.modality | {"counterfactual"})
        state = replace(state, negator=None if state.positive else "would have")
    return state


def _modal(state: _State, found: Marks) -> _State:
    for mark in found.modals:
        state = _hedged(state, mark)
    return state


def _hedged(state: _State, mark: Mark) -> _State:
    state = state.capped(mark.level)
    if mark.flips:
        state = replace(state, positive=not state.positive, negator=mark.cue.lower_ if state.positive else None)
    return replace(state, cues=(*state.cues, mark.cue) if mark.shown else state.cues)


def _argument(state: _State, argument: Token) -> _State:
    """The hedges of an argument; one before a first conjunct covers the others unless they have their own."""
    found = marks(argument)
    own = list(found.hedges)
    head = argument
    while not own and head.dep_ == "conj" and head.head != head:
        head = head.head
        own = [h for h in marks(head).hedges if h.cue.i < head.i and h.cue.dep_ == "advmod"]
    for hedge in own:
        state = _hedged(state, hedge)
    if found.negator is not None and state.positive:
        state = replace(state, positive=False, negator=found.negator.lower_)
    return state


def _reported(token: Token, state: _State) -> _State:
    """Attribution, and the doubt of a comment clause ('..., the army alleged') that does not govern the token."""
    above = {t.i for t in path(token)}
    for layer in reports(token):
        state = replace(state, modality=state.modality | {"attributed"})
        if layer.effect and layer.cue.i not in above and layer.effect.hedge:
            state = replace(state.capped(_LEVEL[layer.effect.pos.value[:2]]), cues=(*state.cues, layer.cue))
    return state


def _answer(token: Token, state: _State) -> Certainty:
    value = f"{_NAME[state.level]}{'+' if state.positive else '-'}" if state.level else "Uu"
    unreal = unreal_condition(token) is not None
    antecedent = in_antecedent(token) and not unreal
    if unreal:
        state = replace(state, level=3, positive=not state.positive, modality=state.modality | {"counterfactual"})
        state = replace(state, condition=None, cues=())
        value = f"CT{'+' if state.positive else '-'}"
    cue = _cue_text(state.cues)
    return Certainty(
        factuality=Factuality("Uu" if antecedent else value),
        modality=_modality(token, state),
        hedge_cue=cue,
        condition=state.condition,
        negated=not state.positive,
        negator=state.negator,
        in_antecedent=antecedent,
        capability=any(c.lower_ in ("can", "able", "capable", "ability", "capability") for c in state.cues),
    )


def _cue_text(cues: tuple[Token, ...]) -> str | None:
    ordered = sorted({c.i: c for c in cues}.values(), key=lambda t: t.i)
    return "; ".join(c.text.lower() for c in ordered) or None


_ORDER = (
    "asserted", "presupposed", "attributed", "hedged", "conditional", "counterfactual", "negated", "planned",
    "promised", "purpose", "past", "historic", "ongoing", "future", "trend_up", "trend_down", "exemplified",
    "disjunctive", "generalisation",
)  # fmt: skip
_SOFT = frozenset({"attributed", "hedged", "conditional", "counterfactual", "presupposed"})


def _modality(token: Token, state: _State) -> tuple[str, ...]:
    names = set(state.modality | marks(token).modality)
    if not state.positive:
        names.add("negated")
    if state.cues and state.level < 3:
        names.add("hedged")
    if is_verbal(token) and token.dep_ in CLAUSE | {"ROOT", "conj"}:
        names.discard("presupposed")
    if names & {"counterfactual"} and state.condition is None:
        names.discard("conditional")
    if not names & _SOFT:
        names.add("asserted")
    return tuple(m for m in _ORDER if m in names)
