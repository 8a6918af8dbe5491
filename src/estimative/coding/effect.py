"""What a clause says about cause and outcome."""

from spacy.tokens import Token

from estimative.domain import Effect

from .clause import clause_head, span_text, subject, words_of
from .signatures import lemma, words


def effect(token: Token) -> Effect | None:
    """The causal statement whose verb is the token or heads its clause; None if the verb is not causal.

    `sign` is + or - for verbs that raise or lower their object, ? where the text leaves it open.
    """
    verb = clause_head(token)
    name = lemma(verb)
    sign = _sign(name)
    if sign is None or (token != verb and token.dep_ not in ("nsubj", "obj")):
        return _by_noun(verb) or _passive(verb)
    passive = _passive(verb)
    if passive is not None:
        return passive
    cause, outcome = _cause(verb), _outcome(verb)
    if cause is None or outcome is None:
        return None
    return Effect(cause, outcome, sign)


def _sign(name: str) -> str | None:
    for key, sign in (("positive", "+"), ("negative", "-"), ("open", "?"), ("causal", "+")):
        if name in words("deeds", "effect", key):
            return sign
    return None


def _cause(verb: Token) -> str | None:
    """The subject; for a participle after the main clause, the subject of that clause and its verb."""
    if verb.dep_ in ("advcl", "acl") and verb.tag_ == "VBG" and verb.head.i < verb.i:
        main = verb.head
        return span_text(main, main.left_edge.i, verb.left_edge.i)
    who = subject(verb)
    return _phrase(who) if who is not None and not (who.pos_ == "PRON" and who.tag_ == "EX") else None


def _outcome(verb: Token) -> str | None:
    objects = [c for c in verb.children if c.dep_ in ("obj", "ccomp", "xcomp")]
    if objects:
        start = min(o.left_edge.i for o in objects)
        return span_text(verb, start, max(o.right_edge.i for o in objects) + 1)
    oblique = next((c for c in verb.children if c.dep_ == "obl" and c.i > verb.i and _case(c) in ("to", "in")), None)
    return _phrase(oblique) if oblique is not None else None


def _passive(verb: Token) -> Effect | None:
    """'Alliances driven by necessity'."""
    if verb.tag_ not in ("VBN", "VBD") or lemma(verb) not in words("deeds", "effect", "passive"):
        return None
    agent = next((c for c in verb.children if c.dep_.startswith("obl") and _case(c) == "by"), None)
    patient = verb.head if verb.dep_ == "acl" else subject(verb)
    return Effect(_phrase(agent), _phrase(patient), "+") if agent is not None and patient is not None else None


def _by_noun(verb: Token) -> Effect | None:
    """'Has implications for', 'had an impact on'."""
    for noun in verb.children:
        if noun.dep_ == "obj" and lemma(noun) in words("deeds", "effect", "nouns"):
            target = next((c for c in noun.children if c.dep_ == "nmod" and _case(c) in ("for", "on")), None)
            who = subject(verb)
            if target is not None and who is not None:
                return Effect(_phrase(who), _phrase(target), "?")
    return None


def _phrase(token: Token) -> str:
    """The noun phrase without its preposition."""
    text = words_of(token)
    first = _case(token)
    return text[len(first) + 1 :] if first and text.lower().startswith(f"{first} ") else text


def _case(token: Token) -> str:
    return next((c.lower_ for c in token.children if c.dep_ == "case" and c.i < token.i), "")
