"""Who stands where in the syntax: the places of a verb, noun or adjective, and the actors named there."""

from collections.abc import Iterable

from spacy.tokens import Token

from .attribution import reports
from .channels import case, conjuncts
from .frames import lexicon
from .text import Mention

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
_WAR = ("with", "against", "on", "in", "of", "")
_OF: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("war", "conflict", "clash", "fight", "battle", "standoff", "confrontation", "skirmish"), _WAR
)
_OF |= dict.fromkeys(("border", "frontier", "boundary"), ("with", "of", ""))
_BY = ("by", "from", "")
_BOUND = frozenset({"bound", "destined", "intended", "meant", "headed"})
_SPEAKER = frozenset({"we", "us", "our", "ours"})
_ASKED_FOR = frozenset({"for"})
_MEANS = frozenset({"way", "means", "end", "sea", "air", "land", "rail", "road", "train", "ship", "plane", "truck"})
_PERMIT = frozenset({"allow", "let", "permit", "authorise", "authorize", "enable"})
_TIMES = frozenset(
    [
        *("year", "years", "month", "months", "week", "weeks", "day", "days", "time", "times", "today", "yesterday"),
        *("tomorrow", "night", "morning", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ]
)
_SUBJECT_DEPS = ("nsubj", "nsubj:pass", "nsubj:outer")


def lemma(token: Token) -> str:
    """Verb lemma by the lexicon's forms, else the tagger's."""
    return lexicon().verb(token.text, token.lemma_)


def particle(token: Token) -> str:
    """The particle of a phrasal verb, also where the parser took it for a preposition ("handed over its arms")."""
    found = next((c.lower_ for c in token.children if c.dep_ == "compound:prt"), "")
    if found or token.i + 1 >= len(token.doc):
        return found
    after = token.doc[token.i + 1]
    phrase = f"{lemma(token)} {after.lower_}"
    return after.lower_ if after.pos_ in ("ADP", "ADV") and phrase in lexicon().verb_frames else ""


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX")


def passive(verb: Token) -> bool:
    """Whether a participle has its object as subject, or stands as a modifier of it."""
    deps = {c.dep_ for c in verb.children}
    if "nsubj:pass" in deps or "aux:pass" in deps:
        return True
    if verb.tag_ != "VBN" or (verb.dep_ == "amod" and "nsubj" in deps):
        return False
    if any(
        c.lower_ in ("is", "are", "was", "were", "be", "been", "being") and c.dep_ in ("aux", "cop")
        for c in verb.children
    ):
        return "obj" not in deps
    if "nsubj" in deps:
        return "obl:agent" in deps and not deps & {"obj", "aux"}
    if verb.dep_ in ("acl", "amod") or (verb.dep_ == "acl:relcl" and "nsubj" not in deps and "aux" not in deps):
        return True
    return (
        verb.dep_ == "conj" and "nsubj" not in deps and "aux" not in deps and "obj" not in deps and passive(verb.head)
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
    own = _direct(verb, _SUBJECT_DEPS) or _misread_subject(verb)
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
        if mark in ("of", "from", "for", "over") and lemma(head) in _OBJECT_CONTROL | {"sanction", "punish", "praise"}:
            return objects(head) or subject(head, depth + 1)
        return subject(head, depth + 1)
    if dep in ("acl", "amod") and verb.tag_ == "VBG" and not any(c.lower_ == "to" for c in verb.lefts):
        if dep == "acl" and lexicon().noun(head.text) in lexicon().words["document"]:
            return owners(head, depth)
        predicate = dep == "acl" and any(c.dep_ == "cop" for c in head.children)
        return subject(head, depth + 1) if predicate else [head]
    if dep == "acl":
        return owners(head, depth)
    return []


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
    verb = noun.head
    return subject(verb, depth + 1) if noun.dep_ in ("obj", "xcomp", "obl") and is_verb(verb) and depth < 6 else []


def objects(verb: Token) -> list[Token]:
    """Heads of the logical object."""
    if passive(verb):
        found = _direct(verb, ("nsubj:pass",)) or _direct(verb, ("nsubj",))
        if found:
            return found
        if verb.dep_ in ("acl", "amod", "acl:relcl"):
            return [verb.head]
        if verb.dep_ in ("conj", "xcomp", "ccomp"):
            return list(subject(verb))
        return _direct(verb, ("obj",))
    found = [o for o in _direct(verb, ("obj",)) if case(o) not in _ASKED_FOR or o.i < verb.i] or _bare_oblique(verb)
    if found:
        return found
    prt = particle(verb)
    if prt and (over := [c for c in verb.children if c.dep_ == "obl" and case(c) == prt and c.i - verb.i < 8]):
        return over[:1]
    if verb.dep_ == "amod" and verb.head.i > verb.i and not passive(verb):
        return [verb.head]
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


def _bare_oblique(verb: Token) -> list[Token]:
    """An object read as an oblique: it follows the verb without a preposition ("expelled about 900 advisers")."""
    if not is_verb(verb) or any(c.dep_ in ("iobj", "ccomp", "xcomp") for c in verb.children):
        return []
    near = [c for c in verb.rights if c.dep_ == "obl" and not case_before(c) and c.pos_ in ("NOUN", "PROPN", "PRON")]
    return [c for c in near if c.lower_ not in _TIMES and not any(x.is_punct for x in c.doc[verb.i : c.i])][:1]


def _marked(head: Token, deep: bool) -> dict[str, list[Token]]:
    """Prepositional phrases by preposition; `deep` looks inside object nouns, where a parser may have put them."""
    found: dict[str, list[Token]] = {}
    for child in head.children:
        if (
            child.lower_ not in _BOUND
            and child.dep_ in ("obl", "nmod", "obl:agent", "obl:tmod", "advcl", "acl", "xcomp", "advmod")
            and (mark := case(child))
        ):
            if child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "X", "NUM", "DET", "SYM"):
                found.setdefault(mark, []).append(child)
                if deep and child.dep_ in ("obl", "nmod", "obl:agent"):
                    _merge(found, _marked(child, child.dep_ == "nmod"))
        elif deep and child.dep_ == "acl" and child.lower_ in _BOUND:
            found.setdefault("to", []).extend(
                t for t in child.subtree if t.head == child and t.dep_ in ("obl", "nmod", "advmod")
            )
        elif (
            deep
            and child.dep_ in ("obj", "nsubj:pass", "conj", "appos", "dep")
            and child.pos_ in ("NOUN", "PROPN", "NUM", "SYM", "ADJ", "DET", "PRON")
        ):
            _merge(found, _marked(child, True))
    return found


def _merge(into: dict[str, list[Token]], more: dict[str, list[Token]]) -> None:
    for mark, tokens in more.items():
        into.setdefault(mark, []).extend(tokens)


def verb_places(verb: Token) -> dict[str, list[Token]]:
    """Tokens by place for a verb: subj, obj, iobj, by, and every preposition."""
    places = _marked(verb, True)
    places["obj"] = objects(verb)
    for asked in [c for c in verb.rights if c.dep_ == "obj" and case(c) in _ASKED_FOR]:
        places.setdefault(case(asked), []).append(asked)
    if verb.dep_ == "amod" and verb.head in places["obj"]:
        _merge(places, _marked(verb.head, True))
    places["iobj"] = _direct(verb, ("iobj",))
    below = [c for c in verb.children if c.dep_ == "xcomp"]
    places["xobj"] = [o for c in below for o in objects(c)]
    if lemma(verb) in _PERMIT:
        for mark, tokens in ((m, ts) for c in below for m, ts in _marked(c, True).items()):
            places[mark] = places.get(mark, []) + [x for x in tokens if x not in places.get(mark, [])]
    if passive(verb):
        second = _direct(verb, ("obj",))
        if second and second != places["obj"]:
            places["iobj"], places["obj"] = places["obj"], second
        agents = [c for c in verb.children if c.dep_ == "obl:agent"] or places.get("by", [])
        places["subj"] = [a for a in agents if a.lower_ not in _MEANS]
        places["by"] = places["subj"]
    else:
        places["subj"] = subject(verb)
        places["by"] = [t for t in places.get("by", []) if t.dep_ == "nmod" or lemma(verb) == "stand"]
    return places


def noun_places(noun: Token) -> dict[str, list[Token]]:
    """Tokens by place for a noun: poss (possessor, demonym, compound), compound, and every preposition; a phrase that
    hangs on the governing verb counts if the noun is its object or subject."""
    places = _marked(noun, True)
    if noun.dep_ in ("obj", "nsubj:pass", "nsubj", "conj") and is_verb(noun.head) and noun.dep_ != "conj":
        for mark, tokens in _marked(noun.head, False).items():
            if mark not in ("by", "in", "of", "at") or (mark == "at" and _is(noun, "feeling")):
                places.setdefault(mark, []).extend(t for t in tokens if t.i > noun.i)
    places["poss"] = [
        c
        for c in noun.lefts
        if c.dep_ in ("nmod:poss", "amod", "compound", "nmod", "det", "nmod:unmarked") and not case_before(c)
    ]
    places["compound"] = [c for c in noun.lefts if c.dep_ in ("compound", "amod")]
    places["subj"] = _verb_subject(noun)
    if noun.dep_ == "compound" and _is(noun.head, "vehicle"):
        for name, tokens in noun_places(noun.head).items():
            places[name] = places.get(name, []) + [t for t in tokens if t != noun and t not in places.get(name, [])]
    return places


def _is(noun: Token, words: str) -> bool:
    return lexicon().noun(noun.text) in lexicon().words[words]


def case_before(token: Token) -> bool:
    return any(c.dep_ == "case" and c.i < token.i for c in token.children)


def _verb_subject(noun: Token) -> list[Token]:
    """The subject of a light or copular verb over the noun."""
    if any(c.dep_ == "cop" for c in noun.children):
        return _direct(noun, _SUBJECT_DEPS) or subject(noun)
    head = noun.head
    if head is noun:
        return [t for t in noun.subtree if t.i < noun.i and t.dep_ == "nsubj"][:1]
    if noun.dep_ == "amod" or (noun.dep_ == "nmod" and any(c.dep_ == "amod" and is_verb(c) for c in head.children)):
        return []
    if noun.dep_ == "conj" and head.pos_ == "NOUN":
        return _verb_subject(head)
    if noun.dep_ in ("obj", "obl", "xcomp") and is_verb(head) and not passive(head):
        return subject(head)
    if noun.dep_ == "nsubj:pass" or (noun.dep_ in ("acl", "nmod")):
        return [c for c in head.children if c.dep_ == "obl:agent"] if is_verb(head) else []
    return []


def phrase_of(token: Token) -> list[Token]:
    """The token with what stands before it, without coordinated heads."""
    return [token, *(t for c in token.lefts if c.dep_ not in ("cc", "punct", "case") for t in c.subtree)]


class Sides:
    """The actors of a block by token."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._head: dict[int, Mention] = {}
        self._cover: dict[int, Mention] = {}
        first = {(m.start, m.end): m for m in reversed(mentions)}
        for m in sorted(first.values(), key=lambda m: m.end - m.start):
            self._head[m.head] = m
            for i in range(m.start, m.end):
                self._cover[i] = m

    def mention(self, token: Token) -> Mention | None:
        return self._head.get(token.i) or self._cover.get(token.i)

    def codes(self, tokens: Iterable[Token], strict: bool = False) -> tuple[str, ...]:
        """Actors named by these heads and what is coordinated with them, in order, without repeats. `strict` wants the
        actor itself or its organ there; otherwise the owner of the thing counts ("Mali's oil", "a base in Mali")."""
        found: dict[str, None] = {}
        for token in tokens:
            for head in conjuncts(token):
                found |= dict.fromkeys(self._one(head, strict))
        return tuple(found)

    def _one(self, head: Token, strict: bool) -> tuple[str, ...]:
        mention = self.mention(head)
        if mention is not None and (mention.codes or mention.kind != "unresolved"):
            return mention.codes
        if head.lower_ in _SPEAKER:
            return self._speaker(head)
        noun = lexicon().noun(head.text)
        if strict and noun not in lexicon().words["organs"]:
            return ()
        owner = [
            c for c in head.lefts if c.dep_ in ("nmod:poss", "amod", "compound", "nmod", "nmod:unmarked", "flat", "det")
        ]
        codes = tuple(dict.fromkeys(c for child in owner for t in conjuncts(child) for c in self._owner(t)))
        if codes:
            return codes
        for child in head.rights:
            near = _BY if noun in lexicon().words["blow"] else _OF.get(noun, ("of", "in", "from", ""))
            if child.dep_ in ("nmod", "appos", "flat") and case(child) in near:
                codes = self.codes([child], strict=False)
                if codes:
                    return codes
        return ()

    def _speaker(self, pronoun: Token) -> tuple[str, ...]:
        """Whom "we" stands for: the source of the words it is said in."""
        sources = (r.source for r in reports(pronoun.head) if r.source is not None and r.source.lower_ not in _SPEAKER)
        return next((codes for s in sources if (codes := self.codes([s]))), ())

    def _owner(self, child: Token) -> tuple[str, ...]:
        mention = self.mention(child)
        if mention is not None:
            return mention.codes
        if child.lower_ in _SPEAKER:
            return self._speaker(child)
        return (
            tuple(code for c in child.lefts if (m := self.mention(c)) for code in m.codes)
            if child.dep_ != "nmod:poss"
            else self._one(child, False)
        )
