"""Moving a deal on the board: what is drawn anew, and what whoever may not is told."""

from collections.abc import Callable

import pytest
from django.test import Client

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.deals.models import Deal, Pipeline, Stage
from crmeter.records.deals.queries import pipelines
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def deal(who: Person) -> tuple[int, list[int]]:
    """A deal in the first stage, and the numbers of all stages."""
    stages = [stage.id for stage in pipelines()[0].stages]
    values = {"name": "Thêm máy", "pipeline": pipelines()[0].id, "stage": stages[0], "amount": "12000000"}
    return create(who, CONCEPTS["deals"], values), stages


def test_a_moved_card_comes_with_the_heads_of_both_lanes(director: Person, signed_in: SignIn) -> None:
    pk, stages = deal(director)

    answer = signed_in(director).post(f"/deals/{pk}/move", {"stage": stages[1], "version": 1})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert [f'id="lane-head-{stage}"' in page for stage in stages[:3]] == [True, True, False]
    assert f'data-deal="{pk}" data-version="2"' in page


def test_an_older_version_is_refused_and_none_at_all_too(director: Person, signed_in: SignIn) -> None:
    pk, stages = deal(director)
    browser = signed_in(director)

    assert browser.post(f"/deals/{pk}/move", {"stage": stages[1], "version": 7}).status_code == 412
    assert browser.post(f"/deals/{pk}/move", {"stage": stages[1]}).status_code == 428
    assert Deal.objects.get().stage_id == stages[0]


def test_whoever_does_not_see_a_deal_does_not_learn_that_there_is_one(
    director: Person, rep: Person, signed_in: SignIn
) -> None:
    pk, stages = deal(director)
    browser = signed_in(rep)

    for version in ("1", "7", ""):
        assert browser.post(f"/deals/{pk}/move", {"stage": stages[1], "version": version}).status_code == 404
    assert Deal.objects.get().stage_id == stages[0]


@pytest.mark.parametrize("wanted", ["", "x", "0", "9" * 30])
def test_a_stage_that_is_none_is_not_found(director: Person, signed_in: SignIn, wanted: str) -> None:
    pk, _ = deal(director)

    assert signed_in(director).post(f"/deals/{pk}/move", {"stage": wanted, "version": 1}).status_code == 404


def test_a_stage_of_another_pipeline_is_not_found(director: Person, signed_in: SignIn) -> None:
    pk, stages = deal(director)
    other = Pipeline.objects.create(name="Khác", position=9)
    strange = Stage.objects.create(pipeline=other, name="Mở", position=0)

    sent = {"stage": strange.pk, "version": 1, "pipeline": other.pk}

    assert signed_in(director).post(f"/deals/{pk}/move", sent).status_code == 404
    assert Deal.objects.get().stage_id == stages[0]
