"""The addresses of records: one list for each concept, by its own name."""

from django.urls import path, register_converter

from crmeter.records.catalogue import CONCEPTS
from crmeter.web.records.aside import why
from crmeter.web.records.board import board, move
from crmeter.web.records.bulk import bulk
from crmeter.web.records.campaign_deeds import change_members, new_cost, new_members, take_cost
from crmeter.web.records.changes import changes, one, state, stop, take_back
from crmeter.web.records.compose import write
from crmeter.web.records.convert import convert_lead
from crmeter.web.records.deeds import ask_after, done, follow_record, merge_ticket, not_done, put_off, set_status
from crmeter.web.records.deliveries import cancel, new_delivery, new_return, one_delivery, take_return_away
from crmeter.web.records.edit import choices, field, new, put_back, take_away
from crmeter.web.records.erase import erase, lift, restrict
from crmeter.web.records.export import export, exported, exported_file
from crmeter.web.records.files import add_files, download, put_file_back, take_file_away
from crmeter.web.records.lines import lines, lines_total, lines_typed, order_of_deal, products_for_lines
from crmeter.web.records.list import filter_value, records
from crmeter.web.records.merge import duplicates, merging, not_a_duplicate
from crmeter.web.records.named import named
from crmeter.web.records.participants import participants
from crmeter.web.records.personal import personal_data
from crmeter.web.records.portal_link import portal_link
from crmeter.web.records.record import panel, record, record_fields
from crmeter.web.records.stated import state as say_consent
from crmeter.web.records.stream import stream
from crmeter.web.records.subscription import renew_subscription, subscription_status
from crmeter.web.records.tags import shares, tags
from crmeter.web.records.views import change as change_view
from crmeter.web.records.views import keep


class OneOf:
    """Meets one of some words in an address."""

    regex = ""

    def to_python(self, value: str) -> str:
        """Return the word."""
        return value

    def to_url(self, value: str) -> str:
        """Return the word."""
        return value


class ConceptName(OneOf):
    """Meets the names of the concepts."""

    regex = "|".join(CONCEPTS)


class ViewDeed(OneOf):
    """Meets what can be done with a kept view."""

    regex = "update|rename|pin|unpin|default|usual|remove"


class FileKind(OneOf):
    """Meets the kinds of files that a list leaves as."""

    regex = "csv|xlsx"


register_converter(ConceptName, "concept")
register_converter(ViewDeed, "view_deed")
register_converter(FileKind, "file_kind")

urlpatterns = [
    path("deals/board", board, name="board"),
    path("deals/<int:number>/move", move, name="move_deal"),
    path("deals/<int:number>/order", order_of_deal, name="order_of_deal"),
    path("products/for-lines", products_for_lines, name="products_for_lines"),
    path("customers/<int:number>/why", why, name="why_customer"),
    path("leads/<int:number>/convert", convert_lead, name="convert_lead"),
    path("campaigns/<int:number>/costs", new_cost, name="new_cost"),
    path("campaigns/<int:number>/costs/<int:cost>/remove", take_cost, name="remove_cost"),
    path("campaigns/<int:number>/members", new_members, name="new_members"),
    path("campaigns/<int:number>/members/change", change_members, name="change_members"),
    path("orders/<int:number>/deliveries/new", new_delivery, name="new_delivery"),
    path("orders/<int:number>/deliveries/<int:delivery>", one_delivery, name="delivery"),
    path("orders/<int:number>/deliveries/<int:delivery>/cancel", cancel, name="cancel_delivery"),
    path("orders/<int:number>/returns/new", new_return, name="new_return"),
    path("orders/<int:number>/returns/<int:back>/remove", take_return_away, name="remove_return"),
    path("tickets/<int:number>/status", set_status, name="ticket_status"),
    path("tickets/<int:number>/ask", ask_after, name="ask_after"),
    path("tickets/<int:number>/merge", merge_ticket, name="merge_ticket"),
    path("activities/<int:number>/done", done, name="done"),
    path("activities/<int:number>/not-done", not_done, name="not_done"),
    path("activities/<int:number>/participants", participants, name="participants"),
    path("subscriptions/<int:number>/renew", renew_subscription, name="renew_subscription"),
    path("subscriptions/<int:number>/status", subscription_status, name="subscription_status"),
    path("files/<int:number>", download, name="file"),
    path("files/<int:number>/remove", take_file_away, name="remove_file"),
    path("named", named, name="named"),
    # Customers have a second view, what evaluations say of them, and say themselves which is shown.
    *(path(name, records, {"concept": name}, name=name) for name in CONCEPTS if name != "customers"),
    path("<concept:concept>/new", new, name="new_record"),
    path("changes", changes, name="changes"),
    path("changes/<int:number>", one, name="change_set"),
    path("changes/<int:number>/state", state, name="change_set_state"),
    path("changes/<int:number>/stop", stop, name="stop_change_set"),
    path("changes/<int:number>/undo", take_back, name="undo_change_set"),
    path("exports/<int:number>", exported, name="exported"),
    path("exports/<int:number>/file", exported_file, name="exported_file"),
    path("<concept:concept>/bulk/<slug:what>", bulk, name="bulk"),
    path("<concept:concept>/export/<file_kind:kind>", export, name="export"),
    path("<concept:concept>/merge", merging, name="merge"),
    path("<concept:concept>/duplicates", duplicates, name="duplicates"),
    path("<concept:concept>/views", keep, name="keep_view"),
    path("<concept:concept>/views/<int:number>/<view_deed:what>", change_view, name="change_view"),
    path("<concept:concept>/<int:number>/panel", panel, name="panel"),
    path("<concept:concept>/<int:number>/tags", tags, name="tags"),
    path("<concept:concept>/<int:number>/shares", shares, name="shares"),
    path("<concept:concept>/<int:number>/lines", lines, name="lines"),
    path("<concept:concept>/<int:number>/lines/typed", lines_typed, name="lines_typed"),
    path("<concept:concept>/<int:number>/lines/total", lines_total, name="lines_total"),
    path("<concept:concept>/filter", filter_value, name="filter"),
    path("<concept:concept>/choices/<slug:name>", choices, name="choices"),
    path("<concept:concept>/<int:number>", record, name="record"),
    path("<concept:concept>/<int:number>/fields", record_fields, name="record_fields"),
    path("<concept:concept>/<int:number>/personal-data", personal_data, name="personal_data"),
    path("<concept:concept>/<int:number>/erase", erase, name="erase_person"),
    path("<concept:concept>/<int:number>/restrict", restrict, name="restrict_person"),
    path("<concept:concept>/<int:number>/lift-restriction", lift, name="lift_restriction"),
    path("<concept:concept>/<int:number>/consent", say_consent, name="state_consent"),
    path("<concept:concept>/<int:number>/portal-link", portal_link, name="portal_link"),
    path("<concept:concept>/<int:number>/not-duplicate/<int:other>", not_a_duplicate, name="not_a_duplicate"),
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
