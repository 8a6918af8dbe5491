"""The made-up sentences, sources, parameters and trace under the sample run."""

import hashlib

from estimative.domain import (
    Claim,
    Factuality,
    Figure,
    Node,
    NodeKind,
    Parameter,
    PartialDate,
    Polarity,
    Prior,
    Route,
    Span,
    Standing,
    Status,
    Time,
    Trace,
)
from estimative.run.model import Quote, Source

HOSTILE = '<script>alert("Zenda")</script> & <b onmouseover=alert(1)>twelve</b> | pipes *stars*'

SENTENCES = {
    "c01": ("RUR", "ZEN", "arms", "Forty-eight howitzers have been handed over to the Zendan army at Tarlenheim"),
    "c02": ("RUR", "ZEN", "arms", "The contract of April 2030 covers 120 howitzers"),
    "c03": ("RUR", "ZEN", "arms", "Strelsau shipped between 90,000 and 110,000 shells of 155 mm"),
    "c04": ("ZEN", "RUR", "arms", "at least 400,000 shells of all calibres crossed the border"),
    "c05": ("ZEN", "RUR", "energy", "The register shows 1.1 million barrels of crude a day bound for Ruritania"),
    "c06": ("ZEN", "RUR", "energy", "The pipeline can carry two million barrels a day"),
    "c07": ("RUR", "ZEN", "trade", "Ruritanian grain fills nine in ten Zendan silos"),
    "c08": ("ZEN", "RUR", "trade", "Zenda will lower its tariff on grain, the minister said"),
    "c09": ("ZEN", "RUR", "trade", "The lower tariff took effect on 1 January"),
    "c10": ("RUR", "ZEN", "finance", "Ruritania pledged an export credit of 2.5 billion dollars"),
    "c11": ("ZEN", "RUR", "finance", "Zenda paid part of the bill in gold"),
    "c12": ("RUR", "ZEN", "diplomatic", "Ruritania voted with Zenda in all five sessions"),
    "c13": ("RUR", "ZEN", "diplomatic", "The two capitals received each other's ministers six times"),
    "c14": ("RUR", "ZEN", "strategic", "The Treaty of Strelsau was signed in the old palace"),
    "c15": ("RUR", "ZEN", "strategic", "The treaty has no clause of mutual defence"),
    "c16": ("RUR", "ZEN", "arms", "Both states build the same rocket in a common plant"),
    "c17": ("ZEN", "RUR", "intelligence", "Zendan radar pictures reached Strelsau within the hour"),
    "c18": ("ZEN", "RUR", "trade", "Zendan customs held Ruritanian tankers for a week"),
    "c19": ("GRA", "ZEN", "conflict", "Grauland shelled two Zendan border posts"),
    "c20": (
        "RUR",
        "ZEN",
        "arms",
        "The interceptors, due in June 2030, have not arrived for want of airframes",
    ),
    "c21": (
        "RUR",
        "ZEN",
        "arms",
        "Strelsau fears a wider war, the foreign office said of the interceptors",
    ),
    "c22": ("RUR", "ZEN", "arms", "Four interceptors stand on Zendan soil, a newspaper claims"),
    "c23": ("RUR", "ZEN", "arms", f"Ruritania declined to give long-range air defence {HOSTILE}"),
}
WITHHOLD = {"c20", "c21", "c23"}
FACTUALITY = {"c21": Factuality.CERTAINLY_NOT, "c22": Factuality.PROBABLE, "c06": Factuality.POSSIBLE}

_TITLES = (
    ("Guns for Tarlenheim", "Strelsau Gazette"), ("The register of the harbour", "Zendan Harbour Office"),
    ("Who feeds whom?", "Review of Small States"), ("Shells counted twice", "Institute for Invented Studies"),
    (f"A hostile title {HOSTILE}", "Tarlenheim Tribune"), ("Votes in the assembly", "Assembly Secretariat"),
)  # fmt: skip
_LINKS = ("https://example.org/guns", None, "http://example.org/feeds?a=1&b=2", "javascript:alert(1)", None, None)

