"""A made-up run about two states that do not exist: Ruritania (RUR) and Zenda (ZEN), as of 15 March 2031.

Nothing here is a fact. It holds at least one of everything that a brief can show, and text that tries to break it."""

from collections import Counter

from sample_evidence import CLAIMS, SOURCES, TRACE, figure, parameters, quotes

from estimative.domain import (
    CHANNELS,
    Band,
    Chain,
    Commitment,
    CommitmentState,
    Contradiction,
    Figure,
    Level,
    Node,
    NodeKind,
    Origin,
    PartialDate,
    Proposition,
    Quantity,
    Rung,
    Sense,
    Status,
)
from estimative.domain.propositions import Access, Stake
from estimative.run.model import (
    AssumptionRow,
    ChainRow,
    Change,
    CommitmentRow,
    ContradictionRow,
    Finding,
    Gap,
    Header,
    Manifest,
    MechanismOutput,
    MechanismRival,
    MechanismRow,
    Moment,
    Outlook,
    PropositionRow,
    QuantityRow,
    RouteCount,
    Run,
    Withheld,
)

PAIR = ("RUR", "ZEN")
NAMES = {"RUR": "Ruritania", "ZEN": "Zenda", "GRA": "Grauland"}
N, T, S, B, F = Level.NONE, Level.TOKEN, Level.SELECTIVE, Level.SUBSTANTIAL, Level.FULL


def _history(band: Band, since: int) -> tuple[tuple[str, Band], ...]:
    early = Band(N, N, T)
    return tuple((f"{2028 + m // 12}-{m % 12 + 1:02d}", band if m >= since else early) for m in range(39))


def _row(giver: str, receiver: str, channel: str, levels: tuple[Level, Level, Level], claims: str, **more) -> ChainRow:
    sense = more.pop("sense", Sense.SUPPORT)
    chain, band, since = Chain(giver, receiver, channel, sense), Band(*levels), more.pop("since", 20)
    verb = {Sense.SUPPORT: "gives", Sense.HOSTILITY: "acts against", Sense.TIE: "and"}[sense]
    words = f"{NAMES[chain.giver]} {verb} {NAMES[chain.receiver]}: {CHANNELS[channel].words}"
    shown = figure(
        f"{chain.id}@2031-03",
        band.words if claims else "no evidence",
        words,
        claims.split(),
        ("evidence.truth.reference",),
    )
    then = Band(band.low, band.median, Level(min(F, band.high + 1))) if claims else band
    rivals = (("reference table", band), ("sceptical table", Band(Level(max(0, band.low - 1)), band.low, band.high)))
    count = len(claims.split())
    return ChainRow(
        chain=chain,
        words=words,
        band=band,
        band_then=then,
        rivals=rivals,
        figure=shown,
        signals=count,
        origins=max(0, count - 1) or count,
        last_signal="2031-02" if count else None,
        history=_history(band, since),
        no_evidence=not count,
    )


BALANCE = (
    _row("RUR", "ZEN", "arms", (S, B, B), "c01 c02 c03", since=14),
    _row("ZEN", "RUR", "arms", (N, T, S), "c04", since=30),
    _row("RUR", "ZEN", "arms", (S, S, B), "c16", since=22, sense=Sense.TIE),
    _row("ZEN", "RUR", "energy", (S, B, F), "c05 c06", since=5),
    _row("RUR", "ZEN", "energy", (N, N, S), ""),
    _row("RUR", "ZEN", "trade", (T, S, S), "c07"),
    _row("ZEN", "RUR", "trade", (T, S, B), "c08 c09"),
    _row("RUR", "ZEN", "finance", (N, T, B), "c10"),
    _row("ZEN", "RUR", "finance", (N, T, T), "c11", since=33),
    _row("RUR", "ZEN", "diplomatic", (S, B, F), "c12 c13"),
    _row("ZEN", "RUR", "diplomatic", (S, S, B), "c13"),
    _row("RUR", "ZEN", "strategic", (S, S, B), "c14 c15", since=24, sense=Sense.TIE),
    _row("ZEN", "RUR", "intelligence", (N, T, S), "c17", since=28),
    _row("RUR", "ZEN", "nuclear", (N, N, S), ""),
    _row("ZEN", "RUR", "trade", (N, T, T), "c18", since=35, sense=Sense.HOSTILITY),
    _row("GRA", "ZEN", "conflict", (T, S, S), "c19", since=34, sense=Sense.HOSTILITY),
)


