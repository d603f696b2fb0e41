"""Rows of a run about single records: whoever reads sees those of the records that they may see, by name."""

import pytest

from crmeter.evaluation.internal.lead_words import SCORE_COLUMNS, SCORES
from crmeter.evaluation.result import ResultTable
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.actions import create
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.staff.actions import add_user
from crmeter.records.staff.queries import Person, person
from crmeter.records.staff.roles import Role
from crmeter.vocabulary import Text
from crmeter.web.internal.named_rows import named_rows

pytestmark = pytest.mark.django_db


def _somebody(role: Role, name: str) -> Person:
    found = person(add_user(SYSTEM, f"{name.lower()}@example.vn", role, name=name))
    assert found is not None
    return found


def test_a_rep_sees_own_leads_by_name_and_a_director_all_of_them() -> None:
    lan, minh = _somebody(Role.DIRECTOR, "Lan"), _somebody(Role.REP, "Minh")
    own = create(minh, CONCEPTS["leads"], {"name": "Chị Lệ"})
    other = create(lan, CONCEPTS["leads"], {"name": "Anh Ba", "owner": lan.id})
    why = Text("Kênh", "Channel")
    rows = (
        ("L1", 0, 0.3, 0.2, 0.4, 60.0, why, str(other), "crmeter"),
        ("L2", 0, 0.2, 0.1, 0.3, 55.0, why, str(own), "crmeter"),
        # A lead of a file, whose key is no number of a record.
        ("L3", 0, 0.1, 0.0, 0.2, 50.0, why, str(own), "khach"),
    )
    table = ResultTable("lead_scores", SCORES, SCORE_COLUMNS, rows)

    assert [row.name for row in named_rows(minh, table, "leads", "lead_key", 10)] == ["Chị Lệ"]
    assert [(row.number, row.name) for row in named_rows(lan, table, "leads", "lead_key", 10)] == [
        (other, "Anh Ba"),
        (own, "Chị Lệ"),
    ]
    assert len(named_rows(lan, table, "leads", "lead_key", 1)) == 1
    assert named_rows(lan, None, "leads", "lead_key", 10) == ()
