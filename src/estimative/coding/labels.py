"""The noun by which a given good is named: "drone", "payment system", "fighter aircraft"; None if there is no thing."""

from spacy.tokens import Token

from .channels import Good, case
from .frames import lexicon

_RELATIONS = frozenset(
    {
        "relation",
        "bloc",
        "commerce",
        "cooperate",
        "talk",
        "effort together",
        "partner",
        "supplier",
        "see as",
        "importance",
        "lean",
    }
)
_TARIFFS = frozenset({"tariff", "duty", "quota", "levy"})
_ACTS = frozenset({"give", "sell", "buy", "receive", "deploy", "share", "cut", "lift", "ban"})
_NO_THING = frozenset(
    [
        *(
            "support",
            "backing",
            "help",
            "assistance",
            "relationship",
            "tie",
            "cooperation",
            "collaboration",
            "partnership",
        ),
        *(
            "link",
            "status",
            "importance",
            "deepening",
            "impact",
            "effect",
            "front",
            "stage",
            "resilience",
            "capability",
        ),
        *(
            "area",
            "sector",
            "field",
            "level",
            "form",
            "side",
            "basis",
            "way",
            "kind",
            "part",
            "value",
            "bond",
            "relations",
        ),
        *("member", "membership", "producer", "relief", "effort", "project", "programme", "program", "narrative"),
    ]
)


def label(good: Good, trigger: Token) -> str | None:
    """The name of a good from the words of the text, singular and lower case."""
    if good.channel == "trade" and _cut_tariff(trigger):
        return "tariff"
    noun = _noun(good.token)
    if noun is None:
        return None
    if noun.pos_ == "NUM" or noun.pos_ == "SYM":
        return None
    head = lexicon().noun(noun.text)
    inner = _carried(noun, head)
    if inner is not None:
        return inner
    if noun == trigger and trigger.pos_ not in ("NOUN", "PROPN"):
        return None
    return (
        None
        if head in _NO_THING or _is_relation(head) or (not head.isascii() and not head.isalpha())
        else _name(noun, head)
    )


def _cut_tariff(trigger: Token) -> bool:
    """Whether the clause speaks of lower tariffs: "reducing tariffs", "the reduction of duties"."""
    lex = lexicon()
    for t in trigger.sent:
        if lex.noun(t.text) not in _TARIFFS or t.pos_ != "NOUN" or not (t == trigger or _together(t, trigger)):
            continue
        over = t.head
        frames = (
            *lex.verb_frames.get(lex.verb(over.text, over.lemma_), ()),
            *lex.noun_frames.get(lex.noun(over.text), ()),
        )
        if any(f.name == "lift" for f in frames):
            return True
    return False


def _together(token: Token, trigger: Token) -> bool:
    above = {trigger.i, *(a.i for a in trigger.ancestors if a.dep_ in ("ROOT", "acl:relcl", "xcomp"))}
    return any(a.i in above for a in token.ancestors)


def _noun(token: Token) -> Token | None:
    """The noun a word names or modifies; None for a verb, or a name of no thing."""
    lex = lexicon()
    at = token
    while at.dep_ in ("amod", "compound", "conj") and at.pos_ in ("ADJ", "VERB") and at.head != at:
        at = at.head
    known = lex.noun(at.text) in lex.good_words
    return at if at.pos_ == "NOUN" or known else None


def _carried(noun: Token, head: str) -> str | None:
    """ "Arms shipment", "gas exports": what is shipped, not the shipment."""
    lex = lexicon()
    if not {f.name for f in lex.noun_frames.get(head, ())} & _ACTS:
        return None
    words = [c for c in noun.lefts if c.dep_ in ("compound", "amod") and lex.noun(c.text) in lex.good_words]
    words = [c for c in words if c.pos_ in ("NOUN", "PROPN")]
    if words:
        return _name(words[-1], lex.noun(words[-1].text))
    below = [c for c in noun.rights if c.dep_ == "nmod" and case(c) == "of" and c.pos_ == "NOUN"]
    return _name(below[0], lex.noun(below[0].text)) if below else None


def _is_relation(head: str) -> bool:
    frames = {f.name for f in lexicon().noun_frames.get(head, ())}
    return bool(frames & _RELATIONS) and head not in lexicon().words["pact"]


def _name(noun: Token, head: str) -> str:
    """The noun with what belongs to its name: a compound, or an adjective of a listed phrase."""
    lex = lexicon()
    before = [c for c in noun.lefts if (c.dep_ in ("compound", "amod", "nmod") and c.is_alpha) or "-" in c.text]
    before = [c for c in before if c.i < noun.i and not any(x.dep_ == "case" for x in c.children)]
    near = before[-1] if before and before[-1].i == noun.i - 1 else None
    if near is None or near.doc[near.i - 1].text == "-":
        return head
    two = f"{lex.noun(near.text)} {head}"
    listed = two in lex.good_phrases
    common = near.dep_ == "compound" and near.pos_ == "NOUN" and near.text.islower()
    return two if listed or common else head
