"""Sentences read as noun phrases: the finite verb put back, in place, before the tree is built."""

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BEHIND = frozenset({"punct", "advcl", "parataxis", "obl", "nmod:unmarked"})


def mend(head: list[int], dep: list[str], tag: list[str], pos: list[str]) -> None:
    """Put right a sentence whose root is a bare noun: "Ministers agreed ..." and "Police arrested men" read with a
    participle, "Japan lifts sanctions" with a plural noun. The lists are those of a tree, changed in place."""
    root = next((i for i, h in enumerate(head) if h == i and dep[i] == "ROOT"), None)
    if root is None or pos[root] not in ("NOUN", "PROPN", "VERB"):
        return
    kids = [i for i, h in enumerate(head) if h == root and i != root]
    if pos[root] == "VERB":
        if not any(dep[k] == "nsubj" for k in kids):
            _plans(root, kids, head, dep, tag, pos)
        return
    if _headline(root, head, dep, tag, pos) or any(dep[k] in ("cop", "nsubj", "obj") for k in kids):
        return
    if _plans(root, kids, head, dep, tag, pos):
        return
    before = next((k for k in kids if k < root and dep[k] == "amod" and tag[k] in ("VBN", "VBD")), None)
    if before is not None and any(h == before and dep[i] == "nsubj" for i, h in enumerate(head)):
        _crown(before, root, "obj", head, dep, tag)
        for k in kids:
            if k > root and dep[k] in _BEHIND:
                head[k] = before
        return
    after = next((k for k in kids if k > root and dep[k] == "acl" and tag[k] in ("VBN", "VBD")), None)
    if after is None or any(h == after and dep[i] == "obl:agent" for i, h in enumerate(head)):
        return
    _crown(after, root, "nsubj", head, dep, tag)
    for k in kids:
        if k > after and dep[k] in _BEHIND | {"acl", "conj"}:
            head[k] = after
            dep[k] = {"acl": "advcl", "conj": "conj" if pos[k] == "VERB" else "obj"}.get(dep[k], dep[k])


def _plans(root: int, kids: list[int], head: list[int], dep: list[str], tag: list[str], pos: list[str]) -> bool:
    """A present-tense verb before an infinitive, read as a plural noun: "Estonia plans to attack"."""
    aim = next((k for k in kids if k > root and dep[k] == "acl"), None)
    if tag[root] != "NNS" or root == 0 or pos[root - 1] != "PROPN" or dep[root - 1] != "compound" or aim is None:
        return False
    for k in kids:
        if k < root - 1:
            head[k] = root - 1
    dep[root - 1], dep[aim], tag[root], pos[root] = "nsubj", "xcomp", "VBZ", "VERB"
    return True


def _crown(verb: int, noun: int, role: str, head: list[int], dep: list[str], tag: list[str]) -> None:
    head[verb], dep[verb], tag[verb] = verb, "ROOT", "VBD"
    head[noun], dep[noun] = verb, role


def _headline(root: int, head: list[int], dep: list[str], tag: list[str], pos: list[str]) -> bool:
    """A present-tense verb read as a plural noun between a name and its object: "Japan lifts sanctions"."""
    plural = (i for i in range(1, root + 1) if tag[i] in ("NNS", "NNPS") and pos[i - 1] == "PROPN")
    verb = next((i for i in plural if dep[i] in ("compound", "ROOT", "nmod", "conj", "nsubj")), None)
    if verb is None or verb + 1 >= len(head) or any(p in ("VERB", "AUX") for p in pos[: verb + 1]):
        return False
    if pos[verb + 1] not in ("NOUN", "PROPN", "DET", "ADJ", "NUM") or _FINITE & set(tag):
        return False
    things = (i for i in range(verb + 1, len(head)) if head[i] == verb and pos[i] in ("NOUN", "PROPN"))
    thing = root if root > verb else next(things, None)
    if thing is None:
        return False
    doer = verb - 1
    for i in range(verb):
        if head[i] in (root, verb):
            head[i] = doer
    head[doer] = head[thing] = head[verb] = verb
    dep[doer], dep[thing], dep[verb], tag[verb], pos[verb] = "nsubj", "obj", "ROOT", "VBZ", "VERB"
    return True
