"""What governs a relation: promises, refusals, halts, denials, requests above it, and negation on the way."""

from dataclasses import dataclass

from spacy.tokens import Token

from .arguments import is_verb, lemma, particle
from .channels import case
from .counterfactual import consequent
from .frames import Operator, lexicon

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "without", "cannot"})
_NEGATING = frozenset({"advmod", "cc", "cc:preconj", "case", "mark", "neg", "aux"})
_STOP_SUBJECT = frozenset(
    {"stop", "end", "slow", "stall", "cease", "fall", "drop", "decline", "dwindle", "dry", "halt"}
)
_COMPLEMENTS = frozenset({"of", "from", "to", "on", "against", "for", "in", "with", "by", "off"})


@dataclass(frozen=True, slots=True)
class Governor:
    """An operator over a relation; `token` is its word, `negated` whether it does not hold itself."""

    operator: Operator
    token: Token
    negated: bool


def negated(token: Token) -> bool:
    """Whether a verb, noun or adjective is negated where it stands."""
    for child in token.children:
        if child.lower_ == "without" and consequent(token) is not None:
            continue  # "without A's help B would have lost": the help was given
        if child.lower_ in _NEGATIONS and child.dep_ in _NEGATING and not _only(child):
            return True
        if child.lower_ in ("no", "neither") and child.dep_ in ("det", "advmod"):
            return True
        if child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no":
            return True
        if child.lower_ in ("nothing", "none") and child.dep_ in ("nsubj", "nsubj:pass", "obj"):
            return is_verb(token)
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and any(
            (g.lower_ == "no" and g.dep_ == "det") or (g.lower_ == "neither" and child.dep_ != "obj")
            for g in child.children
        ):
            return is_verb(token)
    return _unrealised(token)


def _unrealised(noun: Token) -> bool:
    """'The delivery was never made', 'the shipment never arrived': the noun is negated through its light verb."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubj:pass", "obj") or is_verb(noun) or not is_verb(verb):
        return False
    return lemma(verb) in lexicon().words["happen"] and negated(verb)


def _only(child: Token) -> bool:
    """'not only ... but also', 'not without': no negation."""
    following = child.doc[child.i + 1].lower_ if child.i + 1 < len(child.doc) else ""
    return following in ("only", "just", "merely", "without")


def operators_of(token: Token) -> tuple[Operator, ...]:
    lex = lexicon()
    if is_verb(token) or (
        token.pos_ == "NOUN" and token.lower_ in lex.forms and any(c.dep_ == "obj" for c in token.children)
    ):
        verb, prt = lemma(token), particle(token)
        return (
            lex.verb_operators.get(f"{verb} {prt}", ())
            if prt and f"{verb} {prt}" in lex.verb_operators
            else lex.verb_operators.get(verb, ())
        )
    if token.pos_ == "ADJ" or token.tag_ in ("JJ", "VBN"):
        return lex.adjective_operators.get(token.lower_, ())
    return lex.noun_operators.get(lex.noun(token.text), ())


def governors(trigger: Token) -> list[Governor]:
    """Operators above the trigger, nearest first, with the negation each stands under."""
    found: list[Governor] = []
    token = trigger
    for _ in range(8):
        head = token.head
        if head is token:
            break
        if token.dep_ == "conj":
            if any(c.dep_.startswith("nsubj") for c in token.children):
                break
            token = head
            continue
        found += [Governor(o, head, negated(head)) for o in operators_of(head) if _governs(o, token, head)][:1]
        if not _passes(token, head):
            break
        token = head
    return found


def _passes(token: Token, head: Token) -> bool:
    """Whether what stands above the head still reaches the token."""
    if token.dep_ in ("xcomp", "ccomp", "obj", "nsubj:pass", "acl", "csubj"):
        return True
    if token.dep_ == "nmod":
        return case(token) in ("of", "in", "on", "to", "for")
    if token.dep_ == "advcl" and token.tag_ == "VBG" and token.i - head.i == 2 and particle(head):
        return True
    if token.dep_ in ("obl", "advcl"):
        return case(token) in ("of", "from", "to") and bool(operators_of(head))
    return token.dep_ == "nsubj" and head.pos_ in ("VERB",)


def _infinitive(token: Token) -> bool:
    return any(c.lower_ == "to" and c.i < token.i for c in token.children)


def _governs(operator: Operator, token: Token, head: Token) -> bool:
    dep, effect = token.dep_, operator.effect
    if effect == "purpose" or effect == "goal":
        return (
            dep in ("xcomp", "acl", "advcl", "csubj")
            and (_infinitive(token) or is_verb(token))
            and not dep.startswith("acl:")
        )
    if effect in ("plan", "moot"):
        if dep == "acl" and is_verb(head):
            return True
        if dep in ("xcomp", "acl") and (_infinitive(token) or effect == "moot"):
            return True
        return (
            dep in ("obj", "nsubj:pass")
            and not is_verb(token)
            and lemma(head) in ("plan", "approve", "announce", "consider", "weigh", "mull", "contemplate", "prepare")
        )
    if effect == "permit":
        return dep in ("xcomp", "ccomp", "acl")
    if effect == "accuse":
        return dep in ("advcl", "obl", "ccomp", "xcomp", "acl") and case(token) in ("of", "for", "with", "over", "")
    if effect in ("deny",):
        return dep in ("ccomp", "xcomp", "obj", "nsubj:pass", "acl", "nmod")
    if effect in ("request", "promise", "offer"):
        return dep in ("xcomp", "ccomp", "obj", "acl", "nsubj:pass") or (
            dep in ("obl", "nmod", "advcl") and case(token) in ("for", "to", "on", "of")
        )
    if effect == "lift":
        return dep in ("obj", "nsubj:pass", "nsubj") and not is_verb(token)
    if effect == "withhold" and dep == "nsubj":
        return not is_verb(token) and lemma(head) in _STOP_SUBJECT and not any(c.dep_ == "obj" for c in head.children)
    if effect == "withhold" and dep == "advcl" and token.tag_ == "VBG" and token.i - head.i == 2:
        return particle(head) == token.doc[token.i - 1].lower_  # "ruled out sending"
    if dep in ("nmod", "obl", "advcl", "acl"):
        return dep == "acl" or (
            case(token) in _COMPLEMENTS
            and (case(token) != "by")
            and (not is_verb(head) or case(token) in ("from", "of", "off", "out"))
        )
    return dep in ("xcomp", "obj", "nsubj:pass", "ccomp", "csubj")
