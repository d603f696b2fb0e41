"""On which scale the scores of a survey were given, who gave them and when: found out where sure, else asked."""

import re
from collections.abc import Mapping
from datetime import date

import duckdb

from crmeter.vocabulary import Misused, Text
from crmeter.warehouse.connectors.files.answers import Answers, Question
from crmeter.warehouse.connectors.files.brand_grid import NO_BRANDS, possible_brands
from crmeter.warehouse.connectors.files.fields import RATING_PLACES, SCORE_FIELDS, rated_headers
from crmeter.warehouse.connectors.files.session import column
from crmeter.warehouse.connectors.files.survey_words import RESPONDENTS, SCALED, kind_sql, score_sql
from crmeter.warehouse.connectors.files.word_scales import POINTS, word_points

Scale = tuple[int, int]
_USUAL: tuple[Scale, ...] = ((0, 10), (1, 5), (1, 7), (1, 10), (0, 5), (1, 4), (1, 3), (1, 6), (1, 9))
# Scores above are in percent, or codes.
_FEW_POINTS = 11
# Ends that could be no other scale's once so many answers lie between them. A 0 may stand for no answer, and that
# nobody gave a 0 does not make a scale begin at 1.
_CERTAIN = ((1, 5), (1, 7))
_MANY = 30
_COUNTED = "count(s), min(s), max(s), count(DISTINCT s)"
# A column with more different words is no scale.
_MOST_WORDS = 20
_WRITTEN = re.compile(r"\s*(-?\d{1,3})\s*[-–—]\s*(\d{1,3})\s*")
_ASKED: Mapping[str, Text] = {
    "nps": Text(
        "Sẵn lòng giới thiệu được hỏi trên thang nào?", "On which scale was the question of recommending asked?"
    ),
    "csat": Text("Mức hài lòng được hỏi trên thang nào?", "On which scale was satisfaction asked?"),
    "ces": Text("Mức dễ dàng được hỏi trên thang nào?", "On which scale was ease asked?"),
    "rating": Text("Các câu hỏi còn lại dùng thang nào?", "On which scale were the other questions asked?"),
}
_WORDS = Text(
    "cột “{header}” trả lời bằng chữ của thang năm mức, nên thang là 1-5, không phải {scale}",
    "the column “{header}” is answered in words of five points, so its scale is 1-5, not {scale}",
)
# The places where somebody's own customers are named.
_NAMES_CUSTOMERS = ("customers.", "identities.")


def scale_of(written: str) -> Scale:
    """Return the ends of a scale such as `0-10`.

    Raises:
        Misused: it is none.
    """
    found = _WRITTEN.fullmatch(written)
    if found is None or int(found[1]) >= int(found[2]):
        words = Text("{written} không phải thang điểm; hãy viết như 0-10", "{written} is no scale; write it like 0-10")
        raise Misused("unknown_scale", words.fill(written=written))
    return int(found[1]), int(found[2])


def refuse_unknown_about_answers(answers: Answers) -> None:
    """Refuse what was said of a survey and means nothing.

    Raises:
        Misused: for a scale, a day or respondents that there are not.
    """
    for kind in SCALED:
        if (written := getattr(answers, f"{kind}_scale")) is not None:
            scale_of(written)
    if answers.respondents is not None and answers.respondents not in RESPONDENTS:
        words = Text("người trả lời là một trong {known}", "respondents are one of {known}")
        raise Misused("unknown_respondents", words.fill(known=", ".join(RESPONDENTS)))
    if answers.answered_on is not None:
        try:
            date.fromisoformat(answers.answered_on)
        except ValueError as error:
            words = Text(
                "{day} không phải một ngày; hãy viết như 2026-11-20", "{day} is no day; write it like 2026-11-20"
            )
            raise Misused("unknown_day", words.fill(day=answers.answered_on)) from error


def open_about_answers(headers: Mapping[str, str], answers: Answers) -> list[Question]:
    """Return what a file of answers leaves open beside scales: their day, who gave them, and which brands they rate."""
    questions = []
    if "survey_answers.answered_on" not in headers and answers.answered_on is None:
        text = Text("Các câu trả lời trong tệp là của ngày nào?", "On which day were the answers of the file given?")
        questions.append(Question("answered_on", text))
    # Whoever answers about an order is a customer.
    names_customers = "orders.source_key" in headers or any(field.startswith(_NAMES_CUSTOMERS) for field in headers)
    if "survey_answers.respondents" not in headers and answers.respondents is None and not names_customers:
        text = Text(
            "Ai đã trả lời: khách hàng, đối tác hay nhân viên?", "Who answered: customers, partners or employees?"
        )
        questions.append(Question("respondents", text, RESPONDENTS))
    rated = rated_headers(headers)
    possible = possible_brands(rated) if answers.brands is None else ()
    if possible:
        text = Text(
            "Các cột này có chấm nhiều thương hiệu không? Ghi các thương hiệu, hoặc “-” nếu chỉ nói về công ty mình",
            "Do these columns rate several brands? Name the brands, or “-” if all are about your own firm",
        )
        choices = (*(", ".join(each) for each in possible), NO_BRANDS)
        questions.append(Question("brands", text, choices, rated[0], tuple(rated)))
    return questions


