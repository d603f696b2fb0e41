"""All measures of 36 months, cut by five columns: take_measures.py WORKSPACE FOLDER.

Beside the kept rows the folder gets `scans.json`: for every statement the tables that it names with those of their
columns that it names too, so that another process can read the same and do nothing else.
"""

import json
import re
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from crmeter.evaluation.readings import Taker
from crmeter.evaluation.tables import (
    attach_snapshot,
    filled_tables,
    first_and_last_sale,
    keep_customers_days,
    keep_sales,
    keep_tries,
)
from crmeter.measures.catalogue import measures
from crmeter.measures.rows import ROWS
from crmeter.measures.view import Settings, View
from crmeter.vocabulary import Freshness, NotEnoughData, Period, Text, Trust
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.tables import TABLES
from crmeter.warehouse.workspace import Workspace

AS_OF, MONTHS = date(2025, 12, 31), 36
# Of the warehouse, and of the rows that are worked out once and kept.
COLUMNS = {name: [column.name for column in table.columns] for name, table in TABLES.items()} | {
    "sales": ["order_key", "customer_key", "ordered_on", "amount", "channel", "owner", "segment", "region", "month"],
    "purchases": ["customer_key", "purchased_on", "amount", "orders", "nth", "previous_on", "next_on", "first_on"],
    "first_seen": ["customer_key", "first_seen_on"],
    "tries": ["customer_key", "lead_key", "touched_on", "outcome"],
}
SLICES = ("segment", "region", "channel", "owner", "category")


class Heard:
    """A connection that remembers the questions asked of it."""

    def __init__(self, connection: Any) -> None:
        self.connection, self.asked = connection, list[str]()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def execute(self, sql: str, *parameters: Any) -> Any:
        """Ask, and remember what was asked."""
        self.asked.append(sql)
        return self.connection.execute(sql, *parameters)


def main() -> None:
    """Take all that no fitted model is needed for."""
    workspace, folder = Workspace(Path(sys.argv[1]).absolute()), Path(sys.argv[2])
    snapshot = current(workspace)
    assert snapshot is not None
    with Engine("1GB") as engine:
        attach_snapshot(engine, workspace, snapshot)
        started = time.perf_counter(), time.process_time()
        months = [Period.month_of(date(2023 + at // 12, 1 + at % 12, 1)) for at in range(MONTHS)]
        view = View(Period.trailing(AS_OF, 365), AS_OF, "VND", Settings())
        tables = keep_customers_days(engine, keep_sales(engine, view, folder), view, folder)
        tables = keep_tries(engine, tables, view, folder)
        kept = time.perf_counter() - started[0], time.process_time() - started[1]
        heard = Heard(engine.connection)
        engine.connection = heard  # type: ignore[assignment]
        first_day, newest = first_and_last_sale(engine)  # type: ignore[misc]
        taker = Taker(
            engine=engine,
            tables=tables,
            filled=filled_tables(snapshot),
            first_day=first_day,
            trust={(name, needs): Trust({}) for name in ROWS for needs in (True, False)},
            freshness=Freshness(newest, snapshot.made_at),
            no_model=NotEnoughData("no_model", Text("không", "none")).undefined,
        )
        readings = valued = 0
        everything = list(measures().values())
        for month in months:
            for reading in taker.take(everything, view, [month], SLICES):
                readings += 1
                valued += reading.value is not None
        wall, cpu = time.perf_counter() - started[0], time.process_time() - started[1]
    scans = [scan for sql in heard.asked for scan in read_by(sql)]
    (folder / "scans.json").write_text(json.dumps(scans))
    told = {"measures": len(everything), "readings": readings, "valued": valued, "statements": len(heard.asked)}
    clock = {"kept_wall_s": kept[0], "kept_cpu_s": kept[1], "wall_s": wall, "cpu_s": cpu}
    print(json.dumps(told | {"scans": len(scans)} | clock))


def read_by(sql: str) -> list[tuple[str, list[str]]]:
    """Return the tables that a statement names, each with those of its columns that it names too."""
    named = set(re.findall(r'"(\w+)"', sql)) | set(re.findall(r"\b[a-z_]+\b", sql))
    return [
        (name, columns)
        for name, of_table in COLUMNS.items()
        if re.search(rf'(FROM|JOIN)\s+"?{name}"?\b', sql) and (columns := [each for each in of_table if each in named])
    ]


if __name__ == "__main__":
    main()
