"""What cannot be rebuilt, as text: judgements, forecasts and resolutions."""

import json
from collections.abc import Iterator

from sqlalchemy import select

from . import schema as t
from .store import Ledger


def export(ledger: Ledger) -> Iterator[str]:
    """One JSON line per judgement, forecast and resolution, in the order they were recorded."""
    with ledger.engine.connect() as db:
        for table in (t.judgements, t.forecasts, t.resolutions):
            for row in db.execute(select(table).where(table.c.case_id == ledger.case_id).order_by(table.c.id)):
                record = {k: v for k, v in row._mapping.items() if k != "id"}
                yield json.dumps({"table": table.name, **record}, ensure_ascii=False, sort_keys=True)
