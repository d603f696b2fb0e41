"""A lead becomes a customer, a contact and a deal, or some of them: made, or joined to what is there."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import is_within, record_at
from crmeter.records.concept.values import WrongValue
from crmeter.records.deals.queries import PipelineView, pipelines
from crmeter.records.leads.actions import Joined, Target, convert
from crmeter.records.leads.conversion import likely_same
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.web.records.reader import opened
from crmeter.web.templatetags.figures import language
from crmeter.web.versions import version_in

_SAME = {
    "phone": Text("cùng số điện thoại", "same telephone number"),
    "email": Text("cùng thư điện tử", "same e-mail address"),
    "name": Text("cùng tên", "same name"),
}
_TARGETS = ("customer", "contact", "deal")


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that a lead can become.

    Args:
        value: as the form sends it: `none`, `new` or the number of a record that is joined.
        words: what is read.
        note: in what the two agree.
        is_chosen: until somebody says otherwise.
    """

    value: str
    words: str
    note: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a lead becomes of one concept."""

    name: str
    title: str
    ways: tuple[Way, ...]


@require_http_methods(["GET", "HEAD", "POST"])
def convert_lead(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a lead can become, with the records that may be the same, or convert it.

    Raises:
        Http404: there is no such lead that the reader may change, or it was converted.
    """
    reader, of = opened(request, "leads")
    found = record_at(reader, of, number)
    if found is None or found.values.get("converted_on") or not is_within(reader, of, number, Deed.CHANGE):
        raise Http404
    chosen = {name: request.POST.get(name, "") for name in _TARGETS} if request.method == "POST" else {}
    refusal = ""
    if request.method == "POST":
        try:
            made = convert(reader, number, version=version_in(request), to=_target(chosen, request))
        except Refused as refused:
            refusal = (refused.why if isinstance(refused, WrongValue) else refused.text).in_(language())
        else:
            messages.success(request, _("Converted"))
            at = ("deals", made.deal) if made.deal else ("customers", made.customer or found.values["customer"].id)
            if made.deal is None and made.customer is None and made.contact is not None:
                at = ("contacts", made.contact)
            return redirect("record", *at)
    context: dict[str, Any] = {
        "concept": of,
        "record": found,
        "questions": _questions(reader, number, chosen),
        "pipelines": pipelines(),
        "deal_stage": request.POST.get("stage", ""),
        "refusal": refusal,
    }
    return render(request, "records/convert.html", context, status=422 if refusal else 200)


def _questions(reader: Person, number: int, chosen: dict[str, str]) -> list[Question]:
    words = language()
    alike = likely_same(reader, number)
    questions = []
    for name in _TARGETS:
        concept = CONCEPTS[f"{name}s"]
        joined = [each for each in alike if each.concept == concept.name]
        can_make = may(reader, concept, Deed.CREATE)
        usual = str(joined[0].id) if joined else ("new" if can_make and name != "deal" else "none")
        now = chosen.get(name) or usual
        ways = [
            Way(str(each.id), each.name, ", ".join(_SAME[way].in_(words) for way in each.same), now == str(each.id))
            for each in joined
        ]
        ways += [Way("new", _made(concept), "", now == "new")] if can_make else []
        ways.append(Way("none", _("None"), "", now == "none"))
        questions.append(Question(name, concept.one.in_(words), tuple(ways)))
    return questions


def _made(concept: Concept) -> str:
    return _("New %(one)s") % {"one": concept.one.in_(language())}


def _target(chosen: dict[str, str], request: HttpRequest) -> Target:
    deal: Joined = _joined(chosen["deal"])
    if deal == {}:
        pipeline, stage = _stage_of(request.POST.get("stage", ""))
        deal = {"pipeline": pipeline.id, "stage": stage}
    return Target(_joined(chosen["customer"]), _joined(chosen["contact"]), deal)


def _joined(value: str) -> Joined:
    if value == "new":
        return {}
    return int(value) if value.isdecimal() and len(value) < 19 else None


def _stage_of(value: str) -> tuple[PipelineView, int]:
    for pipeline in pipelines():
        for stage in pipeline.stages:
            if str(stage.id) == value:
                return pipeline, stage.id
    raise Refused("no_stage", Text("hãy chọn giai đoạn của cơ hội", "choose the stage of the deal"))
