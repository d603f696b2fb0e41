"""Files of answers to surveys: a column for each question, or a row for each answer."""

from decimal import Decimal

import pytest
from tests.warehouse.connectors.conftest import Importing

from crmeter.vocabulary import Misused
from crmeter.warehouse.connectors.files import NeedsAnswers
from crmeter.warehouse.connectors.files.inspection import inspect

VIETNAMESE = """Mã phiếu khảo sát,Ngày trả lời,Mã khách hàng,Sẵn lòng giới thiệu,Mức độ hài lòng,Nhân viên,Đợt,Trọng số
P1,03/04/2026,K1,10,5,Lan,Đợt 1,2
P2,25/04/2026,K2,0,3,Minh,Đợt 1,1
P3,26/04/2026,K3,,4,Lan,Đợt 2,1
P4,27/04/2026,K4,11,9,Minh,Đợt 2,1
P5,28/04/2026,K5,không rõ,1,Lan,Đợt 2,-1
"""


def test_columns_of_scores_become_answers(imported: Importing) -> None:
    result = imported(VIETNAMESE, csat_scale="1-5", nps_scale="0-10")

    answers = result.rows("survey_answers", "source_key", "question_kind", "question", "value", "low", "high")
    assert set(answers) == {
        ("P1", "nps", "Sẵn lòng giới thiệu", Decimal(10), 0, 10),
        ("P1", "csat", "Mức độ hài lòng", Decimal(5), 1, 5),
        ("P2", "nps", "Sẵn lòng giới thiệu", Decimal(0), 0, 10),
        ("P2", "csat", "Mức độ hài lòng", Decimal(3), 1, 5),
        ("P3", "csat", "Mức độ hài lòng", Decimal(4), 1, 5),
    }
    assert len(answers) == 5
    about = result.rows("survey_answers", "respondents", "wave", "agent", "CAST(answered_on AS VARCHAR)")
    assert set(about) == {
        ("customer", 1, "Lan", "2026-04-03"),
        ("customer", 1, "Minh", "2026-04-25"),
        ("customer", 2, "Lan", "2026-04-26"),
    }


def test_an_answer_that_is_no_score_is_told_and_the_others_of_its_row_stay(imported: Importing) -> None:
    content = VIETNAMESE.replace("P2,25/04/2026,K2,0,3", "P2,25/04/2026,K2,không rõ,3").replace(",9,Minh", ",5,Minh")

    result = imported(content, csat_scale="1-5", nps_scale="0-10")

    told = [(row.line, row.code, row.column, row.value) for row in result.rejected]
    assert told == [
        (3, "not_a_score", "Sẵn lòng giới thiệu", "không rõ"),
        (5, "off_scale", "Sẵn lòng giới thiệu", "11"),
        (6, "negative_weight", "Trọng số", "-1"),
    ]
    assert [row.reason.en for row in result.rejected][1] == "The score is off the scale; the answer is not counted."
    assert set(result.rows("survey_answers", "source_key", "question_kind")) == {
        ("P1", "nps"),
        ("P1", "csat"),
        ("P2", "csat"),
        ("P3", "csat"),
        ("P4", "csat"),
    }


def test_weights_are_brought_to_a_mean_of_one(imported: Importing) -> None:
    result = imported(VIETNAMESE, csat_scale="1-5", nps_scale="0-10")

    # 2, 1, 1, 1: their mean is 1.25.
    weights = result.rows("survey_answers", "weight", "source_key")
    assert {key: weight for weight, key in weights} == {
        "P1": Decimal("1.6000"),
        "P2": Decimal("0.8000"),
        "P3": Decimal("0.8000"),
    }


LONG = """response_id,submitted_at,customer_id,question,answer,product_name
r1,2026-05-01 10:00,c1,How likely are you to recommend us?,9 - very likely,Pump
r1,2026-05-01 10:00,c1,How satisfied are you with the service?,4,Pump
r1,2026-05-01 10:00,c1,How easy was it to order?,6,Pump
r1,2026-05-01 10:00,c1,Speed of delivery,3,Pump
r2,2026-05-02 11:30,c2,How likely are you to recommend us?,2,Filter
r2,2026-05-02 11:30,c2,How satisfied are you with the service?,2,Filter
"""


def test_rows_of_answers_are_told_apart_by_the_words_of_their_question(imported: Importing) -> None:
    scales = {"nps_scale": "0-10", "csat_scale": "1-5", "ces_scale": "1-7", "rating_scale": "1-5"}

    result = imported(LONG, **scales)

    answers = result.rows("survey_answers", "source_key", "question_kind", "driver", "value", "high")
    assert answers == [
        ("r1", "nps", None, Decimal(9), 10),
        ("r1", "csat", None, Decimal(4), 5),
        ("r1", "ces", None, Decimal(6), 7),
        ("r1", "rating", "Speed of delivery", Decimal(3), 5),
        ("r2", "nps", None, Decimal(2), 10),
        ("r2", "csat", None, Decimal(2), 5),
    ]
    assert result.rows("survey_answers", "count(DISTINCT response_key)", "count(DISTINCT product_key)") == [(2, 2)]
    assert {row[0] for row in result.rows("products", "name")} == {"Pump", "Filter"}
    assert {row[0] for row in result.rows("customers", "source_key")} == {"c1", "c2"}
    assert result.rejected == ()


