"""The page of one record: its fields, what happened around it, what belongs to it, and what is known of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.conditions import Condition
from crmeter.records.concept.gate import may
from crmeter.records.concept.linked import Linked, linked_to
from crmeter.records.concept.listing import Asked, Row, is_within, neighbours_of, page_of, record_at
from crmeter.records.consent.purposes import PURPOSES
from crmeter.records.files.queries import count_of_files, files_of
from crmeter.records.notices.queries import followers_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed, Reach
from crmeter.records.staff.rights_queries import rights_of
from crmeter.web.records.aside import aside_of
from crmeter.web.records.asked import address_of
from crmeter.web.records.cells import Cell, cell_of
from crmeter.web.records.compose import composer_of
from crmeter.web.records.consent import ASKED, consent_of_record
from crmeter.web.records.history import changes_of
from crmeter.web.records.privacy_marks import marks_of
from crmeter.web.records.reader import opened
from crmeter.web.records.shown_fields import groups_of
from crmeter.web.records.stream import stream_of
from crmeter.web.records.tabs import own_tabs
from crmeter.web.records.tags import tags_context
from crmeter.web.templatetags.figures import language

# Of each kind of records that belong to one, on its page.
OF_EACH = 10
# What can stand in the middle beside the timeline and records that belong to this one.
_MIDDLES = ("files", "history", "consent")


@dataclass(frozen=True, slots=True)
class Related:
    """Records of another concept that name this one.

    Args:
        concept: theirs.
        lines: the first of them, each with its address and the values of its columns.
        titles: of the columns.
        address: the list of all.
        new_address: where one more is made; nothing for whoever makes none.
    """

    concept: Concept
    lines: tuple[tuple[str, str, tuple[Cell, ...]], ...]
    titles: tuple[str, ...]
    address: str
    new_address: str


@require_safe
def record(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show one record, to whoever may see it.

    Raises:
        Http404: there is none that the reader may see.
    """
    return page_of_record(request, concept, number, show=request.GET.get("show", ""))


