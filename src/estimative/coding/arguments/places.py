"""The places of a verb or noun: what stands at its subject, object and prepositions."""

from spacy.tokens import Token

from ..channels import case
from ..frames import lexicon
from .subjects import _ASKED_FOR, _SUBJECT_DEPS, _direct, objects, subject
from .verbs import case_before, is_verb, lemma, passive

_BOUND = frozenset({"bound", "destined", "intended", "meant", "headed"})
_MEANS = frozenset({"way", "means", "end", "sea", "air", "land", "rail", "road", "train", "ship", "plane", "truck"})
_PERMIT = frozenset({"allow", "let", "permit", "authorise", "authorize", "enable"})


def _marked(head: Token, deep: bool) -> dict[str, list[Token]]:
    """Prepositional phrases by preposition; `deep` looks inside object nouns, where a parser may have put them."""
    found: dict[str, list[Token]] = {}
    for child in head.children:
        if child.dep_ == "nsubj" and deep and is_verb(head):
            _merge(found, {m: ts for m, ts in _marked(child, False).items() if m == "from"})
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
    if _gives_two(verb, places["obj"]):  # "sent it frigates"
        places["iobj"], places["obj"] = places["iobj"] or places["obj"][:1], places["obj"][1:]
    sums = [c for t in places["obj"] for c in t.rights if c.dep_ in ("appos", "dep") and c.pos_ in ("SYM", "NUM")]
    if len(places["obj"]) == 1 and sums and sums[0].i - places["obj"][0].i < 3:  # "send the island $345 million"
        places["iobj"], places["obj"] = places["obj"], sums[:1]
    places["whose"] = [c for t in _near(verb, places) for c in t.lefts if c.dep_ == "nmod:poss"]
    places["ranks"] = [t for t in places.get("in", []) if _is(t, "armed")]  # "fights in the Malian army"
    places["told"] = [s for c in verb.rights if c.dep_ == "ccomp" for s in _direct(c, _SUBJECT_DEPS)]
    below = [c for c in verb.children if c.dep_ == "xcomp"]
    let = [c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VB"] if lemma(verb) in _PERMIT else []
    places["let"] = [*places["iobj"], *places["obj"]] if below and lemma(verb) in _PERMIT else []
    places["let"] += [s for c in let for s in _direct(c, _SUBJECT_DEPS)]  # "lets the Malian navy use a port"
    below += let
    if lemma(verb) in _PERMIT and not below:  # "lets the Malian navy refuel", the verb read as a noun
        read = [o for o in places["obj"] if lexicon().forms.get(o.lower_, o.lower_) in lexicon().words["passing"]]
        places["let"] = [c for o in read for c in o.lefts if c.dep_ == "compound"]
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


def _gives_two(verb: Token, found: list[Token]) -> bool:
    if len(found) != 2 or passive(verb) or found[0].i > found[1].i:
        return False
    return found[0].pos_ in ("PRON", "PROPN") and not any(t.dep_ == "cc" for t in verb.doc[found[0].i : found[1].i])


def _near(verb: Token, places: dict[str, list[Token]]) -> list[Token]:
    return [*places["obj"], *(c for c in verb.rights if c.dep_ == "obl" and c.i - verb.i < 6)]


def noun_places(noun: Token) -> dict[str, list[Token]]:
    """Tokens by place for a noun: poss (possessor, demonym, compound), compound, and every preposition; a phrase that
    hangs on the governing verb counts if the noun is its object or subject."""
    places = _marked(noun, True)
    if noun.dep_ in ("obj", "nsubj:pass", "nsubj", "xcomp") and is_verb(noun.head):
        for mark, tokens in _marked(noun.head, False).items():
            if mark not in ("by", "in", "of", "at") or (mark == "at" and _is(noun, "feeling")):
                places.setdefault(mark, []).extend(t for t in tokens if t.i > noun.i)
    places["poss"] = [
        c
        for c in noun.lefts
        if c.dep_ in ("nmod:poss", "amod", "compound", "nmod", "det", "nmod:unmarked") and not case_before(c)
    ]
    places["poss"] += [c for c in noun.lefts if c.dep_ == "nsubj" and c.i == noun.i - 1 and not _predicate(noun)]
    places["compound"] = [c for c in noun.lefts if c.dep_ in ("compound", "amod")]
    places["subj"] = _verb_subject(noun.head if one_of(noun) else noun)
    _add_light(noun, places)
    if noun.dep_ == "compound" and _is(noun.head, "vehicle"):
        for name, tokens in noun_places(noun.head).items():
            places[name] = places.get(name, []) + [t for t in tokens if t != noun and t not in places.get(name, [])]
    return places


def _predicate(noun: Token) -> bool:
    return any(c.dep_ in ("cop", "aux") for c in noun.children)


def _add_light(noun: Token, places: dict[str, list[Token]]) -> None:
    """ "The blockade that it imposed on Mali", "sanctions imposed by Mali": the sides of the light verb below."""
    places["light"] = []
    for verb in noun.rights:
        if verb.dep_ not in ("acl", "acl:relcl") or not is_verb(verb) or lemma(verb) not in lexicon().words["light"]:
            continue
        if verb.dep_ == "acl:relcl" and noun not in objects(verb):
            continue
        marked = _marked(verb, False)
        agents = marked.pop("by", [])
        places["light"] += agents if passive(verb) else subject(verb) if verb.dep_ == "acl:relcl" else []
        places["to"] = [*places.get("to", []), *_direct(verb, ("iobj",))]
        _merge(places, {m: [t for t in ts if t.i > verb.i] for m, ts in marked.items() if m not in ("in", "at", "of")})


def _is(noun: Token, words: str) -> bool:
    return lexicon().noun(noun.text) in lexicon().words[words]


def one_of(noun: Token) -> bool:
    """ "One of Mali's suppliers"."""
    return noun.dep_ == "nmod" and noun.head.lower_ == "one"


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
        agents = [c for c in head.children if c.dep_ == "obl:agent" or (c.dep_ == "obl" and case(c) == "by")]
        return agents if is_verb(head) else []
    return []


def phrase_of(token: Token) -> list[Token]:
    """The token with what stands before it, without coordinated heads."""
    return [token, *(t for c in token.lefts if c.dep_ not in ("cc", "punct", "case") for t in c.subtree)]