def _quantity(key: str, stage: str, value: tuple[float, float], unit: str, of: str, claim: str, **more) -> QuantityRow:
    giver, receiver, conflict = more.get("giver", "RUR"), more.get("receiver", "ZEN"), more.get("conflict")
    low, high = value
    text = more.get("text") or (f"{low:g}" if low == high else f"{low:g} to {high:g}")
    quantity = Quantity(
        id=key,
        of=of,
        low=low,
        high=high,
        unit=unit,
        basis=more.get("basis", "cumulative"),
        bound=more.get("bound", "exact"),
        stage=stage,
        giver=giver,
        receiver=receiver,
        channel=more.get("channel", "arms"),
        period_start=PartialDate(more.get("start", "2030")),
        period_end=None,
        claim=claim,
        text=CLAIMS[claim].span.text,
    )
    shown = figure(f"quantity:{key}", text, f"{of}, {stage}", [claim], (), unit=unit)
    return QuantityRow(quantity, shown, 1 + int(claim[1:]) % len(SOURCES), conflict)


QUANTITIES = (
    _quantity("howitzers-delivered", "delivered", (48, 48), "howitzers", "field howitzers handed over", "c01"),
    _quantity("howitzers-contracted", "contracted", (120, 120), "howitzers", "howitzers under contract", "c02"),
    _quantity(
        "shells-low", "reported", (90e3, 110e3), "shells", "155 mm shells, by a ministry", "c03",
        conflict="shells in 2030", bound="about", text="90,000 to 110,000",
    ),
    _quantity(
        "shells-high", "reported", (400e3, 400e3), "shells", "shells of all calibres, by a think tank", "c04",
        conflict="shells in 2030", bound="at_least", text="at least 400,000",
    ),
    _quantity(
        "crude", "reported", (1.1e6, 1.1e6), "barrels/day", "crude oil shipped", "c05", giver="ZEN", receiver="RUR",
        channel="energy", basis="flow", text="1,100,000",
    ),
    _quantity("line", "capacity", (2e6, 2e6), "barrels/day", "pipeline capacity", "c06", giver="ZEN", receiver="RUR",
              channel="energy", basis="stock", text="2,000,000"),
    _quantity("loan", "promised", (2.5e9, 2.5e9), "USD 2030", "export credit", "c10", channel="finance",
              basis="offer", text="2,500,000,000"),
)  # fmt: skip


def _origin(name: str, stake: Stake = Stake.BYSTANDER, access: Access = Access.PRESS) -> Origin:
    return Origin(f"origin:{name}", name.replace("-", " ").title(), stake, access, "lin-1")


ORIGINS = (
    _origin("ruritanian-ministry-of-defence", Stake.BOAST, Access.PARTY),
    _origin("zendan-harbour-register", Stake.BYSTANDER, Access.SERVICE),
    _origin("grauland-foreign-office", Stake.ACCUSATION, Access.PARTY),
)


def _proposition(key: str, label: str, channel: str, rungs: tuple[tuple[Status, str], ...], **more) -> PropositionRow:
    claims = tuple(c for _, c in rungs) + tuple(more.get("denials", ()))
    givers, receivers = ((PAIR[0],), (PAIR[1],)) if more.get("forward", True) else ((PAIR[1],), (PAIR[0],))
    proposition = Proposition(
        id=f"proposition:{key}",
        label=label,
        givers=givers,
        receivers=receivers,
        mutual=False,
        channel=channel,
        polarity=more.get("polarity", "support"),
        good=more.get("good"),
        rungs=tuple(
            Rung(status, (claim,), (ORIGINS[i % 3].id,), "2030-04", "2030-05")
            for i, (status, claim) in enumerate(rungs)
        ),
        claims=claims,
        origins=ORIGINS[: len(claims)],
        denials=tuple(more.get("denials", ())),
    )
    TRACE.add(Node(NodeKind.PROPOSITION, proposition.id, label, tuple(f"claim:{c}" for c in claims)))
    shown = figure(
        f"weight:{key}",
        "likely true (0.6 to 0.9)",
        f"truth weight of: {label}",
        list(claims),
        ("evidence.truth.reference",),
    )
    low = figure(f"weight-sceptical:{key}", "0.4 to 0.7", f"sceptical truth weight of: {label}", list(claims), ())
    return PropositionRow(proposition, claims, (("reference table", shown), ("sceptical table", low)), len(claims))