SOURCES = tuple(
    Source(
        number=i + 1,
        document=hashlib.sha256(title.encode()).hexdigest(),
        title=title,
        publisher=publisher,
        date=f"2030-{i + 3:02d}-10",
        date_basis="note",
        known_at=f"2030-{i + 3:02d}-12",
        side="RUR" if i == 0 else None,
        url=link,
        lineage=f"lin-{i // 2 + 1}",
        note=None if i else "Invented for the tests.",
        machine=i == 4,
    )
    for i, ((title, publisher), link) in enumerate(zip(_TITLES, _LINKS, strict=True))
)


def source_of(key: str) -> int:
    """Number of the source of a claim."""
    return 1 + int(key[1:]) % len(SOURCES)


def _claim(key: str) -> Claim:
    actor, recipient, channel, text = SENTENCES[key]
    start = 80 * int(key[1:])
    return Claim(
        id=key,
        document=SOURCES[source_of(key) - 1].document,
        span=Span(start, start + len(text), text),
        actor=(actor,),
        recipient=(recipient,),
        channel=channel,
        polarity=Polarity.WITHHOLD if key in WITHHOLD else Polarity.SUPPORT,
        factuality=FACTUALITY.get(key, Factuality.CERTAIN),
        status=Status.DELAYED if key in WITHHOLD else Status.DELIVERED,
        time=Time("2030-04", "2030-05", "month", "explicit"),
        confidence=0.1 + 0.2,
    )


CLAIMS = {key: _claim(key) for key in SENTENCES}
_ROUTES = {"c08": Route.COMMITMENT, "c10": Route.COMMITMENT, "c12": Route.STANCE, "c15": Route.NONE}


def quotes() -> dict[str, Quote]:
    """Every claim with its source, origin and route."""
    return {
        key: Quote(claim, source_of(key), SOURCES[source_of(key) - 1].publisher, _ROUTES.get(key, Route.ACT), "made up")
        for key, claim in CLAIMS.items()
    }


def parameters() -> tuple[Parameter, ...]:
    """One parameter of each standing."""
    day = PartialDate("2029")
    return (
        Parameter("evidence.truth.reference", Prior("beta", (8.0, 2.0)), "1", "Invented (2029), p. 3",
                  Standing.VERIFIED, day, day),
        Parameter("outlook.hazard.delivery", Prior("triangular", (0.02, 0.1, 0.3)), "1/year", "Devised (2027)",
                  Standing.MEMORY, day),
        Parameter("oil.short.elasticity", Prior("normal", (-0.05, 0.02)), "1", "Invented (2029), table 2",
                  Standing.MEMORY, day, day, 3, (-1.0, 0.0), "calibrated", "short", "read off a graph"),
        Parameter("oil.long.elasticity", Prior("point", (-0.2,)), "1", "guess of the desk",
                  Standing.JUDGEMENT, horizon=24),
        Parameter("transit.share", Prior("uniform", (0.1, 0.6)), "1", "", Standing.UNCITED),
    )  # fmt: skip


def _trace() -> Trace:
    trace = Trace()
    for key, claim in CLAIMS.items():
        trace.add(Node(NodeKind.SPAN, f"span:{key}", f"“{claim.span.text}”"))
        trace.add(
            Node(
                NodeKind.CLAIM, f"claim:{key}", f"{claim.direction}/{claim.channel} {claim.polarity}", (f"span:{key}",)
            )
        )
    for parameter in parameters():
        trace.add(Node(NodeKind.PARAMETER, f"parameter:{parameter.id}", f"{parameter.id} = {parameter.text}"))
    return trace


TRACE = _trace()


def figure(
    key: str, text: str, label: str, claims: list[str], uses: tuple[str, ...], unit: str = "", dagger: bool = False
) -> Figure:
    """A figure and its way down: figure, cell, one signal per claim, claim, span; and the parameters used."""
    signals = []
    for claim in claims:
        signals.append(f"signal:{key}:{claim}")
        TRACE.add(Node(NodeKind.SIGNAL, signals[-1], f"signal from {claim}", (f"claim:{claim}",)))
    parents = (*signals, *(f"parameter:{p}" for p in uses)) or ("parameter:evidence.truth.reference",)
    TRACE.add(Node(NodeKind.CELL, f"cell:{key}", label, parents))
    TRACE.add(Node(NodeKind.FIGURE, key, f"{label}: {text}", (f"cell:{key}",)))
    return Figure(text, key, unit, dagger)
