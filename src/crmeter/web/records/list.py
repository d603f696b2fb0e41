"""The list of records of a concept."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import Condition
from crmeter.records.concept.field import Field, Kind
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Group, Page, all_tags, groups_of, page_of, sorted_by
from crmeter.records.concept.listing import Row as Record
from crmeter.records.saved_views.queries import views_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import formats
from crmeter.web.records.asked import Address, address_of, groups_by, is_column
from crmeter.web.records.bulk import may_join
from crmeter.web.records.cells import NUMBERS, writer_of
from crmeter.web.records.chips import chips_of, filtered_by, operators_of, options_drawn
from crmeter.web.records.controls import control_of
from crmeter.web.records.reader import opened
from crmeter.web.records.rows import rows_drawn
from crmeter.web.records.views import opens_with, tabs_of
from crmeter.web.templatetags.figures import language

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Header:
    """The head of a column: its words, where it leads to, and how the list is sorted by it now."""

    name: str
    title: str
    style: str
    address: str
    now: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """Records with one value in common: what it is, how many, their total, and the list of them."""

    words: str
    count: str
    total: str
    address: str


@require_safe
def records(request: HttpRequest, concept: str) -> HttpResponse:
    """Show the list of a concept; asked by a script, only what was found."""
    reader, of = opened(request, concept)
    views = views_of(reader, of)
    elsewhere = opens_with(request, of, views)
    if elsewhere is not None:
        return redirect(elsewhere)
    address = address_of(request, of)
    if address.asked.sort == of.default_sort:
        # The order that nobody needs to ask for is in no address.
        address = _without_usual_order(address)
    context = _context(reader, address) | tabs_of(address, views)
    # The browser asks for the whole page when somebody goes back to one that it has forgotten.
    is_fragment = "HX-Request" in request.headers and "HX-History-Restore-Request" not in request.headers
    template = "records/found.html" if is_fragment else "records/list.html"
    response = render(request, template, context | {"is_fragment": is_fragment})
    if is_fragment:
        response["HX-Push-Url"] = reverse(of.name) + address.query()
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def filter_value(request: HttpRequest, concept: str) -> HttpResponse:
    """Show how a field can be compared, and what its value is typed into."""
    _, of = opened(request, concept)
    field = of.all_fields.get(request.GET.get("field", "")) or of.all_fields["name"]
    context = {
        "operators": operators_of(field),
        "control": control_of(of, field, None, closed=True),
        "is_person": field.kind == Kind.PERSON,
    }
    return render(request, "records/filter_value.html", context)


def _without_usual_order(address: Address) -> Address:
    return replace(address, asked=replace(address.asked, sort=""))


def _context(reader: Person, address: Address) -> dict[str, Any]:
    concept, fields = address.concept, address.fields
    page = _page(reader, address, fields)
    amount = _amount(concept)
    may_change = not address.asked.is_removed and may(reader, concept, Deed.CHANGE)
    tags = all_tags()
    return {
        "concept": concept,
        "address": address,
        "asked": address.asked,
        "page": page,
        "headers": [_header(address, field) for field in fields],
        "name_header": _name_header(address),
        "rows": rows_drawn(address, page.rows, fields, may_change=may_change),
        "chips": chips_of(reader, address),
        "query": address.query(),
        "filters": filtered_by(concept),
        "columns": _columns_drawn(address),
        "groupings": options_drawn(
            ((f.name, f.title.in_(language())) for f in concept.all_fields.values() if groups_by(f)), address.group
        ),
        "groups": _groups(reader, address),
        "group_title": concept.all_fields[address.group].title.in_(language()) if address.group else "",
        "amount_title": "" if amount is None else amount.title.in_(language()),
        "usual_query": address.query(columns=(), group=""),
        "tags": tags,
        "tag": next((each for each in tags if each.id == address.asked.tag), None),
        "untagged_query": replace(address, asked=replace(address.asked, tag=None)).query(),
        "tagged_root": reverse(concept.name) + _tagged(address),
        "before_address": None if page.before is None else address.query(before=page.before),
        "after_address": None if page.after is None else address.query(after=page.after),
        "may_change": may_change,
        "may_remove": not address.asked.is_removed and may(reader, concept, Deed.REMOVE),
        "may_create": may(reader, concept, Deed.CREATE),
        "may_export": may(reader, concept, Deed.EXPORT),
        "may_join": not address.asked.is_removed and may_join(reader, concept),
    }


def _tagged(address: Address) -> str:
    """How an address goes on up to the number of a tag."""
    query = replace(address, asked=replace(address.asked, tag=None)).query()
    return f"{query}{'&' if query else '?'}tag="


def _page(reader: Person, address: Address, fields: Sequence[Field]) -> Page:
    names = tuple(dict.fromkeys(name for field in fields for name in (field.name, field.currency) if name))
    page = page_of(reader, address.concept, address.asked, names, ON_A_PAGE)
    if not page.rows and page.count:
        # Whoever came after or before that record is not in the list any more.
        page = page_of(reader, address.concept, address.asked.first_page(), names, ON_A_PAGE)
    return page


def _columns_drawn(address: Address) -> SafeString:
    """Draw the fields that can be columns, with those ticked that are."""
    words = language()
    return SafeString(
        "".join(
            f'<label class="row"><input type="checkbox" name="column" value="{escape(field.name)}"'
            f"{' checked' if field in address.fields else ''}>{escape(field.title.in_(words))}</label>"
            for field in _columns(address)
        )
    )


def _columns(address: Address) -> list[Field]:
    """All fields that can be columns, those that are now in their order first."""
    now = list(address.fields)
    others = [f for name, f in address.concept.all_fields.items() if is_column(address.concept, name) and f not in now]
    return now + others


def _header(address: Address, field: Field) -> Header:
    words = field.title.in_(language())
    style = "r" if field.kind in NUMBERS else ""
    if field.name not in address.concept.all_sorts:
        return Header(field.name, words, style, "", "")
    return _sorted_header(address, field.name, words, style, descends_first=True)


def _name_header(address: Address) -> Header:
    words = address.concept.all_fields["name"].title.in_(language())
    return _sorted_header(address, "name", words, "", descends_first=False)


def _sorted_header(address: Address, name: str, words: str, style: str, *, descends_first: bool) -> Header:
    column, descending = sorted_by(address.concept, address.asked.sort)
    is_now = address.concept.all_sorts[name].name == column.name
    turned = (name if descending else f"-{name}") if is_now else (f"-{name}" if descends_first else name)
    now = ("descending" if descending else "ascending") if is_now else ""
    return Header(name, words, style, reverse(address.concept.name) + address.query(sort=turned), now)


def _groups(reader: Person, address: Address) -> list[GroupLine]:
    if not address.group:
        return []
    concept, field = address.concept, address.concept.all_fields[address.group]
    amount = _amount(concept)
    found = groups_of(reader, concept, address.asked, address.group, "" if amount is None else amount.name)
    return [_group(address, field, group) for group in found]


def _amount(concept: Concept) -> Field | None:
    """The amount that groups are added up by: the first that records of the concept have."""
    return next((field for field in concept.fields if field.kind == Kind.MONEY), None)


def _group(address: Address, field: Field, group: Group) -> GroupLine:
    words = language()
    if group.value in (None, ""):
        written, wanted = formats.EMPTY, Condition(field.name, "empty")
    else:
        value = group.link if group.link is not None else group.value
        written = writer_of(field)(Record(0, 0, "", {field.name: value})).words
        kept = ("yes" if group.value else "no") if field.kind == Kind.FLAG else str(group.value)
        wanted = Condition(field.name, "is", kept)
    clauses = (*address.asked.clauses, (wanted,))
    return GroupLine(
        written,
        formats.number(group.count, words, 0),
        "" if group.total is None else formats.number(group.total, words, 0),
        reverse(address.concept.name) + address.query(clauses=clauses, group=""),
    )
