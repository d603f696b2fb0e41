"""Strange workbooks and Parquet files."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import xlsxwriter

from benchmarks.strange.case import Case, Truth, sales, truth


def workbook(path: Path) -> Truth:
    """A merged title, dates as bare serial numbers, amounts as formulas, ids as floats, a price list behind."""
    sold = sales(21, 1200, 220)
    with xlsxwriter.Workbook(path) as book:
        prices = book.add_worksheet("Price list")
        prices.write_row(0, 0, ("Code", "Price", "Valid from"))
        for n in range(30):
            prices.write_row(n + 1, 0, (f"P{n}", 10 + n, "2025-01-01"))
        sheet = book.add_worksheet("Sales 2025")
        bold = book.add_format({"bold": True})
        sheet.merge_range(0, 0, 0, 5, "Sales journal 2025", bold)
        sheet.write_row(2, 0, ("Document no", "Posting date", "Customer no", "Net", "Tax", "Total amount"))
        for n, s in enumerate(sold):
            row = n + 3
            net = (s.amount * Decimal("0.8")).quantize(Decimal("0.01"))
            sheet.write_number(row, 0, 5_000 + n)
            sheet.write_number(row, 1, (s.moment.date() - date(1899, 12, 30)).days)
            sheet.write_number(row, 2, 1_000 + (s.customer or 0))
            sheet.write_number(row, 3, float(net))
            sheet.write_number(row, 4, float(s.amount - net))
            sheet.write_formula(row, 5, f"=ROUND(D{row + 1}+E{row + 1},2)", None, float(s.amount))
        last = len(sold) + 3
        sheet.write_string(last, 0, "Total")
        sheet.write_formula(last, 5, f"=SUM(F4:F{last})", None, float(sum(s.amount for s in sold)))
    return truth(sold)


def parquet(path: Path) -> Truth:
    """Moments with a zone, wide decimals, categories, unsigned ids, lists and structs, a currency of three decimals."""
    sold = [replace(s, amount=s.amount) for s in sales(22, 1500, 250, 3, 30.0)]
    drawn = ", ".join(f"({n}, '{s.moment:%Y-%m-%d %H:%M}', {s.customer}, {s.amount:f})" for n, s in enumerate(sold))
    with duckdb.connect(":memory:") as connection:
        connection.execute("SET TimeZone = 'Asia/Ho_Chi_Minh'").fetchall()
        connection.execute("CREATE TYPE channels AS ENUM ('web', 'shop')").fetchall()
        connection.execute(
            'COPY (SELECT n::UBIGINT + 9007199254740993 AS "order.id", moment::TIMESTAMPTZ AS "placed at",'
            " {'id': who, 'tags': ['a', 'b']} AS customer, who::USMALLINT AS customer_no,"
            " amount::DECIMAL(38,10) AS gross, 'KWD' AS \"Currency\","
            " (if(n % 2 = 0, 'web', 'shop'))::channels AS channel, [n, n + 1] AS lines, NULL::INTEGER AS nothing"
            f" FROM (VALUES {drawn}) t(n, moment, who, amount)) TO '{path}' (FORMAT parquet)"
        ).fetchall()
    return truth(sold)


CASES = (
    Case(
        "Workbook",
        "journal.xlsx",
        "merged title, serial dates without a date format, formula cells, ids as floats, a price list, a total line",
        workbook,
        {"currency": "EUR", "sheet": "Sales 2025", "table": "orders"},
        {
            "Document no": "order_key",
            "Posting date": "ordered_on",
            "Customer no": "customer_key",
            "Total amount": "amount",
            "Net": "",
            "Tax": "",
        },
    ),
    Case(
        "Parquet of a data lake",
        "lake.parquet",
        "`TIMESTAMPTZ`, `DECIMAL(38,10)`, enum, unsigned ids beyond 2⁵³, list, struct, dinars of three decimals",
        parquet,
        {"table": "orders", "currency": "KWD"},
        {
            "order.id": "order_key",
            "placed at": "ordered_at",
            "customer_no": "customer_key",
            "gross": "amount",
            "Currency": "currency",
            "channel": "channel",
            "customer": "",
            "lines": "",
            "nothing": "",
        },
    ),
)