PROPOSITIONS = (
    _proposition("howitzers", "Ruritania gives Zenda field howitzers", "arms",
                 ((Status.PROMISED, "c03"), (Status.SIGNED, "c02"), (Status.DELIVERED, "c01")), good="howitzers"),
    _proposition("jets", "Ruritania does not give Zenda interceptors", "arms",
                 ((Status.DELAYED, "c20"),), polarity="withhold", good="interceptors", denials=("c21",)),
    _proposition("tariff", "Zenda lowers tariffs on Ruritanian grain", "trade",
                 ((Status.PROMISED, "c08"), (Status.IN_FORCE, "c09")), forward=False),
    _proposition("jets-arrived", "Four interceptors stand on Zendan soil", "arms", ((Status.DELIVERED, "c22"),)),
)  # fmt: skip

WITHHELD = (
    Withheld("proposition:jets", "RUR", "ZEN", "arms", "interceptors", "2030-06",
             (("Ruritanian Ministry of Defence", "no spare airframes before 2033", "c20"),
              ("Grauland Foreign Office", "Strelsau fears a wider war", "c21")),
             figure("withheld:jets", "not delivered", "interceptors withheld since 2030-06", ["c20", "c21"], ())),
    Withheld("proposition:air-defence", "RUR", "ZEN", "arms", "long-range air defence", None,
             (("unstated", "no reason given", "c23"),),
             figure("withheld:sam", "declined", "air defence withheld", ["c23"], ())),
)  # fmt: skip

FINDINGS = (
    Finding("gives", "Ruritania gives Zenda substantial (selective to substantial) support in arms: "
            "48 howitzers delivered of 120 howitzers under contract.",
            (BALANCE[0].figure, QUANTITIES[0].figure, QUANTITIES[1].figure)),
    Finding("gives", "Zenda gives Ruritania substantial (selective to full) support in energy, "
            "mostly crude oil at 1,100,000 barrels/day.",
            (BALANCE[3].figure, QUANTITIES[4].figure)),
    Finding("more", "Ruritania gives more in arms and in votes; Zenda gives more in energy. "
            "In trade neither side clearly gives more.",
            (BALANCE[0].figure, BALANCE[3].figure)),
    Finding("quantity", "Shells handed over in 2030: 90,000 to 110,000 shells or at least 400,000 shells; "
            "the two use different definitions.",
            (QUANTITIES[2].figure, QUANTITIES[3].figure)),
    Finding("confidence", "Confidence is moderate: arms and energy rest on three origins each, one of them a register, "
            "but finance "
            "and intelligence rest on one interested origin and no text was reviewed by an analyst.", ()),
    Finding("gap", "No supplied text speaks of Ruritanian nuclear help to Zenda after 2028.", (BALANCE[13].figure,)),
)  # fmt: skip


def _outlook(key: str, text: str, low: float, high: float, word: str, edge: tuple[float, float]) -> Outlook:
    shown = figure(
        f"outlook:{key}", f"{low:.0%} to {high:.0%}", text, ["c20"], ("outlook.hazard.delivery",), dagger=True
    )
    return Outlook(key, text, "2031-12-31", low, high, word, edge, "hazard of the next rung",
                   "base rate of promised "
                   "deliveries that arrived within a year, and two rival truth tables",
                   "the Zendan harbour register", shown)  # fmt: skip


OUTLOOKS = (
    _outlook("jets", "Ruritania hands over at least one interceptor to Zenda", 0.06, 0.18,
             "very unlikely", (0.05, 0.20)),
    _outlook("crude", "Crude shipments to Ruritania stay above 1 million barrels a day", 0.58, 0.77,
             "likely", (0.55, 0.8)),
    _outlook("pact", "The Treaty of Strelsau is ratified by both parliaments", 0.30, 0.44, "unlikely", (0.20, 0.45)),
)  # fmt: skip


def _output(key: str, text: str, name: str, unit: str) -> MechanismOutput:
    return MechanismOutput(name, unit, figure(key, text, name, [], ("oil.short.elasticity",), unit=unit, dagger=True))


