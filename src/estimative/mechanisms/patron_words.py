"""What the patron's dilemma reads and produces, in words and units."""

from .contract import LOG_HAZARD, Result, Variable

DRIVERS = (
    ("threat_pull", "a shared threat"),
    ("reciprocity_pull", "what the client gives in return"),
    ("payment_pull", "payment"),
    ("entrapment_push", "fear of entrapment"),
    ("rivals_push", "cost with the client's rivals"),
    ("need_push", "the patron's own need of the weapon"),
)
INPUTS = (
    Variable("shared_threat", "1", "how far patron and client face one threat, 0 to 1"),
    Variable("entrapment", "1", "risk of being drawn into the client's wars, 0 to 1"),
    Variable("reciprocity", "1", "how much the client gives that the patron needs, 0 to 1"),
    Variable("payment", "1", "share of the price paid or sure"),
    Variable("rivals_cost", "1", "what giving would cost with the client's rivals, 0 to 1"),
    Variable("own_need", "1", "how much the patron needs the weapon itself, 0 to 1"),
    Variable("clock", "years", "time without delivery since the order", needed=False),
    Variable("deliveries", "1", "deliveries in that time, in this tier of weapon", needed=False),
)
PARAMETERS = (
    Variable("threat_weight", "1", "log odds of giving from no shared threat to a full one"),
    Variable("entrapment_weight", "1", "log odds lost from no risk of entrapment to the highest"),
    Variable("reciprocity_weight", "1", "log odds from no return to full return"),
    Variable("payment_weight", "1", "log odds from nothing paid to all paid"),
    Variable("rivals_weight", "1", "log odds lost from no cost with rivals to the highest"),
    Variable("need_weight", "1", "log odds lost from no own need to the highest"),
    Variable("bar", "1", "log odds against giving a weapon of this tier if nothing else spoke"),
    Variable("words_cost", "1", "cost of words as a share of the cost of weapons"),
    Variable("words_ease", "1", "log odds of words of support if nothing else spoke"),
    Variable("start_of_clock", "years", "another start of the clock: years before the as-of date", needed=False),
)
RESULTS = (
    *(Result(name, "log odds", f"part of {words}") for name, words in DRIVERS),
    Result("balance", "log odds", "what speaks for giving less what speaks against"),
    Result("against", "1", "share of weights for which the balance is against", chance=True),
    Result("backing", "1", "chance of diplomatic backing"),
    Result("rate_half_year", "1", "reference rate: first delivery in 6 months", needs=("deliveries",)),
    Result("rate_year", "1", "reference rate: first delivery in 12 months", needs=("deliveries",)),
    Result("give", LOG_HAZARD, "the patron gives the weapon"),
)
