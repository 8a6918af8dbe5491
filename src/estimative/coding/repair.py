"""Mends what the parser gets wrong in short news sentences: a verb after a name read as a noun or a modifier
("Kenya imposed sanctions"), a gerund read as a modifier, a receiver read as part of the good ("gave Mali tanks")."""

from spacy.tokens import Doc, Token

from estimative.actors import Registry
from estimative.domain import PartialDate

from .channels import goods
from .frames import lexicon
from .headlines import find_adjective, find_verb
from .misreadings import mend

_MODIFIER = frozenset({"amod", "compound", "case", "nmod", "dep", "nmod:poss"})
_CLAUSE = frozenset({"ROOT", "conj", "ccomp", "parataxis", "advcl", "acl:relcl"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nmod:poss", "compound", "amod", "nmod", "appos"})
_CONTROL = frozenset(
    [
        "allow",
        "permit",
        "let",
        "enable",
        "help",
        "urge",
        "ask",
        "press",
        "force",
        "order",
        "authorise",
        "authorize",
        "persuade",
        "want",
    ]
)
_DITRANSITIVE = frozenset(
    [
        "give",
        "send",
        "sell",
        "lend",
        "offer",
        "grant",
        "hand",
        "promise",
        "supply",
        "pay",
        "owe",
        "deny",
        "ship",
        "provide",
        "deny",
        "donate",
        "loan",
        "award",
    ]
)


def repair(doc: Doc, registry: Registry, on: PartialDate | None) -> None:
    """Change the parse in place; sentence bounds stay."""
    for sent in doc.sents:
        find_adjective(sent)
        find_verb(sent)
    for token in doc:
        _name_read_as_verb(token, registry, on)
        if token.lower_ in lexicon().forms:
            _after_have(token)
            _raise_verb(token)
            _raise_subject_verb(token)
    for token in doc:
        if token.tag_ == "VBG" and token.lower_ in lexicon().forms:
            _free_gerund(token)
            _gerund_after_preposition(token)
        if token.lower_ in lexicon().forms:
            _root_verb(token, registry, on)
        _relative_verb(token) if token.lower_ in lexicon().forms else None
        _infinitive_of_verb(token)
    mend(doc, _DITRANSITIVE)
    for token in doc:
        if lexicon().forms.get(token.lower_) in _DITRANSITIVE:
            _free_receiver(token, registry, on)


def _name_read_as_verb(token: Token, registry: Registry, on: PartialDate | None) -> None:
    """ "Assistance to Fiji": a name after a preposition read as an infinitive."""
    if token.pos_ != "VERB" or not token.text[:1].isupper() or token.dep_ not in ("acl", "advcl", "xcomp"):
        return
    mark = token.doc[token.i - 1] if token.i else token
    if mark.lower_ not in ("to", "for", "with") or mark.head != token or registry.resolve(token.text, on).actor is None:
        return
    token.pos_, token.tag_ = "PROPN", "NNP"
    token.dep_ = "nmod" if token.head.pos_ in ("NOUN", "PROPN", "SYM") else "obl"
    mark.pos_, mark.dep_ = "ADP", "case"


def _after_have(verb: Token) -> None:
    """ "Banks have slowed payments": the auxiliary read as the verb, the participle as a modifier of its object."""
    noun = verb.head
    have = noun.head
    fits = verb.dep_ == "amod" and noun.i > verb.i and noun.dep_ == "obj" and have.lower_ in ("have", "has", "had")
    if not fits or any(t.pos_ not in ("ADV", "PART") for t in verb.doc[have.i + 1 : verb.i]):
        return
    verb.head, verb.dep_ = (verb if have.dep_ == "ROOT" else have.head), have.dep_
    for child in [c for c in have.children if c != verb]:
        child.head = verb
    have.head, have.dep_ = verb, "aux"
    verb.pos_, verb.tag_ = "VERB", "VBN"
    noun.head = verb


def _raise_verb(verb: Token) -> None:
    """Swap a verb with the noun it was read as a modifier of."""
    noun = verb.head
    if verb.dep_ not in _MODIFIER or noun.i <= verb.i or noun.dep_ not in _CLAUSE or noun.pos_ not in ("NOUN", "PROPN"):
        return
    subject = _before(verb, noun)
    if subject is None or not _finite(verb, subject):
        return
    left = [c for c in noun.children if c.i < verb.i]
    dep, head = noun.dep_, noun.head
    verb.head, verb.dep_ = (verb if dep == "ROOT" else head), dep
    noun.head, noun.dep_ = verb, "obj"
    for child in left:
        child.head = verb
        child.dep_ = "aux" if child.dep_ == "cop" else child.dep_
    for child in [c for c in noun.children if c.dep_ in ("punct", "conj") and c.pos_ in ("PUNCT", "VERB")]:
        child.head = verb
    subject.head, subject.dep_ = verb, "nsubj"
    verb.pos_ = "VERB"
    verb.tag_ = "VBZ" if verb.lower_.endswith("s") else verb.tag_ if verb.tag_ in ("VBG", "VBN", "VBD") else "VBD"


def _raise_subject_verb(verb: Token) -> None:
    """ "Vietnam seeks closer ties", "the delay signals a shift": a verb read as the subject noun of its own object."""
    head = verb.head
    fits = (
        verb.dep_ == "nsubj"
        and verb.pos_ == "NOUN"
        and verb.lower_.endswith("s")
        and head.dep_ == "ROOT"
        and head.i > verb.i
    )
    if not fits or head.pos_ not in ("NOUN", "ADJ") or any(c.dep_ in ("cop", "aux") for c in head.children):
        return
    subjects = [
        c for c in verb.lefts if c.dep_ in ("compound", "amod") and c.pos_ in ("PROPN", "NOUN") and c.i == verb.i - 1
    ]
    if not subjects or verb.doc[verb.i + 1].pos_ not in ("DET", "ADJ", "PROPN", "PRON", "NUM"):
        return
    obj = next((c for c in head.children if c.dep_ == "obj"), head)
    verb.head, verb.dep_, verb.pos_, verb.tag_ = verb, "ROOT", "VERB", "VBZ"
    if obj != head:
        head.head, head.dep_ = obj, "amod"
    obj.head, obj.dep_ = verb, "obj"
    for child in [c for c in verb.lefts if c.dep_ in ("det", "amod") and c not in subjects]:
        child.head = subjects[0]
    subjects[0].head, subjects[0].dep_ = verb, "nsubj"
    for child in [
        c
        for c in head.children
        if c.dep_ in ("punct", "advcl", "conj") and c.i > head.i and c.pos_ in ("PUNCT", "VERB")
    ]:
        child.head = verb


def _before(verb: Token, noun: Token) -> Token | None:
    """The name that stands right before the verb (auxiliaries and adverbs between) and hangs on it or on the noun."""
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ in ("AUX", "ADV", "PART"):
        at -= 1
    token = verb.doc[at]
    while (
        token.dep_ in ("flat", "compound", "conj", "amod", "nmod")
        and token.head not in (verb, noun)
        and token.head.i < verb.i
        and token.head != token
    ):
        token = token.head
    fits = token.head in (verb, noun) and token.dep_ in _SUBJECT and token.pos_ in ("PROPN", "NOUN")
    return token if fits and not any(c.dep_ == "case" for c in token.children) and token.i < verb.i else None


def _finite(verb: Token, subject: Token) -> bool:
    """A past or third-person form, or a participle after an auxiliary, not a bare noun."""
    between = verb.doc[subject.i + 1 : verb.i]
    if any(t.pos_ == "AUX" for t in between):
        return True
    form = verb.lower_
    if subject.dep_ == "nsubj" and verb.tag_ == "VBD":
        return True
    past = form.endswith("ed") or (form != lexicon().forms[form] and not form.endswith(("s", "ing")))
    return subject.pos_ == "PROPN" and (past or (form.endswith("s") and verb.pos_ in ("VERB", "ADJ")))


def _free_gerund(gerund: Token) -> None:
    """ "Stopped exporting tools": the gerund is the complement of the verb, not a modifier of its object."""
    noun = gerund.head
    verb = noun.head
    fits = gerund.dep_ in ("amod", "compound") and noun.i > gerund.i and noun.dep_ == "obj" and verb.i == gerund.i - 1
    if fits and lexicon().forms.get(verb.lower_, "") in lexicon().verb_operators:
        gerund.head, gerund.dep_, gerund.pos_ = verb, "xcomp", "VERB"
        noun.head = gerund


def _gerund_after_preposition(gerund: Token) -> None:
    """ "Accused Mali of passing data": the gerund, not the noun after it, is what the preposition governs."""
    noun = gerund.head
    mark = next((c for c in noun.children if c.dep_ == "case" and c.i == gerund.i - 1), None)
    if gerund.dep_ not in ("amod", "compound") or noun.i < gerund.i or mark is None:
        return
    above = noun.head if noun.head.pos_ == "VERB" else next((a for a in noun.ancestors if a.pos_ == "VERB"), None)
    if above is None or above.i > gerund.i:
        return
    later = [c for c in noun.head.children if c.i > noun.i and c.dep_ in ("nmod", "obl") and noun.head.i < gerund.i]
    gerund.head, gerund.dep_, gerund.pos_ = above, "advcl", "VERB"
    mark.head, mark.dep_ = gerund, "mark"
    noun.head, noun.dep_ = gerund, "obj"
    for child in later:
        child.head, child.dep_ = gerund, "obl"


def _root_verb(verb: Token, registry: Registry, on: PartialDate | None) -> None:
    """ "Kigali denies this": a lone verb read as a noun. "Russian attacks" stays a noun: a demonym is no subject."""
    if verb.dep_ != "ROOT" or verb.pos_ not in ("NOUN", "ADJ", "PROPN") or verb.i == verb.sent.start:
        return
    name = verb.doc[verb.i - 1]
    form = verb.lower_
    finite = form.endswith(("s", "ed")) or (form in lexicon().forms and lexicon().forms[form] != form)
    if name.head != verb or not finite or form.endswith("ing"):
        return
    found = registry.resolve(name.text, on)
    if found.actor is None or found.kind == "demonym":
        return
    name.dep_ = "nsubj"
    verb.pos_, verb.tag_ = "VERB", "VBZ" if form.endswith("s") else "VBD"
    for child in verb.rights:
        if (
            child.pos_ in ("PRON", "NOUN", "PROPN")
            and child.dep_ in ("advmod", "appos", "nmod", "dep")
            and not any(c.dep_ == "case" for c in child.children)
        ):
            child.dep_ = "obj"
        elif child.tag_ == "VBG" and child.dep_ == "acl":
            child.dep_ = "xcomp"


def _relative_verb(verb: Token) -> None:
    """ "Which buys most of its weapons": a verb of a relative clause read as a noun."""
    if verb.dep_ != "acl:relcl" or verb.pos_ != "NOUN":
        return
    verb.pos_, verb.tag_ = "VERB", "VBZ"
    for child in verb.children:
        if child.lower_ in ("which", "that", "who") and child.i < verb.i:
            child.dep_, child.pos_ = "nsubj", "PRON"
        elif child.dep_ == "advmod" and child.lower_ in ("most", "much", "some", "many") and child.i > verb.i:
            child.dep_, child.pos_ = "obj", "NOUN"


def _infinitive_of_verb(verb: Token) -> None:
    """ "Allowed the navy to use the port": the infinitive belongs to the verb, not to the noun."""
    noun = verb.head
    above = noun.head
    if verb.dep_ != "acl" or not any(c.lower_ == "to" for c in verb.lefts) or noun.dep_ not in ("obj", "iobj"):
        return
    if lexicon().forms.get(above.lower_, "") in _CONTROL:
        verb.head, verb.dep_ = above, "xcomp"


def _free_receiver(verb: Token, registry: Registry, on: PartialDate | None) -> None:
    for good in [c for c in verb.children if c.dep_ in ("obj", "iobj", "obl", "obl:agent", "nsubj") and c.i > verb.i]:
        for name in [
            c for c in good.lefts if c.dep_ in ("compound", "amod") and c.pos_ == "PROPN" and c.i == verb.i + 1
        ]:
            if registry.resolve(name.text, on).actor is not None and goods(good):
                name.head, name.dep_ = verb, "iobj"
                good.dep_ = "obj"
