"""Many records put into a campaign at once, behind the pages, and taken out of it again as one."""

from collections.abc import Sequence

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk import Join
from crmeter.records.change_sets.bulk_actions import change_batch, start_bulk
from crmeter.records.change_sets.queries import change_set, failed_rows, left_rows
from crmeter.records.change_sets.undo_actions import undo, undo_batch
from crmeter.records.concept.actions import create, remove
from crmeter.records.concept.listing import Asked, record_at
from crmeter.records.jobs.models import Job
from crmeter.records.leads.member_actions import add_members, set_states
from crmeter.records.leads.queries import members_of
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db
CAMPAIGNS, CUSTOMERS, CONTACTS = CONCEPTS["campaigns"], CONCEPTS["customers"], CONCEPTS["contacts"]


@pytest.fixture
def fair(lan: Person) -> int:
    return create(lan, CAMPAIGNS, {"name": "Hội chợ"})


@pytest.fixture
def firms(lan: Person) -> list[int]:
    return [create(lan, CUSTOMERS, {"name": name, "kind": "firm"}) for name in ("A", "B", "C", "D", "E")]


def join(fair: int) -> Join:
    return Join("campaigns", fair, "Hội chợ")


def begun(person: Person, fair: int, asked: Asked | Sequence[int], expected: int) -> int:
    return start_bulk(person, CUSTOMERS, join(fair), asked, expected=expected)


def worked_off(person: Person, pk: int) -> int:
    while change_batch(person, pk, 2):
        pass
    return pk


def taken_back(person: Person, pk: int) -> None:
    undo(person, pk)
    Job.objects.all().update(state="done")
    while undo_batch(person, pk, 2):
        pass


def joined(fair: int) -> list[int]:
    return [member.record for member in members_of(fair)]


def test_a_whole_list_joins_and_who_was_in_is_not_in_twice(lan: Person, fair: int, firms: list[int]) -> None:
    add_members(lan, fair, version=1, members={"customer": [firms[1]]})

    pk = worked_off(lan, begun(lan, fair, Asked(), 5))

    view = change_set(lan, pk)
    assert view is not None
    assert (view.state, view.done, view.failed, view.not_processed) == ("done", 5, 0, 0)
    assert view.title.en == "Add to Hội chợ 5: Customers"
    assert sorted(joined(fair)) == firms
    assert [each.after for each in history("records.campaign", str(fair)) if each.action.endswith("members_added")] == [
        {"customer": 1}, {"customer": 2}, {"customer": 1}, {"customer": 1},
    ]  # fmt: skip


def test_neither_the_records_nor_the_campaign_have_another_version_after_it(
    lan: Person, fair: int, firms: list[int]
) -> None:
    worked_off(lan, begun(lan, fair, firms, 5))

    versions = [record_at(lan, CUSTOMERS, pk) for pk in firms] + [record_at(lan, CAMPAIGNS, fair)]
    assert [row.version for row in versions if row is not None] == [1] * 6


def test_taken_back_those_leave_who_came_by_it_and_with_whom_nothing_was_done(
    lan: Person, fair: int, firms: list[int]
) -> None:
    add_members(lan, fair, version=1, members={"customer": [firms[0]]})
    pk = worked_off(lan, begun(lan, fair, firms, 5))
    written_to = next(member for member in members_of(fair) if member.record == firms[2])
    set_states(lan, fair, [written_to.id], "sent")

    taken_back(lan, pk)

    assert joined(fair) == [firms[0], firms[2]]
    assert [(row.record, row.name, row.reason.en) for row in left_rows(lan, pk)] == [
        (firms[2], "C", "somebody has changed it since")
    ]


def test_whoever_may_not_change_the_campaign_begins_nothing(
    lan: Person, minh: Person, fair: int, firms: list[int]
) -> None:
    own = create(minh, CUSTOMERS, {"name": "Của Minh", "kind": "firm"})

    with pytest.raises(Refused):
        begun(minh, fair, [own], 1)

    assert joined(fair) == []


def test_a_campaign_that_goes_meanwhile_is_joined_by_nobody(lan: Person, fair: int, firms: list[int]) -> None:
    pk = begun(lan, fair, firms, 5)
    remove(lan, CAMPAIGNS, fair, version=1)

    worked_off(lan, pk)

    assert {row.reason.en for row in failed_rows(lan, pk)} == {"this campaign cannot be changed"}
    assert joined(fair) == []


def test_a_record_that_goes_meanwhile_is_named_and_the_others_join(lan: Person, fair: int, firms: list[int]) -> None:
    pk = begun(lan, fair, firms, 5)
    remove(lan, CUSTOMERS, firms[3], version=1)

    worked_off(lan, pk)

    assert [row.record for row in failed_rows(lan, pk)] == [firms[3]]
    assert joined(fair) == [*firms[:3], firms[4]]


def test_a_list_that_has_grown_is_looked_at_again(lan: Person, fair: int, firms: list[int]) -> None:
    with pytest.raises(Refused):
        begun(lan, fair, Asked(), 4)

    assert joined(fair) == []
