"""Strange text files of Europe and America."""

import gzip
import random
from dataclasses import replace
from datetime import UTC, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from benchmarks.strange.case import Case, Sale, Truth, marked, sales, truth

LOCAL = timezone(timedelta(hours=7))


def german(path: Path) -> Truth:
    """An accounting export without order numbers; some lines stand there twice and were sold twice."""
    sold = sales(1, 1500, 260)
    sold = sorted([*sold, *sold[100:120]], key=lambda sale: sale.moment)
    goods = ("Überzugschürze", "Fußmatte", "Käseglocke", "Türöffner", "Maßkrug")
    lines = ["Kundennummer;Belegdatum;Bruttobetrag EUR;Artikel"]
    lines += [
        f"{10_000 + (s.customer or 0):07d};{s.moment:%d.%m.%Y};{marked(s.amount, '.', ',')};{goods[int(s.amount) % 5]}"
        for s in sold
    ]
    path.write_bytes("\r\n".join([*lines, ""]).encode("cp1252"))
    return truth(sold, orders=False)


def american(path: Path) -> Truth:
    """UTF-16 with tabs, twelve-hour times, dollars, refunds in parentheses, addresses over several lines."""
    sold = _some_sent_back(sales(2, 1600, 300), 40)
    lines = ["Order #\tOrder Date\tShip To\tTotal\tCustomer #"]
    for number, s in enumerate(sold):
        money = marked(abs(s.amount), ",", ".")
        total = f'"${money}"' if s.amount > 0 else f'"(${money})"'
        moment = f"{s.moment.month}/{s.moment.day}/{s.moment.year} {s.moment:%I:%M %p}".replace(" 0", " ")
        lines.append(f'W-{number:06d}\t{moment}\t"12 ""Old"" Road\nSpringfield\t{number % 90}"\t{total}\tA{s.customer}')
    path.write_bytes(b"\xff\xfe" + "\r\n".join([*lines, ""]).encode("utf-16-le"))
    return truth(sold)


def zoned(path: Path) -> Truth:
    """Order lines in gzip: moments with zones, ids like epoch seconds, blank customers, goods sent back."""
    rng = random.Random(3)  # noqa: S311 - sample data
    kept: list[Sale] = []
    lines = ["id;created;customer_ref;sku;qty;unit_price;currency"]
    for number, s in enumerate(sales(3, 1500, 250)):
        quantity = rng.randint(1, 4)
        price = (s.amount / quantity).quantize(Decimal("0.01")) or Decimal("0.01")
        nobody, back = number % 11 == 3, number % 37 == 5 and number < 1400
        moment = s.moment.replace(tzinfo=LOCAL)
        # Late hours of UTC are the next day of the firm.
        written = moment.astimezone(UTC) - timedelta(hours=2) if number % 2 else moment
        written = written if number % 3 else written.astimezone(timezone(timedelta(hours=-5, minutes=-30)))
        sign = -1 if back else 1
        lines.append(
            f"{1_736_000_000 + number * 977};{written.isoformat().replace('+00:00', 'Z')};"
            f"{'' if nobody else f'u-{s.customer}'};S{number};{sign * quantity};{price};EUR"
        )
        local = written.astimezone(LOCAL).replace(tzinfo=None)
        kept.append(Sale(None if nobody else s.customer, local, sign * quantity * price))
    path.write_bytes(gzip.compress("\n".join([*lines, ""]).encode(), mtime=0))
    return truth(kept)


def till(path: Path) -> Truth:
    """A French till: one row per item, no number of the ticket, date apart from time, mostly nobody known."""
    sold = [
        replace(s, customer=s.customer if n % 3 else None) for n, s in enumerate(sales(4, 2200, 180, typical=300.0))
    ]
    lines = ["Date\tHeure\tCaisse\tArticle\tQté\tPrix unitaire TTC\tMontant TTC\tCarte fidélité"]
    for n, s in enumerate(sold):
        money = marked(s.amount, "\u202f", ",") + "\u00a0€"
        card = "" if s.customer is None else f"FID{s.customer:05d}"
        lines.append(f"{s.moment:%d/%m/%Y}\t{s.moment:%Hh%M}\tC{n % 3}\tÉclair n°{n % 17}\t1\t{money}\t{money}\t{card}")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return truth(sold, orders=False)


def swiss(path: Path) -> Truth:
    """A list from a big ledger: apostrophes, two-digit years, minus behind the figure, bars around every line."""
    sold = _some_sent_back(sales(5, 1400, 240, typical=900.0), 30)
    rule = "-" * 90
    lines = ["Billing list\t", "", rule, "| Doc. No. | Sold-to pt | Bill. Date | Net Value | Curr. |", rule]
    for number, s in enumerate(sold):
        money = marked(abs(s.amount), "'", ".") + ("-" if s.amount < 0 else " ")
        lines.append(f"| {90_000_000 + number} | {s.customer:>10} | {s.moment:%d.%m.%y} | {money:>14} | CHF |")
    path.write_text("\n".join([*lines, rule, ""]), encoding="utf-8")
    return truth(sold)


