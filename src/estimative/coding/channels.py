"""What is given, and the channel it names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from .frames import lexicon

_MODIFIERS = frozenset({"compound", "amod", "nmod", "flat", "appos", "dep", "nmod:unmarked"})
_SIGNS = frozenset({"$", "€", "£", "¥"})
_CODED = re.compile(r"(?:(?:US|A|C|NZ|HK)\$|USD|EUR|GBP|CHF|JPY|CNY|[$€£¥])\d")
_MODEL = re.compile(r"[A-Z][A-Za-z]{0,7}-\d{1,4}[A-Z]{0,3}s?$")
_NOT_WEAPONS = frozenset({"covid", "cop", "unsc", "vitamin", "chapter", "phase", "article", "group", "sars", "omega"})
_PARTS = frozenset({"trade", "technology", "economic"})  # "sensors for drones" are arms
_INTO = frozenset({"of", "for", "on", "in", "from", "like", "with", "as", "to"})


@dataclass(frozen=True, slots=True)
class Good:
    """A named good: `token` is the word that names it, `label` its words in lower case."""

    channel: str
    label: str
    token: Token


def case(token: Token) -> str:
    """The preposition of a phrase, lower case; empty if none."""
    own = next((c.lower_ for c in token.children if c.dep_ in ("case", "mark") and c.i < token.i), "")
    if own or token.dep_ not in ("nmod", "obl"):
        return own
    names = (c for c in token.lefts if c.dep_ in ("compound", "amod"))  # "on Ugandan milk", the mark hung on the name
    return next((x.lower_ for c in names for x in c.children if x.dep_ == "case" and x.i < c.i), "")


def conjuncts(token: Token) -> list[Token]:
    """The token and those coordinated with it to its right."""
    found = [token]
    for child in token.rights:
        if any(c.lower_ == "not" and c.i == child.i - 1 for c in child.lefts):
            continue  # "China, not Russia"
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "ADJ", "PRON", "NUM", "X", "SYM"):
            found += conjuncts(child)
    return found


def _modifiers(head: Token) -> list[Token]:
    """Words before the head that belong to its name, in order, nested and coordinated ones too."""
    direct = [c for c in head.lefts if c.dep_ in _MODIFIERS and not case(c)]
    return sorted(
        {t for d in direct for t in d.subtree if (t.i < head.i and t.is_alpha) or t in direct}, key=lambda t: t.i
    )


def _phrase(words: list[str]) -> str | None:
    lex = lexicon()
    for size in range(min(4, len(words)), 1, -1):
        for at in range(len(words) - size, -1, -1):
            found = lex.good_phrases.get(" ".join(words[at : at + size]))
            if found:
                return found
    return None


def _own(head: Token) -> list[Good]:
    """Goods named by one noun and what stands before it."""
    lex = lexicon()
    before = _modifiers(head)
    words = [t.lower_ for t in before] + [lex.noun(head.text)]
    label = " ".join(words[-2:] if before and before[-1].dep_ == "compound" else words[-1:])
    for size in (3, 2):
        found = lex.good_phrases.get(" ".join(words[-size:])) if len(words) >= size else None
        if found and found != "general" and not _coordinated(before):
            return [Good(found, " ".join(words[-size:]), head)]
    by_head = lex.good_words.get(words[-1]) or ("arms" if is_model(head.text) else None)
    if words[-1] in ("export", "import") and (named := _by_modifiers(before, head)):
        return named
    if by_head and by_head not in (
        "general",
        "economic",
        "conflict",
        "strategic",
        "diplomatic",
        "territory",
        "technology",
    ):
        return [Good(by_head, label, head)]
    named = _by_modifiers(before, head)
    if named:
        return named
    if by_head:
        return [Good(by_head, label, head)]
    return []


def _coordinated(before: list[Token]) -> bool:
    """ "Economic and military": two modifiers that each name a channel, joined."""
    named = [t for t in before if t.lower_ in lexicon().good_adjectives]
    return len(named) > 1 and any(t.dep_ == "conj" or t.doc[t.i - 1].lower_ in ("and", "or") for t in named[1:])


def _by_modifiers(before: list[Token], head: Token) -> list[Good]:
    lex = lexicon()
    noun = lex.noun(head.text)
    phrase = _phrase([lex.noun(t.text) for t in before] + [noun])
    if phrase and not _coordinated(before):
        return [Good(phrase, " ".join([*(t.lower_ for t in before[-2:]), noun]), head)]
    found: dict[str, Good] = {}
    for t in before:
        channel = lex.good_adjectives.get(t.lower_) or lex.good_words.get(lex.noun(t.text))
        channel = channel or ("arms" if is_model(t.text) else None)
        if channel and channel not in found:
            found[channel] = Good(channel, f"{t.lower_} {noun}", t)
    if len(found) > 1 and "general" in found:
        found.pop("general")
    if len(found) > 1 and not _coordinated(before):
        return [next(iter(found.values()))]
    return list(found.values())


def _inside(head: Token) -> Iterator[Token]:
    """Phrases that hang on the noun, and one right after it that the parser hung on the verb."""
    for child in head.rights:
        if child.dep_ in ("nmod", "obl", "appos", "acl") and (case(child) in _INTO or child.dep_ == "appos"):
            yield child
    after = head.doc[head.i + 1] if head.i + 1 < len(head.doc) else head
    if after.dep_ == "case" and after.lower_ in ("of", "for") and after.head.head == head.head and after.head != head:
        yield after.head


def goods(token: Token, deep: bool = True) -> list[Good]:
    """The goods a noun phrase names, one per coordinated noun and coordinated modifier; inside containers
    ("quantities of ...", "deliveries of ...") too."""
    found: list[Good] = []
    for head in conjuncts(token):
        here = _own(head)
        noun = lexicon().noun(head.text)
        weak = not here or (
            noun in lexicon().words["container"] and here[0].channel in ("general", "economic", "trade", "technology")
        )
        if deep and weak:
            below = [
                g
                for child in _inside(head)
                if case(child) in ("of", "for", "in", "on", "like", "such", "including")
                or (case(child) == "to" and noun == "access")
                for g in goods(child)
            ]
            if noun in lexicon().words["bargain"]:
                below += [
                    g
                    for a in head.rights
                    if a.dep_ in ("acl", "acl:relcl")
                    for o in a.children
                    if o.dep_ == "obj"
                    for g in goods(o)
                ]
            here = below or here
        if deep and here and here[0].channel in _PARTS:
            here = [g for c in _inside(head) if case(c) == "for" for g in goods(c) if g.channel == "arms"][:1] or here
        found += here or ([Good("finance", "money", head)] if _is_money(head) else [])
    return found


def _is_money(head: Token) -> bool:
    """ "$500 million", "two billion euros": an amount of money."""
    return any(t.text in _SIGNS or _CODED.match(t.text) for t in (head, *head.children))


def is_model(text: str) -> bool:
    """The name of a weapon by its pattern: letters, a hyphen and digits.

    >>> is_model("MiG-29s"), is_model("JF-17"), is_model("COVID-19"), is_model("G20")
    (True, True, False, False)
    """
    return _MODEL.match(text) is not None and text.partition("-")[0].lower() not in _NOT_WEAPONS


def modifier_goods(noun: Token) -> list[Good]:
    """Channels named by what stands before a noun: "economic and military ties"."""
    return _by_modifiers(_modifiers(noun), noun)


def flow_of(channel: str) -> str:
    """What flows on a channel when the text does not say: goods, money, service, access or word."""
    return lexicon().goods[channel].of.value
