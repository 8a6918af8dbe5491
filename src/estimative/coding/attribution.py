"""Who says so: the chain of sources of a claim, origin first (`B <- A`: A says that B said), or `author`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Span, Token

from .clause import CLAUSE, SUBJECT, auxiliaries, is_nominal, path, places, span_text
from .signatures import Signature, lemma, signature, table, words
from .text import Mention

AUTHOR = "author"
_CONTENT = CLAUSE | {"obj", "obl", "nmod", "nsubj:pass", "dep"}
_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Report:
    """One layer of reporting: the cue word, the head of the source (None: unstated), what the cue does to certainty."""

    cue: Token
    source: Token | None
    effect: Signature | None


def attribute(token: Token, mentions: Sequence[Mention]) -> str:
    """The sources of the claim whose predicate is `token`, origin first and joined by ` <- `, else `author`.

    A pronoun is replaced by the latest name before it that `mentions` resolves to the same codes.
    """
    chain = [_name(r.source, mentions) for r in reports(token)]
    unique = [s for i, s in enumerate(chain) if s not in chain[:i]]
    return " <- ".join(unique) or AUTHOR


def reports(token: Token) -> list[Report]:
    """Layers of reporting over the token, innermost first."""
    found = [*_own(token), *_governing(token)]
    cues = {r.cue.i for r in found}
    for layer in (*_accusing(token), *_trailing(token), *_final(token), *_prepositional(token)):
        if layer.cue.i not in cues:
            found.append(layer)
            cues.add(layer.cue.i)
    return found or list(_quoted(token))


def _own(token: Token) -> Iterator[Report]:
    """A promise is attributed to who makes it, the act as well as its content."""
    effect = signature(token)
    if effect and effect.name == "promise" and token.pos_ == "VERB" and (source := speaker(token)):
        yield Report(token, source, effect)


def _governing(token: Token) -> Iterator[Report]:
    for child, gov in pairwise(reversed(path(token))):
        effect = signature(gov)
        if effect is None or not effect.report or child.dep_ not in _CONTENT or _is_adjunct(child, gov):
            continue
        if is_nominal(child) and not effect.nominal and child.dep_ not in ("ccomp", "xcomp"):
            continue
        source = speaker(gov)
        if is_nominal(gov) and source is None and (effect.name == "promise" or child.dep_ not in ("acl", "ccomp")):
            continue
        yield Report(gov, source, effect)


def _accusing(token: Token) -> Iterator[Report]:
    """'A accused B of doing', also where the parser took `accused` for an attribute of B."""
    verbs = words("attribution", "accusing")
    for verb in token.sent:
        gap = token.doc[verb.i + 1 : token.i]
        if lemma(verb) not in verbs or not 2 <= len(gap) <= 8 or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP"):
            continue
        before = token.doc[verb.i - 1] if verb.i > verb.sent.start else None
        gerund = any(t.lower_ in ("of", "for", "with") and t.nbor().tag_ == "VBG" for t in gap)
        if gerund and before is not None and before.pos_ != "AUX":
            yield Report(verb, before, signature(verb))


def _is_adjunct(child: Token, gov: Token) -> bool:
    """Whether an adverbial clause or phrase only accompanies the report: 'said while visiting'."""
    if child.dep_ == "advcl":
        return not any(c.dep_ == "mark" and c.lower_ in ("of", "for", "that", "to", "with") for c in child.children)
    if child.dep_ in ("obl", "nmod"):
        return not any(c.dep_ == "case" and c.lower_ in ("of", "to", "for", "about", "with") for c in child.children)
    return child.dep_ == "parataxis" and child.i > gov.i and ":" not in child.doc[gov.i : child.i].text


def _trailing(token: Token) -> Iterator[Report]:
    """'..., the ministry said' and '..., said the minister', wherever the parser hung the verb."""
    above = {t.i for t in path(token)}
    for verb in token.sent:
        if verb.i in above or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.head.i not in above:
            continue
        effect = signature(verb)
        if effect is None or not effect.report or not _is_comment(verb, token):
            continue
        source = next((c for c in verb.children if c.dep_ in SUBJECT or (c.dep_ == "obj" and c.i > verb.i)), None)
        if source is not None:
            yield Report(verb, source, effect)


def _final(token: Token) -> Iterator[Report]:
    """The same from the surface: comma, noun phrase, verb of reporting, end of sentence."""
    spoken = [t for t in token.sent if not t.is_punct]
    verb = spoken[-1]
    effect = signature(verb)
    if effect is None or not effect.report or verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP") or verb.i <= token.i:
        return
    commas = [t.i for t in token.sent if token.i < t.i < verb.i and (t.text == "," or t.text in _QUOTES)]
    if not commas:
        return
    between = token.doc[commas[-1] + 1 : verb.i]
    if 0 < len(between) < 9 and is_nominal(between[-1]) and not any(t.pos_ in ("VERB", "AUX") for t in between):
        yield Report(verb, between[-1], effect)


def _is_comment(verb: Token, token: Token) -> bool:
    """A report verb set off by a comma, with a subject, and with no content or connective of its own."""
    subtree = sorted(verb.subtree, key=lambda t: t.i)
    before = token.doc[subtree[0].i - 1] if subtree[0].i > token.sent.start else None
    opens = subtree[0].text == "," or (before is not None and (before.text == "," or before.text in _QUOTES))
    parenthetical = subtree[0].i == token.sent.start or opens
    content = any(c.dep_ in ("ccomp", "mark", "cc") or c.tag_ in ("WDT", "WP", "WRB") for c in verb.children)
    as_comment = any(c.lower_ == "as" and c.i < verb.i for c in verb.children)
    has_subject = any(c.dep_ in SUBJECT for c in verb.children)
    patient = any(c.dep_ == "obj" for c in verb.children) and has_subject and verb.lower_ != "told"
    return parenthetical and (as_comment or not content) and not patient


def _prepositional(token: Token) -> Iterator[Report]:
    """'According to X', and the like; it covers the clause it hangs from."""
    sent = token.sent
    above = {t.i for t in path(token)}
    for phrase in table("attribution")["prepositions"]:
        for start in places(sent, phrase):
            source = _object_of(token.doc[start : start + len(phrase.split())])
            if source is not None and token not in source.subtree and _covers(source, above, sent):
                yield Report(token.doc[start], source, None)


def _object_of(phrase: Span) -> Token | None:
    """The head of the noun phrase after a preposition."""
    doc, start = phrase.doc, phrase.end
    if start >= len(doc):
        return None
    head = doc[start]
    while head.head != head and not (head.head.i < phrase.start) and head.dep_ not in CLAUSE:
        if head.head.pos_ in ("VERB", "AUX") or head.sent != head.head.sent:
            break
        head = head.head
    return head if head.i >= start and is_nominal(head) else None


def _covers(source: Token, above: set[int], sent: Span) -> bool:
    edge = source.left_edge.i <= sent.start + 2 or source.right_edge.i >= sent.end - 2
    return edge or any(a.i in above for a in source.ancestors)


def _quoted(token: Token) -> Iterator[Report]:
    """A quotation: the verb of reporting in the sentence, else the source of the sentence before the quotation."""
    if not in_quotes(token):
        return
    for sent in _this_and_earlier(token):
        for verb in sent:
            effect = signature(verb)
            if effect and effect.report and verb.tag_ in ("VBD", "VBZ", "VBP") and not in_quotes(verb):
                source = speaker(verb)
                if source is not None:
                    yield Report(verb, source, effect)
                    return


def _this_and_earlier(token: Token) -> Iterator[Span]:
    sents = [s for s in token.doc.sents if s.start <= token.i]
    yield from reversed(sents[-3:])


def in_quotes(token: Token) -> bool:
    """Whether the token stands inside an open quotation of more than four words."""
    opened: int | None = None
    for t in token.doc:
        if t.text in _QUOTES:
            if opened is not None and opened < token.i < t.i:
                return t.i - opened > 5
            opened = t.i if opened is None else None
        if t.i > token.i and opened is None:
            return False
    return False


def speaker(verb: Token) -> Token | None:
    """Who says it: the subject, the agent of a passive, the possessor of a noun; None if unstated."""
    if is_nominal(verb):
        owners = [c for c in verb.children if c.dep_ == "nmod:poss" or _is_agent(c)]
        return owners[0] if owners else None
    if _is_passive(verb):
        return next((c for c in verb.children if _is_agent(c)), None)
    for child in verb.children:
        if child.dep_ in SUBJECT and child.dep_ != "expl":
            return child
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


def _name(source: Token | None, mentions: Sequence[Mention]) -> str:
    if source is None:
        return str(table("attribution")["unstated"])
    if source.pos_ == "PRON":
        return _antecedent(source, mentions) or source.text
    phrase = _phrase(source)
    return _titled(phrase) or span_text(source, phrase[0].i, phrase[-1].i + 1)


def _antecedent(pronoun: Token, mentions: Sequence[Mention]) -> str | None:
    codes = next((m.codes for m in mentions if m.head == pronoun.i), ())
    earlier = [m for m in mentions if codes and m.codes == codes and m.start < pronoun.i and m.kind != "pronoun"]
    return earlier[-1].text if earlier else (", ".join(codes) or None)


def _phrase(head: Token) -> list[Token]:
    """The noun phrase of a source without its clauses, appositions and asides."""
    dropped = ("appos", "acl", "acl:relcl", "parataxis", "advcl", "conj", "punct", "cc", "dep")
    first = head
    keep = {head.i}
    for child in head.children:
        is_case = child.dep_ == "case" and child.i < head.i
        if child.dep_ in dropped or is_case or any(c.lower_ in ("according", "in") for c in child.children):
            continue
        keep |= {t.i for t in child.subtree if t.dep_ not in ("acl:relcl", "acl")}
    joined = [c for c in head.children if c.dep_ == "conj" and any(g.dep_ == "cc" for g in c.children)]
    for conjunct in joined:
        keep |= set(range(conjunct.left_edge.i, conjunct.i + 1))
    tokens = list(first.doc[min(keep) : max(keep) + 1])
    return tokens[:-1] if len(tokens) > 1 and tokens[-1].tag_ == "POS" else tokens


def _titled(phrase: list[Token]) -> str | None:
    """'Russian energy analyst Igor Yushkov' and 'Igor Yushkov, a Russian energy analyst' -> name (role)."""
    common = [t.i for t in phrase if t.pos_ == "NOUN" and t.lower_ not in words("attribution", "titles")]
    if common and phrase[-1].pos_ == "PROPN":
        role = [t for t in phrase if t.i <= common[-1] and t.pos_ != "DET"]
        name = [t for t in phrase if t.i > common[-1]]
        if len(name) > 1 and all(t.pos_ == "PROPN" for t in name):
            return f"{_text(name)} ({_text(role)})"
    for t in phrase:
        for child in t.children:
            if child.dep_ == "appos" and child.pos_ == "NOUN" and phrase[-1].pos_ == "PROPN":
                role = [x for x in _phrase(child) if x.pos_ != "DET"]
                return f"{_text(phrase)} ({_text(role)})"
    return None


def _text(tokens: list[Token]) -> str:
    return span_text(tokens[0], tokens[0].i, tokens[-1].i + 1)
