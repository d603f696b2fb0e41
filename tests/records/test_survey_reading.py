"""What comes of a survey: answers as people type them, shares with the number behind each, groups."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.engagement.conftest import mail_server

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.orders.models import OrderLine
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import next_wave, open_survey
from crmeter.records.surveys.answer_actions import answer
from crmeter.records.surveys.asking import Candidate
from crmeter.records.surveys.given import WrongAnswers, field_of, given
from crmeter.records.surveys.group_queries import GroupBy, asked_in_groups, groups_of, population_of, rated_answers
from crmeter.records.surveys.invitation_actions import write_invitation
from crmeter.records.surveys.kinds import QuestionKind
from crmeter.records.surveys.options import Options
from crmeter.records.surveys.queries import Question, SurveyView, questions_of, surveys, waves_of
from crmeter.records.surveys.result_queries import results_of
from crmeter.vocabulary import Text

from .conftest import there
from .survey_made import TWO, asked, customer, opened, seen, tokens, typed_for

__all__ = ["asked", "mail_server", "tokens"]
pytestmark = pytest.mark.django_db
DAYS = timedelta(days=30)


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
    assert [line.cells[0].mean for line in told[QuestionKind.NEXT_BRAND].lines] == [50, 50, 0, 0]
    assert told[QuestionKind.PRICE].lines[0].cells[2].mean == 7
    assert told[QuestionKind.SPEND].mean == 200_000


def test_the_list_counts_asked_answered_and_others(asked: tuple[SurveyView, int], tokens: list[str]) -> None:
    view, _ = asked
    answer(tokens[0], typed_for(view, nps="9", csat="5"), "vi")
    answer(view.open_key, typed_for(view, nps="9", csat="5"), "en")

    (listed,) = surveys()

    assert (listed.asked, listed.answered, listed.others) == (1, 1, 1)


def invited(person: Person, view: SurveyView, name: str, **more: Any) -> int:
    """A customer who was asked and answered: nine of ten."""
    number = customer(person, name, f"{name.casefold()}@khach.example", **more)
    write_invitation(view.id, Candidate(name, f"{name}@x.example", number, agent=person.id), "vi", name, 1, DAYS)
    answer(name, typed_for(view, nps="9", csat="5"), "vi")
    return number


def test_answers_are_grouped_by_what_the_records_tell_of_who_was_asked(lan: Person, minh: Person) -> None:
    view = opened(lan)
    an = invited(lan, view, "An", segment="Bán lẻ", region="Huế")
    invited(lan, view, "Binh")
    invited(minh, view, "Chi", segment="Sỉ")
    answer(view.open_key, typed_for(view, nps="3", csat="1"), "vi")

    assert sorted(groups_of(view, GroupBy.SEGMENT).values()) == ["Bán lẻ", "Sỉ"]
    assert list(groups_of(view, GroupBy.REGION).values()) == ["Huế"]
    assert sorted(groups_of(view, GroupBy.AGENT).values()) == ["Lan", "Lan", "Minh"]
    assert asked_in_groups(view, GroupBy.AGENT) == {"Lan": (2, 2), "Minh": (1, 1)}
    assert population_of(view.respondents, GroupBy.SEGMENT) == {"Bán lẻ": 1, "Sỉ": 1}
    answers = rated_answers(view.id)
    assert sorted(answers.to(answers.rated[0]).values()) == [3, 9, 9, 9]
    assert len(answers.responses) == 4
    assert an


def test_agents_who_are_called_the_same_are_told_apart(lan: Person) -> None:
    other = there(add_user(SYSTEM, "lan2@example.vn", Role.DIRECTOR, name="Lan"))
    view = opened(lan)
    invited(lan, view, "An")
    invited(other, view, "Binh")

    assert sorted(groups_of(view, GroupBy.AGENT).values()) == [f"Lan (#{lan.id})", f"Lan (#{other.id})"]


def test_the_product_is_the_largest_line_of_the_last_order_before_somebody_was_asked(lan: Person) -> None:
    view = opened(lan)
    coffee, tea = (create(lan, CONCEPTS["products"], {"name": name, "price": "1000"}) for name in ("Cà phê", "Trà"))
    number = invited(lan, view, "An")

    def order(name: str, on: str, status: str, *lines: tuple[int, str]) -> None:
        values = {"name": name, "customer": number, "ordered_at": on, "status": status}
        made = create(lan, CONCEPTS["orders"], values)
        for position, (product, amount) in enumerate(lines):
            OrderLine.objects.create(
                order_id=made, product_id=product, position=position, quantity=1, unit_price=amount, amount=amount
            )

    order("1", "2026-01-05 09:00", "confirmed", (tea, "500000"))
    order("2", "2026-02-05 09:00", "confirmed", (tea, "100"), (coffee, "200"))
    order("3", "2026-03-05 09:00", "cancelled", (tea, "900"))
    order("4", "2099-01-05 09:00", "confirmed", (tea, "900"))

    assert list(groups_of(view, GroupBy.PRODUCT).values()) == ["Cà phê"]


def test_waves_are_the_same_from_whichever_one_asks(lan: Person) -> None:
    first = opened(lan)
    second = next_wave(lan, first.id, version=first.version)
    open_survey(lan, second, version=1)
    third = next_wave(lan, second, version=seen(second).version)

    assert [[each.id for each in waves_of(seen(pk))] for pk in (first.id, second, third)] == [
        [first.id, second, third]
    ] * 3
