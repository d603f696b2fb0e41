"""The addresses of records: one list for each concept, by its own name."""

from django.urls import path, register_converter

from crmeter.records.catalogue import CONCEPTS
from crmeter.web.records.aside import why
from crmeter.web.records.board import board, move
from crmeter.web.records.compose import write
from crmeter.web.records.convert import convert_lead
from crmeter.web.records.deeds import done, follow_record, merge_ticket, not_done, put_off, set_status
from crmeter.web.records.edit import choices, field, new, put_back, take_away
from crmeter.web.records.files import add_files, download, put_file_back, take_file_away
from crmeter.web.records.list import filter_value, records
from crmeter.web.records.named import named
from crmeter.web.records.personal import personal_data
from crmeter.web.records.record import record, record_fields
from crmeter.web.records.stream import stream


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
    path("customers/<int:number>/why", why, name="why_customer"),
    path("leads/<int:number>/convert", convert_lead, name="convert_lead"),
    path("tickets/<int:number>/status", set_status, name="ticket_status"),
    path("tickets/<int:number>/merge", merge_ticket, name="merge_ticket"),
    path("activities/<int:number>/done", done, name="done"),
    path("activities/<int:number>/not-done", not_done, name="not_done"),
    path("files/<int:number>", download, name="file"),
    path("files/<int:number>/remove", take_file_away, name="remove_file"),
    path("named", named, name="named"),
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
    path("<concept:concept>/<int:number>/stream", stream, name="stream"),
    path("<concept:concept>/<int:number>/write/<slug:kind>", write, name="write"),
    path("<concept:concept>/<int:number>/follow", follow_record, name="follow"),
    path("<concept:concept>/<int:number>/put-off", put_off, name="put_off"),
    path("<concept:concept>/<int:number>/files", add_files, name="add_files"),
    path("<concept:concept>/<int:number>/files/<int:file>/bring-back", put_file_back, name="bring_file_back"),
]
