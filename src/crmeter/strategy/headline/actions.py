"""The only writer of the headline."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from crmeter.measures.catalogue import measures
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.refusals import NoVersion, Refused, Stale
from crmeter.records.staff.queries import Person, actor_of
from crmeter.strategy.headline.models import Headline
from crmeter.strategy.targets.rights import refuse_unless_setter
from crmeter.vocabulary import Text

# Four or five stand out (C10); the page carries three to six.
FEWEST, MOST = 3, 6
_ONLY = 1


def choose_headline(person: Person, names: Sequence[str], *, version: int | None) -> int:
    """Say which measures stand out, in order, and return the new version; none lets the product choose again.

    Args:
        person: who says it.
        names: of measures; none, or three to six.
        version: of the choice that was seen; 0 where there was none.

    Raises:
        Refusal: they may not, there are too few or too many, one is unknown or named twice, or it has changed.
    """
    refuse_unless_setter(person)
    if names and not FEWEST <= len(names) <= MOST:
        raise Refused("how_many", _HOW_MANY.fill(fewest=FEWEST, most=MOST))
    if len(set(names)) < len(names):
        raise Refused("twice", _TWICE)
    if not set(names) <= measures().keys():
        raise Refused("unknown_measure", _UNKNOWN)
    if version is None:
        raise NoVersion
    with transaction.atomic():
        there = Headline.objects.values_list("pk", flat=True).first()
        if there is None and version:
            raise Stale(0)
        now = timezone.now()
        if there is None:
            row = Headline(pk=_ONLY, measures=list(names), set_by_id=person.id, set_at=now)
            row.save(force_insert=True)
            audit(actor_of(person), "headline.chosen", row, after={"measures": list(names)})
            return row.version
        row = held(Headline, there, version)
        before = {"measures": row.measures}
        row.measures, row.set_by_id, row.set_at = list(names), person.id, now
        new = keep(row, "measures", "set_by", "set_at")
        audit(actor_of(person), "headline.chosen", row, before=before, after={"measures": list(names)})
    return new


_HOW_MANY = Text("hãy chọn từ {fewest} đến {most} chỉ số", "choose {fewest} to {most} measures")
_TWICE = Text("mỗi chỉ số chỉ chọn một lần", "each measure is chosen once")
_UNKNOWN = Text("danh mục không có chỉ số này", "the catalogue has no such measure")