def points_of_words(
    connection: duckdb.DuckDBPyConnection, relation: str, headers: Mapping[str, str]
) -> dict[str, Mapping[str, int]]:
    """Return what words are worth in each column of scores that is answered in words of one known scale.

    Args:
        connection: where the relation can be read.
        relation: SQL of all rows; its text columns are named after fields, empty cells are NULL.
        headers: field to its header in the file.
    """
    found = {}
    for field in (*SCORE_FIELDS, *RATING_PLACES):
        if field not in headers:
            continue
        sql = (
            f"SELECT DISTINCT {column(field)} FROM {relation} WHERE {column(field)} IS NOT NULL "
            f"AND {score_sql(column(field))} IS NULL LIMIT {_MOST_WORDS}"
        )
        if points := word_points(word for (word,) in connection.execute(sql).fetchall()):
            found[field] = points
    return found


def decide_scales(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    headers: Mapping[str, str],
    answers: Answers,
    points: Mapping[str, Mapping[str, int]],
) -> tuple[Mapping[str, Scale], tuple[Question, ...]]:
    """Settle the scale of each kind of question.

    Args:
        connection: where the relation can be read.
        relation: SQL of all rows; its text columns are named after fields, empty cells are NULL.
        headers: field to its header in the file.
        answers: what somebody said.
        points: by column that is told in words, what each word is worth.

    Returns:
        The scales that are sure, and the questions that stay open.

    Raises:
        Misused: words of five points are said to be on another scale.
    """
    scales: dict[str, Scale] = {}
    questions = []
    in_words = {"rating" if field in RATING_PLACES else field.partition(".")[2] for field in points}
    for kind, header, n, low, high, different in _facts(connection, relation, headers, points):
        told = getattr(answers, f"{kind}_scale")
        if told and kind in in_words and scale_of(told) != POINTS:
            raise Misused("words_on_another_scale", _WORDS.fill(header=header, scale=told))
        # A scale of four words has no middle; where none is met, somebody has to say that there is one.
        is_whole = kind not in in_words or different == POINTS[1]
        sure = scale_of(told) if told else _certain(kind, n, (low, high)) if is_whole else None
        if sure is not None:
            scales[kind] = sure
            continue
        # A code for no answer may lie beyond the scale: the others are offered after those that hold every score.
        usual = (POINTS,) if kind in in_words else _USUAL if high <= _FEW_POINTS else ((0, 100), *_USUAL)
        choices = tuple(
            f"{a}-{b}" for a, b in sorted(usual, key=lambda scale: not (scale[0] <= low and high <= scale[1]))
        )
        questions.append(Question(f"{kind}_scale", _ASKED[kind], choices, header, (f"{low} … {high}",)))  # type: ignore[arg-type]
    return scales, tuple(questions)


def _certain(kind: str, n: int, ends: Scale) -> Scale | None:
    low, high = ends
    if kind == "nps" and low == 0 and 5 < high <= 10:
        # The question belongs to a scale from 0 to 10, and here is a 0 and something beyond five points.
        return 0, 10
    return ends if n >= _MANY and ends in _CERTAIN else None


def _facts(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    headers: Mapping[str, str],
    points: Mapping[str, Mapping[str, int]],
) -> list[tuple[str, str, int, int, int, int]]:
    """Return for each kind of question its header, the number of answers, lowest, highest, how many are different."""

    def score_in(field: str) -> str:
        return score_sql(column(field), points.get(field, {}))

    found = []
    for field in SCORE_FIELDS:
        if field in headers:
            kind, score = field.partition(".")[2], score_in(field)
            sql = f"SELECT '{kind}', {_COUNTED} FROM (SELECT {score} AS s FROM {relation})"
            found += [(headers[field], row) for row in connection.execute(sql).fetchall()]
    rated = [field for field in RATING_PLACES if field in headers]
    if rated:
        # All aspects of a file are asked on one scale.
        scores = " UNION ALL ".join(f"SELECT {score_in(field)} AS s FROM {relation}" for field in rated)
        row = connection.execute(f"SELECT 'rating', {_COUNTED} FROM ({scores})").fetchall()[0]
        found.append((", ".join(headers[field] for field in rated), row))
    value = "survey_answers.value"
    if value in headers:
        words = [
            column(field) if field in headers else "NULL::VARCHAR"
            for field in ("survey_answers.question_kind", "survey_answers.question")
        ]
        sql = (
            f"SELECT kind, {_COUNTED} FROM (SELECT {kind_sql(*words)} AS kind, "
            f"{score_sql(column(value))} AS s FROM {relation}) GROUP BY kind ORDER BY kind"
        )
        found += [(headers[value], row) for row in connection.execute(sql).fetchall()]
    return [(kind, header, *counted) for header, (kind, *counted) in found if counted[0]]
