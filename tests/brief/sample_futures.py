"""Made-up scenarios: one moves an act, a series and a chain; one moves nothing. Nothing here is a fact."""

from estimative.domain import Band, Chain, Figure, Level, Node, NodeKind, Sense
from estimative.run.futures.rows import (
    ActChance,
    DriverRow,
    Fan,
    Futures,
    Move,
    ProjectionRow,
    ScenarioRow,
    SignpostRow,
)

NODES: dict[str, Node] = {}  # what the figures here add to the trace of the sample
MONTHS = tuple(f"2031-{m:02d}" for m in range(4, 10))


def _figure(key: str, text: str, unit: str = "") -> Figure:
    cell = Node(NodeKind.CELL, f"cell:futures:{key}", key, ("parameter:oil.short.elasticity",))
    shown = Node(NodeKind.FIGURE, f"futures:{key}", text, (cell.id,))
    NODES.update({node.id: node for node in (cell, shown)})
    return Figure(text, shown.id, unit, True)


def _act(key: str, text: str, scenario: str, shares: tuple[str, str], gained: str | None) -> ActChance:
    at = tuple((m, _figure(f"{scenario}/{key}@{m}", s)) for m, s in zip((6, 12), shares, strict=True))
    more = ((12, _figure(f"{scenario}/{key}@12/gained", gained)),) if gained else ()
    return ActChance(key, text, "support:RUR>ZEN/arms", ("patron.give",), at, more, (0.0,) * 6)


def _fan(scenario: str, top: float) -> Fan:
    bands = tuple((0.0, 0.1 * m, 0.2 * m, 0.3 * m, top * m / 5) for m in range(6))
    moved = None if scenario == "as-is" else _figure(f"{scenario}/price/moved", "+3.1 (+1 to +7)", "crowns")
    end = _figure(f"{scenario}/price", f"1 (0 to {top:g})", "crowns")
    return Fan("oil.price", "price of crude", "crowns", MONTHS, bands, end, moved, "short run", ("long run",))


ARMS = Chain("RUR", "ZEN", "arms", Sense.SUPPORT)
BAND = Band(Level.NONE, Level.NONE, Level.TOKEN)
WIDER = Band(Level.NONE, Level.TOKEN, Level.SELECTIVE)


def _projection(scenario: str, band: Band) -> ProjectionRow:
    return ProjectionRow(
        ARMS, "Ruritania gives Zenda: arms", ("jets",), band, (), _figure(f"{scenario}/arms", band.words)
    )


def _sign(about: str | None = None) -> SignpostRow:
    node = f"sign/{about or 'all'}"
    seen = (("war", _figure(f"{node}/war", "92 %")), ("calm", _figure(f"{node}/calm", "4 %")))
    sign, absence = "Crude above 9 crowns in any month to July 2031", "Crude above 9 crowns in no month to July 2031"
    speaks = {"war": sign, "calm": absence}.get(about or "", "")
    gain = _figure(node, "0.71", "bits")
    return SignpostRow("oil.price", sign, absence, "2031-07", gain, seen, "the register", about, speaks, about == "war")


def _scenario(name: str, title: str, **more) -> ScenarioRow:
    fields = {
        "name": name, "title": title, "text": f"{title} by summer", "digest": "0" * 64, "declared": True, "states": (),
        "shocks": (), "margin": None, "robust": None, "against": (), "acts": (), "fans": (), "projections": (),
        "moves": (), "signs": (), "warnings": (),
    }  # fmt: skip
    return ScenarioRow(**(fields | more))


WAR = _act("jets", "Interceptors come", "war", ("9 %", "31 %"), "+21 points")
FUTURES = Futures(
    months=6,
    draws=400,
    drivers=(
        DriverRow("border", "The border", "the editor", (("calm", "it stays calm"), ("war", "it burns")), None, False),
    ),
    impacts=(("border.war", "border.calm", "-2", "analyst's judgement"),),
    scenarios=(
        _scenario(
            "as-is", "If nothing changes",
            acts=(_act("jets", "Interceptors come", "as-is", ("5 %", "10 %"), None),
                  _act("pact", "The pact is broken", "as-is", ("2 %", "3 %"), None)),
            fans=(_fan("as-is", 2.0),), projections=(_projection("as-is", BAND),),
        ),
        _scenario(
            "war", "War", states=(("border", "war", "it burns"),), shocks=("the bridge falls",),
            margin=_figure("war/margin", "+2"), robust=_figure("war/robust", "61%"), acts=(WAR,),
            fans=(_fan("war", 5.0),), projections=(_projection("war", WIDER),), signs=(_sign("war"),),
            moves=(
                Move("quantity", "oil.price", "Crude", "2031-06", _figure("war/price@2031-06", "+3.1", "crowns"), 0.9,
                     True, "oil", True),
                Move("act", "jets", "Interceptors come", "2032-03", WAR.gained[0][1], 0.21, True),
                Move("chain", ARMS.id, "Ruritania gives Zenda: arms", "2031-09", _figure("war/arms", WIDER.words), 0.1,
                     True),
            ),
        ),
        _scenario("calm", "Calm", states=(("border", "calm", "it stays calm"),), signs=(_sign("calm"),)),
    ),
    signposts=(_sign(),),
    left_out=(),
    warnings=("consistent too, and not run here: War, but it stays calm",),
)  # fmt: skip
