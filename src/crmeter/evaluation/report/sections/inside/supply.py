"""Supply: whether orders come on time, how long they take, what comes back, and what goes with lateness."""

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.ranges import ranged
from crmeter.evaluation.report.sections.inside.bands import bands
from crmeter.evaluation.report.sections.inside.chapters import Chapter, bodies
from crmeter.evaluation.report.sections.inside.skeleton import NOTHING, cuts, grid, has_any, nothing, over_time, six
from crmeter.evaluation.report.tables import as_table
from crmeter.vocabulary import Text, formats

TITLE = Text("Cung ứng", "Supply")
NEEDS = Text(
    "Trang này cần đơn hàng và các lần giao có ngày hẹn, ngày nhận.",
    "It needs orders and deliveries with the day promised and the day received.",
)
NUMBERS = (
    "on_time_delivery_rate",
    "order_lead_time",
    "order_lead_time_with_waiting",
    "order_cancellation_rate",
    "return_rate",
    "partner_retention",
)
MEASURES = ("on_time_delivery_rate", "order_lead_time", "order_cancellation_rate", "return_rate")
SHOWN = (*NUMBERS, *MEASURES)
CUTS = ("region", "channel", "segment", "owner")
NUMBERS_TITLE = Text("Con số chính", "Main figures")
MONTHS_TITLE = Text("Từng tháng", "By month")
CUTS_TITLE = Text("Theo từng nhóm", "By group")
ON_TIME = Text("Giao đúng hẹn", "Delivered on time")
SENT_BACK = Text("Đơn có hàng trả lại", "Orders of which something came back")
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
    return [
        Chapter("numbers", NUMBERS_TITLE, six(page, NUMBERS)),
        Chapter("months", MONTHS_TITLE, months),
        Chapter("late", LATE, grid(("s6", _late(page)), ("s6", bands(page, "lateness_scores")))),
        Chapter("cuts", CUTS_TITLE, cuts(page, CUTS, MEASURES), is_folded=True),
    ]


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