def page_of_record(
    request: HttpRequest,
    concept: str,
    number: int,
    *,
    show: str,
    more: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page of a record, for whoever may see it.

    Args:
        request: as it came.
        concept: by name.
        number: of the record.
        show: what stands in the middle.
        more: for its templates, instead of what they are drawn from usually.
        status: of the answer.

    Raises:
        Http404: there is none that the reader may see.
    """
    reader, of = opened(request, concept)
    found = record_at(reader, of, number)
    is_removed = found is None
    found = record_at(reader, of, number, is_removed=True) if found is None else found
    if found is None:
        raise Http404
    return show_record(request, reader, of, found, show=show, is_removed=is_removed, status=status, more=more)


def show_record(
    request: HttpRequest,
    reader: Person,
    of: Concept,
    found: Row,
    *,
    show: str = "",
    is_removed: bool = False,
    status: int = 200,
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Draw the page of a record.

    Args:
        request: who reads, and from which list they came.
        reader: the same, as a person.
        of: the concept.
        found: the record.
        show: what stands in the middle: records that belong to it, a tab of its own, `files`, `history`, `consent`, or
            the timeline.
        is_removed: the record was removed.
        status: of the answer.
        more: what was typed and refused, by the names of the templates.
    """
    number = found.id
    address = address_of(request, of)
    before, after = neighbours_of(reader, of, address.asked, found)
    root, query = reverse("record", args=[of.name, 0]).removesuffix("0"), address.query()
    marks = marks_of(reader, of, found, is_removed=is_removed)
    is_erased = bool(marks.get("is_erased"))
    may_change = not is_removed and not is_erased and allowed(reader, of, found, Deed.CHANGE)
    followers = followers_of(of, number)
    linked = linked_to(reader, of, number, without=("activities",))
    related = next((each for each in linked if each.concept.name == show), None)
    tabs = own_tabs(of)
    tab = next((each for each in tabs if each.name == show), None)
    is_middle = show in _MIDDLES and (show != "consent" or of.name in ASKED)
    show = show if related or tab or is_middle else "stream"
    context: dict[str, Any] = {
        "concept": of,
        "record": found,
        "is_removed": is_removed,
        "groups": groups_of(of, found, may_change=may_change),
        "linked": linked,
        "show": show,
        "own_tabs": [(each, each.count(number)) for each in tabs],
        "own_template": "" if tab is None else tab.template,
        "asks_consent": of.name in ASKED,
        "count_of_files": count_of_files(of, number),
        "list_address": reverse(of.name) + query,
        "before_address": None if before is None else f"{root}{before}{query}",
        "after_address": None if after is None else f"{root}{after}{query}",
        "may_change": may_change,
        "may_remove": not is_erased and allowed(reader, of, found, Deed.REMOVE, is_removed=is_removed),
        "followers": followers,
        "follows": any(each == reader.id for each, _name in followers),
        **marks,
        "query": query,
        **(
            _shown_in_the_middle(request, reader, of, found, show, related, writes=not (is_removed or is_erased))
            if tab is None
            else tab.context(request, reader, found)
        ),
        **({} if is_removed else aside_of(reader, of, found)),
        **tags_context(of, found, may_change=may_change),
        **(more or {}),
    }
    return render(request, "records/record.html", context, status=status)


def _shown_in_the_middle(
    request: HttpRequest,
    reader: Person,
    concept: Concept,
    found: Row,
    show: str,
    related: Linked | None,
    *,
    writes: bool,
) -> dict[str, Any]:
    if related is not None:
        return {"related": _related(reader, found, related)}
    if show == "files":
        return {"files": files_of(reader, concept, found.id)}
    if show == "consent":
        return {"consent": consent_of_record(concept, found), "purposes": PURPOSES}
    if show == "history":
        return {"changes": changes_of(reader, concept, found.id)}
    return {
        "stream": stream_of(reader, concept, found.id, request.GET.get("kind", "")),
        "number": found.id,
        "composer": None if not writes else composer_of(reader, concept, found, request.GET.get("write", "note")),
    }


@require_safe
def panel(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show the fields of a record beside a list, which stays as it is.

    Raises:
        Http404: there is none that the reader may see.
    """
    reader, of = opened(request, concept)
    found = record_at(reader, of, number)
    if found is None:
        raise Http404
    may_change = allowed(reader, of, found, Deed.CHANGE)
    context = {
        "groups": groups_of(of, found, may_change=may_change),
        "address": reverse("record", args=[of.name, number]) + address_of(request, of).query(),
    } | tags_context(of, found, may_change=may_change)
    return render(request, "records/panel.html", context)


@require_safe
def record_fields(request: HttpRequest, concept: str, number: int) -> HttpResponse:
    """Show the fields of a record again, after one of them was changed.

    Raises:
        Http404: there is none that the reader may see.
    """
    reader, of = opened(request, concept)
    found = record_at(reader, of, number)
    if found is None:
        raise Http404
    may_change = allowed(reader, of, found, Deed.CHANGE)
    context = {"concept": of, "record": found, "groups": groups_of(of, found, may_change=may_change)}
    return render(request, "records/fields.html", context)


def allowed(reader: Person, concept: Concept, found: Row, deed: Deed, *, is_removed: bool = False) -> bool:
    """Return whether somebody may do something with a record that they see."""
    # Whoever may do it with all of them need not be looked for among those who may with this one.
    is_everywhere = rights_of(reader, concept.name).reach(deed) == Reach.ALL
    return is_everywhere or is_within(reader, concept, found.id, deed, is_removed=is_removed)


def _related(reader: Person, found: Row, linked: Linked) -> Related:
    other, field = linked.concept, linked.field
    asked = Asked(clauses=((Condition(field.name, "is", str(found.id)),),))
    columns = [each for each in other.listed if each.name not in ("name", field.name)][:4]
    names = tuple(dict.fromkeys(n for each in columns for n in (each.name, each.currency) if n))
    page = page_of(reader, other, asked, names, OF_EACH)
    words = language()
    new_address = f"{reverse('new_record', args=[other.name])}?{field.name}={found.id}"
    return Related(
        concept=other,
        lines=tuple(
            (reverse("record", args=[other.name, row.id]), row.name, tuple(cell_of(each, row) for each in columns))
            for row in page.rows
        ),
        titles=tuple(each.title.in_(words) for each in columns),
        address=f"{reverse(other.name)}?where={field.name}.is.{found.id}",
        new_address=new_address if may(reader, other, Deed.CREATE) else "",
    )