MECHANISMS = (
    MechanismRow(
        "oil", "Oil price and the giver's budget",
        "What does a ten per cent cut in Zendan crude do to Ruritania's budget?",
        "Invented, A. (2029) A model of nothing. Journal of Made-up Economics 1: 1-9.", "calibrated",
        ("crude shipped",),
        (MechanismRival("short run", 3, "Invented (2029), table 2", "cited from memory",
                        "A cut of a tenth lowers revenue by a little.",
                        (_output("oil:short", "-1.2 to -0.4", "change of revenue", "% of GDP"),),
                        ("outside its range in 12 % of draws",)),
         MechanismRival("long run", 24, "Devised (2027), p. 14", "verified", "The budget recovers as buyers switch.",
                        (_output("oil:long", "-0.5 to 0.1", "change of revenue", "% of GDP"),), ())),
        ("Mechanisms explain; they do not feed the balance.",),
    ),
    MechanismRow("transit", "Transit leverage", "Who loses more if the corridor closes?", "Invented, A. (2028).",
                 "assumed", ("transit volume",), (), (), "the case names no transit volume"),
)  # fmt: skip

ROUTES = tuple(
    RouteCount(route, "made up", count) for route, count in sorted(Counter(q.route for q in quotes().values()).items())
)

HEADER = Header(
    "ruritania-zenda", "Ruritania and Zenda",
    "How far do Ruritania and Zenda support each other, and will the interceptors come?",
    PAIR, NAMES, "curated", "Twelve invented notes, written for the tests.",
    (AssumptionRow("The harbour register is not doctored.", "Its totals match the buyer's customs.",
                   "Energy drops to token."),
     AssumptionRow("A contract signed by a minister binds.", "Eleven of twelve were kept.", "Arms outlooks halve.")),
    "Ruritania sells and does not support: every transfer is a commercial sale that any buyer could have had.",
    "Zenda would pay list prices and receive no credit; the loan of 2030 speaks against it.",
)  # fmt: skip

MANIFEST = Manifest("5f1d" * 16, "0.1.0", "a1" * 32, "b2" * 32, "c3" * 32, "d4" * 32, 7, 400, 100, "2031-03-15", None,
                    "2031-03-14", ("an added article",))  # fmt: skip


def _figure(text: str) -> Figure:
    return figure("off-chain-share", text, "share of claims that reaches no chain", list(CLAIMS), ())


def sample(**more) -> Run:
    """The whole run; pass fields to replace."""
    fields = {
        "manifest": MANIFEST,
        "header": HEADER,
        "findings": FINDINGS,
        "balance": BALANCE,
        "quantities": QUANTITIES,
        "withheld": WITHHELD,
        "propositions": PROPOSITIONS,
        "contradictions": (
            ContradictionRow(Contradiction("contradiction:jets", "Have interceptors arrived?",
                                           ("proposition:jets", "proposition:jets-arrived")),
                             (("proposition:jets", ("c20",)), ("proposition:jets-arrived", ("c22",)))),
        ),
        "commitments": (
            CommitmentRow(Commitment("proposition:jets", CommitmentState.LATE, "2030-01", 14, Status.SIGNED,
                                     ("c20",)),
                          "Interceptors for Zenda",
                          figure("commitment:jets", "late, signed, 14 months old", "interceptors", ["c20"], ())),
            CommitmentRow(Commitment("proposition:tariff", CommitmentState.KEPT, "2029-05", 22, Status.IN_FORCE,
                                     ("c09",)),
                          "Lower grain tariffs",
                          figure("commitment:tariff", "kept, in force, 22 months old", "tariffs", ["c09"], ())),
        ),
        "outlooks": OUTLOOKS,
        "mechanisms": MECHANISMS,
        "timeline": (Moment("2029-05", "Zenda promises lower tariffs on grain.", "c08"),
                  Moment("2030-06", "Interceptors due this month do not arrive.", "c20"),
                  Moment("2031-02-11", "Forty-eight howitzers are counted in the port of Tarlenheim.", "c01")),
        "gaps": (Gap("No text on nuclear help after 2028.", "no evidence"),
              Gap("Finance from Ruritania rests on one origin.", "one origin"),
              Gap("The last word on intelligence is nine months old.", "old")),
        "routes": ROUTES,
        "off_chain_share": _figure("10 of 23"),
        "parameters": parameters(),
        "sources": SOURCES,
        "quotes": quotes(),
        "changes": (Change("new act", "Arms, Ruritania to Zenda: selective to substantial.",
                        BALANCE[0].figure.trace),
                 Change("newly learned", "Crude of 2030 now known from the register.", QUANTITIES[4].figure.trace),
                 Change("recoded or judged", "One claim on the loan recoded from delivered to promised.", "claim:c10")),
        "changed_since": "2031-02-15",
        "illustrative": True,
        "daggers": 5,
        "trace": TRACE,
    }  # fmt: skip
    return Run(**(fields | more))
