"""What the stock-flow mechanism reads and produces, in words and units."""

from .contract import Result, Variable

INPUTS = (
    Variable("imports", "units/month", "finished weapons delivered by the supplier"),
    Variable("local_output", "units/month", "weapons made by the recipient"),
    Variable("foreign_content", "1", "part of a locally made weapon that the supplier provides"),
    Variable("use", "units/month", "weapons the recipient wants to use"),
    Variable("stock", "units", "weapons in stock"),
    Variable("made_so_far", "units", "weapons made by the recipient since the first"),
    Variable("capacity", "units/month", "most the recipient can make"),
    Variable("local_growth", "1/month", "growth of the resources put into local output"),
    Variable("use_growth", "1/month", "growth of wanted use"),
    Variable("localisation", "1/month", "rate at which foreign content falls"),
    Variable("supplier_rate", "1", "deliveries as a share of the supplier's normal rate"),
    Variable("contract_value", "mn USD", "value of the contract", needed=False),
    Variable("contract_units", "units", "weapons the contract foresees", needed=False),
    Variable("unit_price", "USD", "price of one weapon as stated", needed=False),
)
PARAMETERS = (
    Variable("progress_ratio", "1", "unit cost after cumulative output has doubled, relative to before"),
    Variable("bottleneck", "1", "share of local output that stands still without parts only the supplier makes"),
    Variable("follows", "1", "how far use follows local output: 0 not at all, 1 in step"),
    Variable("use_spread", "1", "standard deviation of the log of a month's use"),
    Variable("largest_stretch", "1", "rise of cumulative output up to which learning is taken to go on"),
)
STATED = (
    Variable("cost_before", "USD", "unit cost that a source gives for the start"),
    Variable("cost_after", "USD", "unit cost that it gives for later"),
    Variable("output_ratio", "1", "rise of cumulative output in between"),
)
_SHARES = (
    Result("dependence", "1", "import share of use", headline=True),
    Result("import_share", "1", "import share of new supply at the supplier's normal rate"),
    Result("import_share_start", "1", "the same at the start"),
)
_MONTHS = Result("stock_months", "months", "months of use in stock", headline=True)
OUTPUTS = (
    *_SHARES,
    Result("stock", "units", "weapons in stock"),
    _MONTHS,
    Result("local_output", "units/month", "weapons made by the recipient"),
    Result("unmet", "%", "wanted use that cannot be met"),
    Result("unit_cost", "1", "unit cost of local output relative to the start"),
)
STATIC = (
    *_SHARES,
    _MONTHS,
    Result("dependence_year", "1", "import share of use after a year as usual"),
    Result("lost_if_stopped", "%", "supply lost if the supplier stopped"),
    Result("unit_value", "1000 USD", "contract value per unit", needs=("contract_value", "contract_units")),
    Result(
        "price_gap",
        "mn USD",
        "contract value beyond units times stated price",
        needs=("contract_value", "contract_units", "unit_price"),
    ),
)
