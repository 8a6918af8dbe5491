"""Who stands where in the syntax: the places of a verb, noun or adjective, and the actors named there."""

from .parties import Sides
from .places import noun_places, one_of, phrase_of, verb_places
from .subjects import RELATIVE, objects, owners, subject
from .verbs import case_before, is_verb, lemma, particle, passive

__all__ = [
    "RELATIVE",
    "Sides",
    "case_before",
    "is_verb",
    "lemma",
    "noun_places",
    "objects",
    "one_of",
    "owners",
    "particle",
    "passive",
    "phrase_of",
    "subject",
    "verb_places",
]
