"""Files as survey tools export them: questions as headers, labels and words as answers, codes for no answer."""

from decimal import Decimal

import pytest
from tests.warehouse.connectors.conftest import Importing

from crmeter.vocabulary import Misused
from crmeter.warehouse.connectors.files import NeedsAnswers
from crmeter.warehouse.connectors.files.word_scales import word_points

POINTS = ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng")
FORM = "Dấu thời gian,Bạn hài lòng đến đâu với dịch vụ?,Bạn có giới thiệu chúng tôi cho bạn bè không?\n" + "".join(
    f"{1 + n % 28:02}/03/2026 8:15:00,{POINTS[n % 5]},{n % 11}\n" for n in range(33)
)
TOLD = {"respondents": "customer", "date_order": "dmy"}


def test_questions_as_headers_and_words_as_answers_are_understood(imported: Importing) -> None:
    result = imported(FORM, **TOLD)

    told = result.rows("survey_answers", "question_kind", "value", "low", "high", "source_line")
    assert {row[:4] for row in told if row[4] in (2, 6)} == {
        ("csat", Decimal(1), 1, 5),
        ("nps", Decimal(0), 0, 10),
        ("csat", Decimal(5), 1, 5),
        ("nps", Decimal(4), 0, 10),
    }
    assert result.faults == []


def test_words_without_a_middle_are_asked_about(imported: Importing) -> None:
    with pytest.raises(NeedsAnswers) as needed:
        imported(FORM.replace("Bình thường", "Hài lòng"), **TOLD)

    (question,) = needed.value.questions
    assert (question.code, question.choices) == ("csat_scale", ("1-5",))


def test_words_of_five_points_are_on_no_other_scale(imported: Importing) -> None:
    with pytest.raises(Misused) as refused:
        imported(FORM, csat_scale="1-7", **TOLD)

    assert refused.value.code == "words_on_another_scale"


def test_a_word_that_the_scale_does_not_hold_makes_no_number(imported: Importing) -> None:
    told = {"Bạn hài lòng đến đâu với dịch vụ?": "csat"}

    result = imported(FORM.replace("Bình thường", "Tùy hôm"), mapping=told, table="survey_answers", **TOLD)

    assert {row[0] for row in result.rows("survey_answers", "question_kind")} == {"nps"}
    assert {code for _, code in result.faults} == {"not_a_score"}


@pytest.mark.parametrize(
    ("words", "points"),
    [
        (["Strongly agree", "DISAGREE", "neutral"], {"strongly agree": 5, "disagree": 2, "neutral": 3}),
        (["Very satisfied", "Extremely satisfied"], {"very satisfied": 4, "extremely satisfied": 5}),
        (["Very satisfied", "Dissatisfied"], {"very satisfied": 5, "dissatisfied": 2}),
        # Two scales give it different points.
        (["Very satisfied"], {}),
        (["Good", "Very good"], {}),
        (["Agree", "Very good"], {}),
        ([], {}),
    ],
)
def test_words_are_worth_what_the_one_scale_that_holds_all_says(words: list[str], points: dict[str, int]) -> None:
    assert word_points(words) == points


CODED = "id;sat;weight\n" + "".join(f"{n};{(1, 2, 99)[n % 3]};{'0,5' if n % 2 else '1,5'}\n" for n in range(30))


def test_codes_of_a_coded_file_are_told_apart_and_weights_have_their_comma(imported: Importing) -> None:
    result = imported(
        CODED,
        mapping={"id": "source_key", "sat": "csat", "weight": "weight"},
        table="survey_answers",
        answered_on="2026-03-01",
        csat_scale="1-5",
        respondents="customer",
    )

    assert set(result.rows("survey_answers", "value", "weight")) == {
        (Decimal(value), Decimal(weight)) for value in (1, 2) for weight in ("0.5", "1.5")
    }
    assert {code for _, code in result.faults} == {"off_scale"}
    assert len(result.faults) == 10
