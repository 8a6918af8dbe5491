"""From the root of a sentence down to an event: what each governor on the way does to the commitment of the text.

Two commitments travel: `outer`, what encloses the clause (reports, implicatives), and `inner`, the same with the
clause's own modals and negation. Complements continue from `inner` through the signature of their governor, finite
adjuncts from `outer`; what is presupposed escapes both, but not the doubt of its source.
"""

from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from .attribution import in_quotes
from .clause import is_nominal, path, shares, tense
from .commitment import Commitment
from .conditions import condition_on, is_counterfactual
from .hedges import marks
from .placement import is_infinitive, named, placed, strength_of, unasserted
from .signatures import Signature, lemma, signature, signatures, words

_COMPLEMENT = frozenset({"ccomp", "xcomp", "csubj", "csubj:pass", "acl"})
_ARGUMENT = frozenset({"obj", "obl", "nmod", "nsubj:pass", "iobj", "dep", "compound", "obl:agent", "nmod:desc"})
_OBLIQUE = frozenset({"of", "from", "for", "about", "on", "to", "against"})
_LINKING = frozenset({"of", "from", "against", "into", "for", "about", "on", "to", "with", "over", "in", "that"})


def composed(token: Token) -> Commitment:
    chain = path(token)
    outer = _root(chain[0])
    inner = _local(outer, chain[0])
    for governor, child in pairwise(chain):
        outer = _enter(governor, child, outer, inner)
        inner = _local(outer, child)
    return inner


def _root(root: Token) -> Commitment:
    question = root.sent.text.rstrip(' "”’)').endswith("?") and not in_quotes(root)
    return Commitment(level=0, strength=strength_of("question")) if question else Commitment()


def _enter(governor: Token, child: Token, outer: Commitment, inner: Commitment) -> Commitment:
    """The state that reaches `child` from its governor."""
    if child.dep_ == "conj":
        misplaced = child.tag_ in ("VBD", "VBZ", "VBP") and governor.tag_ == "VB"
        return inner if shares(child) else outer.projected() if misplaced else outer
    if any(c.lower_ == "whether" for c in child.children):
        return replace(inner, level=0, strength=strength_of("question"))
    if _is_yet_to(governor, child):
        return inner.negated("yet")
    word = _before_infinitive(child) or _stopping_short(governor) or governor
    effect = signature(word)
    if effect and (word != governor or _is_complement(word, child, effect)):
        if any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in child.children):
            effect = _with_infinitive(word, effect)
        made = inner.through(effect, word)
        made = _disbelieved(made, word) if effect.report and is_nominal(word) else made
        return named(word, child, made, effect)
    return placed(governor, child, _unsigned(governor, child, outer, inner), inner)


def _unsigned(governor: Token, child: Token, outer: Commitment, inner: Commitment) -> Commitment:
    """Where the governor has no signature for the child."""
    if child.dep_ in ("advcl", "xcomp") and is_infinitive(child):
        return replace(inner.affirmed(), modality=inner.modality | {"purpose"})
    if child.dep_ == "ccomp" and not inner.positive and any(c.lower_ == "that" for c in child.children):
        return replace(inner.affirmed(), level=0, strength=strength_of("untold"))
    if child.dep_ in ("ccomp", "xcomp", "csubj", "fixed", "flat", "cop", "aux"):
        return inner
    if child.dep_ in ("advcl", "acl"):
        return _adjunct(governor, child, outer, inner)
    if child.dep_ == "acl:relcl":
        known = _is_definite(governor) or governor.pos_ == "PROPN"
        backward = tense(child) in ("past", "perfect") or (known and tense(child) != "future")
        return outer.projected() if backward else inner.affirmed()
    if is_nominal(child):
        return _nominal(governor, child, outer, inner)
    return inner if child.dep_ in ("amod", "compound", "nummod", "appos") else outer


def _with_infinitive(word: Token, effect: Signature) -> Signature:
    """'Told Iraq to leave' asks; 'is said to have left' hedges."""
    passive = any(c.dep_ in ("aux:pass", "nsubj:pass") for c in word.children)
    if passive and (effect.name == "report" or lemma(word) == "understand") and lemma(word) != "tell":
        return signatures()["allege"]
    ordered = effect.report and lemma(word) in words("certainty", "verbs", "told_to")
    return signatures()["ask"] if ordered else effect


