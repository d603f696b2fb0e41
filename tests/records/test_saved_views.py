"""Lists that are kept: for oneself or for all, pinned, and the one that a concept opens with."""

from dataclasses import replace

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.conditions import read_clauses
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused, Stale
from crmeter.records.saved_views.actions import Kept, change_view, open_with, pin_view, remove_view, save_view
from crmeter.records.saved_views.queries import default_of, view_at, views_of
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
DEALS = CONCEPTS["deals"]
CLAUSES = read_clauses(DEALS, ["amount.from.1000000|amount.empty.", "owner.is.me"])
LARGE = Kept("Cơ hội lớn", "board", ("amount", "customer"), "-amount", CLAUSES, "ghế", "stage")


def test_a_list_is_found_again_as_it_was_kept(lan: Person) -> None:
    pk = save_view(lan, DEALS, LARGE)

    found = view_at(lan, DEALS, pk)

    assert found is not None
    assert (found.name, found.mode, found.columns, found.sort) == (
        "Cơ hội lớn",
        "board",
        ("amount", "customer"),
        "-amount",
    )
    assert (found.clauses, found.words, found.group, found.is_own) == (CLAUSES, "ghế", "stage", True)
    assert history("records.savedview", str(pk))[0].after["clauses"] == [  # type: ignore[index]
        "amount.from.1000000|amount.empty.",
        "owner.is.me",
    ]


def test_only_a_shared_view_is_found_by_others_and_only_its_owner_changes_it(lan: Person, minh: Person) -> None:
    pk = save_view(lan, DEALS, LARGE)
    assert views_of(minh, DEALS) == ()

    change_view(lan, DEALS, pk, replace(LARGE, is_shared=True), version=1)

    assert [view.name for view in views_of(minh, DEALS)] == ["Cơ hội lớn"]
    for deed in (
        lambda: change_view(minh, DEALS, pk, replace(LARGE, name="Khác"), version=2),
        lambda: remove_view(minh, DEALS, pk, version=2),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.code == "not_own"
    assert views_of(lan, DEALS)[0].name == "Cơ hội lớn"


def test_a_change_on_an_older_version_is_refused(lan: Person) -> None:
    pk = save_view(lan, DEALS, LARGE)
    assert change_view(lan, DEALS, pk, LARGE, version=1) == 1
    assert change_view(lan, DEALS, pk, replace(LARGE, words=""), version=1) == 2

    with pytest.raises(Stale):
        change_view(lan, DEALS, pk, replace(LARGE, words="bàn"), version=1)
    with pytest.raises(Stale):
        remove_view(lan, DEALS, pk, version=1)

    remove_view(lan, DEALS, pk, version=2)
    assert views_of(lan, DEALS) == ()


def test_pins_and_the_first_view_are_each_persons_own(lan: Person, minh: Person) -> None:
    first = save_view(lan, DEALS, replace(LARGE, name="A", is_shared=True))
    second = save_view(lan, DEALS, replace(LARGE, name="B", is_shared=True))

    pin_view(minh, DEALS, second, is_pinned=True)
    open_with(minh, DEALS, first)
    open_with(minh, DEALS, second)

    assert [(view.name, view.is_pinned) for view in views_of(minh, DEALS)] == [("B", True), ("A", False)]
    assert [view.name for view in views_of(lan, DEALS)] == ["A", "B"]
    opened = default_of(views_of(minh, DEALS))
    assert opened is not None and opened.id == second
    assert default_of(views_of(lan, DEALS)) is None
    open_with(minh, DEALS, None)
    assert default_of(views_of(minh, DEALS)) is None


def test_a_view_that_is_not_shared_any_more_opens_nothing(lan: Person, minh: Person) -> None:
    pk = save_view(lan, DEALS, replace(LARGE, is_shared=True))
    open_with(minh, DEALS, pk)

    change_view(lan, DEALS, pk, LARGE, version=1)

    assert default_of(views_of(minh, DEALS)) is None
    with pytest.raises(Refused):
        pin_view(minh, DEALS, pk, is_pinned=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"name": "a" * 121},
        {"columns": ("password",)},
        {"sort": "-password"},
        {"group": "password"},
        {"mode": "globe"},
    ],
)
def test_a_list_that_cannot_be_is_not_kept(lan: Person, wrong: dict[str, object]) -> None:
    with pytest.raises(Refused):
        save_view(lan, DEALS, replace(LARGE, **wrong))  # type: ignore[arg-type]

    assert views_of(lan, DEALS) == ()


def test_a_name_is_taken_once_by_each(lan: Person, minh: Person) -> None:
    save_view(lan, DEALS, LARGE)

    with pytest.raises(Refused) as refused:
        save_view(lan, DEALS, LARGE)

    assert refused.value.code == "name_taken"
    assert save_view(minh, DEALS, LARGE)
