"""The addresses of records: one list for each concept, by its own name."""

from django.urls import path, register_converter

from crmeter.records.catalogue import CONCEPTS
from crmeter.web.records.board import board, move
from crmeter.web.records.edit import choices, field, new, put_back, take_away
from crmeter.web.records.list import filter_value, records
from crmeter.web.records.personal import personal_data
from crmeter.web.records.record import record, record_fields


class ConceptName:
    """Meets the names of the concepts in addresses."""

    regex = "|".join(CONCEPTS)

    def to_python(self, value: str) -> str:
        """Return the name."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name."""
        return value


register_converter(ConceptName, "concept")

urlpatterns = [
    path("deals/board", board, name="board"),
    path("deals/<int:number>/move", move, name="move_deal"),
    # Customers have a second view, what evaluations say of them, and say themselves which is shown.
    *(path(name, records, {"concept": name}, name=name) for name in CONCEPTS if name != "customers"),
    path("<concept:concept>/new", new, name="new_record"),
    path("<concept:concept>/filter", filter_value, name="filter"),
    path("<concept:concept>/choices/<slug:name>", choices, name="choices"),
    path("<concept:concept>/<int:number>", record, name="record"),
    path("<concept:concept>/<int:number>/fields", record_fields, name="record_fields"),
    path("<concept:concept>/<int:number>/personal-data", personal_data, name="personal_data"),
    path("<concept:concept>/<int:number>/remove", take_away, name="remove_record"),
    path("<concept:concept>/<int:number>/bring-back", put_back, name="bring_back"),
    path("<concept:concept>/<int:number>/fields/<slug:name>", field, name="record_field"),
]
