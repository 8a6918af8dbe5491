"""Who stands where around a predicate: subject, objects, phrases under prepositions, with control and relatives."""

from .tree import Tree
from .words import words

_RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "where"})
_OBJECT_CONTROL = words("object_control")
_PART = words("part")
_DEPTH = 6


def antecedent(t: Tree, i: int) -> int:
    """What a relative pronoun stands for, else the word itself."""
    if t.low[i] not in _RELATIVE or t.pos[i] not in ("PRON", "DET", "SCONJ", "ADV"):
        return i
    verb = t.head[i]
    for _ in range(_DEPTH):
        if t.dep[verb] in ("acl:relcl", "acl"):
            return t.head[verb]
        if t.head[verb] == verb:
            break
        verb = t.head[verb]
    return i


def subjects(t: Tree, i: int, depth: int = 0) -> list[int]:
    """Heads of who does it: the subject, the agent of a passive, or whoever controls the clause."""
    if t.passive(i):
        return [k for k in t.kids[i] if t.dep[k] in ("obl:agent", "obl", "nmod") and t.case(k) == "by"]
    return grammatical(t, i, depth)


def grammatical(t: Tree, i: int, depth: int = 0) -> list[int]:
    """The grammatical subject, inherited through control, coordination and participles."""
    own = [antecedent(t, k) for k in t.of(i, "nsubj", "nsubj:pass", "nsubj:outer", "csubj")]
    if own or depth > _DEPTH or t.head[i] == i:
        return [k for k in own if t.dep[k] != "csubj"]
    above, dep = t.head[i], t.dep[i]
    if dep == "conj":
        return grammatical(t, above, depth + 1)
    if dep in ("xcomp", "ccomp"):
        return _controller(t, above, depth)
    if dep == "advcl":
        return (
            grammatical(t, above, depth + 1) if t.is_verb(above) or t.pos[above] == "ADJ" else _owner(t, above, depth)
        )
    if dep == "acl" and t.tag[i] == "VBG" and t.case(i) == "":
        return [above]
    if dep == "acl:relcl":
        return [above]
    if dep in ("acl", "nmod", "obl"):
        return _owner(t, above, depth)
    return []


def _controller(t: Tree, above: int, depth: int) -> list[int]:
    if t.lemma[above] in _OBJECT_CONTROL:
        found = t.of(above, "iobj") or t.of(above, "obj") or t.of(above, "nsubj:pass")
        if found:
            return found[:1]
    return grammatical(t, above, depth + 1)


def _owner(t: Tree, noun: int, depth: int) -> list[int]:
    """Whose plan or attempt it is."""
    own = [k for k in t.kids[noun] if t.dep[k] == "nmod:poss" or (t.dep[k] == "nmod" and t.case(k) in ("by", "of"))]
    if own or t.head[noun] == noun:
        return own
    if t.is_verb(noun):
        return grammatical(t, noun, depth + 1)
    verb = t.head[noun]
    return grammatical(t, verb, depth + 1) if t.is_verb(verb) else []


def objects(t: Tree, i: int) -> list[int]:
    """Heads of what or whom it is done to."""
    if t.passive(i):
        found = [antecedent(t, k) for k in t.of(i, "nsubj:pass", "nsubj")]
        if found:
            return found
        if t.dep[i] in ("acl", "amod", "acl:relcl"):
            return [t.head[i]]
        return grammatical(t, i)
    found = [antecedent(t, k) for k in t.of(i, "obj")]
    if found:
        return found
    if t.dep[i] == "acl:relcl" and t.head[i] not in [antecedent(t, k) for k in t.of(i, "nsubj", "nsubj:pass")]:
        return [t.head[i]]
    over = [
        k for k in t.of(i, "obl", "nmod", "advmod") if k > i and t.case(k) in _PARTICLE and t.low[i + 1] == t.case(k)
    ]
    if over:
        return over[:1]
    bare = [k for k in t.of(i, "obl", "obl:unmarked", "dep") if k > i and not t.case(k) and k - i < 6]
    if bare and t.pos[bare[0]] in ("NOUN", "PROPN", "PRON") and t.low[bare[0]] not in DAYS:
        return bare[:1]
    later = [k for k in t.of(i, "conj") if t.is_verb(k) and k - i <= 4]
    return [o for k in later[:1] for o in t.of(k, "obj")]


_PARTICLE = frozenset({"over", "off", "out", "down", "up", "back", "away"})
DAYS = words("time")


def below(t: Tree, i: int, mark: str) -> list[int]:
    """Phrases under one preposition below a predicate, its objects, or the nouns of those."""
    found = t.marked(i, mark)
    for o in t.kids[i]:
        if t.dep[o] in ("obj", "obl", "nmod", "nsubj:pass", "xcomp", "obl:agent") and not t.is_verb(o):
            found += t.marked(o, mark)
            for p in t.kids[o]:
                if t.dep[p] == "nmod":
                    found += t.marked(p, mark)
    return found


def whole(t: Tree, i: int) -> int:
    """The noun that counts in "thousands of Kurds", "a group of rebels": what stands under `of`."""
    for _ in range(3):
        if t.low[i] not in _PART and t.pos[i] not in ("NUM", "SYM"):
            return i
        inner = t.marked(i, "of") or t.marked(i, "in") or t.marked(i, "from")
        if not inner:
            return i
        i = inner[0]
    return i
