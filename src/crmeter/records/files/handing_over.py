"""Files of records for whoever hands them over, whatever they may see otherwise."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from crmeter.records.files.models import Attachment
from crmeter.records.files.queries import FileView, view_of


def files_with(records: Mapping[str, Iterable[int]]) -> tuple[FileView, ...]:
    """Return the files of some records whose bytes are kept.

    Args:
        records: by concept, their numbers.
    """
    theirs = Q(pk__in=())
    for concept, numbers in records.items():
        theirs |= Q(concept=concept, record__in=list(numbers))
    rows = Attachment.objects.filter(theirs, forgotten_at=None).select_related("added_by").order_by("id")
    return tuple(view_of(row) for row in rows)
