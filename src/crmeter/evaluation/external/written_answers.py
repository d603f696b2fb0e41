"""What people wrote to surveys that came in files, with the score that each of them gave, from the current snapshot."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from crmeter.estimators import AnswerScale, Themes, group_answers
from crmeter.evaluation.tables import attach_personal, attach_snapshot
from crmeter.warehouse.engine import Engine
from crmeter.warehouse.owned_rows import WHOLE, part_of, show_part
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace

_MEMORY, _THREADS = "512MB", 2
# What one page groups; of more, the newest.
MOST_WRITTEN = 5_000
_EMPLOYEE = "employee"
# Few employees are known by how they write: their words are kept closed.
_OPEN = "(respondents <> ? OR writers >= ?)"


@dataclass(frozen=True, slots=True)
class WrittenSurvey:
    """A question of a survey that people answered in their own words.

    Args:
        survey: its key.
        question: its key.
        name: of the survey, as its file calls it.
        asked: the question.
        respondents: customer, partner or employee.
        n: how many wrote something.
        newest: the day of the newest.
    """

    survey: int
    question: int
    name: str
    asked: str
    respondents: str
    n: int
    newest: date


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """What somebody wrote.

    Args:
        text: their words.
        score: what they gave to the question that is held beside; None where nothing.
        on: the day.
        customer: the key of the warehouse; None where the file does not tell.
        name: of the customer; empty likewise.
    """

    text: str
    score: float | None
    on: date
    customer: int | None
    name: str


@dataclass(frozen=True, slots=True)
class WrittenAnswers:
    """What was written to one question.

    Args:
        about: which.
        answers: the newest first.
        beside: `nps`, `csat` or `ces`: the kind of the score that is held beside; None where none was asked.
        scale: of it.
    """

    about: WrittenSurvey
    answers: tuple[WrittenAnswer, ...]
    beside: str | None
    scale: tuple[int, int] | None

    def themes(self, leave_out: Collection[str] = ()) -> Themes:
        """Group the answers; see `group_answers`.

        Args:
            leave_out: words that make no theme.

        Raises:
            NotEnoughData: too few people wrote something.
        """
        texts = [each.text for each in self.answers]
        if self.scale is None:
            return group_answers(texts, leave_out=leave_out)
        scores = [float("nan") if each.score is None else each.score for each in self.answers]
        return group_answers(texts, scores, AnswerScale(*self.scale), leave_out=leave_out)


def surveys_written_to(
    workspace: Workspace, least_employees: int, words: Collection[str] | None = None
) -> tuple[WrittenSurvey, ...]:
    """Return what was asked in surveys from files and answered in words, the newest first.

    Args:
        workspace: whose warehouse.
        least_employees: from how many on the words of employees may be read.
        words: spelled names of owners: only answers of their customers are seen; None sees all.
    """
    with _opened(workspace, words) as engine:
        return () if engine is None else _surveys(engine, least_employees)


def written_answers(
    workspace: Workspace,
    survey: int,
    question: int,
    respondents: str,
    least_employees: int,
    words: Collection[str] | None = None,
) -> WrittenAnswers | None:
    """Return what was written to one question; None where nothing was that may be read.

    Args:
        workspace: whose warehouse.
        survey: the key of the survey.
        question: the key of the question.
        respondents: customer, partner or employee.
        least_employees: see `surveys_written_to`.
        words: likewise.
    """
    with _opened(workspace, words) as engine:
        if engine is None:
            return None
        wanted = (survey, question, respondents)
        found = _surveys(engine, least_employees)
        about = next((each for each in found if (each.survey, each.question, each.respondents) == wanted), None)
        if about is None:
            return None
        beside = engine.rows(
            "SELECT question_kind, question_key, any_value(low), any_value(high) FROM survey_answers"
            " WHERE survey_key = ? AND question_kind IN ('nps', 'csat', 'ces') AND low IS NOT NULL"
            " GROUP BY 1, 2 ORDER BY list_position(['nps', 'csat', 'ces'], question_kind), 2 LIMIT 1",
            [survey],
        )
        kind, key, low, high = beside[0] if beside else (None, None, None, None)
        rows = engine.rows(
            "SELECT w.words, s.value::DOUBLE, w.answered_on, w.customer_key, i.name FROM survey_words w"
            " LEFT JOIN (SELECT response_key, any_value(value) AS value FROM survey_answers WHERE question_key = $1"
            " GROUP BY 1) s USING (response_key) LEFT JOIN identities i ON i.customer_key = w.customer_key"
            " WHERE w.survey_key = $2 AND w.question_key = $3 AND w.respondents = $4"
            f" ORDER BY w.answered_on DESC, w.answer_key LIMIT {MOST_WRITTEN}",
            [key, survey, question, about.respondents],
        )
    nobody = about.respondents == _EMPLOYEE
    answers = tuple(
        WrittenAnswer(text, score, on, None if nobody else customer, "" if nobody else name or "")
        for text, score, on, customer, name in rows
    )
    return WrittenAnswers(about, answers, kind, None if kind is None else (int(low), int(high)))


@contextmanager
def _opened(workspace: Workspace, words: Collection[str] | None) -> Iterator[Engine | None]:
    snapshot = current(workspace)
    if snapshot is None or not workspace.survey_words.exists():
        yield None
        return
    with Engine(_MEMORY, _THREADS) as engine:
        if words is None:
            attach_snapshot(engine, workspace, snapshot)
            attach_personal(engine, workspace)
        else:
            engine.run(f"CREATE SCHEMA {WHOLE}")
            attach_snapshot(engine, workspace, snapshot, WHOLE)
            attach_personal(engine, workspace, WHOLE)
            show_part(engine, part_of(engine, words), kept=False)
        yield engine


def _surveys(engine: Engine, least_employees: int) -> tuple[WrittenSurvey, ...]:
    rows = engine.rows(
        "SELECT * FROM (SELECT survey_key, question_key, any_value(survey) AS name, any_value(question) AS asked,"
        " respondents, count(DISTINCT response_key) AS writers, max(answered_on) AS newest FROM survey_words"
        " GROUP BY survey_key, question_key, respondents)"
        f" WHERE {_OPEN} ORDER BY newest DESC, name, asked, respondents",
        [_EMPLOYEE, least_employees],
    )
    return tuple(WrittenSurvey(*row) for row in rows)
