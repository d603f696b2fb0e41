"""The sample company goes in one step, and nothing else goes with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from tests.worker.conftest import WorkerProcess, wait_for

from crmeter.demo import DEFAULT_AS_OF, SOURCE, write_sample
from crmeter.demo.as_records.staff import CREW, CREW_LEFT, CREW_POSTS, OFFICE, OFFICE_LEFT, OFFICE_POSTS
from crmeter.demo.as_records.tags import INVOICE
from crmeter.demo.comparison import COMPARISON
from crmeter.demo.people import STAFF
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.sources import evaluate_sources
from crmeter.records.brand.queries import brand
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.concept.models import Tag, Tagging
from crmeter.records.concept.tag_actions import tag
from crmeter.records.customers.models import Customer
from crmeter.records.deals.pipeline_actions import add_pipeline
from crmeter.records.deals.queries import pipelines
from crmeter.records.deals.stage_rules import StageAsked
from crmeter.records.jobs.actions import cancel, enqueue
from crmeter.records.jobs.queries import latest
from crmeter.records.judgements.queries import decisions_of
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.readings.queries import current_run, readings_of, stored_runs
from crmeter.records.retention_cases.actions import drawn
from crmeter.records.retention_cases.kinds import Arm, RiskKind
from crmeter.records.retention_cases.models import RetentionCase
from crmeter.records.retention_cases.queries import ended_cases, rounds
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import person
from crmeter.records.staff.roles import Role
from crmeter.records.surveys.queries import surveys
from crmeter.records.surveys.scenario_actions import save_scenario
from crmeter.records.surveys.scenario_queries import Bounded, Kept
from crmeter.records.tickets.queue_actions import add_queue
from crmeter.records.timeline.next_steps import next_steps
from crmeter.strategy.goals.queries import goals, mission
from crmeter.strategy.targets.queries import targets_of
from crmeter.vocabulary import Misused, Scope, Work
from crmeter.warehouse.connectors.files import Answers
from crmeter.warehouse.imports import list_imports
from crmeter.warehouse.snapshots import current
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.publishing import publish
from crmeter.worker.sample_company import remove_sample, sample_company, take_out_sample
from crmeter.worker.sync import sync_records

ALL = Scope()
SMALL = Order(job=2, payload={"customers": 150}, asked_by=None, attempt=1)
REMOVE = Order(job=1, payload={}, asked_by=None, attempt=1)


@pytest.fixture
def workspace(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    place = Workspace(tmp_path / "workspace")
    monkeypatch.setattr(settings, "WORKSPACE", place)
    return place


def bring(workspace: Workspace, name: str, source: str, orders: int) -> None:
    """Import, evaluate and publish so many orders of so many customers."""
    path = workspace.root.parent / f"{name}.csv"
    lines = [f"{name}{n},K{n % 7},2025-{1 + n % 12:02d}-10,{100 + n}" for n in range(orders)]
    path.write_text("\n".join(["order_id,customer_id,order_date,amount", *lines]))
    answers = Answers(source=source, currency="VND")
    request = Request(as_of=date(2025, 12, 31), explained=False)
    publish(evaluate_sources([path], answers, request, workspace), workspace)


@pytest.fixture
def firm(transactional_db: None) -> None:
    """What a new installation has, also after another test has emptied the tables: a pipeline and a queue."""
    if pipelines():
        return
    stages = [("Tiếp cận", "open"), ("Báo giá", "open"), ("Thắng", "won"), ("Mất", "lost")]
    add_pipeline(SYSTEM, "Bán hàng", [StageAsked(name=name, kind=kind) for name, kind in stages])
    add_queue(SYSTEM, "Hỗ trợ khách hàng")


def orders(workspace: Workspace) -> int:
    snapshot = current(workspace)
    assert snapshot is not None
    return snapshot.tables["orders"].rows


def test_without_other_data_the_product_is_as_new(workspace: Workspace) -> None:
    bring(workspace, "mau", SOURCE, 20)
    assert (current_run(ALL) is not None, orders(workspace)) == (True, 20)

    taken = remove_sample(REMOVE, Work())

    assert taken == {"taken": 1}
    assert current_run(ALL) is None
    assert (orders(workspace), list_imports(workspace)) == (0, ())
    assert list(workspace.runs.iterdir()) == []
    assert latest("evaluate") == []


def test_other_data_stay_and_are_evaluated_by_themselves(workspace: Workspace) -> None:
    bring(workspace, "mau", SOURCE, 20)
    bring(workspace, "that", "shop", 8)
    assert orders(workspace) == 28

    remove_sample(REMOVE, Work())

    assert orders(workspace) == 8
    assert [imported.source for imported in list_imports(workspace)] == ["shop"]
    # What was shown holds sample orders too, so it goes with them.
    assert stored_runs() == []
    assert [job.state for job in latest("evaluate")] == ["waiting"]


def test_taking_it_out_twice_is_taking_it_out_once(workspace: Workspace) -> None:
    bring(workspace, "mau", SOURCE, 20)

    assert take_out_sample(workspace, SYSTEM, Work()) == 1
    assert take_out_sample(workspace, SYSTEM, Work()) == 0
    assert orders(workspace) == 0


def test_records_stay_and_are_evaluated_by_themselves(transactional_db: None, workspace: Workspace) -> None:
    bring(workspace, "mau", SOURCE, 20)
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR))
    assert lan is not None
    create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})
    sync_records(Order(1, {}, None, 1), Work())
    asked_by_the_sync = latest("evaluate")[0].id
    cancel(SYSTEM, asked_by_the_sync)

    remove_sample(REMOVE, Work())

    assert orders(workspace) == 0
    assert [job.state for job in latest("evaluate") if job.id != asked_by_the_sync] == ["waiting"]


def test_it_lives_in_the_records_until_it_goes_and_own_records_stay(firm: None, workspace: Workspace) -> None:
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR, is_admin=True))
    assert lan is not None

    sample_company(SMALL, Work())

    run = current_run(ALL)
    assert run is not None
    assert run.is_sample
    # Where a survey of it compares brands it is said what evaluations assume.
    assert readings_of(run, cuts=[""], measure="customer_equity_share")[-1]["value"] is not None
    turnover = {
        each["slice"]["team"]: float(each["value"])
        for each in readings_of(run, cuts=["team"], measure="employee_turnover")
    }
    # Posts that somebody left are empty for three weeks, so fewer are there on average than there are posts.
    office, crew = OFFICE_LEFT[0] / (len(STAFF) + OFFICE_POSTS), CREW_LEFT[0] / CREW_POSTS
    assert office < turnover[OFFICE] < 1.05 * office
    assert crew < turnover[CREW] < 1.05 * crew
    assert readings_of(run, cuts=[""], measure="brand_score")[-1]["value"] is not None
    assert len(readings_of(run, cuts=["evaluator"], measure="brand_score")) == 3
    assert readings_of(run, cuts=[""], measure="partner_retention")[-1]["value"] is not None
    for concept in CONCEPTS.values():
        held = concept.table._default_manager.filter(external_source=SOURCE)
        assert held.count() == concept.table._default_manager.count() > 0, concept.name
        # Each field that lists show is filled in some of them.
        for field in concept.listed:
            assert held.exclude(**{f"{field.name}__isnull": True}).exists(), (concept.name, field.name)
    assert next_steps(lan) != ()
    assert [each.decision.purpose for each in decisions_of(lan)] == ["criteria", "brand"]
    assert (brand().name, len(brand().sources)) == ("An Khang", 6)
    assert {each.survey.respondents.value for each in surveys()} == {"customer", "partner", "employee"}
    # The first evaluation has seen what became of the cases whose window is over.
    begun = rounds(ALL)
    assert {each.ends_on <= run.as_of for each in begun} == {True, False}
    ended = ended_cases(ALL, RiskKind.SILENCE)
    assert {each.round for each in ended} == {each.id for each in begun if each.ends_on <= run.as_of}
    for each in begun:
        own = RetentionCase.objects.filter(round=each.id).exclude(arm=Arm.NOT_CHOSEN)
        alone = own.filter(arm=Arm.HELD_OUT).values_list("customer_key", flat=True)
        # Whoever draws once more by the seed finds the same customers.
        keys = list(own.values_list("customer_key", flat=True))
        assert drawn(keys, each.held_out_percent, each.seed) == frozenset(alone)
    assert {marked.concept for marked in Tagging.objects.all()} == {"customers", "deals"}
    assert User.objects.filter(is_active=True).count() == 1
    # What it is to reach hangs under common goals.
    assert mission().statement.startswith("An Khang")
    assert {each.goal for each in targets_of()} == {each.id for each in goals()}
    assert len(goals()) == 2

    newest = next(each.survey for each in surveys() if each.survey.name == COMPARISON)
    # What people make of its surveys goes with them.
    figure = Bounded(5.0, 4.0, 6.0)
    kept = Kept("An Khang", figure, figure, None, None, 0.0, "VND", {}, 9, 9, timezone.now())
    save_scenario(lan, newest.id, "Rẻ hơn một chút", "us=An+Khang", kept)
    own = create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})
    create(
        lan,
        CONCEPTS["orders"],
        {"name": "DH-1", "customer": own, "amount": 5, "ordered_at": "2026-01-05", "status": "confirmed"},
    )
    tag(lan, CONCEPTS["customers"], [own], INVOICE)
    assert remove_sample(REMOVE, Work())["taken"] > 3_000

    left = {name: concept.table._default_manager.count() for name, concept in CONCEPTS.items()}
    assert {name: n for name, n in left.items() if n} == {"customers": 1, "orders": 1}
    assert (orders(workspace), current_run(ALL), User.objects.count()) == (1, None, 1)
    assert (surveys(), decisions_of(lan), rounds(ALL)) == ((), (), ())
    assert (mission().statement, goals(), list(targets_of())) == ("", [], [])
    assert (brand().name, brand().decision, dict(brand().sources)) == ("", None, {})
    # A word that the firm uses too stays where the firm put it.
    assert [tagging.record for tagging in Tagging.objects.filter(tag__name=INVOICE)] == [own]
    assert [each.name for each in Tag.objects.all()] == [INVOICE]
    assert [job.state for job in latest("evaluate")] == ["waiting"]


def test_it_is_not_put_beside_records_of_the_firm(transactional_db: None, workspace: Workspace) -> None:
    lan = person(add_user(SYSTEM, "lan@example.vn", Role.DIRECTOR))
    assert lan is not None
    create(lan, CONCEPTS["customers"], {"name": "Nắng Sớm", "kind": "firm"})

    with pytest.raises(Misused, match="data of your own"):
        sample_company(SMALL, Work())

    assert Customer.objects.count() == 1


@pytest.mark.prove
@pytest.mark.parametrize("point", ["adoption-batch:9", "records-synced", "adoption-out:5"])
def test_killed_midway_it_goes_on(start_worker: Callable[..., WorkerProcess], firm: None, point: str) -> None:
    """In or out: what was done is not done again, and nothing is left of it by half."""
    pk = enqueue(SYSTEM, "sample_company", SMALL.payload)
    killed = start_worker(lease_seconds=3, failpoint=point)
    if "out" in point:
        wait_for(pk, lambda job: job.state == "done", seconds=120)
        pk = enqueue(SYSTEM, "remove_sample")
    assert killed.process.wait(timeout=120) == -9
    start_worker(lease_seconds=3)
    ended = wait_for(pk, lambda job: not job.is_open, seconds=120)

    assert ended.state == "done", ended.error
    assert Customer.objects.count() == (0 if "out" in point else 150)


# Records know contacts by their kind, files by the word that somebody wrote.
KIND_OF_CONTACT = {"Điện thoại": "call", "Zalo": "chat", "Email": "mail", "Gặp trực tiếp": "meeting"}


@pytest.mark.prove
def test_its_figures_are_those_of_its_files(firm: None, workspace: Workspace, tmp_path: Path) -> None:
    """What is planted in the files holds in the records: whatever is measured is the same, but for whose leads are."""
    sample = write_sample(tmp_path / "files", customers=1_200)
    files = Workspace(tmp_path / "of-files")
    request = Request(as_of=DEFAULT_AS_OF, explained=False)
    wanted = evaluate_sources(sample.measured, sample.answers, request, files)

    sample_company(replace(SMALL, payload={"customers": 1_200, "as_of": DEFAULT_AS_OF.isoformat()}), Work())
    found = evaluate_snapshot(workspace, request)

    told = {(r.measure, str(r.slice), str(r.period)): (r.value, r.n) for r in found.readings if "owner" not in r.slice}
    for reading in wanted.readings:
        # Files do not tell whom campaigns wrote to and what they cost, who was asked and did not answer, what partners
        # and employees say, how satisfied customers were after their tickets, at which hour leads came, nor when quotes
        # were sent.
        in_no_file = reading.undefined is not None and reading.undefined.code in ("no_table", "no_column")
        in_no_file |= reading.measure.startswith("lead_response_time") and "hours" in reading.measure
        in_no_file |= reading.measure in (
            "partner_nps",
            "employee_nps",
            "conversion_rate",
        ) or reading.measure.startswith("csat")
        if "owner" not in reading.slice and not in_no_file:
            key = (reading.measure, str(reading.slice), str(reading.period))
            if key not in told:
                kind = KIND_OF_CONTACT[reading.slice["channel"]]
                key = (reading.measure, str({**reading.slice, "channel": kind}), str(reading.period))
            assert told[key] == (reading.value, reading.n), key
