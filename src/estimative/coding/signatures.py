"""What a governing word does to its complement, and the other word lists of the coder, read from `data/*.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Token

from estimative.domain import Factuality


class _Group(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    pos: Factuality
    neg: Factuality
    words: list[str]
    strength: tuple[float, float]
    modality: list[str] = []
    report: bool = False
    nominal: bool = False
    hedge: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """`pos` is the complement's value when the governor holds, `neg` when it does not; `report`: its subject is the
    source; `nominal`: it governs event nouns too; `hedge`: it is shown as the hedge cue. `strength` says the same as
    `pos` and `neg` in numbers from -3 (did not happen) to 3 (happened)."""

    name: str
    pos: Factuality
    neg: Factuality
    modality: tuple[str, ...]
    report: bool
    nominal: bool
    hedge: bool
    strength: tuple[float, float]


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed `data/NAME.toml`."""
    path = resources.files("estimative.coding") / "data" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf8"))


@cache
def words(name: str, *path: str) -> frozenset[str]:
    """The words listed in `data/NAME.toml` under the keys `path`."""
    node: Any = table(name)
    for key in path:
        node = node[key]
    return frozenset(node)


@cache
def signatures() -> dict[str, Signature]:
    """Signatures by lemma; a phrasal verb is written `rule_out`. A later group wins over an earlier one."""
    found: dict[str, Signature] = {}
    for raw in table("signatures")["group"]:
        g = _Group.model_validate(raw)
        made = Signature(g.name, g.pos, g.neg, tuple(g.modality), g.report, g.nominal, g.hedge, g.strength)
        found.update(dict.fromkeys(g.words, made))
    return found


_IRREGULAR = {
    "said": "say", "told": "tell", "thought": "think", "knew": "know", "known": "know", "forbade": "forbid",
    "sought": "seek", "forbidden": "forbid", "made": "make", "began": "begin", "begun": "begin", "chose": "choose",
    "chosen": "choose", "forgot": "forget", "forgotten": "forget", "kept": "keep", "led": "lead", "wrote": "write",
    "written": "write", "found": "find", "shown": "show", "meant": "mean", "undertook": "undertake", "swore": "swear",
    "undertaken": "undertake", "sworn": "swear", "felt": "feel", "withheld": "withhold", "saw": "see", "seen": "see",
    "fought": "fight", "drove": "drive", "driven": "drive", "foresaw": "foresee", "strove": "strive",
    "understood": "understand", "froze": "freeze", "frozen": "freeze", "withdrew": "withdraw", "withdrawn": "withdraw",
}  # fmt: skip


def _inflected(verb: str) -> list[str]:
    """Regular forms of a verb or noun, spelling rules included."""
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    if verb.endswith(("s", "sh", "ch", "x", "z")):
        return [verb, verb + "es", verb + "ed", verb + "ing"]
    doubled = verb + verb[-1]
    return [verb, verb + "s", verb + "ed", verb + "ing", doubled + "ed", doubled + "ing"]


@cache
def _forms() -> dict[str, str]:
    """Inflected form -> lemma for every word of the lists: the tagger's lemmas are not always words."""
    listed = {*signatures(), *(w for lists in table("certainty")["verbs"].values() for w in lists)}
    listed |= {w for lists in table("attribution")["cues"].values() for w in lists}
    single = [w for w in listed if "_" not in w]
    particles = [w.split("_")[0] for w in listed if "_" in w]
    regular = {form: w for w in (*particles, *single) for form in _inflected(w)}
    return regular | {w: w for w in single} | _IRREGULAR


def lemma(token: Token) -> str:
    """The lemma in lower case, with the particle of a phrasal verb: `rule_out`, `carry_out`."""
    base = _forms().get(token.lower_) or (token.lemma_ or token.text).lower()
    base = f"{base[:-2]}y" if base.endswith("ie") and token.lower_.endswith(("ied", "ies")) and len(base) > 3 else base
    for child in token.children:
        if child.dep_ == "compound:prt" or (child.tag_ == "RP" and child.i > token.i):
            return f"{base}_{child.lower_}"
        if base == "stop" and child.lower_ == "short":
            return "stop_short"
    return base


def signature(token: Token) -> Signature | None:
    """The signature of a word by its lemma, its lemma without particle, or its form."""
    found = signatures()
    name = lemma(token)
    return found.get(name) or found.get(name.split("_")[0]) or found.get(token.lower_)
