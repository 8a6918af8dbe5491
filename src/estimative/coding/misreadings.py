"""Misread clauses mended in place: a sentence left without a verb, datelines, numbers before the subject, "neither A
nor B", receivers and goods of verbs of giving, adjectives read as participles."""

from spacy.tokens import Doc, Token

from .frames import lexicon

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECT = ("nsubj", "nsubj:pass")
_DASHES = frozenset({"-", "–", "—", "--"})
_LIMIT = (
    "ban embargo tariff tax levy duty limit restriction curb cap quota ceiling moratorium prohibition control sanction"
)
_LIMITS = frozenset(form for noun in _LIMIT.split() for form in (noun, f"{noun}s", f"{noun}es")) | {"levies", "duties"}


def mend(doc: Doc, givers: frozenset[str]) -> None:
    """Change the parse of every sentence in place; `givers` are lemmas of verbs that take two objects."""
    for sent in doc.sents:
        words = list(sent)
        _bare_adjective(words)
        _hyphenated(words)
        _missing_verb(words, sent.root)
        _dateline(words)
        _neither_nor(words)
        _between(words)
        _resumed(sent.root)
        _inverted(words)
        _reported_inside(words)
        for token in words:
            _off_auxiliary(token)
            _participle(token)
            _active(token)
            _yet_to(token)
            _limits(token)
        for token in words:
            if lexicon().forms.get(token.lower_) in givers:
                _two_objects(token)


def _missing_verb(words: list[Token], root: Token) -> None:
    """ "A bomber killed 15 trainees": a noun as root, its verb read as a participle; no other finite verb there."""
    noun = root
    if root.pos_ not in ("NOUN", "PROPN") or any(t.tag_ in _FINITE or t.dep_ == "cop" for t in words if t.i < noun.i):
        return
    free = [t for t in words if t.tag_ in _FINITE and t.dep_ not in ("acl:relcl", "advcl") and not _past_of(t, noun)]
    verb = next((t for t in words if t.i > noun.i and _past_of(t, noun)), None)
    if free or verb is None or _after_auxiliary(verb):
        return
    target = verb.head if verb.dep_ == "amod" and verb.head.i > verb.i else None
    if target is None and not any(c.dep_ in ("obj", "xcomp", "ccomp", "obl", "iobj") for c in verb.rights):
        return
    verb.head, verb.dep_, verb.pos_, verb.tag_ = verb, "ROOT", "VERB", "VBD"
    noun.head, noun.dep_ = verb, "nsubj"
    if target is not None:
        target.head, target.dep_ = verb, "obj"
    for child in [c for c in noun.children if c.i > verb.i or c.dep_ == "punct"]:
        child.head = verb


def _past_of(verb: Token, noun: Token) -> bool:
    """Whether a past form hangs as a participle on the noun or on what is coordinated with it."""
    past = verb.lower_ in lexicon().forms and verb.tag_ in ("VBN", "VBD") and not verb.lower_.endswith("ing")
    over = verb.head
    on = over == noun or (verb.dep_ == "amod" and over.i > verb.i and over.head == noun)
    hyphen = verb.i and verb.doc[verb.i - 1].text in _DASHES
    by = any(c.dep_ in ("obl", "obl:agent") and any(x.lower_ == "by" for x in c.lefts) for c in verb.rights)
    return past and verb.dep_ in ("acl", "amod", "dep") and on and not hyphen and not by and noun.i < verb.i


def _after_auxiliary(verb: Token) -> bool:
    return any(c.dep_.startswith("aux") and c.lower_ not in ("had",) for c in verb.children)


def _dateline(words: list[Token]) -> None:
    """ "SEOUL - North Korea has shipped": the place is no subject where another follows."""
    dash = next((t for t in words[:8] if t.text in _DASHES), None)
    before = [t for t in words if dash is not None and t.i < dash.i and t.is_alpha]
    if dash is None or not before or not before[0].is_upper or len(before[0]) < 3:
        return
    for place in before:
        verb = place.head
        others = [c for c in verb.children if c.dep_ in _SUBJECT and c.i > dash.i]
        if place.dep_ in _SUBJECT and others:
            place.dep_ = "dep"
        elif place.dep_ in _SUBJECT:
            later = next((c for c in place.children if c.i > dash.i and c.pos_ in ("NOUN", "PROPN")), None)
            if later is not None:
                later.head, later.dep_ = verb, place.dep_
                place.head, place.dep_ = later, "dep"


