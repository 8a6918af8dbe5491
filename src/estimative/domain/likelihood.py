"""The seven likelihood words of ICD 203 (Analytic Standards, 2 January 2015, section D.6.e.2.a) and their ranges."""

WORDS = (
    ("almost no chance", 0.01, 0.05),
    ("very unlikely", 0.05, 0.20),
    ("unlikely", 0.20, 0.45),
    ("roughly even chance", 0.45, 0.55),
    ("likely", 0.55, 0.80),
    ("very likely", 0.80, 0.95),
    ("almost certain", 0.95, 0.99),
)


def likelihood_word(probability: float) -> tuple[str, float, float]:
    """The word for a probability, with the range the word stands for. A shared edge takes the word nearer to even odds.

    >>> likelihood_word(0.12)
    ('very unlikely', 0.05, 0.2)
    >>> likelihood_word(0.8)[0]
    'likely'
    """
    if not 0 <= probability <= 1:
        raise ValueError(f"probability {probability} is not between 0 and 1")
    if probability < 0.5:
        return next(w for w in WORDS if probability < w[2] or w[2] >= 0.55)
    return next(w for w in WORDS if probability <= w[2] or w[2] == 0.99)
