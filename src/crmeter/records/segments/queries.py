"""What pages read of built segments, as frozen values."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from crmeter.records.customers.queries import Listing
from crmeter.records.customers.rule_queries import rule_query
from crmeter.records.customers.survivors import taken_over
from crmeter.records.segments.models import Segment, SegmentMember
from crmeter.records.segments.rights import may_share
from crmeter.records.staff.queries import Person
from crmeter.vocabulary import Misused, Text
from crmeter.vocabulary.segment_rule import Rule, rule_of

NOBODY = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A built segment; see the model.

    Args:
        rule: None where this version cannot read it any more.
        why: it cannot; None where it can.
        may_change: whether the person who asks may change it.
    """

    id: int
    version: int
    name: str
    rule: Rule | None
    why: Text | None
    is_live: bool
    owner: int
    owner_name: str
    is_shared: bool
    is_measured: bool
    set_at: datetime
    kept_on: date | None
    kept_by: str
    kept: int
    may_change: bool


def segments_of(person: Person) -> tuple[SegmentView, ...]:
    """Return the segments that somebody built or that are shared with all, by name."""
    rows = Segment.objects.filter(Q(owner=person.id) | Q(is_shared=True), is_removed=False)
    shares = may_share(person)
    found = [_view(person, row, shares=shares) for row in rows.select_related("owner", "kept_by")]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def segment_at(person: Person, pk: int) -> SegmentView | None:
    """Return one segment, or None where the person does not find it."""
    rows = Segment.objects.filter(Q(owner=person.id) | Q(is_shared=True), pk=pk, is_removed=False)
    row = rows.select_related("owner", "kept_by").first()
    return None if row is None else _view(person, row, shares=may_share(person))


def membership_of(listing: Listing, segment: SegmentView) -> Q:
    """Return what the rows of a list must fulfil to be in a segment; in one that cannot be read is nobody."""
    (found,) = memberships_of(listing, [segment])
    return found


def memberships_of(listing: Listing, segments: Sequence[SegmentView]) -> list[Q]:
    """Return what the rows of a list must fulfil to be in each of some segments; see `membership_of`."""
    standing = _standing_for_members(listing, [each.id for each in segments if not each.is_live])
    return [_membership(listing, each, standing.get(each.id, ())) for each in segments]


def _membership(listing: Listing, segment: SegmentView, standing: Collection[int]) -> Q:
    if segment.is_live:
        return NOBODY if segment.rule is None else rule_query(listing, segment.rule)
    kept = Q(customer_key__in=SegmentMember.objects.filter(segment=segment.id).values("customer_key"))
    return kept | Q(customer_key__in=standing) if standing else kept


def _standing_for_members(listing: Listing, kept: Collection[int]) -> dict[int, set[int]]:
    """Return by segment the keys of those who took a member over: evaluations count them as members too."""
    found: dict[int, set[int]] = defaultdict(set)
    if kept:
        members = SegmentMember.objects.filter(segment__in=kept)
        into = taken_over(listing, members.values("customer_key"))
        if into:
            for segment, key in members.filter(customer_key__in=into).values_list("segment", "customer_key"):
                found[segment].add(into[key])
    return found


def measured_names(segments: Sequence[SegmentView]) -> tuple[str, ...]:
    """Return the names of those that evaluations measure."""
    return tuple(each.name for each in segments if each.is_measured)


def _view(person: Person, row: Segment, *, shares: bool) -> SegmentView:
    rule: Rule | None = None
    why: Text | None = None
    try:
        rule = rule_of(row.rule)
    except Misused as refused:
        why = refused.text
    return SegmentView(
        id=row.pk,
        version=row.version,
        name=row.name,
        rule=rule,
        why=why,
        is_live=row.is_live,
        owner=row.owner_id,
        owner_name=str(row.owner),
        is_shared=row.is_shared,
        is_measured=row.is_measured,
        set_at=row.set_at,
        kept_on=row.kept_on,
        kept_by="" if row.kept_by is None else str(row.kept_by),
        kept=row.kept,
        may_change=row.owner_id == person.id or (row.is_shared and shares),
    )
