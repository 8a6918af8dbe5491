"""Sentences the parser left without a verb: "Azerbaijan pipes gas to Bulgaria", read as one long noun phrase."""

from spacy.tokens import Span, Token

from .frames import lexicon

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AFTER = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON", "SYM"})
_NAMED = frozenset({"PROPN", "CCONJ"})
_MONTHS = "january february march april may june july august september october november december"
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_DATED = frozenset({*_MONTHS.split(), *_DAYS.split(), "early", "late", "mid", "-"})


def find_verb(sent: Span) -> None:
    """Make the verb form right after the names that open a verbless sentence its root; the parse changes in place."""
    words = [t for t in sent if not t.is_space]
    if len(words) < 4 or any(t.tag_ in _FINITE or t.dep_ == "cop" for t in words):
        return
    first = _after_date(words)
    at = next((n for n, t in enumerate(words[first:], first) if not _opens(t, n - first)), first)
    names = words[first:at]
    if at > first and at < len(words) and words[at].text == ",":  # "Mali, citing abuses, imposed"
        at = next((n + 1 for n, t in enumerate(words[at + 1 :], at + 1) if t.text == ","), len(words))
    while (at < len(words) and words[at].pos_ in ("ADV", "PART")) or (at < len(words) and words[at].lower_ == "no"):
        at += 1
    if not names or at + 1 >= len(words) or not _fits(words[at], names) or words[at + 1].pos_ not in _AFTER:
        return
    root = sent.root
    for adverb in words[first + len(names) : at]:
        if adverb.head not in words[first + len(names) : at] and adverb != root:
            adverb.head, adverb.dep_ = words[at], "punct" if adverb.is_punct else "advmod"
    _raise(words[at], [t for t in names if t.pos_ != "DET"] or names, root)


def _after_date(words: list[Token]) -> int:
    """Where the sentence goes on after a date that opens it ("In March 2021 ...")."""
    if words[0].pos_ != "ADP":
        return 0
    parts = (n for n, t in enumerate(words[1:], 1) if not (t.pos_ == "NUM" or t.lower_ in _DATED or t.text == ","))
    at = next(parts, 1)
    return at if at > 1 else 0


def _opens(token: Token, at: int) -> bool:
    name = token.pos_ in _NAMED or (token.pos_ == "ADJ" and token.text[:1].isupper())
    name = (
        name
        or (at == 0 and token.pos_ == "DET")
        or (at == 0 and token.text[:1].isupper() and token.lower_ not in lexicon().forms)
    )
    return name and not (at and token.pos_ == "PROPN" and token.text[:1].islower())


def _fits(verb: Token, before: list[Token]) -> bool:
    lemma = lexicon().forms.get(verb.lower_)
    if lemma is None or verb.text[:1].isupper():
        return False
    several = any(t.lower_ == "and" for t in before)
    past = verb.lower_ != lemma and not verb.lower_.endswith("ing") and verb.i + 1 < len(verb.doc)
    past = past and verb.nbor(1).pos_ != "ADP" and before[-1].pos_ == "PROPN"
    return past or (several and verb.lower_ == lemma)


def _raise(verb: Token, before: list[Token], root: Token) -> None:
    thing = verb.head if verb.head.i > verb.i else verb.doc[verb.i + 1]
    while thing.head.i > thing.i:
        thing = thing.head
    rest = [c for c in root.children if c.i > verb.i and c != thing] if root.i <= verb.i else []
    own = [c for c in verb.children if c.i > verb.i]
    verb.head, verb.dep_, verb.pos_ = verb, "ROOT", "VERB"
    verb.tag_ = "VBZ" if verb.lower_.endswith("s") else "VBD"
    if root != verb and root.i > verb.i:
        thing = root
    if thing != verb:
        thing.head, thing.dep_ = verb, "obj"
    for child in (c for c in rest if c.pos_ != "PUNCT"):
        child.head = verb
        child.dep_ = "obl" if child.dep_ == "nmod" else child.dep_
    for child in own:
        child.head = verb
    for child in [t for t in verb.sent if t.head == t and t != verb]:
        child.head, child.dep_ = verb, "obl"
    if root != verb and root.head == root:
        root.head, root.dep_ = verb, "obl"
    _subject(verb, before)


def _subject(verb: Token, before: list[Token]) -> None:
    names = [t for t in before if t.pos_ != "CCONJ"]
    joined = [t for t in before if t.pos_ == "CCONJ"]
    first = [t for t in names if not joined or t.i < joined[0].i]
    later = [t for t in names if joined and t.i > joined[0].i]
    head = first[-1]
    head.head, head.dep_ = verb, "nsubj"
    for t in first[:-1]:
        t.head, t.dep_ = head, "compound"
    if later:
        later[-1].head, later[-1].dep_ = head, "conj"
        joined[0].head, joined[0].dep_ = later[-1], "cc"
        for t in later[:-1]:
            t.head, t.dep_ = later[-1], "compound"
