"""What the sample evaluation says of marketing, sales, service and supply."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from crmeter.evaluation.internal.decision_words import BANDS, COLUMNS, TITLE
from crmeter.evaluation.internal.page_outcomes import LITTLE
from crmeter.evaluation.internal.response_words import DAYS
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Text

from .sample_firm import HOSTILE, LONG_NAME, column, table

VALUES: dict[str, Any] = {
    "leads_created": 3047,
    "cost_per_lead": Decimal("25100"),
    "reply_rate": 0.384,
    "outreach_drop_off_rate": 0.79,
    "bounce_rate": 0.041,
    "win_rate": 0.477,
    "won_value": Decimal("615300000"),
    "deal_cycle_length": 55.0,
    "decision_time": 6.0,
    "stage_conversion_rate": 0.895,
    "deal_drop_off_rate": 0.098,
    "stage_duration": 7.0,
    "ticket_backlog": 12,
    "tickets_created": 592,
    "first_response_time": 0.83,
    "service_level_attainment": 0.87,
    "on_time_delivery_rate": 0.919,
    "order_lead_time": 2.0,
    "return_rate": 0.024,
}
CUTS = (
    ("deal_stage", ("Tiếp cận", "Báo giá", HOSTILE)),
    ("step", ("reply", "purchase")),
    ("request_kind", ("Kỹ thuật", "Giao hàng")),
    ("priority", ("low", "urgent")),
)


def tables() -> list[ResultTable]:
    found = [attribution(), lead_response(), reply_curve(), ticket_queue(), ticket_topics(), agents(), lateness()]
    found += [ticket_causes(), causes_on_products()]
    return [*found, ticket_load(), page_outcomes(), discount_bands(), decision_bands()]


def page_outcomes() -> ResultTable:
    columns = [
        column("page", "Trang", "Page", "text"),
        column("views", "Lượt xem", "Views", "count"),
        column("actions", "Mong muốn", "Wanted", "count"),
        *_shares(),
        column("limit_low", "Ngẫu nhiên từ", "By chance from", "share"),
        column("limit_high", "Ngẫu nhiên đến", "By chance to", "share"),
        column("missed", "Thiếu", "Fewer", "number"),
        column("finding", "Nhận xét", "Found", "text"),
    ]
    rows = [
        (HOSTILE, 6276, 57, 0.009, 0.0077, 0.0107, 0.031, 0.052, 203.4, LITTLE),
        ("/gia", 5000, 210, 0.042, 0.0385, 0.0458, 0.03, 0.053, -1.2, None),
        (LONG_NAME, 12, 0, 0.0, 0.0, 0.12, 0.0, 0.2, 0.5, Text("quá ít lượt xem để xét", "too few views to judge")),
    ]
    return table("page_outcomes", "Trang xem nhiều, làm ít", "Seen much, acted on little", columns, rows)


def discount_bands() -> ResultTable:
    columns = [
        column("band", "Giảm", "Off", "text"),
        column("deals", "Cơ hội", "Deals", "count"),
        column("won", "Thắng", "Won", "count"),
        *_shares(),
        column("costed", "Rõ giá vốn", "With costs", "count"),
        column("margin", "Biên", "Margin", "share"),
        column("margin_low", "Biên từ", "Margin from", "share"),
        column("margin_high", "Biên đến", "Margin to", "share"),
    ]
    rows = [
        (Text("không giảm", "none"), 40, 26, 0.65, 0.55, 0.74, 26, 0.4, 0.36, 0.44),
        (Text.same("10–20%"), 40, 14, 0.35, 0.26, 0.45, 1, -0.05, None, None),
        (Text("trên 20%", "over 20%"), 2, 0, 0.0, 0.0, 0.45, 0, None, None, None),
    ]
    return table("discount_bands", "Giảm giá và kết quả cơ hội", "Discounts and how deals end", columns, rows)


def decision_bands() -> ResultTable:
    rows = [
        (BANDS[0], 40, 30, 24, 0.8, 0.69, 0.88, 24, 15e6, 12e6, 19e6, 12, 9, 0.75, 0.56, 0.88, None),
        (BANDS[5], 9, 0, 0, *[None] * 3, 0, *[None] * 3, 0, 0, *[None] * 3, Text(HOSTILE, HOSTILE)),
    ]
    return ResultTable("decision_time", TITLE, COLUMNS, tuple(rows), Text(HOSTILE, HOSTILE))


def _shares() -> list[Any]:
    return [
        column("rate", "Tỷ lệ", "Share", "share"),
        column("low", "Cận dưới 80%", "80% from", "share"),
        column("high", "Cận trên 80%", "80% to", "share"),
    ]


def attribution() -> ResultTable:
    found = table(
        "attribution",
        "Chiến dịch đem lại gì",
        "What campaigns brought",
        [
            column("campaign", "Chiến dịch", "Campaign", "text"),
            column("rule", "Cách tính", "Rule", "text"),
            column("revenue", "Doanh số được chia", "Sales attributed", "money"),
            column("cost", "Chi phí", "Cost", "money"),
            column("return", "Lợi suất", "Return", "share"),
            column("low", "Cận dưới 80%", "80% from", "share"),
            column("high", "Cận trên 80%", "80% to", "share"),
        ],
        [
            (campaign, rule, Decimal(revenue), cost, *returns)
            for campaign, revenue, cost, returns in (
                (LONG_NAME, 91_000_000, Decimal(12_000_000), (1.35, 1.1, 1.6)),
                (HOSTILE, 4_000_000, Decimal(5_000_000), (-0.4, None, None)),
                (Text("không chiến dịch nào", "no campaign"), 700_000_000, None, (None, None, None)),
            )
            for rule in (Text("lần chạm đầu", "first touch"), Text("chia đều", "linear")) * 2
        ],
    )
    note = Text("Đây là cách chia sổ. " + HOSTILE, "A rule of accounting. " + HOSTILE)
    return ResultTable(found.name, found.title, found.columns, found.rows, note)


def lead_response() -> ResultTable:
    found = table(
        "lead_response",
        "Trả lời chậm mất gì",
        "What slow answers cost",
        [
            column("fastest", "Từ", "From", "number"),
            column("slowest", "Đến", "To", "number"),
            column("unit", "Đơn vị", "Unit", "text"),
            column("leads", "Khách tiềm năng", "Leads", "count"),
            *_shares(),
            column("fitted", "Đường giảm", "Falling curve", "share"),
        ],
        [
            (0.0, 0.0, DAYS.title, 428, 0.38, 0.35, 0.41, 0.38),
            (1.0, 2.0, DAYS.title, 381, 0.25, 0.22, 0.28, 0.26),
            (3.0, 9.0, DAYS.title, 356, 0.27, 0.24, 0.3, 0.26),
            # Too few to be drawn.
            (10.0, 30.0, DAYS.title, 4, 0.0, 0.0, 0.29, 0.0),
        ],
    )
    note = Text("Còn một nửa sau 4,1 ngày. " + HOSTILE, "Half after 4.1 days. " + HOSTILE)
    return ResultTable(found.name, found.title, found.columns, found.rows, note)


def reply_curve() -> ResultTable:
    return table(
        "reply_curve",
        "Liên hệ mấy lần thì ngừng",
        "When replies end",
        [
            column("number", "Lần", "Contact", "count"),
            column("contacts", "Số lần", "Contacts", "count"),
            *_shares(),
        ],
        [(1, 7386, 0.45, 0.44, 0.46), (2, 5894, 0.33, 0.32, 0.34), (3, 40, 0.1, 0.05, 0.18)],
    )


def ticket_queue() -> ResultTable:
    first = date(2026, 8, 2)
    return table(
        "ticket_queue",
        "Hàng chờ phiếu",
        "Queue of tickets",
        [
            column("week", "Cuối tuần", "End of the week", "date"),
            column("late", "Trễ", "Late", "count"),
            column("unanswered", "Chưa phản hồi", "Not answered", "count"),
            column("working", "Đang xử lý", "Being worked on", "count"),
        ],
        [(first + timedelta(days=7 * week), week % 3, 0, 2 + week) for week in range(13)],
    )


def ticket_topics() -> ResultTable:
    return table(
        "ticket_topics",
        "Khách hỏi gì",
        "What customers ask about",
        [
            column("topic", "Nhóm yêu cầu", "Category", "text"),
            column("tickets", "Phiếu", "Tickets", "count"),
            column("before", "Kỳ trước", "Before", "count"),
        ],
        [("Kỹ thuật", 202, 97), (HOSTILE, 151, 0), (Text("chưa ghi", "not recorded"), 28, 40)],
    )


def ticket_causes() -> ResultTable:
    return table(
        "ticket_causes",
        "Phiếu theo nguyên nhân",
        "Tickets by cause",
        [
            column("topic", "Nguyên nhân", "Cause", "text"),
            column("tickets", "Phiếu", "Tickets", "count"),
            column("before", "Kỳ trước", "Before", "count"),
        ],
        [(HOSTILE, 90, None), (Text("chưa ghi", "not recorded"), 28, None)],
    )


def causes_on_products() -> ResultTable:
    return table(
        "causes_on_products",
        "Nguyên nhân theo sản phẩm",
        "Causes on products",
        [
            column("cause", "Nguyên nhân", "Cause", "text"),
            column("product", "Sản phẩm", "Product", "text"),
            column("tickets", "Phiếu", "Tickets", "count"),
            column("share", "Phần trong nguyên nhân", "Share of the cause", "share"),
            column("of_cause", "Phiếu của nguyên nhân", "Tickets of the cause", "count"),
        ],
        [(HOSTILE, HOSTILE, 60, 2 / 3, 90), (HOSTILE, Text("chưa ghi", "not recorded"), 30, 1 / 3, 90)],
    )


def ticket_load() -> ResultTable:
    days = (Text("Thứ Hai", "Monday"), Text("Thứ Ba", "Tuesday"))
    return table(
        "ticket_load",
        "Phiếu đến theo giờ",
        "Tickets by the hour they come",
        [
            column("weekday", "Thứ", "Weekday", "text"),
            column("hour", "Từ (giờ)", "From (hour)", "count"),
            column("mean", "Thường đến", "Usually come", "number"),
            column("agents", "Cần mấy người", "Agents needed", "count"),
        ],
        [
            (day, hour, max(0.0, 9.5 - abs(hour - 10)), 2 if 8 <= hour < 17 else None)
            for day in days
            for hour in range(24)
        ],
    )


def agents() -> ResultTable:
    return table(
        "agents",
        "Nhân viên",
        "Agents",
        [
            column("agent", "Nhân viên", "Agent", "text"),
            column("answered", "Phiếu đã trả lời", "Tickets answered", "count"),
            *_agents_time("answer", "Trả lời đầu", "First answer"),
            column("solved", "Phiếu đã giải quyết", "Tickets solved", "count"),
            column("timed", "Phiếu xong rõ thời gian", "Solved, time known", "count"),
            *_agents_time("solution", "Giải quyết", "Solution"),
            column("open", "Còn mở", "Still open", "count"),
            column("reopened", "Mở lại", "Reopened", "share"),
            column("reopened_low", "Mở lại, từ", "Reopened, from", "share"),
            column("reopened_high", "Mở lại, đến", "Reopened, to", "share"),
            column("reopened_of", "Phiếu xong có nhật ký", "Solved, with a history", "count"),
            column("satisfied", "Hài lòng", "Satisfied", "share"),
            column("satisfied_low", "Hài lòng, từ", "Satisfied, from", "share"),
            column("satisfied_high", "Hài lòng, đến", "Satisfied, to", "share"),
            column("answers", "Câu trả lời", "Answers", "count"),
        ],
        [
            (
                *(LONG_NAME, 186, 1.0, 0.9, 1.2, 1.26, 1.13, 1.42, Text("chậm hơn", "slower")),
                *(170, 169, 9.5, 8.0, 11.0, 1.02, 0.9, 1.15, None),
                *(3, 0.038, 0.02, 0.06, 170, 0.91, 0.84, 0.95, 44),
            ),
            (
                *("Đinh Bích Phương", 191, 0.7, 0.6, 0.8, 0.84, 0.75, 0.94, None),
                *(188, 188, 9.1, 8.0, 10.0, 0.98, 0.9, 1.1, None),
                *(1, 0.058, 0.04, 0.08, 188, None, None, None, 0),
            ),
            # Two tickets bound no median.
            (HOSTILE, 2, 3.0, *[None] * 6, 0, 0, *[None] * 7, 3, *[None] * 3, 0, *[None] * 3, 0),
        ],
    )


def _agents_time(name: str, vi: str, en: str) -> list[ResultColumn]:
    ends = (("", "", ""), ("_low", ", từ", ", from"), ("_high", ", đến", ", to"))
    beside = (("_ratio", ", lần", ", times"), *((f"_ratio{end}", f", lần{v}", f", times{e}") for end, v, e in ends[1:]))
    told = [column(f"{name}{end}", f"{vi}{v}", f"{en}{e}", "number") for end, v, e in (*ends, *beside)]
    return [*told, column(f"{name}_differs", f"{vi} khác hẳn", f"{en} differs", "text")]


def lateness() -> ResultTable:
    return table(
        "lateness",
        "Giao trễ mất gì",
        "What late deliveries cost",
        [
            column("delivery", "Chuyến giao", "Delivery", "text"),
            column("deliveries", "Số chuyến", "Deliveries", "count"),
            *_shares(),
        ],
        [
            (Text("đúng hẹn", "on time"), 1101, 0.641, 0.622, 0.66),
            (Text("trễ", "late"), 104, 0.5, 0.437, 0.562),
        ],
    )
