"""What did not happen and what it would have led to: "had A sent troops, the war would have ended"."""

from spacy.tokens import Token

from .clause import CLAUSE, is_verbal, span_text

_MODALS = frozenset({"would", "could", "might", "'d", "’d"})
_BETWEEN = frozenset({"not", "n't", "n’t", "never", "probably", "perhaps", "also", "certainly", "likely", "surely"})
_MARKS = frozenset({"if", "unless"})


def consequent(sentence_of: Token) -> Token | None:
    """The verb of the clause with "would have", if the sentence of the token has one."""
    words = list(sentence_of.sent)
    for at, token in enumerate(words):
        if token.lower_ not in _MODALS:
            continue
        later = next((t for t in words[at + 1 :] if t.lower_ not in _BETWEEN and t.pos_ != "ADV"), None)
        if later is not None and later.lower_ == "have":
            return token.head if token.head != token else later.head
    return None


def antecedent(token: Token) -> Token | None:
    """The head of the past-perfect condition the token stands in, where its outcome is told with "would have"."""
    result = consequent(token)
    if result is None:
        return None
    for node in [token, *token.ancestors]:
        if node == result:
            return None
        if _unreal(node) and (node.dep_ == "ROOT" or node.dep_ in CLAUSE or node.dep_ == "conj"):
            return node
        if is_verbal(node) and node != token and not _unreal(node) and node.dep_ not in ("xcomp", "conj"):
            return None
    return None


def _unreal(node: Token) -> bool:
    """ "If A had sent", "had A sent"."""
    had = next((c for c in node.children if c.lower_ == "had" and c.dep_.startswith("aux")), None)
    if had is None:
        return False
    if any(c.lower_ in _MARKS and c.i < node.i for c in node.children):
        return True
    subject = next((c for c in node.children if c.dep_.startswith("nsubj")), None)
    first = node.sent[0].text in ("If", "Unless") and had.i < _first_comma(node)
    return (subject is not None and had.i < subject.i) or first


def _first_comma(token: Token) -> int:
    return next((t.i for t in token.sent if t.text == ","), token.sent.end)


def outcome(token: Token) -> tuple[int, int] | None:
    """First and last token index of the clause that tells the outcome, without the condition."""
    verb = consequent(token)
    if verb is None:
        return None
    inside = {t.i for t in (antecedent(token) or token).subtree} if not verb.is_ancestor(token) else set()
    condition = antecedent(token)
    if condition is not None and verb.is_ancestor(condition):
        inside = {t.i for t in condition.subtree}
    own = sorted(t.i for t in verb.subtree if t.i not in inside and t.pos_ != "PUNCT")
    run = [i for i in own if i >= min((c.i for c in verb.children if c.dep_.startswith("nsubj")), default=verb.i)]
    edges = [c.left_edge.i for c in verb.children if c.dep_.startswith("nsubj")]
    start = min([*edges, verb.i])
    stop = max([i for i in run if all(j in own or verb.doc[j].is_punct for j in range(start, i))], default=verb.i)
    return start, stop


def words_at(token: Token, bounds: tuple[int, int]) -> str:
    """The text of a stretch of tokens of the Doc of `token`."""
    return span_text(token, bounds[0], bounds[1] + 1)
