"""Wide files of surveys: a column for each aspect that is rated, whatever it is called, who was asked, and comments."""

from decimal import Decimal

import pytest
from tests.warehouse.connectors.conftest import Importing

from crmeter.warehouse.connectors.files import NeedsAnswers

HOTEL = """Respondent ID;Survey date;Customer ID;Would recommend;Room;Breakfast;Wi-Fi;Age;Returning guest;Comments
R1;2026-03-02;G1;10;5;4;2;34;1;Quiet room
R2;2026-03-03;G2;0;3;5;1;51;0;
R3;2026-03-04;G3;7;4;n/a;5;28;1;
R4;2026-03-05;G4;9;1;2;3;45;0;Breakfast was cold
"""
CLINIC = """Mã phiếu,Ngày gửi,Ngày trả lời,Mã khách hàng,Hài lòng chung,Thái độ bác sĩ,Thời gian chờ,Ý kiến
1,01/03/2026,02/03/2026,B1,5,5 - rất tốt,2 - chậm,Chờ lâu
2,01/03/2026,,B2,,,,
3,01/03/2026,20/03/2026,B3,3,4 - tốt,1 - rất chậm,
4,05/03/2026,,B4,,,,Không liên lạc được
"""
SCALES = {"nps_scale": "0-10", "csat_scale": "1-5", "rating_scale": "1-5"}


def test_columns_that_look_like_ratings_are_asked_about_once(imported: Importing) -> None:
    with pytest.raises(NeedsAnswers) as needed:
        imported(HOTEL, **SCALES)

    (question,) = needed.value.questions
    # Ages are beyond any scale, and a yes or no is no rating.
    assert (question.code, question.examples) == ("mapping", ("Room", "Breakfast", "Wi-Fi"))


def test_each_column_that_is_said_to_be_a_rating_is_one_of_its_aspect(imported: Importing) -> None:
    told = {"Room": "rating", "Breakfast": "rating", "Wi-Fi": "survey_answers.rating"}

    result = imported(HOTEL, mapping=told, table="survey_answers", **SCALES)

    answers = result.rows("survey_answers", "source_key", "question_kind", "driver", "value", "text_given")
    assert {each for each in answers if each[0] in ("R1", "R3")} == {
        ("R1", "nps", None, Decimal(10), False),
        ("R1", "rating", "Room", Decimal(5), False),
        ("R1", "rating", "Breakfast", Decimal(4), False),
        ("R1", "rating", "Wi-Fi", Decimal(2), False),
        ("R1", "text", None, None, True),
        ("R3", "nps", None, Decimal(7), False),
        ("R3", "rating", "Room", Decimal(4), False),
        ("R3", "rating", "Wi-Fi", Decimal(5), False),
    }
    assert result.rows("survey_answers", "count(*) FILTER (text_given)") == [(2,)]
    assert "cold" not in str(result.rows("survey_answers", "*"))


def test_nobody_is_asked_about_ratings_where_the_columns_were_named(imported: Importing) -> None:
    result = imported(HOTEL, mapping={"Would recommend": "nps"}, table="survey_answers", **SCALES)

    assert {each[0] for each in result.rows("survey_answers", "question_kind")} == {"nps", "text"}


def test_whoever_was_asked_and_is_silent_is_an_invitation_without_an_answer(imported: Importing) -> None:
    told = {"Thái độ bác sĩ": "rating", "Thời gian chờ": "rating"}

    result = imported(CLINIC, mapping=told, table="survey_answers", date_order="dmy", **SCALES)

    invited = result.rows(
        "survey_invitations", "source_key", "answered", "CAST(asked_on AS VARCHAR)", "CAST(answered_on AS VARCHAR)"
    )
    assert set(invited) == {
        ("1", True, "2026-03-01", "2026-03-02"),
        ("2", False, "2026-03-01", None),
        ("3", True, "2026-03-01", "2026-03-20"),
        ("4", False, "2026-03-05", None),
    }
    assert len(invited) == 4
    rated = result.rows("survey_answers", "source_key", "driver", "value", "CAST(asked_on AS VARCHAR)")
    assert ("1", "Thái độ bác sĩ", Decimal(5), "2026-03-01") in rated
    assert ("3", "Thời gian chờ", Decimal(1), "2026-03-01") in rated


def test_a_score_without_its_day_is_refused_where_others_are_silent(imported: Importing) -> None:
    content = CLINIC.replace("2,01/03/2026,,B2,,,,", "2,01/03/2026,,B2,4,,,")
    told = {"Thái độ bác sĩ": "rating", "Thời gian chờ": "rating"}

    result = imported(content, mapping=told, table="survey_answers", date_order="dmy", **SCALES)

    assert [(row.line, row.code, row.column) for row in result.rejected] == [(3, "missing", "Ngày trả lời")]
    assert {each[0] for each in result.rows("survey_invitations", "source_key")} == {"1", "3", "4"}
