"""What operators make of the event they govern: "agreed to lift sanctions", "refused to meet", "halted aid"."""

from .event import COOPERATIVE
from .reading import Reading

FORCIBLE = frozenset({"SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
_ECONOMIC = frozenset({"impose", "discontinue"})
_YIELD = frozenset({"RETREAT", "CONCEDE"})
_HELP = frozenset({"AID", "COOPERATE", "SUPPORT", "AGREE"})


def promised(content: Reading | None, offered: bool = False) -> str:
    """The type of a promise: of good things AGREE, of bad ones THREATEN; troops that are `offered` are help."""
    if offered and content is not None and content.type == "MOBILIZE":
        return "AGREE"
    if content is None or content.type in COOPERATIVE or not content.type:
        return "AGREE"
    return "THREATEN" if content.type in FORCIBLE | {"THREATEN", "REJECT"} else "AGREE"


def agreed(content: Reading | None) -> str:
    """Agreement on measures against a third side is the measure itself."""
    if content is not None and content.type in FORCIBLE:
        return content.type
    return "AGREE"


def planned(content: Reading) -> str:
    """Plans of force are threats, plans of cooperation a will to cooperate."""
    if content.type in FORCIBLE:
        return "THREATEN"
    return "AGREE" if content.type in COOPERATIVE else content.type


def stopped(content: Reading, economic: bool = False) -> tuple[str, tuple[str, ...]]:
    """What the end of something is: of help a sanction, of force a retreat, of protest or restriction a concession;
    `economic` restrictions (an embargo) give way materially."""
    kind = content.type
    if kind in ("AID", "COOPERATE", "SUPPORT", "AGREE", "CONSULT"):
        return "SANCTION", ("discontinue",)
    if kind in _YIELD:
        return ("REJECT", ("yield",)) if content.modes != ("ceasefire",) else ("ASSAULT", ())
    if kind == "SANCTION":
        return ("RETREAT", ()) if economic or content.entry.name in _ECONOMIC else ("CONCEDE", ())
    if kind == "ASSAULT":
        return "RETREAT", ("ceasefire",)
    if kind in ("COERCE", "PROTEST", "ACCUSE", "REQUEST", "THREATEN", "REJECT"):
        return ("RETREAT", ()) if economic else ("CONCEDE", ())
    return ("RETREAT", ("withdraw",)) if kind == "MOBILIZE" else ("", ())


def asked_for(content: Reading | None) -> tuple[str, ...]:
    """The mode of a request or a refusal by what is asked for: assist, yield, meet, else change."""
    if content is None:
        return ()
    if content.type in _YIELD:
        return ("yield",)
    if content.type == "CONSULT":
        return ("meet",)
    return ("assist",) if content.type in _HELP else ("change",)


THREATS = {
    "restrict": ("restrict", "curfew", "seize", "obstruct", "boycott", "strike", "withhold", "censor"),
    "arrest": ("arrest", "convict"),
    "expel": ("expel", "deport"),
    "relations": ("discontinue", "withdraw"),
    "ban": ("ban",),
}


def threatened(content: Reading | None) -> tuple[str, ...]:
    """The mode of a threat by what is threatened."""
    if content is None:
        return ()
    if content.type in ("ASSAULT", "MOBILIZE"):
        return ("violence",)
    return next(((mode,) for mode, of in THREATS.items() if set(content.modes) & set(of)), ())
