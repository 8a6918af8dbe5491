"""Whose word, thought or wish a predicate is: its subject, inherited where the grammar leaves it unsaid."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from ..clause import CLAUSE, is_nominal
from ..signatures import lemma, words

_SUBJECT = ("nsubj", "nsubj:pass", "nsubj:outer")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "get", "got", "gets"})
_OWNER = frozenset({"of", "from", "by", "among", "between"})
_PASSES = CLAUSE | {"conj", "obl", "amod", "dep", "appos"}
_DEPTH = 7


def doer(word: Token, content: Collection[int], depth: int = 0) -> Token | None:
    """Who says, thinks or does what `word` tells, outside the tokens `content` (indices in its Doc)."""
    if depth > _DEPTH:
        return None
    found = _of_noun(word, content, depth) if is_nominal(word) else _of_predicate(word, content, depth)
    return found if found is not None and found.i not in content else None


def _of_noun(noun: Token, content: Collection[int], depth: int) -> Token | None:
    """'Its claim that', 'the view of the army that', 'X made the observation that', 'X's slogan is'."""
    return next((o for o in _owners(noun) if o.i not in content), None) or _through_light_verb(noun, content, depth)


def _owners(noun: Token) -> Iterator[Token]:
    yield from (c for c in noun.children if c.dep_ == "nmod:poss")
    yield from (c for c in noun.children if c.dep_.startswith(("nmod", "obl")) and cases(c) & _OWNER)
    yield from (c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN")


def _through_light_verb(noun: Token, content: Collection[int], depth: int) -> Token | None:
    head = noun.head
    if head == noun:
        return None
    if noun.dep_ in ("obj", "obl", "xcomp", "nsubj:pass") or (noun.dep_ in ("nmod", "conj") and is_nominal(head)):
        return doer(head, content, depth + 1)
    return None


def _of_predicate(word: Token, content: Collection[int], depth: int) -> Token | None:
    who = subject_of(word)
    if is_passive(word):
        agent = next((c for c in word.children if c.dep_.startswith(("obl", "nmod")) and "by" in cases(c)), None)
        if agent is not None and agent.i not in content:
            return agent
        feels = lemma(word) in words("attribution", "experiencer") or word.lemma_ in words("attribution", "experiencer")
        return who if feels else None
    if who is not None:
        return who if who.i not in content else _dative(word)
    return _inherited(word, content, depth)


def _dative(word: Token) -> Token | None:
    """'That is clear to the voters', 'this surprised the court'."""
    near = [c for c in word.children if c.dep_.startswith(("obl", "obj", "iobj")) and is_nominal(c)]
    moved = lemma(word) in words("attribution", "experiencer")
    return next((c for c in near if cases(c) & {"to", "for", "by"} or (moved and c.dep_ == "obj")), None)


def _inherited(word: Token, content: Collection[int], depth: int) -> Token | None:
    head = word.head
    if head == word:
        return None
    if word.dep_ == "xcomp" and lemma(head) in words("attribution", "object_control"):
        patient = next((c for c in head.children if c.dep_ in ("obj", "iobj") and c.i not in content), None)
        if patient is not None:
            return patient
    if word.dep_ in ("acl", "acl:relcl", "amod") and is_nominal(head):
        return _modified(word, head, content, depth)
    if word.dep_ == "xcomp" and is_passive(head):
        return subject_of(head)
    return doer(head, content, depth + 1) if word.dep_ in _PASSES else None


def _modified(word: Token, noun: Token, content: Collection[int], depth: int) -> Token | None:
    """'A poll showing', but 'he made a speech naming': an infinitive or a participle far off belongs to the verb."""
    infinitive = any(c.lower_ == "to" and c.dep_ == "mark" for c in word.children)
    return (
        doer(noun, content, depth + 1) if infinitive or lemma(noun) in words("attribution", "cues", "nouns") else noun
    )


def is_unsaid(word: Token) -> bool:
    """A passive without agent whose subject is not the one who thinks: "when asked whether", "is said to"."""
    feels = {lemma(word), word.lemma_} & words("attribution", "experiencer")
    return word.pos_ == "VERB" and is_passive(word) and not feels


def subject_of(word: Token) -> Token | None:
    """The subject of the word or of its auxiliary, where the parser hung it there."""
    near = [*word.children, *(g for c in word.children if c.dep_.startswith("aux") for g in c.children)]
    return next((c for c in near if c.dep_ in _SUBJECT), None)


def is_passive(word: Token) -> bool:
    if word.tag_ not in ("VBN", "VBD"):
        return False
    near = list(word.children)
    if any(c.dep_ == "aux:pass" or (c.lower_ in _BE and c.dep_ in ("aux", "cop") and c.i < word.i) for c in near):
        return True
    return word.dep_ in ("acl", "amod", "advcl") and word.tag_ == "VBN" and subject_of(word) is None


def cases(token: Token) -> set[str]:
    """The prepositions of a noun."""
    return {c.lower_ for c in token.children if c.dep_ == "case"}
