"""Files that were sent in are kept for 30 days; then their bytes go."""

import shutil
import time
from pathlib import Path

from django.conf import settings

from crmeter.records.imports.actions import forgotten
from crmeter.records.imports.queries import KEPT_FOR, folders_to_forget, places
from crmeter.records.ledger.actor import SYSTEM
from crmeter.records.value_tables.job_actions import table_forgotten
from crmeter.records.value_tables.queries import value_places, value_places_to_forget

_DAY_SECONDS = 24 * 3600


def forget_files() -> int:
    """Remove the bytes of files that are kept no longer, and return how many files they were."""
    root = settings.WORKSPACE.root
    old = folders_to_forget()
    for number, place in old:
        # The bytes first: after a stop in between, the next time finds the row and nothing to remove.
        shutil.rmtree((root / place).parent, ignore_errors=True)
        forgotten(SYSTEM, number)
    tables = value_places_to_forget()
    for number, place, is_whole in tables:
        if is_whole:
            shutil.rmtree((root / place).parent, ignore_errors=True)
        else:
            (root / place).unlink(missing_ok=True)
        table_forgotten(SYSTEM, number)
    _remove_strays(root)
    return len(old) + len(tables)


def _remove_strays(root: Path) -> None:
    """Remove what no row tells of: a sending that broke off, and working copies that no import came back for."""
    known = {(root / place).parent for place in places() | value_places()}
    now = time.time()
    for folder in (root / "files" / "uploads").glob("*"):
        if folder not in known and now - folder.stat().st_mtime > _DAY_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
    for workbook in (root / "files" / "exports").glob("*"):
        if now - workbook.stat().st_mtime > _DAY_SECONDS:
            workbook.unlink(missing_ok=True)
    for folder in (root / "files" / ".drafts").glob("*"):
        if now - folder.stat().st_mtime > KEPT_FOR.total_seconds():
            shutil.rmtree(folder, ignore_errors=True)
