"""Supply: whether orders come on time and whole, what comes back or is out of stock, and how suppliers deliver."""

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.ranges import ranged
from crmeter.evaluation.report.sections.inside.bands import bands
from crmeter.evaluation.report.sections.inside.chapters import Chapter, bodies
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING, cuts, grid, has_any, nothing, over_time, six
from crmeter.evaluation.report.sections.inside.suppliers import suppliers
from crmeter.evaluation.report.tables import as_table, plain_table
from crmeter.vocabulary import Text, formats

TITLE = Text("Cung ứng", "Supply")
NEEDS = Text(
    "Trang này cần đơn hàng và các lần giao có ngày hẹn, ngày nhận; tồn kho, lần giao của nhà cung cấp hay yêu cầu bảo "
    "hành cũng đo được.",
    "It needs orders and deliveries with the day promised and the day received; stock, deliveries of suppliers and "
    "claims under warranty are measured too.",
)
NUMBERS = (
    "on_time_delivery_rate",
    "order_lead_time",
    "perfect_order_rate",
    "return_rate",
    "stockout_rate",
    "supplier_on_time_rate",
)
# What stands below the six, or in the place of one that nobody can know.
MORE = (
    "in_full_rate",
    "order_lead_time_with_waiting",
    "order_cancellation_rate",
    "warranty_claim_rate",
    "supplier_defect_rate",
    "partner_retention",
)
MEASURES = (
    "on_time_delivery_rate",
    "in_full_rate",
    "perfect_order_rate",
    "order_lead_time",
    "order_cancellation_rate",
    "return_rate",
    "warranty_claim_rate",
    "stockout_rate",
    "supplier_on_time_rate",
    "supplier_defect_rate",
)
SHOWN = (*NUMBERS, *MORE, *MEASURES)
CUTS = ("region", "channel", "segment", "owner", "category", "supplier", "place")
NUMBERS_TITLE = Text("Con số chính", "Main figures")
MONTHS_TITLE = Text("Từng tháng", "By month")
ORDERS_TITLE = Text("Đơn hoàn hảo, đơn trễ", "Perfect orders, late orders")
SUPPLIERS_TITLE = Text("Nhà cung cấp", "Suppliers")
STOCK_TITLE = Text("Tồn kho", "Stock")
CUTS_TITLE = Text("Theo từng nhóm", "By group")
ON_TIME = Text("Giao đúng hẹn", "Delivered on time")
SENT_BACK = Text("Đơn có hàng trả lại", "Orders of which something came back")
OUT = Text("Hết hàng", "Out of stock")
SUPPLIED = Text("Nhà cung cấp giao đúng hẹn", "Suppliers on time")
PERFECT_SUB = Text("phần đơn đến hạn đạt từng điều", "share of the orders due that were so")
UNKNOWN = Text("chưa ai ghi", "not written down")
# Products that are out, or were most often; the others are in the table below.
MOST_OUT = 10
LATE = Text("Giao trễ mất gì", "What late deliveries cost")
LATE_SUB = Text("phần khách mua lại trong 90 ngày sau khi nhận", "share that bought again within 90 days of receiving")
LATE_LABEL = Text("{kind}: {rate} mua lại, 80% {low} – {high}", "{kind}: {rate} buy again, 80% {low} – {high}")


def supply(page: Page) -> Node:
    """Draw the section."""
    return bodies(chapters(page)) if is_shown(page) else nothing(page, TITLE, NEEDS)


def is_shown(page: Page) -> bool:
    """Return whether there is anything to draw."""
    return has_any(page, SHOWN)


