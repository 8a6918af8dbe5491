"""Words hung on the wrong head or under the wrong name: the second of two persons, ranges of numbers, relative
pronouns, a subject lost behind a date."""

from spacy.tokens import Doc, Token

from estimative.actors import nouns

_SUBJECT = ("nsubj", "nsubj:pass")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = frozenset({"which", "who", "that"})


def rehang(doc: Doc) -> None:
    """Change the parse in place."""
    for token in doc:
        if token.dep_ == "conj":
            _second_person(token)
        elif token.dep_ == "flat":
            _plural_title(token)
        elif token.lower_ == "between":
            _number_range(token)
        elif token.lower_ in _RELATIVE and token.dep_ == "obj":
            _relative_subject(token)
        elif token.dep_ in ("nmod:unmarked", "appos", "flat") and token.pos_ == "PROPN":
            _after_date(token)


def _second_person(token: Token) -> None:
    """ "Recep Tayyip Erdogan and Ilham Aliyev": the second person is beside the first, not his surname."""
    first = token.head
    while first.dep_ == "flat" and first.head.i < first.i:
        first = first.head
    token.head = first


def _plural_title(name: Token) -> None:
    """ "Presidents Ruto and Kagame met": the persons met, their title only describes them."""
    title = name.head
    if title.tag_ not in ("NNS", "NNPS") or title.i != name.i - 1 or title.lower_.removesuffix("s") not in nouns().state:
        return
    name.head, name.dep_ = (name if title.dep_ == "ROOT" else title.head), title.dep_
    for child in [c for c in title.rights if c != name]:
        child.head = name
    title.head, title.dep_ = name, "nmod:desc"


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
    if verb is None or date.dep_ not in ("obl", "obl:unmarked") or verb.i < name.i or any(c.dep_ in _SUBJECT for c in verb.children):
        return
    if not any(t.like_num or t.text[:1].isdigit() for t in name.doc[date.left_edge.i : name.left_edge.i]):
        return
    name.head, name.dep_ = verb, "nsubj"
