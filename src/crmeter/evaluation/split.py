"""A history cut in two: what was known before a day, and what came from it on."""

from datetime import date, timedelta

from crmeter.evaluation.opened_run import OpenedRun
from crmeter.vocabulary import NotEnoughData, Text

FEWEST_DAYS = 28


def show_sales(opened: OpenedRun) -> None:
    """Make the sales that the run kept readable; of a part, those of its orders.

    Raises:
        FileNotFoundError: they are not kept any more.
    """
    path = opened.folder / "sales.parquet"
    if not path.exists():
        raise FileNotFoundError(path)
    opened.engine.attach("sales_kept", [path])
    opened.engine.name("sales", "SELECT s.* FROM sales_kept s SEMI JOIN orders USING (order_key)")


def split_day(opened: OpenedRun, days: int | None = None) -> date:
    """Return the first day of the later part, which ends with the run.

    Args:
        opened: with its sales readable.
        days: of the later part; by default the window of the firm, or half of the history where that is shorter.

    Raises:
        NotEnoughData: the history is too short.
    """
    until = opened.view.seen_until
    ((first,),) = opened.engine.rows("SELECT min(ordered_on) FROM sales")
    history = 0 if first is None else (until - first).days
    asked = min(opened.view.settings.window_days, history // 2) if days is None else days
    if asked < FEWEST_DAYS or history <= asked:
        raise NotEnoughData(
            "short_history",
            Text("lịch sử mua chỉ dài {n} ngày", "the history is only {n} days long").fill(n=history),
            Text("đơn hàng của ít nhất {n} ngày", "orders of {n} days at least").fill(
                n=max(2 * FEWEST_DAYS, asked + FEWEST_DAYS)
            ),
        )
    return until - timedelta(days=asked)
