"""What satisfaction goes with: standardised coefficients beside shares of R², on the survey with most answers."""

from collections.abc import Sequence

import numpy as np

from crmeter.estimators import AnswerScale, Estimates, SatisfactionDrivers
from crmeter.estimators.satisfaction.drivers import MOST_DRIVERS
from crmeter.evaluation.methods.catalogue import METHODS, QUESTIONS
from crmeter.evaluation.methods.side_by_side import Answer, Compared, Detail
from crmeter.vocabulary import NotEnoughData, Text
from crmeter.warehouse.engine import Engine

_ASKED = "question_kind = 'rating' AND brand IS NULL AND driver IS NOT NULL AND value IS NOT NULL"


def compare_drivers(engine: Engine, methods: Sequence[str]) -> Compared:
    """Weigh the drivers of the survey with most answers by each method.

    Args:
        engine: where `survey_answers` is readable.
        methods: of this question, by name.

    Raises:
        NotEnoughData: no survey asks for overall satisfaction and its drivers, or too few answered.
    """
    surveys = engine.rows(
        f"SELECT survey_key FROM survey_answers GROUP BY survey_key HAVING count(*) FILTER ({_ASKED}) > 0"
        " AND count(*) FILTER (question_kind IN ('csat', 'nps')) > 0"
        " ORDER BY count(DISTINCT response_key) DESC, survey_key LIMIT 1"
    )
    if not surveys:
        raise NotEnoughData(
            "no_driver_survey",
            Text(
                "chưa có khảo sát nào hỏi cả mức hài lòng chung và từng mặt",
                "no survey has asked for overall satisfaction and its drivers",
            ),
            Text("câu trả lời cho mẫu khảo sát hài lòng", "answers to the template on satisfaction"),
        )
    ((survey,),) = surveys
    model = _fitted(engine, int(survey))
    by: dict[str, Estimates] = {"drivers.regression": model.coefficients(), "drivers.lmg": model.shares()}
    answers = []
    for name in methods:
        weights = by[name]
        assert weights.low is not None  # noqa: S101 - they are asked for
        assert weights.high is not None  # noqa: S101 - they are asked for
        top = int(np.argmax(np.abs(weights.value)))
        answers.append(
            Answer(
                METHODS[name],
                float(weights.value[top]),
                float(weights.low[top]),
                float(weights.high[top]),
                model.r2_,
                words=Text.same(model.names_[top]),
            )
        )
    details = tuple(
        Detail(
            driver,
            tuple(
                (METHODS[name], float(each.value[at]), float(each.low[at]), float(each.high[at]))
                for name, each in by.items()
                if name in methods and each.low is not None and each.high is not None
            ),
        )
        for at, driver in enumerate(model.names_)
    )
    return Compared(
        QUESTIONS["drivers"], "words", tuple(answers), model.n_, None, tuple(_apart(answers)), details=details
    )


def _fitted(engine: Engine, survey: int) -> SatisfactionDrivers:
    overall = dict(
        engine.rows(
            "SELECT response_key, arg_min(value, question_kind)::DOUBLE FROM survey_answers"
            " WHERE survey_key = ? AND question_kind IN ('csat', 'nps') GROUP BY response_key",
            [survey],
        )
    )
    rows = engine.rows(
        f"SELECT response_key, driver, value::DOUBLE, low, high FROM survey_answers WHERE survey_key = ? AND {_ASKED}"
        " ORDER BY answer_key",
        [survey],
    )
    drivers = list(dict.fromkeys(row[1] for row in rows))[:MOST_DRIVERS]
    people = {key: place for place, key in enumerate(overall)}
    answers = {driver: np.full(len(people), np.nan) for driver in drivers}
    for key, driver, value, _, _ in rows:
        if key in people and driver in answers:
            answers[driver][people[key]] = value
    low = min(row[3] if row[3] is not None else row[2] for row in rows)
    high = max(row[4] if row[4] is not None else row[2] for row in rows)
    return SatisfactionDrivers(AnswerScale(low, high)).fit(np.array(list(overall.values())), answers)


def _apart(answers: Sequence[Answer]) -> list[Text]:
    tops = {each.words.vi for each in answers if each.words is not None}
    if len(tops) < 2:
        return []
    named = Text.join(
        (
            Text("{method}: {driver}", "{method} – {driver}").fill(method=each.method.title, driver=each.words)
            for each in answers
            if each.words is not None
        ),
        "; ",
    )
    return [
        Text("Mỗi phương pháp đặt một mặt lên đầu: {named}.", "Each method puts another driver first: {named}.").fill(
            named=named
        )
    ]
