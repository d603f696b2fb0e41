"""One record changed at once from its page, a list, a bulk change and an import: no change goes lost."""

from collections.abc import Callable
from itertools import count

import pytest

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.bulk import Edit
from crmeter.records.change_sets.bulk_actions import change_batch, start_bulk
from crmeter.records.change_sets.queries import change_set
from crmeter.records.concept.actions import change, create
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Kind
from crmeter.records.concept.listing import record_at
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import pipelines
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.ledger.queries import history
from crmeter.records.ledger.refusals import NoVersion, Stale
from crmeter.records.record_imports.plan import Plan
from crmeter.records.record_imports.queries import failed_of
from crmeter.records.record_imports.targets import IMPORTED
from crmeter.records.staff.queries import Person
from crmeter.records.tickets.queue_actions import add_queue

from .test_racing import at_once
from .test_record_imports import imported

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4


def made(person: Person, concept: Concept) -> int:
    """A record with a key that files know it by."""
    values: dict[str, object] = {"name": "Trước", "external_id": "K-1"}
    if concept.name == "customers":
        values["kind"] = "firm"
    elif concept.name == "orders":
        values["ordered_at"] = "2026-11-02 09:30"
    elif concept.name == "subscriptions":
        customer = create(person, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})
        values |= {"customer": customer, "starts_on": "2026-01-01", "period": "month"}
    elif concept.name == "activities":
        values["kind"] = "note"
    elif concept.name == "deals":
        pipeline = add_pipeline(
            SYSTEM, "Dự án", (StageAsked("Mới"), StageAsked("Thắng", "won"), StageAsked("Mất", "lost"))
        )
        values |= {
            "pipeline": pipeline,
            "stage": next(each for each in pipelines() if each.id == pipeline).stages[0].id,
        }
    elif concept.name == "tickets":
        values["queue"] = add_queue(SYSTEM, "Lắp đặt")
    pk = create(person, concept, {name: value for name, value in values.items() if name in concept.all_fields})
    concept.table._default_manager.filter(pk=pk).update(external_source="kho", external_id="K-1")
    return pk


def other_field(concept: Concept) -> str:
    """A field of words beside the name."""
    words = (Kind.LINE, Kind.LONG)
    return next(f.name for f in concept.edited if f.kind in words and f.name not in ("name", "external_id", "currency"))


def again_until_kept(person: Person, concept: Concept, pk: int, values: dict[str, str]) -> None:
    """As somebody does whose page says that the record was changed: look, and save once more."""
    while True:
        found = record_at(person, concept, pk)
        assert found is not None
        try:
            change(person, concept, pk, version=found.version, values=values)
        except Stale:
            continue
        return


@pytest.mark.parametrize("name", CONCEPTS)
def test_every_change_stands_in_the_history_on_top_of_the_one_before(lan: Person, name: str) -> None:
    concept, numbers = CONCEPTS[name], count(1)
    pk, other = made(lan, concept), other_field(concept)

    def page(which: str) -> None:
        for _ in range(TIMES):
            again_until_kept(lan, concept, pk, {which: f"trang {next(numbers)}"})

    def bulk() -> None:
        for _ in range(TIMES):
            done = 0
            # What was changed since it was asked for is refused by name, and is asked for again.
            while not done:
                asked = start_bulk(lan, concept, Edit({other: f"loạt {next(numbers)}"}), [pk], expected=1)
                while change_batch(lan, asked, 10):
                    pass
                view = change_set(lan, asked)
                assert view is not None and view.done + view.failed == 1
                done = view.done

    def file() -> None:
        plan = Plan("kho", {"name": "Tên", "external_id": "Mã"}, match="external_id", makes_new=False)
        for _ in range(TIMES):
            found = imported(lan, name, plan, {"Tên": f"tệp {next(numbers)}", "Mã": "K-1"})
            assert found.changed == 1, (found, list(failed_of(found.id)))

    writers: list[Callable[[], None]] = [lambda: page("name"), lambda: page(other), bulk]
    if name in IMPORTED:
        writers.append(file)
    got = at_once(lambda number: writers[number](), len(writers))

    assert [each for each in got if each is not None] == []
    told = [each for each in reversed(history(concept.table._meta.label_lower, str(pk), 500)) if each.after]
    changed = [each for each in told if each.action == f"{name}.changed"]
    stands: dict[str, object] = {"name": "Trước", other: ""}
    for each in changed:
        assert each.before is not None and each.after is not None
        assert {field: each.before[field] for field in each.after if field in stands} == {
            field: stands[field] for field in each.after if field in stands
        }
        stands |= {field: value for field, value in each.after.items() if field in stands}
    found = record_at(lan, concept, pk)
    assert found is not None
    assert {field: found.values[field] for field in stands} == stands
    assert (len(changed), found.version) == (len(writers) * TIMES, 1 + len(writers) * TIMES)


@pytest.mark.parametrize("name", CONCEPTS)
def test_of_two_pages_that_were_open_the_second_is_told(lan: Person, name: str) -> None:
    concept = CONCEPTS[name]
    pk, other = made(lan, concept), other_field(concept)
    change(lan, concept, pk, version=1, values={"name": "Sau"})

    with pytest.raises(Stale):
        change(lan, concept, pk, version=1, values={other: "muộn"})
    with pytest.raises(NoVersion):
        change(lan, concept, pk, version=None, values={other: "muộn"})

    found = record_at(lan, concept, pk)
    assert found is not None
    assert (found.values["name"], found.values[other] or "", found.version) == ("Sau", "", 2)
