"""Words hung on the wrong head or under the wrong name: the second of two persons, ranges of numbers, relative
pronouns, a subject lost behind a date."""

from spacy.tokens import Doc, Token

from estimative.actors import nouns

from .frames import lexicon
from .signatures import signature

_SUBJECT = ("nsubj", "nsubj:pass")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
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
_LETTING = frozenset({"let", "help", "make", "see"})
_RELATIVE = frozenset({"which", "who", "that"})


def rehang(doc: Doc) -> None:
    """Change the parse in place."""
    for token in doc:
        if token.pos_ == "NOUN" and token.dep_ in ("nsubj", "ROOT") and token.i:
            _verb_before_name(token)
        if token.dep_ == "conj":
            _second_person(token)
            _closing_speaker(token)
        elif token.dep_ == "flat":
            _plural_title(token)
        elif token.dep_ in ("compound", "amod") and token.i > 1:
            _bare_infinitive(token)
        elif token.lower_ == "between":
            _number_range(token)
        elif token.dep_ == "advcl":
            _complement(token)
            _stopped_short(token)
            _clausal_subject(token)
        elif token.dep_ == "acl":
            _of_control(token)
        elif token.lower_ in _RELATIVE and token.dep_ in ("obj", "obl:unmarked"):
            _relative_subject(token)
        elif token.dep_ in ("nmod:unmarked", "appos", "flat") and token.pos_ == "PROPN":
            _after_date(token)


def _verb_before_name(verb: Token) -> None:
    """ "The Kremlin views Iran as a partner": a third person between two names, read as a noun."""
    name, after, over, dep = verb.nbor(-1), verb.doc[verb.i + 1 : verb.i + 2], verb.head, verb.dep_
    third = verb.lower_ in lexicon().forms and verb.lower_.endswith("s") and verb.text.islower()
    if not third or not name.tag_.startswith("NNP") or name.head != verb or not after or after[0].pos_ != "PROPN":
        return
    if any(c.dep_ in ("case", "cop") for c in verb.children) or (dep == "nsubj" and over.i < verb.i):
        return
    goal = next((c for c in verb.rights if c.left_edge.i == verb.i + 1), None)
    if goal is None:
        return
    verb.head, verb.dep_ = (verb, "ROOT") if over in (verb, over.head) else (over.head, over.dep_)
    if over != verb:
        over.head, over.dep_ = verb, "advcl"
    for child in [c for c in verb.lefts if c.dep_ in ("det", "amod", "compound") and c != name]:
        child.head = name
    name.head, name.dep_, goal.dep_ = verb, "nsubj", "obj"
    for child in [c for c in verb.rights if c.dep_ == "nmod"]:
        child.dep_ = "obl"
    verb.pos_, verb.tag_ = "VERB", "VBZ"


def _second_person(token: Token) -> None:
    """ "Recep Tayyip Erdogan and Ilham Aliyev": the second person is beside the first, not his surname."""
    first = token.head
    while first.dep_ == "flat" and first.head.i < first.i:
        first = first.head
    token.head = first


def _closing_speaker(noun: Token) -> None:
    """ "Mali sold the port, satellite images show": who says so, read as one more object."""
    verb = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    left = noun.left_edge.i
    apart = "," in (noun.doc[left].text, noun.doc[max(left - 1, 0)].text) and not any(
        c.dep_ == "cc" for c in noun.children
    )
    if not apart or verb.dep_ != "ROOT" or verb.tag_ not in _FINITE or noun.dep_ != "conj":
        return
    if not any(c.dep_ in _SUBJECT for c in verb.children) and any(c.dep_ == "ccomp" for c in verb.lefts):
        noun.head, noun.dep_ = verb, "nsubj"


def _plural_title(name: Token) -> None:
    """ "Presidents Ruto and Kagame met": the persons met, their title only describes them."""
    title = name.head
    if (
        title.tag_ not in ("NNS", "NNPS")
        or title.i != name.i - 1
        or title.lower_.removesuffix("s") not in nouns().state
    ):
        return
    name.head, name.dep_ = (name if title.dep_ == "ROOT" else title.head), title.dep_
    for child in [c for c in title.rights if c != name]:
        child.head = name
    title.head, title.dep_ = name, "nmod:desc"


