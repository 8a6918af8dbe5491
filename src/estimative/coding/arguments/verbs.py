"""Verbs: lemma, particle, voice."""

from spacy.tokens import Token

from ..frames import lexicon


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
    helpers = {c.lower_ for c in verb.children if c.dep_.startswith("aux")}
    perfect = "aux:pass" not in deps and bool(helpers & {"has", "have", "had"}) and not helpers & {"been", "being"}
    if ("nsubj:pass" in deps or "aux:pass" in deps) and not (perfect and deps & {"obj", "iobj"}):
        return True
    if verb.tag_ == "VBD" and verb.dep_ == "acl" and not deps & {"obj", "nsubj", "aux"} and deps & {"obl", "obl:agent"}:
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and not deps & {"obj", "nsubj", "aux", "mark"}:
        return "obl:agent" in deps or any(c.dep_ == "obl" and _by(c) for c in verb.children)
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


def _by(token: Token) -> bool:
    return any(c.dep_ == "case" and c.lower_ == "by" for c in token.children)


def case_before(token: Token) -> bool:
    return any(c.dep_ == "case" and c.i < token.i for c in token.children)
