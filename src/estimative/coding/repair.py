"""Mends what the parser gets wrong in news sentences: a verb after a name read as a modifier ("Kenya imposed
sanctions"), a receiver read as part of the good ("gave Mali tanks"); what else is mended stands in `misreadings.py`."""

from spacy.tokens import Doc, Token

from estimative.actors import Registry
from estimative.domain import PartialDate

from .attachment import rehang
from .channels import goods
from .frames import lexicon
from .headlines import find_verb
from .misreadings import mend

_MODIFIER = frozenset({"amod", "compound", "case", "nmod", "dep", "nmod:poss"})
_CLAUSE = frozenset({"ROOT", "conj", "ccomp", "parataxis", "advcl", "acl:relcl"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nmod:poss", "compound", "amod", "nmod", "appos", "vocative"})
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
        find_verb(sent)
    for token in doc:
        if token.lower_ in lexicon().forms:
            _after_have(token)
            _named_participle(token)
            _raise_verb(token)
    mend(doc, _DITRANSITIVE)
    rehang(doc)
    for token in doc:
        if lexicon().forms.get(token.lower_) in _DITRANSITIVE:
            _free_receiver(token, registry, on)


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


def _named_participle(verb: Token) -> None:
    """ "Has vetoed a loan": a participle right after the auxiliary, read as its object."""
    have = verb.head
    past = verb.lower_.endswith("ed") or lexicon().forms[verb.lower_] != verb.lower_
    if verb.text != verb.lower_ or not past or verb.i != have.i + 1:
        return
    if have.lower_ not in ("has", "have", "had") or verb.dep_ not in ("obj", "xcomp", "advmod") or list(verb.lefts):
        return
    verb.head, verb.dep_ = (verb if have.dep_ == "ROOT" else have.head), have.dep_
    for child in [c for c in have.children if c != verb]:
        child.head = verb
    have.head, have.dep_, verb.pos_, verb.tag_ = verb, "aux", "VERB", "VBN"


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
    named = subject.dep_ == "nsubj" or any(c.text[:1].isupper() for c in subject.lefts if c.dep_ == "amod")
    if named and subject.tag_ == "NNS" and form == lexicon().forms[form]:
        return True  # "factories repair tanks"
    past = form.endswith("ed") or (form != lexicon().forms[form] and not form.endswith(("s", "ing")))
    return subject.pos_ == "PROPN" and (past or (form.endswith("s") and verb.pos_ in ("VERB", "ADJ")))


def _free_receiver(verb: Token, registry: Registry, on: PartialDate | None) -> None:
    for good in [c for c in verb.children if c.dep_ in ("obj", "iobj", "obl", "obl:agent", "nsubj") and c.i > verb.i]:
        for name in [
            c for c in good.lefts if c.dep_ in ("compound", "amod") and c.pos_ == "PROPN" and c.i == verb.i + 1
        ]:
            if registry.resolve(name.text, on).actor is not None and goods(good):
                name.head, name.dep_ = verb, "iobj"
                good.dep_ = "obj"
