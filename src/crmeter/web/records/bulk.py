"""Changes of many records from a list: what is done with how many is asked, then it runs behind the pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from crmeter.records.campaigns.concept import CAMPAIGNS
from crmeter.records.change_sets.bulk import Assign, Bulk, Edit, Join, Remove, TagOff, TagOn
from crmeter.records.change_sets.bulk_actions import start_bulk
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Kind
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import all_tags, record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.leads.concept import LEADS
from crmeter.records.leads.member_actions import MEMBERSHIP
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.web.records.changes import state_of
from crmeter.web.records.controls import Control, control_of
from crmeter.web.records.reader import opened
from crmeter.web.records.selection import selection_of
from crmeter.web.templatetags.figures import language


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked before many records are changed.

    Args:
        title: of the question.
        verb: on its button, with the number of records.
        deed: that must be allowed.
        is_danger: the button says that something goes.
    """

    title: Text
    verb: Text
    deed: Deed = Deed.CHANGE
    is_danger: bool = False


ASKINGS: Mapping[str, Asking] = {
    "edit": Asking(Text("Sửa một trường", "Change a field"), Text("Sửa {n} bản ghi", "Change {n} records")),
    "assign": Asking(Text("Giao cho", "Assign to"), Text("Giao {n} bản ghi", "Assign {n} records")),
    "tag": Asking(Text("Gắn nhãn", "Tag"), Text("Gắn nhãn {n} bản ghi", "Tag {n} records")),
    "untag": Asking(Text("Bỏ nhãn", "Take a tag off"), Text("Bỏ nhãn {n} bản ghi", "Take the tag off {n} records")),
    "campaign": Asking(
        Text("Thêm vào chiến dịch", "Add to a campaign"), Text("Thêm {n} bản ghi", "Add {n} records"), Deed.SEE
    ),
    "remove": Asking(
        Text("Xóa bản ghi", "Remove records"), Text("Xóa {n} bản ghi", "Remove {n} records"), Deed.REMOVE, True
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def bulk(request: HttpRequest, concept: str, what: str) -> HttpResponse:
    """Ask what is to be done with the records that are meant, or begin to do it.

    Raises:
        Http404: nothing is called so, or the reader may do it with no record.
    """
    reader, of = opened(request, concept)
    asking = ASKINGS.get(what)
    if asking is None or not may(reader, of, asking.deed) or (what == "campaign" and not may_join(reader, of)):
        raise Http404
    selection = selection_of(request, of)
    refusal = ""
    if request.method == "POST":
        try:
            asked_for = _bulk(reader, of, what, request)
            pk = start_bulk(reader, of, asked_for, selection.asked, expected=confirmed(request))
        except Refused as refused:
            refusal = (refused.why if isinstance(refused, WrongValue) else refused.text).in_(language())
        else:
            if "HX-Request" not in request.headers:
                return redirect("change_set", pk)
            # In the list, which stays as it is.
            response = render(request, "changes/state.html", state_of(reader, pk))
            response["HX-Retarget"], response["HX-Reswap"] = "#bulk-state", "innerHTML"
            response["HX-Trigger"] = "bulk-begun"
            return response
    count = selection.count(reader)
    context = {
        "concept": of,
        "what": what,
        "title": asking.title,
        "verb": asking.verb.fill(n=count),
        "is_danger": asking.is_danger,
        "count": count,
        "action": reverse("bulk", args=[of.name, what]) + selection.query,
        "fields": [(f.name, f.title.in_(language())) for f in _edited(of)] if what == "edit" else (),
        "control": _control(of, what, request),
        "tags": all_tags(),
        "refusal": refusal,
    }
    return render(request, "records/bulk.html", context, status=422 if request.method == "POST" else 200)


def confirmed(request: HttpRequest) -> int:
    """Return how many records somebody has confirmed in a form; of a form that names none, a number that none fits."""
    expected = request.POST.get("expected", "")
    return int(expected) if expected.isdecimal() and len(expected) < 10 else -1


def may_join(reader: Person, concept: Concept) -> bool:
    """Return whether somebody may put records of a concept into a campaign."""
    return concept.name in MEMBERSHIP.of and may(reader, CAMPAIGNS, Deed.CHANGE)


def _edited(concept: Concept) -> list[Any]:
    # A name is one record's own; whom records belong to is asked apart.
    return [field for field in concept.edited if field.name not in ("name", "owner", "external_id")]


def _control(concept: Concept, what: str, request: HttpRequest) -> Control | None:
    if what == "assign":
        return control_of(concept, concept.all_fields["owner"], None, typed=request.POST.get("owner"))
    if what == "campaign":
        return control_of(LEADS, LEADS.all_fields["campaign"], None)
    if what != "edit":
        return None
    asked = request.POST.get("field") or request.GET.get("field", "")
    fields = _edited(concept)
    field = next((each for each in fields if each.name == asked), fields[0])
    typed = request.POST.get(field.name)
    return control_of(concept, field, None, typed=None if field.kind == Kind.RECORD and field.to else typed)


def _bulk(reader: Person, concept: Concept, what: str, request: HttpRequest) -> Bulk:
    said = request.POST
    if what == "assign":
        owner = said.get("owner", "")
        return Assign(int(owner) if owner.isdecimal() and len(owner) < 10 else None)
    if what == "tag":
        return TagOn(said.get("name", ""))
    if what == "untag":
        tag = said.get("tag", "")
        if tag.isdecimal() and len(tag) < 19 and int(tag) in {each.id for each in all_tags()}:
            return TagOff(int(tag))
        raise Refused("no_tag", Text("hãy chọn một nhãn", "choose a tag"))
    if what == "remove":
        return Remove()
    if what == "campaign":
        return Join(CAMPAIGNS.name, *campaign_chosen(reader, said.get("campaign", "")))
    name = said.get("field", "")
    if name not in {field.name for field in _edited(concept)}:
        raise Refused("no_field", Text("hãy chọn một trường", "choose a field"))
    return Edit({name: said.get(name, "")})


def campaign_chosen(reader: Person, chosen: str) -> tuple[int, str]:
    """Return the number and name of the campaign that somebody chose in a form.

    Raises:
        Refused: they chose none that they see.
    """
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0
    found = record_at(reader, CAMPAIGNS, number, fields=("status",)) if number else None
    if found is None:
        raise Refused("no_campaign", Text("hãy chọn một chiến dịch", "choose a campaign"))
    return found.id, found.name