def glued(path: Path) -> Truth:
    """Three exports put together: marks and headers in the middle, old Mac line ends, two currencies, no rates."""
    sold = sales(6, 1500, 240)
    header = "Order Number|Purchased On|Client ID|Grand Total|Ccy|State"
    lines: list[str] = []
    counted = []
    for number, s in enumerate(sold):
        if number % 500 == 0:
            lines += [("\ufeff" if number else "") + header, ""]
        foreign, cancelled = number % 9 == 4, number % 13 == 6 and number < 1450
        state, currency = "CANCELLED" if cancelled else "Complete", "USD" if foreign else "EUR"
        lines.append(f'{number + 1}|{s.moment:%Y-%m-%dT%H:%M}|"K|{s.customer}"|{s.amount:f}|{currency}|{state}')
        if not foreign and not cancelled:
            counted.append(s)
    path.write_text("\r".join([*lines, ""]), encoding="utf-8", newline="")
    return truth(counted)


def indian(path: Path) -> Truth:
    """Lakh and crore grouping, rupees before the figure, months by name, the customer by phone only."""
    sold = sales(7, 1500, 250, typical=180_000.0)
    lines = ["Bill No,Bill Date,Mobile,Bill Value (INR)"]
    for number, s in enumerate(sold):
        lines.append(f'B/{number:05d},{s.moment:%d-%b-%Y},98765{s.customer:05d},"Rs. {_lakh(s.amount)}"')
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return truth(sold)


def _lakh(amount: Decimal) -> str:
    whole, _, cents = f"{amount:.2f}".partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail]) + "." + cents


def _some_sent_back(sold: list[Sale], every: int) -> list[Sale]:
    """Turn every so many sales into a credit, but none at the end."""
    keep = len(sold) - 100
    return [replace(s, amount=-s.amount) if n % every == 7 and n < keep else s for n, s in enumerate(sold)]


CASES = (
    Case(
        "German ledger",
        "buchungen.csv",
        "`;`, windows-1252, `1.234,56`, dd.mm.yyyy, no order number, equal lines that are two sales, German headers",
        german,
        {"table": "orders", "currency": "EUR", "decimal": "comma", "date_order": "dmy"},
        {"Kundennummer": "customer_key", "Belegdatum": "ordered_on", "Bruttobetrag EUR": "amount", "Artikel": ""},
    ),
    Case(
        "American shop",
        "orders_export.txt",
        "UTF-16 with mark, tabs, `3/7/2025 2:05 PM`, `$1,234.50`, `($45.00)`, quoted line ends and tabs",
        american,
        {"currency": "USD", "date_order": "mdy"},
        {"Order #": "order_key", "Order Date": "ordered_on", "Total": "amount", "Customer #": "customer_key"},
    ),
    Case(
        "Lines with zones",
        "events.csv.gz",
        "gzip, `;`, moments in three zones, ids like epoch seconds, blank customers, negative quantities",
        zoned,
        {"table": "order_lines"},
        {
            "id": "order_key",
            "created": "ordered_at",
            "customer_ref": "customer_key",
            "sku": "product_key",
            "qty": "quantity",
            "unit_price": "unit_price",
            "currency": "currency",
        },
    ),
    Case(
        "French till",
        "caisse.tsv",
        "a row per item, no ticket number, `1 234,50 €` with narrow no-break blanks, `14h05` apart from the date",
        till,
        {"table": "order_lines", "date_order": "dmy", "decimal": "comma", "currency": "EUR"},
        {
            "Date": "ordered_on",
            "Article": "products.name",
            "Qté": "quantity",
            "Prix unitaire TTC": "unit_price",
            "Montant TTC": "amount",
            "Carte fidélité": "customer_key",
        },
    ),
    Case(
        "Swiss ledger list",
        "billing.txt",
        "printed list with bars and rules, `1'234.50-`, dd.mm.yy, title above",
        swiss,
        {"currency": "CHF", "date_order": "dmy", "table": "orders"},
        {
            "Doc. No.": "order_key",
            "Sold-to pt": "customer_key",
            "Bill. Date": "ordered_on",
            "Net Value": "amount",
            "Curr.": "currency",
        },
    ),
    Case(
        "Glued exports",
        "all.csv",
        "`|`, old Mac line ends, headers and byte order marks in the middle, `|` inside ids, two currencies",
        glued,
        {"currency": "EUR", "table": "orders"},
        {
            "Order Number": "order_key",
            "Purchased On": "ordered_at",
            "Client ID": "customer_key",
            "Grand Total": "amount",
            "Ccy": "currency",
            "State": "status",
        },
    ),
    Case(
        "Indian bills",
        "bills.csv",
        "`Rs. 1,23,456.00`, `07-Mar-2025`, currency named in the header only, the customer by an Indian phone number",
        indian,
        {"currency": "INR", "table": "orders", "country": "IN"},
        {"Bill No": "order_key", "Bill Date": "ordered_on", "Mobile": "phone", "Bill Value (INR)": "amount"},
        ("country",),
    ),
)
