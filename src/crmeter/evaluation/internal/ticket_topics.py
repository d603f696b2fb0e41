"""What tickets of a period are about: by category, by product, by cause, and which cause on which product."""

from typing import Any

from crmeter.evaluation.internal.rows_of_tickets import ticket_rows_sql
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

TOPICS, PRODUCTS, CAUSES, CAUSES_ON_PRODUCTS = "ticket_topics", "ticket_products", "ticket_causes", "causes_on_products"
MOST_PAIRS = 200
_UNTOLD = Text("chưa ghi", "not recorded")
_COUNTS = (
    ResultColumn("tickets", Text("Phiếu", "Tickets"), "count"),
    ResultColumn("before", Text("Kỳ trước", "Before"), "count"),
    ResultColumn("share", Text("Phần của tổng", "Share of all"), "share"),
    ResultColumn("cumulative", Text("Cộng dồn", "Together"), "share"),
)
_PAIR = (
    ResultColumn("cause", Text("Nguyên nhân", "Cause"), "text"),
    ResultColumn("product", Text("Sản phẩm", "Product"), "text"),
    ResultColumn("tickets", Text("Phiếu", "Tickets"), "count"),
    ResultColumn("share", Text("Phần trong nguyên nhân", "Share of the cause"), "share"),
    ResultColumn("of_cause", Text("Phiếu của nguyên nhân", "Tickets of the cause"), "count"),
)
_PAIRS_TITLE = Text("Nguyên nhân theo sản phẩm", "Causes on products")
_PAIRS_NOTE = Text(
    "{told} trên {n} phiếu mở trong kỳ có ghi nguyên nhân. Phiếu không ghi sản phẩm đứng riêng một dòng. Sản phẩm bán "
    "nhiều thì có nhiều phiếu hơn: bảng không nói sản phẩm nào tệ hơn.",
    "Of {told} of the {n} tickets opened in the period the cause is recorded. Those without a product stand in a line "
    "of their own. What is sold more has more tickets: the table does not say which product is worse.",
)


def _lacking(code: str, what: Text) -> NotEnoughData:
    return NotEnoughData(
        code,
        Text("không phiếu nào trong kỳ ghi {what}", "no ticket of the period tells its {what}").fill(what=what),
        Text("cột {what} của phiếu", "a column of the {what} of tickets").fill(what=what),
    )


def ticket_topics(engine: Engine, view: View) -> ResultTable:
    """Return the categories of the tickets opened in the period, the most frequent first, beside the period before.

    Args:
        engine: where the tables of tickets are readable.
        view: of the period.
    """
    columns = _counted(Text("Nhóm yêu cầu", "Category"))
    return ResultTable(
        TOPICS, Text("Khách hỏi gì", "What customers ask about"), columns, _by("request_kind", engine, view)
    )


def ticket_products(engine: Engine, view: View) -> ResultTable:
    """Return the products that the tickets opened in the period are about, as `ticket_topics` does."""
    title, what = Text("Phiếu theo sản phẩm", "Tickets by product"), Text("sản phẩm", "product")
    return _told_by("product", PRODUCTS, title, _lacking("no_products", what), engine, view)


def ticket_causes(engine: Engine, view: View) -> ResultTable:
    """Return the causes of the tickets opened in the period, as `ticket_topics` does."""
    title, what = Text("Phiếu theo nguyên nhân", "Tickets by cause"), Text("nguyên nhân", "cause")
    return _told_by("cause", CAUSES, title, _lacking("no_causes", what), engine, view)


def causes_on_products(engine: Engine, view: View) -> ResultTable:
    """Return on which products each cause was met, the most frequent causes first.

    Args:
        engine: where the tables of tickets are readable.
        view: of the period.
    """
    opened = f"({ticket_rows_sql(view)}) WHERE opened_in_period"
    n, told = engine.rows(f"SELECT count(*), count(cause) FROM {opened}")[0]
    if not told:
        lacking = _lacking("no_causes", Text("nguyên nhân", "cause"))
        return ResultTable.lacking(CAUSES_ON_PRODUCTS, _PAIRS_TITLE, _PAIR, lacking)
    found = engine.records(
        f"""
        WITH pairs AS (SELECT cause, product, count(*) AS n FROM {opened} AND cause IS NOT NULL GROUP BY ALL)
        SELECT *, sum(n) OVER (PARTITION BY cause)::BIGINT AS of_cause FROM pairs
        ORDER BY of_cause DESC, cause, n DESC, product NULLS LAST LIMIT {MOST_PAIRS}
        """
    )
    rows = tuple(
        (row["cause"], row["product"] or _UNTOLD, row["n"], row["n"] / row["of_cause"], row["of_cause"])
        for row in found
    )
    return ResultTable(CAUSES_ON_PRODUCTS, _PAIRS_TITLE, _PAIR, rows, _PAIRS_NOTE.fill(told=told, n=n))


def _told_by(column: str, name: str, title: Text, lacking: NotEnoughData, engine: Engine, view: View) -> ResultTable:
    rows = _by(column, engine, view)
    columns = _counted(Text("Sản phẩm", "Product") if column == "product" else Text("Nguyên nhân", "Cause"))
    if all(row[0] is _UNTOLD for row in rows):
        return ResultTable.lacking(name, title, columns, lacking)
    return ResultTable(name, title, columns, rows)


def _counted(what: Text) -> tuple[ResultColumn, ...]:
    return (ResultColumn("topic", what, "text"), *_COUNTS)


def _by(column: str, engine: Engine, view: View) -> tuple[tuple[Any, ...], ...]:
    """Return the words of a column of the tickets opened in the period, counted here and in the period before."""
    before = view.period.before()
    found = engine.records(
        f"""
        WITH now AS (
            SELECT {column} AS word, count(*) AS n FROM ({ticket_rows_sql(view)}) WHERE opened_in_period GROUP BY 1
        ), before AS (
            SELECT {column} AS word, count(*) AS n FROM ({ticket_rows_sql(view, before)}) WHERE opened_in_period
            GROUP BY 1
        )
        SELECT now.word, now.n, coalesce(before.n, 0) AS n_before, now.n / sum(now.n) OVER () AS share,
            sum(now.n) OVER (ORDER BY now.n DESC, now.word) / sum(now.n) OVER () AS cumulative
        FROM now LEFT JOIN before ON now.word IS NOT DISTINCT FROM before.word ORDER BY now.n DESC, now.word
        """
    )
    first = engine.rows("SELECT min(opened_on) FROM tickets")[0][0]
    has_before = first is not None and first <= before.start
    return tuple(
        (
            row["word"] or _UNTOLD,
            row["n"],
            row["n_before"] if has_before else None,
            row["share"],
            row["cumulative"],
        )
        for row in found
    )
