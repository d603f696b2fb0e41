"""Which pages and products are seen much and acted on little (C5)."""

from typing import Any

import numpy as np

from crmeter.estimators.outreach.page_conversion import PageConversion, page_conversion
from crmeter.evaluation.internal.page_words import LITTLE, NOT_JUDGED
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.evaluation.tables import written_out
from crmeter.measures.rows.page_views import page_views
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.vocabulary.figures_said import number_said, percent_said
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.sql import to_sql

NAME = "page_outcomes"
LEVEL = 0.8
# What is found, then what misses most.
MOST = 40
_TITLE = Text("Trang xem nhiều, làm ít", "Seen much, acted on little")
_COLUMNS = (
    ResultColumn("page", Text("Trang hoặc sản phẩm", "Page or product"), "text"),
    ResultColumn("views", Text("Lượt xem", "Views"), "count"),
    ResultColumn("actions", Text("Dẫn tới điều mong muốn", "Ended as wanted"), "count"),
    ResultColumn("rate", Text("Tỷ lệ", "Rate"), "share"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "share"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "share"),
    ResultColumn("limit_low", Text("Ngẫu nhiên từ", "By chance from"), "share"),
    ResultColumn("limit_high", Text("Ngẫu nhiên đến", "By chance to"), "share"),
    ResultColumn("missed", Text("Thiếu so với mức chung", "Fewer than at the rate of all"), "number"),
    ResultColumn("finding", Text("Nhận xét", "What is found"), "text"),
)
_ALL = Text(
    "{pages} trang, {views} lượt xem trong kỳ: {rate} dẫn tới điều mong muốn.",
    "{pages} pages, {views} views in the period: {rate} ended as wanted.",
)
_HOW = Text(
    "Xem nhiều là từ mức giữa các trang trở lên; làm ít là dưới mức ngẫu nhiên giải thích được, đã tính việc các trang "
    "vốn khác nhau và việc so nhiều trang một lúc (Holm, 5%). Đây là mối liên hệ: người xem mỗi trang có thể vốn đã "
    "khác.",
    "Much is as often as half of the pages or more; little is less than chance explains, allowing for pages that "
    "differ anyway and for comparing many at once (Holm, 5%). It is an association: its viewers may differ anyway.",
)
_UNKNOWN = Text(
    "Không rõ kết quả của {views} lượt xem nên không tính.", "How {views} views ended is not known; they are left out."
)


def page_outcomes(engine: Engine, view: View) -> ResultTable:
    """Return the pages of the period beside the rate of all of them.

    Args:
        engine: where the tables of the snapshot are readable.
        view: of the period.
    """
    engine.run(f"CREATE OR REPLACE TEMP TABLE viewed_pages AS {to_sql(page_views.build(written_out(view), view))}")
    found = engine.rows(
        "SELECT page, sum(views), sum(actions) FROM viewed_pages WHERE actions IS NOT NULL GROUP BY page ORDER BY page"
    )
    unknown = int(engine.rows("SELECT coalesce(sum(views), 0) FROM viewed_pages WHERE actions IS NULL")[0][0])
    engine.run("DROP TABLE viewed_pages")
    views, actions = (np.array([int(row[at]) for row in found], dtype=np.int64) for at in (1, 2))
    try:
        conversion = page_conversion(views, actions, LEVEL)
    except NotEnoughData as lacking:
        return ResultTable.lacking(NAME, _TITLE, _COLUMNS, lacking)
    is_found = conversion.is_low & (views >= np.median(views))
    order = np.lexsort((-conversion.missed, ~is_found))
    rows = [
        _row(found[at][0], int(views[at]), int(actions[at]), conversion, at, bool(is_found[at]))
        for at in order[:MOST].tolist()
    ]
    told = [
        _ALL.fill(
            pages=number_said(len(found)),
            views=number_said(int(views.sum())),
            rate=percent_said(conversion.rate),
        ),
        _HOW,
        *([_UNKNOWN.fill(views=number_said(unknown))] if unknown else []),
    ]
    return ResultTable(NAME, _TITLE, _COLUMNS, tuple(rows), Text.join(told, " "))


def _row(page: str, views: int, actions: int, of: PageConversion, at: int, is_found: bool) -> tuple[Any, ...]:
    said = LITTLE if is_found else NOT_JUDGED if np.isnan(of.p_value[at]) else None
    bounds = (of.conversion, of.low, of.high, of.limit_low, of.limit_high, of.missed)
    return page, views, actions, *(float(each[at]) for each in bounds), said