def many(header: str, scores: list[int], times: int = 10) -> str:
    return header + "\n" + "".join(f"{n},{score}\n" for n, score in enumerate(scores * times))


@pytest.mark.parametrize(
    ("header", "scores", "choices"),
    [
        # That nobody gave a 0 does not make a scale begin at 1, and a 0 may stand for no answer.
        ("customer_id,csat", [1, 5, 10], ("0-10", "1-10", "1-5")),
        ("customer_id,csat", [0, 3, 5], ("0-10", "0-5", "1-5")),
        ("customer_id,nps", [1, 7, 10], ("0-10", "1-10", "1-5")),
        # A code for no answer lies on no usual scale.
        ("customer_id,csat", [1, 5, 999], ("0-100", "0-10", "1-5")),
    ],
)
def test_a_scale_that_the_scores_do_not_prove_is_asked(
    imported: Importing, header: str, scores: list[int], choices: tuple[str, ...]
) -> None:
    with pytest.raises(NeedsAnswers) as needed:
        imported(many(header, scores), answered_on="2026-05-01")

    (question,) = needed.value.questions
    assert question.code == f"{header.split(',')[1]}_scale"
    assert question.choices[:3] == choices


@pytest.mark.parametrize(("scores", "scale"), [([1, 3, 5], (1, 5)), ([1, 4, 7], (1, 7))])
def test_a_scale_that_many_scores_prove_is_not_asked(
    imported: Importing, scores: list[int], scale: tuple[int, int]
) -> None:
    result = imported(many("customer_id,Hài lòng", scores), answered_on="2026-05-01")

    assert set(result.rows("survey_answers", "low", "high")) == {scale}


def test_a_question_of_recommending_with_a_zero_is_on_its_own_scale(imported: Importing) -> None:
    result = imported(many("customer_id,nps", [0, 8, 9]), answered_on="2026-05-01")

    assert set(result.rows("survey_answers", "low", "high")) == {(0, 10)}


def test_a_file_without_day_and_customers_is_asked_for_both_once(imported: Importing) -> None:
    content = many("respondent,nps", [0, 8, 9])
    with pytest.raises(NeedsAnswers) as needed:
        imported(content)

    assert [question.code for question in needed.value.questions] == ["answered_on", "respondents"]
    result = imported(content, answered_on="2026-05-01", respondents="employee")
    assert set(result.rows("survey_answers", "respondents", "CAST(answered_on AS VARCHAR)")) == {
        ("employee", "2026-05-01")
    }


@pytest.mark.parametrize(
    "answer", [{"csat_scale": "five"}, {"csat_scale": "5-1"}, {"answered_on": "1/5/26"}, {"respondents": "dogs"}]
)
def test_an_answer_that_means_nothing_is_refused(imported: Importing, answer: dict[str, str]) -> None:
    with pytest.raises(Misused):
        imported(VIETNAMESE, **answer)


def test_waves_without_numbers_are_numbered_in_their_order(imported: Importing) -> None:
    content = "khach_hang,nps,ky khao sat\nA,0,2026-Q1\nB,9,2025-Q4\nC,10,2026-Q1\n"

    result = imported(content, answered_on="2026-05-01")

    assert result.rows("survey_answers", "wave") == [(2,), (1,), (2,)]


def test_a_list_of_orders_with_a_rating_stays_a_list_of_orders(tmp_path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order id,order date,total vnd,customer id,satisfaction\n" + "1,2026-05-20,1000,K,4\n" * 3)

    assert inspect(path).match.form.table == "orders"


def test_answers_name_the_ticket_and_the_order_that_they_are_about(imported: Importing) -> None:
    tickets = imported(
        "Ticket ID,Opened at,Status\nT1,2026-04-01 08:00,closed\nT2,2026-04-02 08:00,open\n", "t.csv", source="care"
    )
    shared = {"csat_scale": "1-5", "respondents": "customer", "source": "care"}
    content = "Response ID,Response date,Ticket ID,Order ID,CSAT\nA,2026-04-03,T1,D7,5\nB,2026-04-04,,,2\n"

    answers = imported(content, "a.csv", **shared)

    assert answers.rows("survey_answers", "source_key", "value", "ticket_key IS NULL", "order_key IS NULL") == [
        ("A", Decimal(5), False, False),
        ("B", Decimal(2), True, True),
    ]
    of_ticket = dict(tickets.rows("tickets", "source_key", "ticket_key"))
    assert answers.rows("survey_answers", "ticket_key")[0] == (of_ticket["T1"],)


def test_reviews_of_orders_are_answers_of_customers(imported: Importing) -> None:
    result = imported(
        "Mã đánh giá,Mã đơn hàng,Số sao,Nội dung đánh giá,Ngày đánh giá\n"
        "R1,D1,5,Giao nhanh,2026-04-03\nR2,D2,1,,2026-04-04\nR3,D3,4,,2026-04-05\n",
        csat_scale="1-5",
    )

    answers = result.rows("survey_answers", "source_key", "question_kind", "respondents", "value", "low", "high")
    assert set(answers) == {
        ("R1", "csat", "customer", Decimal(5), 1, 5),
        ("R2", "csat", "customer", Decimal(1), 1, 5),
        ("R3", "csat", "customer", Decimal(4), 1, 5),
        ("R1", "text", "customer", None, None, None),
    }
    assert result.rows("survey_answers", "count(DISTINCT order_key)") == [(3,)]
