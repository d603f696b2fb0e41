"""Strange exports: what spreadsheets, databases and careless hands make of an order list."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from benchmarks.strange.case import FIRST_DAY, Case, Sale, Truth, marked, sales, truth

NOTHING = "\\N"


def told_separator(path: Path) -> Truth:
    """A spreadsheet's own CSV: `sep=;` first, ids as text formulas, a decimal comma, one amount column too many."""
    sold = sales(31, 1400, 240, typical=700.0)
    lines = ["sep=;", "Order ID;Order Date;Customer ID;Discount %;Total;Total"]
    for n, s in enumerate(sold):
        net = marked(s.amount, ".", ",")
        lines.append(f'="{n:08d}";{s.moment:%d.%m.%Y %H:%M:%S};="{s.customer:06d}";{n % 30},5%;{net};{net}')
    path.write_text("\r\n".join([*lines, ""]), encoding="utf-8-sig", newline="")
    return truth(sold)


def dumped(path: Path) -> Truth:
    """A database's dump: tabs, `\\N` for nothing, escaped quotes, zero dates, moments with microseconds."""
    sold = sales(32, 1500, 240)
    lines = ["order_id\tcreated_at\tcancelled_at\tcustomer_id\tcustomer_name\tgrand_total\tcurrency_code\tnote"]
    kept = []
    for n, s in enumerate(sold):
        nobody, cancelled = n % 10 == 4, n % 17 == 3 and n < 1450
        if not cancelled:
            kept.append(replace(s, customer=None) if nobody else s)
        name = f'Ann "Bee" {s.customer}'
        cells = (
            str(n + 1),
            f"{s.moment:%Y-%m-%d %H:%M:%S}.{n:06d}",
            f"{s.moment:%Y-%m-%d} 23:59:59" if cancelled else "0000-00-00 00:00:00",
            NOTHING if nobody else str(s.customer),
            NOTHING if nobody else name,
            f"{s.amount:f}",
            "GBP",
            '5" pipe, half',
        )
        lines.append("\t".join(cells))
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return truth(kept)


def undecided(path: Path) -> Truth:
    """Every date and every amount can be read in two ways: `03/04/2025`, `1.234`."""
    sold = []
    for n, s in enumerate(sales(33, 1200, 200, 0, 4_000.0)):
        day = FIRST_DAY.replace(month=1 + n * 11 // 1200, day=1 + n * 7 % 12)
        amount = min(max(s.amount, Decimal(1001)), Decimal(999_999))
        sold.append(Sale(s.customer, s.moment.replace(month=day.month, day=day.day), amount))
    lines = ["Order No,Order Date,Customer No,Total"]
    lines += [f"{n},{s.moment:%d/%m/%Y},C{s.customer},{marked(s.amount, '.', ',', 0)}" for n, s in enumerate(sold)]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return truth(sold)


def cheaper_back(path: Path) -> Truth:
    """Goods that come back in the same number for less than was paid: what is kept is revenue."""
    bought = sales(34, 1200, 200)
    lines = ["Invoice No,Invoice Date,Customer ID,Stock Code,Quantity,Unit Price"]
    kept, rows = list(bought), []
    for n, s in enumerate(bought):
        rows.append((s.moment, f"{n},{s.moment:%Y-%m-%d %H:%M},{s.customer},S{n},1,{s.amount:f}"))
        back = Sale(s.customer, s.moment + timedelta(days=9), -(s.amount * Decimal("0.8")).quantize(Decimal("0.01")))
        if n % 25 == 0 and n < 1000 and back.amount:
            kept.append(back)
            rows.append(
                (back.moment, f"C{n},{back.moment:%Y-%m-%d %H:%M},{back.customer},S{n},-1,{-back.amount:f}"),
            )
    path.write_text("\n".join([*lines, *(line for _, line in sorted(rows)), ""]), encoding="utf-8")
    return truth(kept, orders=False)


CASES = (
    Case(
        "Spreadsheet CSV",
        "export (1).csv",
        '`sep=;` above the header, ids as `="00000017"`, the amount column twice, per cents, decimal comma',
        told_separator,
        {"currency": "EUR", "date_order": "dmy", "decimal": "comma", "table": "orders"},
        {
            "Order ID": "order_key",
            "Order Date": "ordered_at",
            "Customer ID": "customer_key",
            "Discount %": "",
            "Total": "amount",
            "Total (2)": "",
        },
        ("currency",),
    ),
    Case(
        "Database dump",
        "orders.tsv",
        "`\\N`, `0000-00-00 00:00:00`, microseconds, a lone quotation mark inside fields",
        dumped,
        {"currency": "GBP", "table": "orders"},
        {
            "order_id": "order_key",
            "created_at": "ordered_at",
            "cancelled_at": "cancelled_at",
            "customer_id": "customer_key",
            "customer_name": "name",
            "grand_total": "amount",
            "currency_code": "currency",
        },
    ),
    Case(
        "Nothing is sure",
        "list.csv",
        "all dates `03/04/2025`, all amounts `1.234`, no currency: three questions, no guess",
        undecided,
        {"currency": "EUR", "date_order": "dmy", "decimal": "comma", "table": "orders"},
        {"Order No": "order_key", "Order Date": "ordered_on", "Customer No": "customer_key", "Total": "amount"},
        ("date_order", "decimal", "currency"),
    ),
    Case(
        "Goods back for less",
        "invoices.csv",
        "invoice lines; every 25th comes back whole for 80 % of its price: revenue is what was kept",
        cheaper_back,
        {"currency": "GBP"},
    ),
)
