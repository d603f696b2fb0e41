"""The only writer of files of records, and of their bytes."""

import hashlib
import os
import secrets
import time
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crmeter.records.concept.concept import Concept, concept_named
from crmeter.records.concept.gate import refuse_unless, within
from crmeter.records.concept.models import Record
from crmeter.records.files.media_type import media_type_of
from crmeter.records.files.models import Attachment
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.queries import Person, actor_of
from crmeter.records.staff.rights import Deed
from crmeter.vocabulary import Text
from crmeter.vocabulary.file_names import safe_name

FOLDER = "files/attachments"
_PIECE = 1 << 16
# Long enough for whoever removed a file by mistake to ask for it.
KEPT_FOR = timedelta(days=30)
# A file without a row that is younger may be one that is being sent in.
_BEING_SENT = timedelta(days=1)


def attach(person: Person, concept: Concept, pk: int, name: str, stream: BinaryIO) -> int:
    """Keep a file with a record, and return its number.

    Args:
        person: who adds it.
        concept: of the record.
        pk: which.
        name: what its sender calls it.
        stream: its bytes, read piece by piece.

    Raises:
        Refused: they may not change the record, or the file is empty or too large.
    """
    _changeable(person, concept, pk)
    place = f"{FOLDER}/{secrets.token_hex(16)}"
    path = settings.WORKSPACE.root / place
    try:
        size, digest = _written(path, stream)
        with transaction.atomic():
            # Reading the bytes took its time: the record may be gone, or somebody else's.
            _changeable(person, concept, pk)
            row = Attachment.objects.create(
                concept=concept.name,
                record=pk,
                name=safe_name(name),
                size=size,
                sha256=digest,
                media_type=media_type_of(path),
                place=place,
                added_by_id=person.id,
                added_at=timezone.now(),
            )
            audit(actor_of(person), "files.added", row, after=_shown(row))
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return row.pk


def detach(person: Person, pk: int, *, why: str = "") -> None:
    """Take a file from its record; its bytes are kept for `KEPT_FOR`.

    Raises:
        Refused: there is no such file, or they may not change its record.
    """
    with transaction.atomic():
        row = Attachment.objects.select_for_update().filter(pk=pk, removed_at=None).first()
        concept = None if row is None else concept_named(row.concept)
        if row is None or concept is None:
            raise _gone()
        _changeable(person, concept, row.record)
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
        audit(actor_of(person), "files.removed", row, before=_shown(row), why=why)


def bring_file_back(person: Person, pk: int) -> None:
    """Give a file that was taken away back to its record, as long as its bytes are kept.

    Raises:
        Refused: there is no such file, or they may not change its record.
    """
    with transaction.atomic():
        row = Attachment.objects.select_for_update().filter(pk=pk, forgotten_at=None).first()
        concept = None if row is None else concept_named(row.concept)
        if row is None or concept is None:
            raise _gone()
        _changeable(person, concept, row.record)
        if row.removed_at is not None:
            row.removed_at = None
            row.save(update_fields=["removed_at"])
            audit(actor_of(person), "files.brought_back", row, after=_shown(row))


def move_files(actor: Actor, concept: Concept, sources: Iterable[int], into: int) -> list[int]:
    """Give the files of some records to another one inside the caller's transaction, and return their numbers."""
    with transaction.atomic():
        rows = list(
            Attachment.objects.select_for_update().filter(concept=concept.name, record__in=list(sources)).order_by("id")
        )
        for row in rows:
            before, row.record = row.record, into
            row.save(update_fields=["record"])
            audit(actor, "files.moved", row, before={"record": before}, after={"record": into})
    return [row.pk for row in rows]


def forget_files_of_nobody() -> int:
    """Remove the bytes of files that were taken away long ago or never came to a record; return how many."""
    forgotten = 0
    for row in Attachment.objects.filter(forgotten_at=None, removed_at__lt=timezone.now() - KEPT_FOR):
        with transaction.atomic():
            row.forgotten_at = timezone.now()
            row.save(update_fields=["forgotten_at"])
            (settings.WORKSPACE.root / row.place).unlink(missing_ok=True)
        forgotten += 1
    folder: Path = settings.WORKSPACE.root / FOLDER
    if not folder.is_dir():
        return forgotten
    oldest = time.time() - _BEING_SENT.total_seconds()
    for path in folder.iterdir():
        is_old = path.stat().st_mtime < oldest
        if is_old and not Attachment.objects.filter(place=f"{FOLDER}/{path.name}").exists():
            path.unlink(missing_ok=True)
            forgotten += 1
    return forgotten


def _changeable(person: Person, concept: Concept, pk: int) -> Record:
    row = concept.table._default_manager.filter(within(person, concept), pk=pk, removed_at=None).first()
    if row is None:
        raise Refused("unknown", Text("bản ghi này không còn", "this record is not there any more"))
    refuse_unless(person, concept, Deed.CHANGE, row)
    return row


def _written(path: Path, stream: BinaryIO) -> tuple[int, str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    size, digest = 0, hashlib.sha256()
    with path.open("xb") as file:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > settings.ATTACHMENT_LIMIT_BYTES:
                raise Refused(
                    "file_too_large",
                    Text("tệp lớn hơn {most} MB", "the file is larger than {most} MB").fill(
                        most=settings.ATTACHMENT_LIMIT_BYTES >> 20
                    ),
                )
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise Refused("file_empty", Text("tệp này trống", "this file is empty"))
    return size, digest.hexdigest()


def _gone() -> Refused:
    return Refused("unknown", Text("tệp này không còn", "this file is not there any more"))


def _shown(row: Attachment) -> dict[str, object]:
    return {
        "concept": row.concept,
        "record": row.record,
        "name": row.name,
        "size": row.size,
        "sha256": row.sha256,
        "media_type": row.media_type,
    }
