"""What comes of a survey: answers as people type them, shares with the number behind each, groups."""

from decimal import Decimal
from typing import Any

import pytest
from tests.engagement.conftest import mail_server

from crmeter.records.staff.queries import Person
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.given import WrongAnswers, field_of, given
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.options import Options
from crmeter.records.surveys.queries import Question, SurveyView, questions_of, surveys
from crmeter.records.surveys.result_queries import results_of
from crmeter.vocabulary import Text

from .survey_made import TWO, asked, opened, tokens, typed_for

__all__ = ["asked", "mail_server", "tokens"]
pytestmark = pytest.mark.django_db


def question(kind: QuestionKind, options: Options | None = None, *, must: bool = False) -> Question:
    return Question(7, 1, 0, kind, Text("Hỏi", "Ask"), options or Options(), must)


@pytest.mark.parametrize(
    ("asked_for", "typed", "kept"),
    [
        (question(QuestionKind.NPS), {"q7": " 10 "}, [("", "", 10)]),
        (question(QuestionKind.RATING, Options(TWO, (), 1, 5)), {"q7.1.0": "4"}, [("Trà Đen", "", 4)]),
        (question(QuestionKind.RATING, Options(TWO, TWO, 1, 5)), {"q7.0.1": "2"}, [("Trà Xanh", "Trà Đen", 2)]),
        (question(QuestionKind.PRICE, Options((), TWO, 1, 10)), {"q7.0.0": "10"}, [("", "Trà Xanh", 10)]),
        (question(QuestionKind.LAST_BRAND, Options((), TWO)), {"q7": "1"}, [("", "Trà Đen", None)]),
        (
            question(QuestionKind.NEXT_BRAND, Options((), TWO)),
            {"q7.0": "62,5", "q7.1": "37.5 %"},
            [("", "Trà Xanh", Decimal("62.5")), ("", "Trà Đen", Decimal("37.5"))],
        ),
        (
            question(QuestionKind.NEXT_BRAND, Options((), TWO)),
            {"q7.0": "100"},
            [("", "Trà Xanh", 100), ("", "Trà Đen", 0)],
        ),
        (question(QuestionKind.SPEND), {"q7": "1,5 triệu"}, [("", "", 1_500_000)]),
        (question(QuestionKind.FREQUENCY), {"q7": "12"}, [("", "", 12)]),
        (question(QuestionKind.TEXT), {"q7": "  "}, []),
    ],
)
def test_answers_are_read_as_people_type_them(
    asked_for: Question, typed: dict[str, str], kept: list[tuple[str, str, Any]]
) -> None:
    assert [(each.driver, each.brand, each.number) for each in given([asked_for], typed)] == kept


@pytest.mark.parametrize(
    ("asked_for", "typed", "words"),
    [
        (question(QuestionKind.NPS), {"q7": "-1"}, "from 0 to 10"),
        (question(QuestionKind.CSAT), {"q7": "٣"}, "from 1 to 5"),
        (question(QuestionKind.CES), {"q7": "1e1"}, "from 1 to 7"),
        (question(QuestionKind.RATING, Options(TWO, (), 1, 5), must=True), {"q7.0.0": "4"}, "rate each"),
        (question(QuestionKind.LAST_BRAND, Options((), TWO)), {"q7": "2"}, "choose one"),
        (question(QuestionKind.LAST_BRAND, Options((), TWO)), {"q7": "Trà"}, "choose one"),
        (question(QuestionKind.NEXT_BRAND, Options((), TWO)), {"q7.0": "60", "q7.1": "60"}, "add up to 100"),
        (question(QuestionKind.NEXT_BRAND, Options((), TWO)), {"q7.0": "-10", "q7.1": "110"}, "from 0 to 100"),
        (question(QuestionKind.SPEND), {"q7": "nhiều"}, "write an amount"),
        (question(QuestionKind.SPEND), {"q7": "9" * 40}, "write an amount"),
        (question(QuestionKind.FREQUENCY), {"q7": "-2"}, "write how often"),
        (question(QuestionKind.TEXT), {"q7": "x" * 4_001}, "at most 4,000"),
        (question(QuestionKind.TEXT, must=True), {}, "needs an answer"),
    ],
)
def test_what_cannot_be_kept_is_said_of_its_question(asked_for: Question, typed: dict[str, str], words: str) -> None:
    with pytest.raises(WrongAnswers) as wrong:
        given([asked_for], typed)

    assert words in wrong.value.errors[7].en
    assert wrong.value.errors[7].vi != wrong.value.errors[7].en


def test_results_tell_shares_with_the_number_behind_each(lan: Person) -> None:
    view = opened(lan)
    for nps, csat in (("10", "5"), ("9", "4"), ("8", "3"), ("0", "1")):
        answer(view.open_key, typed_for(view, nps=nps, csat=csat), "vi")

    found = results_of(view)
    nps, csat, ces = found.questions[:3]

    assert (found.asked, found.answered, found.others, found.response_rate) == (0, 0, 4, None)
    assert (nps.n, nps.nps, nps.mean) == (4, 25.0, 6.75)
    assert (csat.n, csat.top) == (4, 0.5)
    assert [bar.count for bar in csat.bars] == [1, 0, 1, 1, 1]
    assert (ces.n, ces.top, ces.mean) == (0, None, None)


def test_results_of_brands_tell_means_choices_and_likelihoods(lan: Person) -> None:
    view = opened(lan, "brands")
    rating, last, following, price, spend, often = questions_of(view.id)
    for score, brand, share in (("5", "0", "80"), ("2", "1", "20")):
        typed = {
            field_of(rating.id, 0, 0): score,
            field_of(last.id): brand,
            field_of(following.id, 0): share,
            field_of(following.id, 1): str(100 - int(share)),
            field_of(price.id, 0, 2): "7",
            field_of(spend.id): "200.000",
            field_of(often.id): "4",
        }
        answer(view.open_key, typed, "vi")

    told = {each.question.kind: each for each in results_of(view).questions}

    assert told[QuestionKind.RATING].lines[0].cells[0].mean == 3.5
    assert told[QuestionKind.RATING].lines[0].cells[1].mean is None
    assert [bar.count for bar in told[QuestionKind.LAST_BRAND].bars] == [1, 1, 0]
    assert [line.cells[0].mean for line in told[QuestionKind.NEXT_BRAND].lines] == [50, 50, 0]
    assert told[QuestionKind.PRICE].lines[0].cells[2].mean == 7
    assert told[QuestionKind.SPEND].mean == 200_000


def test_the_list_counts_asked_answered_and_others(asked: tuple[SurveyView, int], tokens: list[str]) -> None:
    view, _ = asked
    answer(tokens[0], typed_for(view, nps="9", csat="5"), "vi")
    answer(view.open_key, typed_for(view, nps="9", csat="5"), "en")

    (listed,) = surveys()

    assert (listed.asked, listed.answered, listed.others) == (1, 1, 1)
