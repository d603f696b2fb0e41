"""Names of owners in the current data that nobody's account answers to."""

from functools import lru_cache

from django.conf import settings

from crmeter.records.staff.owner_words import owner_words
from crmeter.vocabulary import Scope
from crmeter.vocabulary.folding import spelled
from crmeter.warehouse.workspace import Workspace

MOST = 60


def owners_of_nobody() -> list[str]:
    """Return such names as the data write them, as many as can be looked through."""
    # The room of tables is loaded by whoever looks here, and by no other page.
    from crmeter.warehouse.snapshots import current  # noqa: PLC0415 - see above

    snapshot = current(settings.WORKSPACE)
    if snapshot is None:
        return []
    known = owner_words(Scope())
    return [owner for owner in _owners(settings.WORKSPACE, snapshot.id) if spelled(owner) not in known][:MOST]


# A snapshot never changes.
@lru_cache(maxsize=2)
def _owners(workspace: Workspace, snapshot_id: str) -> tuple[str, ...]:
    from crmeter.evaluation.tables import attach_snapshot  # noqa: PLC0415 - see above
    from crmeter.warehouse.engine import Engine  # noqa: PLC0415 - see above
    from crmeter.warehouse.owned_rows import owners_in  # noqa: PLC0415 - see above
    from crmeter.warehouse.snapshots import load  # noqa: PLC0415 - see above

    with Engine("256MB", 2) as engine:
        attach_snapshot(engine, workspace, load(workspace, snapshot_id))
        return tuple(owners_in(engine))
