"""A process that is killed while it merges: the records are as before, or merged; never something between."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from tests.records.test_racing import at_once
from tests.worker.conftest import database_url

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.models import ChangeSet, ChangeSetRow
from crmeter.records.change_sets.undo_actions import undo
from crmeter.records.concept.actions import create
from crmeter.records.concept.models import Tagging
from crmeter.records.concept.tag_actions import tag
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.models import AuditEntry, ChangeEntry
from crmeter.records.ledger.refusals import Refusal
from crmeter.records.merge.actions import merge
from crmeter.records.staff.queries import Person

pytestmark = pytest.mark.django_db(transaction=True)
CUSTOMERS, CONTACTS = CONCEPTS["customers"], CONCEPTS["contacts"]
SOURCE = Path(__file__).parents[2] / "src"
PROGRAM = """
import sys
import django
django.setup()
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.change_sets.undo_actions import undo
from crmeter.records.merge.actions import merge
from crmeter.records.staff.queries import person
deed, who, *numbers = sys.argv[1:]
who, numbers = person(int(who)), [int(number) for number in numbers]
print("ready", flush=True)
if deed == "merge":
    kept, version, other, of_other = numbers
    merge(who, CONCEPTS["customers"], kept, version=version, others={other: of_other}, choices={"phone": other})
else:
    undo(who, numbers[0])
"""


def everything() -> list[list[dict[str, Any]]]:
    tables = (Customer, Contact, Tagging, ChangeSet, ChangeSetRow, AuditEntry, ChangeEntry)
    return [list(table._default_manager.order_by("pk").values()) for table in tables]


def started(deed: str, *arguments: int, failpoint: str = "") -> "subprocess.Popen[str]":
    env = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "DJANGO_SETTINGS_MODULE": "crmeter.settings.test",
        "DATABASE_URL": database_url(),
        "CRMETER_FAILPOINT": failpoint,
    }
    command = [sys.executable, "-c", PROGRAM, deed, *map(str, arguments)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


def two(lan: Person, contacts: int = 3) -> tuple[int, int]:
    kept = create(lan, CUSTOMERS, {"name": "Nắng Sớm", "kind": "firm"})
    other = create(lan, CUSTOMERS, {"name": "Nang Som", "kind": "firm", "phone": "0905318642"})
    for number in range(contacts):
        create(lan, CONTACTS, {"name": f"Chị {number}", "customer": other})
    tag(lan, CUSTOMERS, [other], "Ưu tiên")
    return kept, other


@pytest.mark.parametrize("point", ["merge-links:1", "merge-links:4", "merge-before-commit:1"])
def test_killed_before_its_end_a_merge_has_not_begun(lan: Person, point: str) -> None:
    kept, other = two(lan)
    before = everything()

    process = started("merge", lan.id, kept, 1, other, 1, failpoint=point)
    process.communicate(timeout=40)

    assert process.returncode == -9
    assert everything() == before
    merge(lan, CUSTOMERS, kept, version=1, others={other: 1}, choices={})
    assert set(Contact.objects.values_list("customer", flat=True)) == {kept}


def test_killed_before_its_end_nothing_is_taken_back(lan: Person) -> None:
    kept, other = two(lan)
    pk = merge(lan, CUSTOMERS, kept, version=1, others={other: 1}, choices={"phone": other})
    before = everything()

    process = started("undo", lan.id, pk, failpoint="undo-before-commit:1")
    process.communicate(timeout=40)

    assert process.returncode == -9
    assert everything() == before
    undo(lan, pk)
    assert set(Contact.objects.values_list("customer", flat=True)) == {other}


def test_of_two_who_merge_each_into_the_other_one_wins(lan: Person) -> None:
    kept, other = two(lan)

    def merges(number: int) -> int:
        first, second = (kept, other) if number == 0 else (other, kept)
        return merge(lan, CUSTOMERS, first, version=1, others={second: 1}, choices={})

    got = at_once(merges, threads=2)

    assert sorted(isinstance(each, int) for each in got) == [False, True], got
    assert any(isinstance(each, Refusal) for each in got), got
    assert Customer.objects.filter(merged_into=None).count() == 1
    assert ChangeSet.objects.count() == 1


@pytest.mark.prove
def test_killed_at_any_moment_it_is_as_before_or_merged(lan: Person) -> None:
    kept, other = two(lan, contacts=200)
    chance, ends = random.Random(4), {"old": 0, "new": 0}  # noqa: S311 - moments to kill at

    for _ in range(40):
        before = everything()
        versions = dict(Customer.objects.values_list("pk", "version"))
        process = started("merge", lan.id, kept, versions[kept], other, versions[other])
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.0, 0.25))
        process.kill()
        process.communicate()
        whose = set(Contact.objects.values_list("customer", flat=True))
        if whose == {other}:
            assert everything() == before
            ends["old"] += 1
            continue
        assert whose == {kept}
        assert Customer.objects.get(pk=other).merged_into == kept
        assert set(Tagging.objects.values_list("record", flat=True)) == {kept}
        latest = ChangeSet.objects.latest("id")
        assert (latest.state, latest.rows.count()) == ("done", 203)
        undo(lan, latest.pk)
        ends["new"] += 1

    assert min(ends.values()) > 0, ends
