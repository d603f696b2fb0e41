"""What names a record, found from the tables themselves, so that what is added later is moved by a merge too.

Records that link to another one move, and so do rows beside records that only name it. Rows that are a part of it,
which the database would remove with it (`CASCADE`), stay: the lines of a deal would count twice in another one, and
its stages are its history. Rows that name a record by concept and number move, but for what is written down once.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, QuerySet

from crmeter.records.concept.concept import Concept, concept_of
from crmeter.records.concept.models import Record
from crmeter.vocabulary import Text

# Logs: what was true then is not true of another record now.
STAYS = frozenset({"changeentry", "changesetrow", "erasure"})
_NAMES = {
    "tagging": Text("Nhãn", "Tags"),
    "share": Text("Chia sẻ", "Shares"),
    "restriction": Text("Hạn chế xử lý", "Restrictions"),
}


@dataclass(frozen=True, slots=True)
class Links:
    """Rows of one table that name records of a concept.

    Args:
        table: of the rows.
        columns: by which they name them.
        concept: of the rows, where they are records themselves.
        of: the concept by name, where rows name a record by concept and number.
        title: what they are, for people.
    """

    table: type[models.Model]
    columns: tuple[str, ...]
    concept: Concept | None
    of: str
    title: Text

    @property
    def label(self) -> str:
        """How Django names the table."""
        return self.table._meta.label_lower

    def naming(self, numbers: Collection[int]) -> QuerySet[Any]:
        """Return the rows that name one of some records, in the order of their keys."""
        found = Q()
        for column in self.columns:
            found |= Q(**{f"{column}__in": list(numbers)})
        rows = self.table._default_manager.filter(found)
        return (rows.filter(concept=self.of) if self.of else rows).order_by("pk")


def links_to(concept: Concept) -> tuple[Links, ...]:
    """Return what names records of a concept: records first, then the rows beside them."""
    columns: dict[type[models.Model], list[str]] = {}
    for table in _tables():
        for field in table._meta.concrete_fields:
            # Asked from this side, a link that the other one gives no name is found too.
            if not isinstance(field, models.ForeignKey) or field.related_model is not concept.table:
                continue
            if issubclass(table, Record) or _on_delete(field) is not models.CASCADE:
                columns.setdefault(table, []).append(field.attname)
    linked = [
        Links(table, tuple(sorted(names)), concept_of(table), "", _title(table)) for table, names in columns.items()
    ]
    linked.sort(key=lambda each: each.concept is None)
    return (*linked, *(Links(table, ("record",), None, concept.name, _title(table)) for table in _naming_tables()))


def _naming_tables() -> list[type[models.Model]]:
    return [
        table
        for table in _tables()
        if {"concept", "record"} <= {field.name for field in table._meta.concrete_fields}
        and table._meta.model_name not in STAYS
    ]


def _tables() -> list[type[models.Model]]:
    return sorted(apps.get_app_config("records").get_models(), key=lambda table: table._meta.label_lower)


def _on_delete(field: Any) -> Any:
    return field.remote_field.on_delete


def _title(table: type[models.Model]) -> Text:
    concept = concept_of(table)
    if concept is not None:
        return concept.title
    beside = (field.related_model for field in table._meta.concrete_fields)
    named = next((found for each in beside if isinstance(each, type) and (found := concept_of(each))), None)
    return _NAMES.get(str(table._meta.model_name)) or (named.title if named else Text("Khác", "Other"))
