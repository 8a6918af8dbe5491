"""Who is the subject of a verb, its own or inherited, and who owns an attempt or a plan."""

from collections.abc import Iterable

from spacy.tokens import Token

from ..channels import case
from ..frames import lexicon
from .verbs import case_before, is_verb, lemma, particle, passive

RELATIVE = frozenset({"that", "which", "who", "whom", "whose"})
_OBJECT_CONTROL = frozenset(
    [
        "urge",
        "ask",
        "allow",
        "enable",
        "help",
        "force",
        "push",
        "tell",
        "order",
        "invite",
        "encourage",
        "persuade",
        "let",
        "permit",
        "want",
        "require",
        "oblige",
        "press",
        "accuse",
        "blame",
        "suspect",
        "prevent",
        "stop",
        "ban",
        "bar",
        "lead",
        "prompt",
        "get",
        "train",
        "call",
        "compel",
        "see",
        "expect",
        "thank",
        "condemn",
        "criticise",
        "criticize",
    ]
)
_ASKED_FOR = frozenset({"for"})
_TIMES = frozenset(
    [
        *("year", "years", "month", "months", "week", "weeks", "day", "days", "time", "times", "today", "yesterday"),
        *("tomorrow", "night", "morning", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ]
)
_SUBJECT_DEPS = ("nsubj", "nsubj:pass", "nsubj:outer")


_BLAMED = frozenset(
    [
        *("sanction", "punish", "praise", "blacklist", "penalise", "penalize", "fine", "censure", "applaud", "commend"),
        *("rebuke", "scold", "denounce", "chide", "fault", "reward", "forgive", "indict", "slam", "castigate", "laud"),
        *("reproach", "berate", "credit", "suspend", "warn", "embargo", "boycott", "lambast", "attack", "congratulate"),
    ]
)


def _antecedent(token: Token) -> Token:
    """What a relative pronoun stands for."""
    if token.lower_ in RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
        verb = token.head
        while verb.dep_ in ("xcomp", "conj", "aux", "ccomp") and verb.dep_ != "acl:relcl":
            verb = verb.head
        if verb.dep_ in ("acl:relcl", "acl"):
            return verb.head
    return token


def _direct(verb: Token, deps: Iterable[str]) -> list[Token]:
    return [_antecedent(c) for c in verb.children if c.dep_ in deps]


def subject(verb: Token, depth: int = 0) -> list[Token]:
    """Heads of the grammatical subject, inherited through control, coordination and participles."""
    own = _direct(verb, _SUBJECT_DEPS) or _misread_subject(verb) or _called(verb)
    if own or depth > 6:
        return own
    head, dep = verb.head, verb.dep_
    if dep == "conj" and head is not verb:
        return subject(head, depth + 1)
    if case(verb) in ("by", "without") and dep in ("acl", "advcl", "obl") and not is_verb(head):
        above = next((a for a in head.ancestors if is_verb(a)), None)
        return subject(above, depth + 1) if above is not None else []
    if dep == "acl" and is_verb(head):
        return _controller(head, depth)
    if dep in ("xcomp", "ccomp") and (is_verb(head) or head.pos_ in ("ADJ", "NOUN")):
        return _controller(head, depth)
    if dep == "advcl" or (dep == "obl" and is_verb(verb)):
        mark = case(verb)
        if mark == "against" and lemma(head) in ("warn", "caution", "advise"):
            return objects(head)
        if mark in ("of", "from", "for", "over") and lemma(head) in _OBJECT_CONTROL | _BLAMED:
            return objects(head) or subject(head, depth + 1)
        return subject(head, depth + 1)
    if dep in ("acl", "amod") and verb.tag_ == "VBG" and not any(c.lower_ == "to" for c in verb.lefts):
        if dep == "acl" and lexicon().noun(head.text) in lexicon().words["document"]:
            return owners(head, depth)
        predicate = dep == "acl" and any(c.dep_ == "cop" for c in head.children)
        return subject(head, depth + 1) if predicate else [head]
    if dep == "acl":
        return _bearer(verb, head) or owners(head, depth)
    return []


_DATED = frozenset({"compound", "nummod", "nmod", "amod"})
_MONTHS = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def _called(verb: Token) -> list[Token]:
    """ "Libya, meanwhile, had been arming": subject read as an address; "Smith, the envoy, accused": as head."""
    named = [c for c in verb.lefts if c.dep_ == "vocative"]
    if (
        not named
        and verb.dep_ == "acl"
        and verb.tag_ == "VBD"
        and any(c.dep_ in ("obj", "iobj", "ccomp") for c in verb.rights)
    ):
        named = [verb.head] if verb.head.i < verb.i else []
    if not named and verb.i and verb.nbor(-1).head == verb and verb.nbor(-1).dep_ == "obl":  # "In July Beijing agreed"
        dated = any(c.lower_ in _MONTHS or c.pos_ == "NUM" for c in verb.nbor(-1).lefts if c.dep_ in _DATED)
        named = [verb.nbor(-1)] if dated and verb.nbor(-1).pos_ == "PROPN" else []
    return named[:1]


def _bearer(verb: Token, noun: Token) -> list[Token]:
    """ "Mali was the first state to recognise Chad": the one the noun is said of, or the noun itself."""
    if not any(c.lower_ == "to" for c in verb.lefts) or lexicon().noun(noun.text) not in lexicon().words["bearer"]:
        return []
    if any(c.dep_ == "cop" for c in noun.children):
        return _direct(noun, _SUBJECT_DEPS) or ([noun.head] if noun.dep_ == "acl:relcl" else [])
    if noun.dep_ == "appos":
        return [noun.head]
    if noun.dep_ in ("xcomp", "obj") and lemma(noun.head) in ("become", "remain"):
        return subject(noun.head)
    return [noun]


def _misread_subject(verb: Token) -> list[Token]:
    """A name right before a verb, where the parser took the two for a compound ("Rwanda denies ...")."""
    left = [c for c in verb.lefts if c.dep_ in ("compound", "amod") and c.pos_ == "PROPN" and c.i == verb.i - 1]
    return (
        left
        if verb.dep_ in ("ROOT", "ccomp", "parataxis") or (verb.pos_ in ("VERB", "AUX") and verb.dep_ != "amod")
        else []
    )


def _controller(head: Token, depth: int) -> list[Token]:
    if lemma(head) in _OBJECT_CONTROL and is_verb(head):
        found = [t for t in (*_direct(head, ("iobj",)), *objects(head)) if t.i > head.i or passive(head)][:1]
        if found:
            return found
    return subject(head, depth + 1)


def owners(noun: Token, depth: int = 0) -> list[Token]:
    """Who has an attempt, a plan, a reluctance: its possessor, demonym, or the subject of the verb it depends on."""
    own = [c for c in noun.lefts if c.dep_ in ("nmod:poss", "compound", "amod")] + [
        c for c in noun.rights if c.dep_ == "nmod" and case(c) in ("by", "of")
    ]
    if own:
        return own
    if any(c.dep_ == "cop" for c in noun.children):  # "is in talks to buy"
        return _direct(noun, _SUBJECT_DEPS)
    verb = noun.head
    return subject(verb, depth + 1) if noun.dep_ in ("obj", "xcomp", "obl") and is_verb(verb) and depth < 6 else []


def objects(verb: Token) -> list[Token]:
    """Heads of the logical object."""
    if passive(verb):
        found = _direct(verb, ("nsubj:pass",)) or _direct(verb, ("nsubj",))
        if found:
            return found
        if verb.dep_ in ("acl", "amod", "acl:relcl"):
            return [_priced(verb.head)]
        if verb.dep_ == "advcl":
            return list(subject(verb.head))
        if verb.dep_ in ("conj", "xcomp", "ccomp"):
            return list(subject(verb))
        return _direct(verb, ("obj",))
    found = [o for o in _direct(verb, ("obj",)) if case(o) not in _ASKED_FOR or o.i < verb.i] or _bare_oblique(verb)
    if found:
        return found
    prt = particle(verb)
    if prt and (
        over := [c for c in verb.children if c.dep_ in ("obl", "nmod") and case(c) == prt and c.i - verb.i < 8]
    ):
        return over[:1]
    if verb.dep_ == "amod" and verb.head.i > verb.i and not passive(verb):
        return [verb.head]
    if bare := _bare_relative(verb):
        return bare
    if not is_verb(verb):
        return [c for c in verb.rights if c.dep_ in ("appos", "nmod", "obl:unmarked", "dep") and not case_before(c)][:1]
    if verb.dep_ == "acl:relcl" and not any(
        _antecedent(c) is verb.head for c in verb.children if c.dep_.startswith("nsubj")
    ):
        return [verb.head]
    if verb.dep_ == "conj" and is_verb(verb.head) and verb.i - verb.head.i <= 3:
        return []
    shared = [c for c in verb.children if c.dep_ == "conj" and is_verb(c) and c.i - verb.i <= 3]
    return objects(shared[0]) if shared else []


def _bare_relative(verb: Token) -> list[Token]:
    """ "The jets it ordered", read as an adverbial clause: the noun right before its subject."""
    first = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if verb.dep_ not in ("advcl", "parataxis") or first is None or any(c.dep_ == "mark" for c in verb.lefts):
        return []
    left = first.left_edge
    return [left.nbor(-1)] if left.i and left.nbor(-1).pos_ == "NOUN" and left.nbor(-1).head.i < verb.i else []


def _priced(noun: Token) -> Token:
    """ "Jets worth $8 billion, ordered by": the jets, not their price."""
    if noun.pos_ not in ("SYM", "NUM") and not any(c.pos_ in ("SYM", "NUM") for c in noun.children):
        return noun
    worth = next((t for t in noun.doc[max(noun.i - 6, 0) : noun.i] if t.lower_ == "worth"), None)
    return noun.doc[worth.i - 1] if worth is not None and worth.i and noun.doc[worth.i - 1].pos_ == "NOUN" else noun


def _bare_oblique(verb: Token) -> list[Token]:
    """An object read as an oblique: it follows the verb without a preposition ("expelled about 900 advisers")."""
    if not is_verb(verb) or any(c.dep_ in ("iobj", "ccomp", "xcomp") for c in verb.children):
        return []
    near = [c for c in verb.rights if c.dep_ == "obl" and not case_before(c) and c.pos_ in ("NOUN", "PROPN", "PRON")]
    return [c for c in near if c.lower_ not in _TIMES and not any(x.is_punct for x in c.doc[verb.i : c.i])][:1]