def _disbelieved(made: Commitment, noun: Token) -> Commitment:
    """'Rejected reports that', 'denied allegations that': the content is denied, the reports are not."""
    effect = signature(noun.head) if noun.dep_ in ("obj", "nsubj:pass") else None
    if effect is None or effect.name not in ("denial", "refusal") or not made.positive:
        return made
    return replace(made, level=3, positive=False, strength=effect.strength[0], negator=lemma(noun.head))


def _is_yet_to(governor: Token, child: Token) -> bool:
    """'Has yet to deliver'."""
    return is_infinitive(child) and any(c.lower_ == "yet" and governor.i < c.i < child.i for c in governor.children)


def _before_infinitive(child: Token) -> Token | None:
    """The word right before `to`, if it takes infinitives: 'its refusal to arm', whatever the parser made of it."""
    to = next((c for c in child.children if c.lower_ == "to" and c.dep_ == "mark" and c.i < child.i), None)
    if to is None or to.i <= child.sent.start or child.dep_ not in ("advcl", "xcomp", "acl"):
        return None
    word = to.nbor(-1)
    return word if word.pos_ in ("NOUN", "ADJ") and signature(word) is not None else None


def _stopping_short(governor: Token) -> Token | None:
    above = governor.head
    return above if governor.lower_ == "short" and lemma(above) == "stop_short" else None


def _is_complement(governor: Token, child: Token, effect: Signature) -> bool:
    marks_ = {c.lower_ for c in child.children if c.dep_ in ("mark", "case")}
    if child.dep_ == "acl:relcl" and any(c.lower_ == "that" and c.dep_ == "mark" for c in child.children):
        return effect.name != "implicative"  # "indications that", taken for a relative clause
    if child.dep_ in _COMPLEMENT and not (child.dep_ == "acl" and not (marks_ & _LINKING)):
        return effect.name != "implicative" or child.dep_ != "ccomp" or bool(marks_)
    if child.dep_ == "advcl" and child.i < governor.i and not marks_ and (effect.report or effect.name == "seeming"):
        return True  # "Chile sent engineers, it seems"
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
    if lemma(governor) == "exclude" and governor.dep_ == "advcl":
        return False  # "excluding the charge"
    if lemma(governor) in words("certainty", "verbs", "reject") and signature(child) is not None:
        return False  # a refused offer was made, and so were denied allegations
    return child.dep_ in _ARGUMENT or (
        child.dep_ == "nsubj" and effect.name in ("possibility", "seeming", "reluctance")
    )


def _adjunct(governor: Token, child: Token, outer: Commitment, inner: Commitment) -> Commitment:
    """Adverbial clauses: participles after the main verb continue it, finite ones stand for themselves."""
    opener = {c.lower_ for c in child.children if c.dep_ in ("mark", "case", "advmod")}
    if opener & words("certainty", "conditions", "negative_marks"):
        unmade = replace(inner, positive=False, strength=strength_of("without"))
        return replace(unmade, negator=next(iter(sorted(opener))))
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


def _nominal(governor: Token, child: Token, outer: Commitment, inner: Commitment) -> Commitment:
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


def _local(state: Commitment, node: Token) -> Commitment:
    """The state with the node's own modals, negation, adverbs, adjectives and conditions."""
    found = marks(node)
    state = unasserted(node, state)
    for modal in found.modals:
        state = state.hedged(modal)
    negator = None if shares(node) else found.negator
    if negator is not None and is_nominal(node) and state.negator == negator.lower_:
        state = replace(state, strength=strength_of("none"))
    elif negator is not None:
        state = state.negated(negator.lower_)
        if negator.lower_ == "no" and negator.head.dep_ == "obj" and negator.head.head == node:
            state = replace(state, strength=strength_of("empty_object"))
    for hedge in found.hedges:
        state = state.hedged(hedge)
    condition = condition_on(node)
    if condition is not None:
        state = state.capped(1, strength_of("condition"))
        state = replace(state, condition=condition, modality=state.modality | {"conditional"})
    return _unreal(state) if is_counterfactual(node) else state


def _unreal(state: Commitment) -> Commitment:
    sign = not state.positive
    strength = strength_of("counterfactual") * (-1 if sign else 1)
    made = replace(state, level=3, positive=sign, strength=strength, negator=None if sign else "would have")
    return replace(made, modality=state.modality | {"counterfactual"})
