"""On what terms something is given: grant, concessional, commercial, barter, coerced."""

from spacy.tokens import Token

from estimative.domain import Terms

from .clause import clause_head
from .signatures import lemma, words

_ORDER = (Terms.COERCED, Terms.BARTER, Terms.CONCESSIONAL, Terms.GRANT, Terms.COMMERCIAL)


def terms(token: Token) -> Terms:
    """The terms named in the token's own clause; the least commercial wording wins, none is `unknown`."""
    home = clause_head(token)
    near = [t for t in home.subtree if clause_head(t).i == home.i] + [token]
    text = " ".join(t.lower_ for t in near)
    for kind in _ORDER:
        if any(p in text for p in words("deeds", "terms", "phrases", kind.value)):
            return kind
    names = {lemma(t) for t in near} | {t.lower_ for t in near}
    for kind in _ORDER:
        if names & words("deeds", "terms", kind.value):
            return kind
    return Terms.UNKNOWN