def _neither_nor(words: list[Token]) -> None:
    """ "Neither Chile nor Peru has": two subjects of one verb are coordinated."""
    for joint in words:
        if joint.lower_ not in ("nor", "and", "or"):
            continue
        verb = joint.head if joint.dep_ == "cc" and joint.head.pos_ in ("VERB", "AUX") else joint.head.head
        subjects = [c for c in verb.children if c.dep_ in _SUBJECT]
        if len(subjects) == 2 and subjects[0].i < joint.i < subjects[1].i and subjects[1].i - subjects[0].i < 8:
            subjects[1].head, subjects[1].dep_ = subjects[0], "conj"
            joint.head = subjects[1]


def _two_objects(verb: Token) -> None:
    """ "Given Djibouti any electricity": the second object read as an adjunct."""
    given = any(c.dep_ == "obj" for c in verb.rights)
    first = next((c for c in verb.rights if c.dep_ == "obj" or (c.dep_ == "iobj" and not given)), None)
    second = next((c for c in verb.rights if c.dep_ in ("obl:unmarked", "xcomp") and c.pos_ == "NOUN"), None)
    if first is None or second is None or not (first.pos_ == "PRON" or first.text[0].isupper()) or second.i < first.i:
        return
    if any(c.dep_ in ("case", "cop", "mark") for c in second.children) or second.i - first.i > 6:
        return
    first.dep_, second.dep_ = "iobj", "obj"


def _hyphenated(words: list[Token]) -> None:
    """ "Surface-to-air missiles": five tokens before a noun are one modifier of it."""
    for a, b, c, d, e, noun in zip(words, words[1:], words[2:], words[3:], words[4:], words[5:], strict=False):
        if b.text not in _DASHES or c.lower_ != "to" or d.text not in _DASHES or noun.pos_ != "NOUN":
            continue
        if noun.head in (a, b, c, d, e) or a.head not in (b, c, d, e, noun):
            noun.head, noun.dep_ = a.head, a.dep_
        for child in [x for t in (a, b, c, d, e) for x in t.children if x.i < a.i or x.i > noun.i]:
            child.head = noun
        for part in (a, b, c, d, e):
            part.head, part.dep_ = noun, "compound" if part.is_alpha and part != c else "punct"


def _bare_adjective(words: list[Token]) -> None:
    """ "Has close military ties": a participle that has no ending is an adjective, and "has" the verb."""
    for token in words:
        have = next((c for c in token.lefts if c.lower_ in ("has", "have", "had") and c.dep_ == "aux"), None)
        noun = next((c for c in token.rights if c.dep_ == "obj"), None)
        if token.lower_ != "close" or have is None or noun is None or have.i != token.i - 1:
            continue
        have.head, have.dep_ = (have if token.dep_ == "ROOT" else token.head), token.dep_
        have.pos_ = "VERB"
        for child in [c for c in token.children if c != have]:
            child.head = noun if child.i in range(token.i, noun.i) and child != noun else have
        noun.head, noun.dep_ = have, "obj"
        token.head, token.dep_, token.pos_, token.tag_ = noun, "amod", "ADJ", "JJ"


def _between(words: list[Token]) -> None:
    """ "Ties between Oman and Yemen have grown": the second name belongs to "between", not to the verb behind it."""
    for verb in words:
        noun = verb.head
        name = next((c for c in verb.lefts if c.dep_ in _SUBJECT), None)
        joint = name.nbor(-1) if name is not None and name.i > words[0].i else None
        if verb.dep_ != "conj" or noun.pos_ != "NOUN" or joint is None or joint.lower_ != "and" or name is None:
            continue
        first = next((c for c in noun.rights if c.dep_ == "nmod" and c.i < joint.i), None)
        if (
            first is None
            or not any(c.lower_ == "between" for c in first.lefts)
            or any(c.dep_ == "conj" for c in first.rights)
        ):
            continue
        verb.head, verb.dep_ = (verb if noun.head == noun else noun.head), noun.dep_
        noun.head, noun.dep_ = verb, name.dep_
        name.head, name.dep_, joint.head = first, "conj", name
        for child in [c for c in noun.rights if c.i > verb.i]:
            child.head = verb


def _reported_inside(words: list[Token]) -> None:
    """ "Peru, the ministry said, received ships": the first of two subjects belongs to the verb behind the comma."""
    for said in words:
        subjects = [c for c in said.lefts if c.dep_ in _SUBJECT]
        content = next((c for c in said.rights if c.dep_ == "ccomp"), None)
        if len(subjects) != 2 or content is None or any(c.dep_ in (*_SUBJECT, "mark") for c in content.children):
            continue
        apart = said.doc[subjects[0].i : subjects[1].i].text.count(",") == 1 and said.nbor().text == ","
        if apart and content.tag_ in _FINITE | {"VBN"}:
            content.head, content.dep_ = (content if said.head == said else said.head), said.dep_
            said.head, said.dep_ = content, "parataxis"
            subjects[0].head = content


