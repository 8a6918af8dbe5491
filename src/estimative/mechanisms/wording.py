"""Numbers in sentences: two figures at most, a band in brackets."""

from .results import Output


def figures(value: float, sign: bool = False) -> str:
    """Two significant figures, without an exponent.

    >>> figures(2.449), figures(144.6), figures(0.0812), figures(3.48, sign=True), figures(-0.001)
    ('2.4', '140', '0.081', '+3.5', '-0.001')
    """
    shown = float(f"{value:.2g}")
    text = f"{shown:.0f}" if abs(shown) >= 10 else f"{shown:.6f}".rstrip("0").rstrip(".")
    return f"+{text}" if sign and shown > 0 else text


def band(output: Output, sign: bool = False, scale: float = 1) -> str:
    """Median and, where it differs, the 5 to 95 % range.

    >>> band(Output("x", "%", 1.94, 2.83, 4.51), sign=True)
    '+2.8 (+1.9 to +4.5)'
    """
    if output.low is None or output.median is None or output.high is None:
        return "an unknown"
    low, median, high = (figures(v * scale, sign) for v in (output.low, output.median, output.high))
    return median if low == high else f"{median} ({low} to {high})"
