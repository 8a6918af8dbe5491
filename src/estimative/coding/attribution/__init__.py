"""Who says so: the chain of sources of a claim, origin first (`B <- A`: A says that B said), or `author`.

`attribute` and `reports` ask it of a claim: only words that vouch for their content count. `holder` asks it of a given
stretch of text: who says, thinks, knows, feels or wants it.
"""

from .held import holder
from .layers import AUTHOR, attribute, reports
from .quotes import in_quotes
from .report import Report
from .speakers import speaker

__all__ = ["AUTHOR", "Report", "attribute", "holder", "in_quotes", "reports", "speaker"]
