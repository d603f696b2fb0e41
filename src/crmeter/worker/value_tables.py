"""Tables for value maps that were sent in: looked at, then read, each in a limited child process."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from crmeter.evaluation.external.column_roles import Role
from crmeter.evaluation.external.rated_file import RatedFile
from crmeter.evaluation.external.told_columns import ToldColumns, guessed, is_numeric
from crmeter.records.value_tables import job_actions
from crmeter.records.value_tables.queries import ValueTableView, told_of_alike, value_table
from crmeter.vocabulary import Misused, Text, Work
from crmeter.warehouse.connectors.files import Answers, FileRefused, NeedsAnswers
from crmeter.warehouse.limited import columns_limited, look
from crmeter.worker.asking import actor_for
from crmeter.worker.handlers import Order
from crmeter.worker.imports import LOOKING

# Words of a score that people can be asked to value; a column with more is no scale.
MOST_WORDS = 12


def look_at_value_table(order: Order, work: Work) -> dict[str, Any] | None:
    """Look at the beginning of a table, and guess what its columns are."""
    table = _own(order)
    if table is None:
        return None
    actor = actor_for(order)
    work.step(LOOKING)
    try:
        found = look(_path(table), Answers.from_json(table.answers), work)
    except NeedsAnswers as needs:
        # Not even the cells can be read yet.
        asked = {"columns": [], "questions": [question.to_json() for question in needs.questions]}
        job_actions.keep_look(actor, table.id, order.job, asked, told={}, headers_sha256="")
        return {"asked": len(needs.questions)}
    except (FileRefused, Misused) as refused:
        job_actions.keep_failure(actor, table.id, order.job, _reason(refused))
        return {"refused": refused.code}
    columns = [{"header": each["header"], "examples": each["examples"]} for each in found["columns"]]
    headers = json.dumps([each["header"] for each in columns], ensure_ascii=False)
    digest = hashlib.sha256(headers.encode("utf-8", "replace")).hexdigest()
    told = told_of_alike(digest, table.id) or guessed(columns).to_json()
    job_actions.keep_look(actor, table.id, order.job, {"columns": columns}, told=told, headers_sha256=digest)
    return {"columns": len(columns)}


def read_value_table(order: Order, work: Work) -> dict[str, Any] | None:
    """Read the columns that were said to matter, and keep them beside the file."""
    table = _own(order)
    if table is None:
        return None
    actor = actor_for(order)
    told = ToldColumns.from_json(table.told)
    examples = {each["header"]: each["examples"] for each in (table.look or {}).get("columns", ())}
    wordy = [header for header, role in told.roles.items() if role.is_score and not is_numeric(examples[header])]
    try:
        file = told.as_file()
        if wordy and isinstance(file, RatedFile):
            raise Misused("words_of_ratings", _NUMBERS_ONLY.fill(columns=", ".join(wordy)))
        found = columns_limited(
            _path(table),
            Answers.from_json(table.answers),
            _wanted(told, wordy),
            settings.WORKSPACE.root / table.rows_place,
            work,
        )
    except NeedsAnswers as needs:
        questions = [question.to_json() for question in needs.questions]
        job_actions.keep_questions(actor, table.id, order.job, {"questions": questions})
        return {"asked": len(questions)}
    except (FileRefused, Misused) as refused:
        job_actions.keep_failure(actor, table.id, order.job, _reason(refused))
        return {"refused": refused.code}
    unvalued = {
        header: found["words"][header]
        for header in wordy
        if set(found["words"][header]) - set(told.points.get(header, {}))
    }
    crowded = [header for header, words in unvalued.items() if len(words) > MOST_WORDS]
    if crowded:
        job_actions.keep_failure(
            actor, table.id, order.job, _NO_SCALE.fill(columns=", ".join(crowded), most=MOST_WORDS)
        )
        return {"refused": "no_scale"}
    if unvalued:
        job_actions.keep_questions(actor, table.id, order.job, {"words": unvalued, "questions": []})
        return {"asked": len(unvalued)}
    job_actions.keep_rows(actor, table.id, order.job, found["rows"])
    return {"rows": found["rows"]}


def _wanted(told: ToldColumns, wordy: list[str]) -> Mapping[str, list[str]]:
    named = (Role.PRODUCT, Role.SET, Role.WAVE, Role.CURRENCY, Role.RESPONDENT)
    words = [header for header, role in told.roles.items() if role in named]
    numbers = [header for header in told.roles if header not in words and header not in wordy]
    hidden = [header for header, role in told.roles.items() if role is Role.RESPONDENT]
    return {"words": [*words, *wordy], "numbers": numbers, "numbered": hidden}


def _own(order: Order) -> ValueTableView | None:
    """The table that a job is for, unless another job has taken its place or its bytes are gone."""
    found = value_table(int(order.payload["table"]))
    return None if found is None or found.job is None or found.job.id != order.job else found


def _path(table: ValueTableView) -> Path:
    path: Path = settings.WORKSPACE.root / table.place
    return path


def _reason(refused: FileRefused | Misused) -> Text:
    return refused.reason if isinstance(refused, FileRefused) else refused.text


_NUMBERS_ONLY = Text(
    "điểm người chấm phải là số; cột {columns} đang là chữ", "what somebody rates is a number; {columns} holds words"
)
_NO_SCALE = Text(
    "cột {columns} có quá nhiều chữ khác nhau để làm thang điểm (nhiều nhất {most})",
    "{columns} holds too many different words for a scale (at most {most})",
)
