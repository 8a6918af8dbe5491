"""Open conditions and counterfactuals: what depends on what, and what did not happen."""

from spacy.tokens import Token

from .clause import auxiliaries, is_nominal, is_verbal, path, span_text, standing, subject
from .signatures import signature, words

_EMBEDDED_QUESTION = frozenset({"ask", "wonder", "question", "know", "doubt", "decide", "see", "unclear", "clear"})


def condition_on(node: Token) -> str | None:
    """The text of the open condition that `node` depends on, without its conjunction; None if there is none."""
    if is_nominal(node):
        return None
    for child in node.children:
        mark = _conditional_mark(child)
        if mark is not None:
            return _text_of(child, mark)
    fronted = _fronted(node)
    if fronted is not None:
        return span_text(node, fronted[0] + 1, fronted[1])
    phrase = _phrase(node)
    if phrase is not None:
        return phrase
    return _implied(node)


def in_antecedent(token: Token) -> bool:
    """Whether the token stands inside the if-clause of an open condition: no claim is made there."""
    for node in [token, *token.ancestors]:
        if _conditional_mark(node) is not None and node.head != node:
            return True
    root = path(token)[0]
    fronted = _fronted(root)
    return fronted is not None and fronted[0] <= token.i < fronted[1] and root.i >= fronted[1]


def is_counterfactual(node: Token) -> bool:
    """'Would have sent', 'had France sent the jets', 'could have sent, but did not'."""
    forms = [a.lower_ for a in auxiliaries(node)]
    past_form = node.tag_ in ("VBN", "VBD", "JJ", "NN") or "been" in forms
    if "would" in forms and "have" in forms and past_form:
        return node.lemma_ not in words("certainty", "verbs", "unreal_but_felt")
    return "should" in forms and "have" in forms and past_form


def _conditional_mark(clause: Token) -> Token | None:
    """The conjunction that makes `clause` an antecedent: if, unless, provided, should, had."""
    if clause.dep_ not in ("advcl", "ccomp", "parataxis", "dep", "csubj", "acl", "conj"):
        return None
    for child in clause.children:
        if child.lower_ in words("certainty", "conditions", "open") and child.dep_ in ("mark", "advmod", "case", "cc"):
            return None if _is_question(clause) or _is_concession(child) else child
    first = clause.left_edge
    inverted = first.lower_ in ("should", "were", "had") and first.head == clause and first.i < clause.i
    who = subject(clause)
    return first if inverted and who is not None and first.i < who.i and clause.dep_ == "advcl" else None


def _is_question(clause: Token) -> bool:
    """'Asked if': the clause is a question and not a condition."""
    governor = clause.head
    effect = signature(governor)
    follows = clause.i > governor.i and clause.dep_ in ("ccomp", "advcl")
    return follows and governor.lemma_.lower() in _EMBEDDED_QUESTION and effect is not None


def _is_concession(mark: Token) -> bool:
    before = mark.doc[mark.i - 1].lower_ if mark.i else ""
    return before in ("even", "as") and mark.lower_ == "if"


def _text_of(clause: Token, mark: Token) -> str:
    tree = [t.i for t in clause.subtree]
    return span_text(clause, max(min(tree), mark.i + 1), max(tree) + 1)


def _fronted(node: Token) -> tuple[int, int] | None:
    """A sentence that opens with a conjunction of condition: from it to the comma, wherever the parser hung it."""
    if node.head != node:
        return None
    sent = node.sent
    first = next((t for t in sent if not t.is_punct), None)
    if first is None or first.lower_ not in words("certainty", "conditions", "open") | {"should"}:
        return None
    comma = next((t.i for t in sent if t.text == "," and t.i > first.i), None)
    if comma is None or comma > node.i:
        return None
    return first.i, comma


def _phrase(node: Token) -> str | None:
    """'As long as', 'in exchange for', 'on condition that': the rest of the phrase is the condition."""
    sent = node.sent
    for phrase, starts in standing(sent, words("certainty", "conditions", "phrases")):
        exchange = phrase.startswith("in ") and phrase.endswith(" for")
        for start in starts:
            if not _near(node, node.doc[start]) or (exchange and not _is_open(node)):
                continue
            stop = next((t.i for t in node.sent if t.i > start and t.text in ",;"), node.sent.end)
            return span_text(node, start + len(phrase.split()), stop)
    return None


def _near(node: Token, start: Token) -> bool:
    return node.i < start.i and any(a == node for a in start.ancestors)


def _is_open(node: Token) -> bool:
    """An exchange is a condition only while it is not done."""
    return any(a.tag_ == "MD" for a in auxiliaries(node)) or (signature(node) is not None and is_verbal(node))


def _implied(node: Token) -> str | None:
    """'Such moves would reflect': the subject stands for the condition."""
    forms = [a.lower_ for a in auxiliaries(node)]
    if not {"would", "’d", "'d"} & set(forms) or "have" in forms:
        return None
    if any(signature(a) is not None for a in node.ancestors):
        return None
    who = subject(node)
    return span_text(node, who.left_edge.i, who.right_edge.i + 1) if who is not None and is_nominal(who) else None
