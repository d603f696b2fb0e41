"""People who answer tickets, by name, each beside the others on tickets of the same kind: never a bare ranking."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.estimators.case_mix import case_mix
from crmeter.estimators.intervals import by_order_statistics, wilson
from crmeter.evaluation.internal.rows_of_tickets import ticket_answers_sql, ticket_rows_sql
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.measures.view import View
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

NAME = "agents"
LEVEL = 0.8
_TITLE = Text("Nhân viên phục vụ", "Agents")
COLUMNS = (
    ResultColumn("agent", Text("Nhân viên", "Agent"), "text"),
    ResultColumn("answered", Text("Phiếu đã trả lời", "Tickets answered"), "count"),
    ResultColumn("answer", Text("Trả lời đầu, trung vị (giờ)", "First answer, median (hours)"), "number"),
    ResultColumn("answer_low", Text("Trả lời đầu, từ (80%)", "First answer, 80% from"), "number"),
    ResultColumn("answer_high", Text("Trả lời đầu, đến (80%)", "First answer, 80% to"), "number"),
    ResultColumn("answer_ratio", Text("Trả lời đầu so với người khác", "First answer beside the others"), "number"),
    ResultColumn("answer_ratio_low", Text("Trả lời đầu, số lần từ (80%)", "First answer, times from (80%)"), "number"),
    ResultColumn("answer_ratio_high", Text("Trả lời đầu, số lần đến (80%)", "First answer, times to (80%)"), "number"),
    ResultColumn("answer_differs", Text("Trả lời đầu khác hẳn", "First answer differs"), "text"),
    ResultColumn("solved", Text("Phiếu đã giải quyết", "Tickets solved"), "count"),
    ResultColumn("timed", Text("Phiếu xong rõ thời gian", "Solved, time known"), "count"),
    ResultColumn("solution", Text("Giải quyết, trung vị (giờ)", "Solution, median (hours)"), "number"),
    ResultColumn("solution_low", Text("Giải quyết, từ (80%)", "Solution, 80% from"), "number"),
    ResultColumn("solution_high", Text("Giải quyết, đến (80%)", "Solution, 80% to"), "number"),
    ResultColumn("solution_ratio", Text("Giải quyết so với người khác", "Solution beside the others"), "number"),
    ResultColumn("solution_ratio_low", Text("Giải quyết, số lần từ (80%)", "Solution, times from (80%)"), "number"),
    ResultColumn("solution_ratio_high", Text("Giải quyết, số lần đến (80%)", "Solution, times to (80%)"), "number"),
    ResultColumn("solution_differs", Text("Giải quyết khác hẳn", "Solution differs"), "text"),
    ResultColumn("open", Text("Còn mở", "Still open"), "count"),
    ResultColumn("reopened", Text("Mở lại", "Reopened"), "share"),
    ResultColumn("reopened_low", Text("Mở lại, từ (80%)", "Reopened, 80% from"), "share"),
    ResultColumn("reopened_high", Text("Mở lại, đến (80%)", "Reopened, 80% to"), "share"),
    ResultColumn("reopened_of", Text("Phiếu xong có nhật ký", "Solved, with a history"), "count"),
    ResultColumn("satisfied", Text("Hài lòng", "Satisfied"), "share"),
    ResultColumn("satisfied_low", Text("Hài lòng, từ (80%)", "Satisfied, 80% from"), "share"),
    ResultColumn("satisfied_high", Text("Hài lòng, đến (80%)", "Satisfied, 80% to"), "share"),
    ResultColumn("answers", Text("Câu trả lời khảo sát", "Answers of customers"), "count"),
)
_DIFFERS = {True: Text("chậm hơn", "slower"), False: Text("nhanh hơn", "faster")}
_NOTE = Text(
    "Xếp theo tên, không phải thứ hạng. Mỗi số là chỉ số cùng tên chia theo người phụ trách, bên cạnh là khoảng 80% "
    "(của trung vị: từ 4 phiếu). “So với người khác” tính trên phiếu cùng nhóm yêu cầu và cùng mức ưu tiên mà người "
    "khác cũng có; 1 là như nhau. “Khác hẳn” đã tính tới việc so nhiều người cùng lúc. Phiếu khó trong cùng một nhóm "
    "thì số này không biết.",
    "By name, not by rank. Each figure is the measure of its name, by owner, its 80% interval beside it (of a median: "
    "from 4 tickets on). “Beside the others” is of tickets of the same category and priority that others had too; 1 "
    "is alike. “Differs” allows for comparing many people at once. That some tickets of a category are harder is not "
    "known here.",
)
# By what people are compared in, what is said where they cannot be.
_NOT_COMPARED = {
    "answer": Text("Chưa so được lần trả lời đầu: {reason}.", "First answers are not compared: {reason}."),
    "solution": Text("Chưa so được việc giải quyết: {reason}.", "Solutions are not compared: {reason}."),
}
# What comes within the minute tells no difference.
_LEAST_HOURS = 1 / 60

_Beside = tuple[float | None, float | None, float | None, Text | None]
_NOBODY: _Beside = (None, None, None, None)


def agents(engine: Engine, view: View) -> ResultTable:
    """Return everybody who had tickets of the period, by name; who can be compared, beside the others.

    What is counted is as in `first_response_time`, `tickets_resolved`, `resolution_time`, `ticket_backlog`,
    `reopen_rate` and `ticket_csat`, by owner.

    Args:
        engine: where the tables of tickets and answers are readable.
        view: of the period.
    """
    owned = f"FROM ({ticket_rows_sql(view)}) WHERE owner IS NOT NULL"
    found = engine.arrays(_TICKETS.format(owned=owned))
    answers = engine.arrays(_ANSWERS.format(rows=ticket_answers_sql(view)))
    names = sorted({*found["owner"].tolist(), *answers["owner"].tolist()})
    at = {name: place for place, name in enumerate(names)}
    who = np.array([at[name] for name in found["owner"].tolist()], dtype=np.int64)
    of_answer = np.array([at[name] for name in answers["owner"].tolist()], dtype=np.int64)
    beside, notes = {}, [_NOTE]
    for name, unlike in _NOT_COMPARED.items():
        hours = found[f"{name}_hours"]
        told = ~np.isnan(hours)
        beside[name], lacking = _beside(who[told], hours[told], found["kind"][told])
        if lacking is not None and told.any():
            notes.append(unlike.fill(reason=lacking))
    rows = []
    for name, place in at.items():
        own = {column: values[who == place] for column, values in found.items()}
        given = answers["satisfied"][of_answer == place].astype(np.bool_)
        rows.append(
            (
                name,
                *_times(own["answer_hours"]),
                *beside["answer"].get(place, _NOBODY),
                int(own["is_solved"].sum()),
                *_times(own["solution_hours"]),
                *beside["solution"].get(place, _NOBODY),
                int(own["is_open"].sum()),
                *_share(own["reopened"][own["has_course"].astype(np.bool_)].astype(np.bool_)),
                *_share(given),
            )
        )
    return ResultTable(NAME, _TITLE, COLUMNS, tuple(rows), Text.join(notes, " "))


def _times(hours: Floats) -> Sequence[Any]:
    """Return of how many tickets hours are known, their median and its bounds."""
    told = np.sort(hours[~np.isnan(hours)])
    if not len(told):
        return 0, None, None, None
    interval = by_order_statistics(told.tolist(), LEVEL)
    bounds = (None, None) if interval is None else (float(interval.low), float(interval.high))
    return len(told), float(np.median(told)), *bounds


def _share(holds: Booleans) -> Sequence[Any]:
    """Return a share, its bounds, and of how many it is."""
    interval = wilson(int(holds.sum()), len(holds), LEVEL)
    if interval is None:
        return None, None, None, 0
    return float(holds.mean()), float(interval.low), float(interval.high), len(holds)


def _beside(who: Integers, hours: Floats, kind: Integers) -> tuple[Mapping[int, _Beside], Text | None]:
    """Return how many times as long as others each takes on the same tickets, with bounds; or why nobody is compared.

    Args:
        who: of each ticket, index of its owner, shape (n,).
        hours: until then, shape (n,).
        kind: a code of category and priority, shape (n,).
    """
    try:
        mix = case_mix(np.log(np.maximum(hours, _LEAST_HOURS)), who, kind, LEVEL)
    except NotEnoughData as lacking:
        return {}, lacking.undefined.reason
    found = {}
    for at, person in enumerate(mix.people.tolist()):
        if np.isnan(mix.difference[at]):
            continue
        apart = _DIFFERS[bool(mix.difference[at] > 0)] if mix.is_told_apart[at] else None
        ratio, low, high = (float(np.exp(each[at])) for each in (mix.difference, mix.low, mix.high))
        found[person] = (ratio, low, high, apart)
    return found, None


_TICKETS = """
SELECT owner, dense_rank() OVER (ORDER BY request_kind, priority) AS kind,
    CASE WHEN opened_in_period THEN hours_to_answer END::DOUBLE AS answer_hours,
    CASE WHEN solved_in_period THEN hours_to_solve END::DOUBLE AS solution_hours,
    solved_in_period AS is_solved, coalesce(open_at_end, false) AS is_open,
    was_solved_in_period AND has_course AS has_course, reopened_since AS reopened
{owned} ORDER BY ALL
"""
_ANSWERS = """
SELECT owner, score >= high - 1 AS satisfied FROM ({rows})
WHERE owner IS NOT NULL AND question_kind = 'csat' ORDER BY ALL
"""
