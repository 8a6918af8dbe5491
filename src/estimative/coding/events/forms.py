"""Inflected forms of lexicon words by rule, with the irregular ones from a table."""

_VOWELS = "aeiou"
_DOUBLED = frozenset("bdglmnprt")


def verb_forms(verb: str, irregular: dict[str, list[str]]) -> set[str]:
    """All forms of a verb, the base included; both spellings where a final consonant may double.

    >>> sorted(verb_forms("ban", {}))
    ['ban', 'baned', 'baning', 'banned', 'banning', 'bans']
    """
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    forms = {verb, stem + "ing", verb + "d" if verb.endswith("e") else stem + "ed"}
    forms.add(verb + "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else verb + "s")
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
    if verb.endswith("ie"):
        forms.add(verb[:-2] + "ying")
    if 2 < len(verb) < 7 and verb[-1] in _DOUBLED and verb[-2] in _VOWELS and verb[-3] not in _VOWELS:
        forms |= {verb + verb[-1] + "ing", verb + verb[-1] + "ed"}
    return forms | set(irregular.get(verb, ()))


def noun_forms(noun: str) -> set[str]:
    """Singular and plural; a noun given in the plural stays as it is.

    >>> sorted(noun_forms("embassy"))
    ['embassies', 'embassy']
    """
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return {noun}
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return {noun, noun[:-1] + "ies"}
    if noun.endswith("man"):
        return {noun, noun[:-3] + "men"}
    if noun.endswith("is"):
        return {noun, noun[:-2] + "es"}
    if noun.endswith("o"):
        return {noun, noun + "s", noun + "es"}
    return {noun, noun + ("es" if noun.endswith(("s", "sh", "ch", "x", "z")) else "s")}
