"""Every column that may hold words of a natural person says so; one that nobody has judged is found here."""

import pytest
from django.apps import apps
from django.db import models

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.field import Subject
from crmeter.records.privacy.subjects import BESIDE, OF_EVERY_RECORD, subject_of

WORDS = (models.CharField, models.TextField, models.JSONField)
TABLES = sorted(
    (table for app in ("records", "engagement", "strategy") for table in apps.get_app_config(app).get_models()),
    key=lambda table: table._meta.label_lower,
)
# Of columns that are called so, whatever their table.
TELLING = {"name", "phone", "email", "address", "recipient", "display_name", "before", "after", "body", "text", "html"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.label_lower)
def test_every_column_of_words_is_judged(table: type[models.Model]) -> None:
    words = {field.name for field in table._meta.concrete_fields if isinstance(field, WORDS) and not field.choices}

    unjudged = sorted(name for name in words if subject_of(table, name) is None)

    assert not unjudged, (
        f"{table._meta.label_lower}: say in records/privacy/subjects.py what {unjudged} tell of a person"
    )


def test_every_field_of_every_concept_is_judged() -> None:
    for concept in CONCEPTS.values():
        for field in concept.all_fields.values():
            assert isinstance(field.subject, Subject), f"{concept.name}.{field.name}"


def test_what_is_judged_is_there() -> None:
    columns = {table._meta.label_lower: {f.name for f in table._meta.concrete_fields} for table in TABLES}

    for label, judged in BESIDE.items():
        assert judged.keys() <= columns[label], label
    for concept in CONCEPTS.values():
        assert OF_EVERY_RECORD.keys() <= columns[concept.table._meta.label_lower]


@pytest.mark.parametrize("concept", ["customers", "contacts", "leads"])
@pytest.mark.parametrize("field", ["name", "phone", "email"])
def test_who_somebody_is_counts_as_identity(concept: str, field: str) -> None:
    assert CONCEPTS[concept].all_fields[field].subject is Subject.IDENTITY


@pytest.mark.parametrize("concept", ["activities", "deals", "tickets"])
def test_what_people_write_freely_is_not_taken_for_nothing(concept: str) -> None:
    telling = [f.name for f in CONCEPTS[concept].fields if f.kind.value in ("line", "long") and f.name in TELLING]

    assert [name for name in telling if CONCEPTS[concept].all_fields[name].subject is Subject.NOTHING] == []
