"""People who answer tickets, each beside the others on tickets of the same kind: never a bare ranking."""

from collections.abc import Mapping, Sequence

import numpy as np

from crmeter.estimators.arrays import Floats, Integers
from crmeter.estimators.case_mix import case_mix
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

NAME = "agents"
_TITLE = Text("Nhân viên phục vụ", "Agents")
# By the moment that is compared: what tickets have come to by then, and how long that takes.
_TOLD = {
    "first_responded_at": (
        Text("Phiếu đã trả lời", "Tickets answered"),
        Text("Trả lời đầu, trung vị (giờ)", "First answer, median (hours)"),
    ),
    "solved_at": (
        Text("Phiếu đã giải quyết", "Tickets solved"),
        Text("Giải quyết, trung vị (giờ)", "Solution, median (hours)"),
    ),
}
_COLUMNS = (
    ResultColumn("agent", Text("Nhân viên", "Agent"), "text"),
    ResultColumn("three_quarters", Text("75% (giờ)", "Three quarters (hours)"), "number"),
    ResultColumn("ratio", Text("So với người khác (lần)", "Beside the others (times)"), "number"),
    ResultColumn("low", Text("Cận dưới 80%", "80% from"), "number"),
    ResultColumn("high", Text("Cận trên 80%", "80% to"), "number"),
    ResultColumn("differs", Text("Khác hẳn", "Differs"), "text"),
    ResultColumn("open", Text("Đang mở", "Open"), "count"),
    ResultColumn("reopened", Text("Mở lại", "Reopened"), "share"),
)
_DIFFERS = {True: Text("chậm hơn", "slower"), False: Text("nhanh hơn", "faster")}
_NOTE = Text(
    "So trên phiếu cùng nhóm yêu cầu và cùng mức ưu tiên mà người khác cũng có; 1 là như nhau. “Khác hẳn” đã tính tới "
    "việc so nhiều người cùng lúc. Phiếu khó trong cùng một nhóm thì số này không biết.",
    "Compared on tickets of the same category and priority that others had too; 1 is alike. “Differs” allows for "
    "comparing many people at once. That some tickets of a category are harder is not known here.",
)
# What comes within the minute tells no difference.
_LEAST_SECONDS = 60


def agents(engine: Engine, view: View) -> ResultTable:
    """Return everybody who had tickets of the period, by name; who can be compared, beside the others.

    They are compared by the time until the first answer; of data that tell no answers, by that until the solution.

    Args:
        engine: where `tickets` is readable.
        view: of the period.
    """
    of_period = (
        f"opened_on >= DATE '{view.period.start}' AND opened_on < DATE '{view.period.end}'"
        " AND owner IS NOT NULL AND duplicate_of IS NULL"
    )
    tells_answers = engine.rows("SELECT count(first_responded_at) > 0 FROM tickets")[0][0]
    moment = "first_responded_at" if tells_answers else "solved_at"
    answered = f"{moment} < DATE '{view.seen_until}' AND {moment} >= opened_at"
    summed = engine.records(
        f"""
        SELECT owner, count(*) FILTER (WHERE {answered}) AS n,
            quantile_cont(epoch({moment} - opened_at) / 3600, [0.25, 0.5, 0.75])
                FILTER (WHERE {answered}) AS hours,
            count(*) FILTER (WHERE solved_at IS NULL OR solved_at >= DATE '{view.seen_until}') AS still_open,
            avg((reopened > 0)::INTEGER) FILTER (WHERE solved_at < DATE '{view.seen_until}') AS reopened
        FROM tickets WHERE {of_period} GROUP BY owner ORDER BY owner
        """
    )
    cases = engine.arrays(
        f"""
        SELECT dense_rank() OVER (ORDER BY owner) - 1 AS who,
            ln(greatest(epoch({moment} - opened_at), {_LEAST_SECONDS})) AS time,
            dense_rank() OVER (ORDER BY category, priority) AS kind
        FROM tickets WHERE {of_period} AND {answered} ORDER BY ALL
        """
    )
    answering = [row["owner"] for row in summed if row["n"]]
    beside, lacking = _beside(cases["who"], cases["time"], cases["kind"], answering)
    rows = tuple(
        (
            row["owner"],
            row["n"],
            *(row["hours"] or (None, None, None)),
            *beside.get(row["owner"], (None, None, None, None)),
            row["still_open"],
            row["reopened"],
        )
        for row in summed
    )
    counted, median = _TOLD[moment]
    who, *times = _COLUMNS
    columns = (
        who,
        ResultColumn("tickets", counted, "count"),
        ResultColumn("quarter", Text("Nhanh nhất 25% (giờ)", "Fastest quarter (hours)"), "number"),
        ResultColumn("median", median, "number"),
        *times,
    )
    return ResultTable(NAME, _TITLE, columns, rows, _NOTE if lacking is None else lacking)


def _beside(
    who: Integers, time: Floats, kind: Integers, answering: Sequence[str]
) -> tuple[Mapping[str, tuple[float | None, float | None, float | None, Text | None]], Text | None]:
    """Return how many times as long as others each takes on the same tickets, with bounds; or why nobody is compared.

    Args:
        who: of each ticket, index into `answering`, shape (n,).
        time: the logarithm of the seconds until then, shape (n,).
        kind: a code of category and priority, shape (n,).
        answering: everybody who answered any.
    """
    try:
        mix = case_mix(time, who, kind)
    except NotEnoughData as lacking:
        return {}, lacking.undefined.reason
    found = {}
    for at, person in enumerate(mix.people.tolist()):
        if np.isnan(mix.difference[at]):
            continue
        apart = _DIFFERS[bool(mix.difference[at] > 0)] if mix.is_told_apart[at] else None
        ratio, low, high = (float(np.exp(each[at])) for each in (mix.difference, mix.low, mix.high))
        found[answering[person]] = (ratio, low, high, apart)
    return found, None