def _active(verb: Token) -> None:
    """ "Has not given Benin any power": after "have" without "be" the subject is that of an active verb."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj:pass"), None)
    helpers = {c.lower_ for c in verb.lefts if c.dep_ in ("aux", "aux:pass", "cop")}
    if subject is not None and helpers and helpers <= {"has", "have", "had", "'ve", "’ve", "having"}:
        subject.dep_ = "nsubj"


def _off_auxiliary(token: Token) -> None:
    """A subject or adverb hung on the auxiliary belongs to the verb."""
    over = token.head
    if over.dep_ in ("aux", "aux:pass") and over != token and token.dep_ in (*_SUBJECT, "advmod", "obl", "mark"):
        token.head = over.head


def _yet_to(verb: Token) -> None:
    """ "Has yet to deliver": the infinitive is what "has" says, and "yet" qualifies "has"."""
    have = verb.head
    yet = next((t for t in verb.doc[have.i + 1 : verb.i] if t.lower_ == "yet"), None) if have.i < verb.i else None
    marked = any(c.lower_ == "to" for c in verb.lefts) and have.lemma_ in ("have", "be", "remain")
    if yet is not None and marked and verb.dep_ in ("advcl", "xcomp") and not any(c.dep_ == "obj" for c in have.rights):
        verb.dep_, yet.head = "xcomp", have


def _limits(noun: Token) -> None:
    """ "Lifted its ban on exports from Chad": the thing limited belongs to the limit, its origin to the thing."""
    if noun.lower_ not in _LIMITS:
        return
    after = [c for t in (noun, noun.head) for c in t.rights if c.i > noun.i and c.dep_ in ("nmod", "obl")]
    thing = next((c for c in after if c.left_edge.i == noun.i + 1 and c.left_edge.lower_ == "on"), None)
    if thing is None:
        return
    thing.head, thing.dep_, thing.pos_ = noun, "nmod", "NOUN" if thing.pos_ == "VERB" else thing.pos_
    for origin in after:
        if origin.left_edge.i == thing.right_edge.i + 1 and origin.left_edge.lower_ in ("from", "to"):
            origin.head, origin.dep_ = thing, "nmod"


def _resumed(root: Token) -> None:
    """ "Oman, which had waited, left": the verb behind the relative clause is the one the name is subject of."""
    aside = next((c for c in root.rights if c.dep_ == "acl:relcl"), None)
    if root.pos_ not in ("PROPN", "NOUN") or aside is None or any(c.dep_ == "cop" for c in root.children):
        return
    verb = next((c for c in root.rights if c.i > aside.i and c.dep_ in ("conj", "parataxis", "appos")), None)
    if verb is None or verb.tag_ not in _FINITE or verb.nbor(-1).text != ",":
        return
    if any(c.dep_ in (*_SUBJECT, "cc", "mark") for c in verb.children):
        return
    verb.head, verb.dep_ = verb, "ROOT"
    root.head, root.dep_ = verb, "nsubj"
    for child in [c for c in root.rights if c.i > verb.i]:
        child.head = verb


def _inverted(words: list[Token]) -> None:
    """ "Would have paid had Oman not left": "had" before its subject is the auxiliary of a condition."""
    for had in words:
        outer = had.head
        part = next((c for c in had.rights if c.dep_ in ("ccomp", "xcomp", "advcl") and c.tag_ in ("VBN", "VBD")), None)
        if had.lower_ != "had" or had.dep_ not in ("ccomp", "conj", "parataxis", "advcl") or part is None:
            continue
        subject = next((c for c in part.lefts if c.dep_ in _SUBJECT and c.left_edge.i == had.i + 1), None)
        if subject is None or not any(c.lower_ in ("would", "could", "might") for c in outer.lefts):
            continue
        part.head, part.dep_, subject.dep_ = outer, "advcl", "nsubj"
        bare = not any(c.dep_ == "obj" for c in outer.rights)
        for child in [c for c in had.children if c != part]:
            child.head, child.dep_ = outer, "obj" if child.dep_ == "nsubj" and bare else child.dep_
        had.head, had.dep_ = part, "aux"


def _participle(part: Token) -> None:
    """ "Imports liquefied gas": a participle on a verb that has no object modifies the object."""
    verb = part.head
    thing = next((c for c in part.rights if c.dep_ == "obj"), None)
    if part.tag_ != "VBN" or part.dep_ != "acl" or verb.pos_ != "VERB" or verb.i != part.i - 1 or thing is None:
        return
    if any(c.dep_ == "obj" for c in verb.rights):
        return
    for child in [c for c in part.rights if c != thing]:
        child.head = thing if child.i < thing.i else verb
    thing.head, thing.dep_ = verb, "obj"
    part.head, part.dep_ = thing, "amod"
