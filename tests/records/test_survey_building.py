"""Surveys: made from templates, put in order, frozen once opened, built by those who may."""

from dataclasses import replace

import pytest
from tests.engagement.conftest import mail_server

from crmeter.engagement.survey_actions import invite
from crmeter.engagement.survey_reminders import remind
from crmeter.records.concept.listing import Asked
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.actions import (
    change_survey,
    close_survey,
    make_survey,
    next_wave,
    open_survey,
)
from crmeter.records.surveys.kinds import KINDS, QuestionKind, Respondents
from crmeter.records.surveys.models import Survey
from crmeter.records.surveys.options import Options, named, typed_options
from crmeter.records.surveys.queries import questions_of
from crmeter.records.surveys.question_actions import (
    QuestionAsked,
    add_question,
    change_question,
    remove_question,
    reorder_questions,
)
from crmeter.records.surveys.templates import TEMPLATES
from crmeter.vocabulary import Text

from .conftest import there
from .survey_made import NPS, TWO, asked, asked_of, opened, seen, tokens

__all__ = ["asked", "mail_server", "tokens"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_makes_a_draft_in_both_languages(lan: Person, template: str) -> None:
    pk = make_survey(lan, template, "en")

    view, questions = seen(pk), questions_of(pk)

    assert (view.name, view.state, view.wave) == (TEMPLATES[template].name.en, "draft", 1)
    assert len(questions) == len(TEMPLATES[template].questions)
    assert all(each.title.vi != each.title.en for each in questions)


def test_a_survey_without_questions_is_not_opened(lan: Person) -> None:
    pk = make_survey(lan, "empty", "vi")

    with pytest.raises(Refused, match="at least one question"):
        open_survey(lan, pk, version=1)

    assert seen(pk).state == "draft"


def test_an_open_survey_keeps_its_questions_and_lets_words_be_corrected(lan: Person) -> None:
    view = opened(lan, "brands")
    rating = questions_of(view.id)[0]
    words = typed_options("Chất lượng tốt | Good quality\nGiá | Price\nTiện | Near\nTiếng | Name\nChăm sóc | Care")
    corrected = Options(words, rating.options.choices, 1, 5)

    change_question(lan, rating.id, QuestionAsked(rating.kind, Text("Sửa", "Mended"), corrected), version=1)

    kept = questions_of(view.id)[0]
    assert (kept.title.en, kept.options.rows[0].words.en, kept.options.rows[0].key) == (
        "Mended",
        "Good quality",
        "Chất lượng",
    )
    fewer = Options(words[:2], rating.options.choices, 1, 5)
    for wrong in (
        QuestionAsked(rating.kind, rating.title, fewer),
        QuestionAsked(rating.kind, rating.title, Options(words, rating.options.choices, 1, 7)),
        QuestionAsked(QuestionKind.TEXT, rating.title),
        QuestionAsked(rating.kind, rating.title, corrected, is_required=True),
    ):
        with pytest.raises(Refused, match="only words"):
            change_question(lan, rating.id, wrong, version=2)
    for frozen in (
        lambda: add_question(lan, view.id, NPS),
        lambda: remove_question(lan, rating.id, version=2),
        lambda: reorder_questions(lan, view.id, [(each.id, each.version) for each in questions_of(view.id)]),
        lambda: change_survey(lan, view.id, asked_of(view, is_anonymous=True), version=view.version),
    ):
        with pytest.raises(Refused, match="was opened"):
            frozen()


def test_brands_in_another_order_are_not_taken_for_other_names_of_what_was_answered(lan: Person) -> None:
    view = opened(lan, "brands")
    rating = questions_of(view.id)[0]
    first, second, *rest = rating.options.choices
    swapped = replace(rating.options, choices=named([second.words, first.words, *(each.words for each in rest)]))

    with pytest.raises(Refused, match="only words"):
        change_question(lan, rating.id, QuestionAsked(rating.kind, rating.title, swapped), version=1)

    assert questions_of(view.id)[0].options == rating.options


def test_no_survey_asks_for_more_answers_than_a_form_can_bring(lan: Person) -> None:
    def grid(rows: int, brands: int) -> QuestionAsked:
        aspects, choices = (
            named([Text.same(f"{what} {place}") for place in range(n)]) for what, n in (("Mặt", rows), ("Hãng", brands))
        )
        return QuestionAsked(QuestionKind.RATING, Text.same("Chấm điểm"), Options(aspects, choices, 1, 5))

    pk = make_survey(lan, "empty", "vi")
    add_question(lan, pk, grid(20, 20))
    add_question(lan, pk, grid(20, 20))
    last = add_question(lan, pk, grid(20, 10))

    with pytest.raises(Refused, match="at most 1,000 answers and this makes 1,001"):
        add_question(lan, pk, NPS)
    with pytest.raises(Refused, match="this makes 1,020"):
        change_question(lan, last, grid(20, 11), version=1)


def test_a_change_on_an_old_version_is_refused(lan: Person) -> None:
    pk = make_survey(lan, "satisfaction", "vi")
    change_survey(lan, pk, asked_of(seen(pk), name="Quý 1"), version=1)
    first = questions_of(pk)[0]

    with pytest.raises(Stale):
        open_survey(lan, pk, version=1)
    with pytest.raises(NoVersion):
        change_question(lan, first.id, NPS, version=None)

    assert (seen(pk).name, seen(pk).state) == ("Quý 1", "draft")


def test_questions_are_put_in_an_order_and_all_are_named(lan: Person) -> None:
    pk = make_survey(lan, "partners", "vi")
    order = [(each.id, each.version) for each in questions_of(pk)]

    reorder_questions(lan, pk, order[::-1])

    assert [each.id for each in questions_of(pk)] == [number for number, _ in order[::-1]]
    with pytest.raises(Refused, match="names all"):
        reorder_questions(lan, pk, [(questions_of(pk)[0].id, 2)])


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        (QuestionKind.RATING, Options(), "at least one aspect"),
        (QuestionKind.CHOICE, Options(choices=TWO[:1]), "at least two"),
        (QuestionKind.PRICE, Options(choices=TWO, low=5, high=5), "a scale goes up"),
        (QuestionKind.PRICE, Options(choices=TWO, low=0, high=11), "a scale goes up"),
        (QuestionKind.CHOICE, Options(choices=named([Text.same(str(n)) for n in range(21)])), "at most 20"),
        (QuestionKind.CHOICE, Options(choices=named([Text.same("x" * 121), Text.same("y")])), "at most 120"),
    ],
)
def test_a_question_that_lacks_something_is_refused(
    lan: Person, kind: QuestionKind, options: Options, words: str
) -> None:
    pk = make_survey(lan, "empty", "vi")

    with pytest.raises(Refused, match=words):
        add_question(lan, pk, QuestionAsked(kind, Text("Hỏi", "Ask"), options))

    assert questions_of(pk) == ()


