"""Who says it: the subject, agent or possessor of a word of reporting."""

from spacy.tokens import Token

from ..clause import SUBJECT, auxiliaries, is_nominal
from .doers import subject_of


def speaker(verb: Token) -> Token | None:
    """Who says it: the subject, the agent of a passive, the possessor of a noun; None if unstated."""
    if is_nominal(verb):
        owners = [c for c in verb.children if c.dep_ == "nmod:poss" or _is_agent(c)]
        return owners[0] if owners else None
    if _is_passive(verb):
        return next((c for c in verb.children if _is_agent(c)), None)
    for child in verb.children:
        if child.dep_ in SUBJECT and child.dep_ != "expl":
            return verb.head if child.tag_ in ("WP", "WDT") and verb.dep_ == "acl:relcl" else child
    if verb.dep_ in ("advcl", "xcomp") and _is_passive(verb.head):
        return subject_of(verb.head)  # "was quoted as saying"
    if verb.dep_ in ("conj", "advcl", "xcomp", "parataxis") and verb.head != verb:
        return speaker(verb.head)
    return verb.head if verb.dep_ in ("acl", "acl:relcl", "amod") and verb.head != verb else None


def _is_agent(token: Token) -> bool:
    return token.dep_.startswith(("obl", "nmod")) and any(c.lower_ == "by" for c in token.children)


def _is_passive(verb: Token) -> bool:
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    patient = any(c.dep_ == "obj" and c.i > verb.i for c in verb.children)
    if verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN":
        return not patient
    return any(a.lower_ in ("is", "are", "was", "were", "been", "being") for a in auxiliaries(verb))