def chapters(page: Page) -> list[Chapter]:
    """Return the parts of the section."""
    months = grid(
        ("s6", over_time(page, ON_TIME, ("on_time_delivery_rate",))),
        ("s6", over_time(page, SENT_BACK, ("return_rate",))),
    )
    orders = [grid(("s6", _perfect(page)), ("s6", _late(page))), grid(("s12", bands(page, "lateness_scores")))]
    supplied = [
        grid(("s12", suppliers(page))),
        grid(("s12", over_time(page, SUPPLIED, ("supplier_on_time_rate",)))),
    ]
    stock = [grid(("s12", over_time(page, OUT, ("stockout_rate",)))), grid(("s12", _out(page)))]
    return [
        Chapter("numbers", NUMBERS_TITLE, _numbers(page)),
        Chapter("months", MONTHS_TITLE, months),
        Chapter("late", ORDERS_TITLE, orders),
        Chapter("suppliers", SUPPLIERS_TITLE, supplied),
        Chapter("stock", STOCK_TITLE, stock),
        Chapter("cuts", CUTS_TITLE, cuts(page, CUTS, MEASURES), is_folded=True),
    ]


def _numbers(page: Page) -> Node:
    # Some stand on files that few bring: those that are there come first, what is missing says why.
    known = [name for name in (*NUMBERS, *MORE) if has_any(page, (name,))]
    first = [*known, *(name for name in NUMBERS if name not in known)][: len(NUMBERS)]
    more = [name for name in known if name not in first]
    return [six(page, first), more and six(page, more)]


def _perfect(page: Page) -> Node:
    table = page.figures.table("perfect_order")
    if table is None:
        return None

    def share(value: float) -> str:
        return formats.percent(value, page.language)

    drawn = []
    for row in table.records():
        part = written.text(row["part"], page.language)
        counted = f"{formats.number(row['known'], page.language)}/{formats.number(row['orders'], page.language)}"
        if row["rate"] is None:
            drawn.append([h.span[part], h.span(class_="t3")[page.say(UNKNOWN)], h.span[formats.EMPTY], h.span])
            continue
        low, high = share(row["low"]), share(row["high"])
        label = f"{part}: {share(row['rate'])}, 80% {low} – {high}"
        mark = ranged(row["rate"], row["low"], row["high"], (0.0, 1.0), label)
        drawn.append([h.span[part], mark, h.span[share(row["rate"])], h.span(class_="t3")[f"n = {counted}"]])
    body = h.div(class_="card-b column")[h.div(class_="bars worded")[drawn], as_table(page, table)]
    return card(page, table.title, body, subtitle=PERFECT_SUB, foot=page.say(table.note) if table.note else None)


def _out(page: Page) -> Node:
    table = page.figures.table("stock_outs")
    if table is None:
        return None
    drawn: list[Node] = [plain_table(page, table, most=MOST_OUT, tells_more=False)]
    if len(table.rows) > MOST_OUT:
        drawn.append(h.div(class_="card-b")[as_table(page, table)])
    return card(page, table.title, drawn, foot=page.say(table.note) if table.note else None)


def _late(page: Page) -> Node:
    table = page.figures.evaluation.tables.get("lateness")
    if table is None:
        return None
    if not table.rows:
        return card(
            page, LATE, empty(page.say(NOTHING), written.sentence(page.say(table.note)) if table.note else None)
        )

    def share(value: float) -> str:
        return formats.percent(value, page.language)

    rows = table.records()
    high = min(1.0, max(row["high"] for row in rows) * 1.2)
    drawn = [
        [
            h.span[written.text(row["delivery"], page.language)],
            ranged(
                row["rate"],
                row["low"],
                row["high"],
                (0.0, high),
                page.say(LATE_LABEL).format(
                    kind=written.text(row["delivery"], page.language),
                    rate=share(row["rate"]),
                    low=share(row["low"]),
                    high=share(row["high"]),
                ),
            ),
            h.span[share(row["rate"])],
            h.span(class_="t3")[f"n = {formats.number(row['deliveries'], page.language)}"],
        ]
        for row in rows
    ]
    body = h.div(class_="card-b column")[h.div(class_="bars worded")[drawn], as_table(page, table)]
    return card(page, LATE, body, subtitle=LATE_SUB, foot=page.say(table.note) if table.note else None)