def _bare_infinitive(verb: Token) -> None:
    """ "Let Mali station troops on its soil": the infinitive read as part of the object's name."""
    noun, name = verb.head, verb.nbor(-1)
    let = noun.head
    plain = lexicon().forms.get(verb.lower_) == verb.lower_ and verb.text.islower()
    if (
        not plain
        or noun.i < verb.i
        or noun.dep_ != "obj"
        or lexicon().forms.get(let.lower_, let.lemma_) not in _LETTING
    ):
        return
    if name.head != let or name.dep_ not in ("obj", "iobj") or let.i > name.i:
        return
    verb.head, verb.dep_, verb.pos_, verb.tag_ = let, "xcomp", "VERB", "VB"
    noun.head, name.dep_ = verb, "obj"


def _complement(verb: Token) -> None:
    """ "Is said to have sold", "ruled out sending": the complement of the verb, not an adjunct."""
    over = verb.head
    if over.pos_ != "VERB" or over.i > verb.i or any(c.dep_ in ("xcomp", "ccomp", "obj") for c in over.children):
        return
    mark = next((c for c in verb.lefts if c.dep_ == "mark"), None)
    word = lexicon().forms.get(over.lower_, over.lemma_)
    if mark is None:
        after = verb.nbor(-1)
        if verb.tag_ == "VBG" and after.head == over and after.dep_ == "compound:prt":
            verb.dep_ = "xcomp"
    elif mark.lower_ == "to" and (word in lexicon().verb_operators or signature(over) is not None):
        verb.dep_ = "xcomp"


def _stopped_short(verb: Token) -> None:
    """ "Stopped short of sending": what was not done belongs to the verb."""
    short = verb.head
    if short.lower_ == "short" and short.dep_ in ("xcomp", "advmod") and short.head.pos_ == "VERB":
        verb.head = short.head


def _clausal_subject(verb: Token) -> None:
    """ "Whether Mali sent tanks remains unclear": the question is the subject of the verb behind it."""
    asked = verb.head
    first = asked.doc[asked.left_edge.i]
    alone = verb.tag_ in _FINITE and not any(c.dep_ in (*_SUBJECT, "mark", "advmod") for c in verb.lefts)
    if asked.dep_ != "ROOT" or verb.i < asked.i or not alone or first.lower_ != "whether" or first.head != asked:
        return
    verb.head, verb.dep_ = verb, "ROOT"
    asked.head, asked.dep_ = verb, "csubj"
    for child in [c for c in asked.rights if c.i > verb.i]:
        child.head = verb


def _of_control(verb: Token) -> None:
    """ "Allowed the navy to use the port": the infinitive belongs to the verb, not to the noun."""
    noun, over = verb.head, verb.head.head
    marked = noun.dep_ in ("obj", "iobj") and any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.lefts)
    if marked and lexicon().forms.get(over.lower_, over.lemma_) in _CONTROL:
        verb.head, verb.dep_ = over, "xcomp"


def _number_range(mark: Token) -> None:
    """ "Received between six and ten helicopters": the range counts the object."""
    noun = mark.head
    counted = mark.dep_ == "case" and noun.dep_ in ("obl", "nmod") and noun.i > mark.i + 3
    if not counted or mark.nbor(1).pos_ != "NUM" or mark.nbor(2).lower_ != "and" or mark.nbor(3).pos_ != "NUM":
        return
    mark.dep_ = "advmod"
    if noun.head.pos_ == "VERB" and noun.i - noun.head.i < 8 and not any(c.dep_ == "obj" for c in noun.head.children):
        noun.dep_ = "obj"


def _relative_subject(pronoun: Token) -> None:
    """ "Mali, which in turn had cancelled the talks": no second object, but the subject."""
    verb = pronoun.head
    others = [c for c in verb.rights if c.dep_ == "obj"]
    if pronoun.i > verb.i or not others:
        return
    if not any(c.dep_ in _SUBJECT for c in verb.children):
        pronoun.dep_ = "nsubj"
    elif pronoun.lower_ == "that":  # "evidence that Mali sold rifles"
        pronoun.dep_, pronoun.pos_, pronoun.tag_ = "mark", "SCONJ", "IN"


def _after_date(name: Token) -> None:
    """ "In March 2021 Mali, citing abuses, expelled": the name behind the date is the subject."""
    date = name.head
    verb = next((a for a in date.ancestors if a.tag_ in _FINITE), None)
    if (
        verb is None
        or date.dep_ not in ("obl", "obl:unmarked")
        or verb.i < name.i
        or any(c.dep_ in _SUBJECT for c in verb.children)
    ):
        return
    if not any(t.like_num or t.text[:1].isdigit() for t in name.doc[date.left_edge.i : name.left_edge.i]):
        return
    name.head, name.dep_ = verb, "nsubj"
