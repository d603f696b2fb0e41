"""What stands on the page of a campaign: whom it reaches, what it costs, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from crmeter.records.campaigns.concept import CAMPAIGNS, COST_FIELDS
from crmeter.records.campaigns.queries import cost_count, costs_of
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.field import Choice
from crmeter.records.concept.gate import may
from crmeter.records.concept.listing import Row
from crmeter.records.leads.concept import MEMBER_FIELDS, MEMBER_STATES
from crmeter.records.leads.queries import (
    Member,
    member_counts,
    member_dates,
    members_of,
    names_of_members,
)
from crmeter.records.leads.spending import spending_of
from crmeter.records.staff.queries import Person
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.web.records.controls import control_of
from crmeter.web.templatetags.figures import language

ON_A_PAGE = 50
# Who can be a member, by the word that forms use.
MEMBER_LINKS = ("customer", "contact", "lead")
_MEMBER_FIELDS = {each.name: each for each in MEMBER_FIELDS}
_STATES: Mapping[str, Choice] = {each.value: each for each in MEMBER_STATES}


@dataclass(frozen=True, slots=True)
class Step:
    """A state that members come to.

    Args:
        state: by name.
        title: of it.
        came: how many members ever came to it; None for the one that all begin in.
        share: of all members.
        stand: how many came no further.
        address: of those.
    """

    state: str
    title: Text
    came: int | None
    share: float | None
    stand: int
    address: str


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member as the page shows them.

    Args:
        id: of the member.
        name: nothing where the reader may not see who it is.
        one: what they are: a customer, a contact, a lead.
        address: of their page.
        state: the furthest that they came to.
        moments: when they came to which state, the latest first.
        held_out: left alone by lot.
    """

    id: int
    name: str
    one: Text
    address: str
    state: Choice
    moments: tuple[tuple[Text, datetime], ...]
    held_out: bool


def count_of_members(campaign: int) -> int:
    """Return how many members a campaign has."""
    return sum(member_counts(campaign).values())


def count_of_costs(campaign: int) -> int:
    """Return how many costs of a campaign are written down."""
    return cost_count(campaign)


def members_context(request: HttpRequest, reader: Person, found: Row) -> dict[str, Any]:
    """Return what the members of a campaign are drawn from: a page of them, and how far all of them came."""
    asked = request.GET.get("state", "")
    state = asked if asked in _STATES else ""
    after = request.GET.get("after", "")
    place = int(after) if after.isdecimal() and len(after) < 19 else 0
    page = members_of(found.id, state=state, after=place, most=ON_A_PAGE + 1)
    members, has_more = page[:ON_A_PAGE], len(page) > ON_A_PAGE
    names = names_of_members(reader, members)
    root = f"{reverse('record', args=[CAMPAIGNS.name, found.id])}?show=members"
    here = f"{root}&state={state}" if state else root
    stand, came = member_counts(found.id), member_dates(found.id)
    steps = _steps(stand, came, root)
    return {
        "steps": steps,
        "everybody": sum(each.stand for each in steps),
        "held_out": came["held_out"],
        "held_out_percent": found.values["held_out_percent"],
        "state": state,
        "members_root": root,
        "members": [_shown(each, names.get((each.concept, each.record), "")) for each in members],
        "next_address": f"{here}&after={members[-1].id}" if has_more else "",
        "first_address": here if place else "",
        "member_states": MEMBER_STATES[1:],
        "new_members": _looks(reader),
        "member_lists": [each for each in _member_concepts() if may(reader, each, Deed.SEE)],
    }


def costs_context(_request: HttpRequest, _reader: Person, found: Row) -> dict[str, Any]:
    """Return what the costs of a campaign are drawn from."""
    typed = {"on": timezone.localdate().isoformat(), "currency": found.values["currency"]}
    return {"costs": costs_of(found.id), **cost_form(typed)}


def cost_form(typed: Mapping[str, str], wrong: str = "", why: str = "") -> dict[str, Any]:
    """Return what the form of a new cost is drawn from.

    Args:
        typed: by field.
        wrong: the field whose value cannot be kept.
        why: it cannot.
    """
    return {
        "cost_controls": [
            control_of(CAMPAIGNS, each, None, typed=typed.get(each.name, ""), error=why if each.name == wrong else "")
            for each in COST_FIELDS
        ]
    }


def campaign_aside(_reader: Person, found: Row) -> dict[str, Any]:
    """Return what stands beside a campaign."""
    values = found.values
    spent = spending_of(found.id, values["budget"], values["currency"])
    share = spent.of_budget.value
    return {"aside": "campaigns", "spending": spent, "is_over_budget": share is not None and share > 1}


def _steps(stand: Mapping[str, int], came: Mapping[str, int], root: str) -> list[Step]:
    everybody = sum(stand.values())
    return [
        Step(
            each.value,
            each.title,
            came[each.value] if each is not MEMBER_STATES[0] else None,
            came[each.value] / everybody if everybody else None,
            stand.get(each.value, 0),
            f"{root}&state={each.value}",
        )
        for each in MEMBER_STATES
    ]


def _shown(member: Member, name: str) -> ShownMember:
    moments = sorted(member.moments.items(), key=lambda each: each[1], reverse=True)
    return ShownMember(
        member.id,
        name,
        CONCEPTS[member.concept].one,
        reverse("record", args=[member.concept, member.record]) if name else "",
        _STATES[member.state],
        tuple((_MEMBER_FIELDS[f"{state}_at"].title, at) for state, at in moments),
        member.held_out,
    )


def _member_concepts() -> list[Concept]:
    return [CONCEPTS[f"{name}s"] for name in MEMBER_LINKS]


def _looks(reader: Person) -> list[tuple[str, str, str]]:
    """Return name, title and address of what new members are looked for with, of those that the reader may see."""
    return [
        (name, _MEMBER_FIELDS[name].title.in_(language()), reverse("choices", args=["activities", name]))
        for name in MEMBER_LINKS
        if may(reader, CONCEPTS[f"{name}s"], Deed.SEE)
    ]