def test_a_survey_in_both_languages_needs_both(lan: Person) -> None:
    pk = make_survey(lan, "empty", "vi")

    with pytest.raises(Refused, match="both languages"):
        add_question(lan, pk, QuestionAsked(QuestionKind.TEXT, Text("Hỏi", " ")))


def test_the_next_wave_asks_the_same_and_there_is_one(lan: Person) -> None:
    view = opened(lan, "brands")

    pk = next_wave(lan, view.id, version=view.version)

    assert (seen(pk).wave, seen(pk).previous, seen(pk).state, seen(pk).open_key) == (2, view.id, "draft", "")
    asked_before = [(each.kind, each.title, each.options) for each in questions_of(view.id)]
    assert [(each.kind, each.title, each.options) for each in questions_of(pk)] == asked_before
    with pytest.raises(Refused, match="next wave already"):
        next_wave(lan, view.id, version=view.version)


@pytest.mark.parametrize("role", [Role.REP, Role.AGENT, Role.SALES_MANAGER, Role.ANALYST, Role.STEWARD])
def test_others_build_nothing(lan: Person, role: Role) -> None:
    somebody = there(add_user(SYSTEM, "somebody@example.vn", role))
    view = opened(lan)

    for act in (
        lambda: make_survey(somebody, "empty", "vi"),
        lambda: close_survey(somebody, view.id, version=view.version),
        lambda: add_question(somebody, view.id, NPS),
        lambda: invite(somebody, view.id, Asked(), "vi"),
        lambda: remind(somebody, view.id, 3),
    ):
        with pytest.raises(Refused, match="directors and marketing managers"):
            act()


def test_words_are_there_for_every_kind() -> None:
    assert set(KINDS) == set(QuestionKind)
    assert {each.respondents for each in TEMPLATES.values()} == set(Respondents)
    assert Survey._meta.get_field("wave").default == 1
