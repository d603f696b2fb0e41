"""The only writer of what a source holds as records: batch by batch, counted by the warehouse from one moment on.

Each batch is one transaction with how far it is, so whoever goes on after a stop writes nothing twice. Until
`count`, no warehouse reads of any of it. There is one entry of the audit log for the whole.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from crmeter.records.adoption.beside import BESIDE, members, settle_links
from crmeter.records.adoption.decision_actions import BRAND, DECISIONS, write_brand, write_decisions
from crmeter.records.adoption.known import Known, people_by_word
from crmeter.records.adoption.models import Adoption, AdoptionState
from crmeter.records.adoption.round_actions import ROUNDS, write_rounds
from crmeter.records.adoption.staff_actions import STAFF, write_staff
from crmeter.records.adoption.survey_actions import ANSWERS, SURVEYS, write_answers, write_surveys
from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import Concept
from crmeter.records.concept.models import Tag, Tagging
from crmeter.records.concept.row_actions import put_found_by
from crmeter.records.concept.tag_actions import tag_named
from crmeter.records.leads.models import CampaignMember
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_all
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import User
from crmeter.records.staff.roles import Role
from crmeter.records.staff.service_queries import SERVICE
from crmeter.vocabulary import ForeignRecord, Text
from crmeter.vocabulary.failpoints import failpoint
from crmeter.vocabulary.folding import plain_words, spelled

UNDO_LIFE = timedelta(days=30)
# Whom campaigns reached is no concept of its own, and comes when all that they may be is there.
MEMBERS = "members"
# What a source is written in: what is linked to comes before what links to it.
STEPS = (
    STAFF, "competitors", "products", "campaigns", "customers", "contacts", "deals", "leads", "orders", "subscriptions",
    "tickets", "activities", MEMBERS, SURVEYS, ANSWERS, ROUNDS, DECISIONS, BRAND,
)  # fmt: skip
# What carries no source, and is kept with the adoption.
_BESIDE_RECORDS: Mapping[str, Callable[[Adoption, Sequence[ForeignRecord], Known], None]] = {
    STAFF: write_staff,
    SURVEYS: write_surveys,
    ANSWERS: write_answers,
    ROUNDS: write_rounds,
    DECISIONS: write_decisions,
    BRAND: write_brand,
}
# Concepts that the warehouse reads again, those beside the catalogue's among them.
TOLD = (*CONCEPTS, "users", "surveys", "brand", SERVICE)
# Nobody can be written to there (RFC 2606), so no link to sign in ever arrives.
NOWHERE = ".invalid"


def begin(actor: Actor, source: str, *, imports: Sequence[str] = (), made_of: Mapping[str, Any] | None = None) -> int:
    """Begin to take a source in, or go on, and return the number of the adoption.

    Args:
        actor: who asked for it.
        source: the name of the source.
        imports: of files, whose rows its records stand for.
        made_of: with what it is made up, of a sample.

    Raises:
        Refused: the source is in the records already, or records name it as where they came from.
    """
    with transaction.atomic():
        there = Adoption.objects.select_for_update().filter(source=source).exclude(state=AdoptionState.GONE).first()
        if there is not None and there.state == AdoptionState.WRITING:
            return there.pk
        if there is not None or any(
            concept.table._default_manager.filter(external_source=source).exists() for concept in CONCEPTS.values()
        ):
            raise Refused(
                "adopted",
                Text("nguồn {source} đã có trong bản ghi", "the source {source} is in the records already").fill(
                    source=source
                ),
            )
        try:
            with transaction.atomic():
                row = Adoption.objects.create(
                    source=source,
                    imports=list(imports),
                    is_sample=made_of is not None,
                    made_of=dict(made_of or {}),
                    actor_id=actor.user,
                    begun_at=timezone.now(),
                )
        except IntegrityError as error:
            raise Refused(
                "at_work", Text("nguồn {source} đang được đưa vào", "{source} is being taken in").fill(source=source)
            ) from error
        audit(actor, "adoption.begun", row, after={"source": source, "imports": len(row.imports)})
    return row.pk


def open_accounts(pk: int, words: Iterable[str], role: Role = Role.REP) -> None:
    """Open an account that nobody can sign in to for each word that names nobody here, such as a former colleague.

    Args:
        pk: of the adoption.
        words: by which its source names people.
        role: of the accounts.
    """
    with transaction.atomic():
        row = _writing(pk)
        known = people_by_word()
        taken = set(User.objects.filter(email__endswith=NOWHERE).values_list("email", flat=True))
        new = []
        for word in sorted({each for each in words if each and spelled(each) not in known}):
            stem = "-".join(plain_words(word))[:60] or "nobody"
            host = ".".join(("-".join(plain_words(row.source)) or "source", NOWHERE.lstrip(".")))
            address = next(each for n in range(len(taken) + 1) if (each := f"{stem}{n or ''}@{host}") not in taken)
            taken.add(address)
            user = User(email=address, display_name=word[:200], role=role, is_active=False, names_in_data=[word])
            user.set_unusable_password()
            new.append(user)
        User.objects.bulk_create(new, batch_size=200)
        row.people = [*row.people, *(user.pk for user in new)]
        row.save(update_fields=["people"])


def open_tags(actor: Actor, pk: int, words: Iterable[str]) -> None:
    """Make the tags that records of an adoption are marked with and that nobody has made yet.

    Args:
        actor: who asked for it.
        pk: of the adoption.
        words: of the tags.
    """
    with transaction.atomic():
        row = _writing(pk)
        there = set(Tag.objects.values_list("pk", flat=True))
        made = {tag_named(actor, word) for word in words} - there
        row.tags = [*row.tags, *sorted(made)]
        row.save(update_fields=["tags"])


def write_batch(pk: int, step: str, records: Sequence[ForeignRecord], known: Known, *, place: int) -> None:
    """Write the next records of a step in one transaction.

    Args:
        pk: of the adoption.
        step: one of `STEPS`.
        records: the next ones.
        known: what their links stand for; learns their numbers.
        place: how many of the step were written before.

    Raises:
        Refused: it has ended, others were written meanwhile, or a link leads nowhere.
    """
    with transaction.atomic():
        row = _writing(pk)
        if row.written.get(step, 0) != place:
            raise Refused("at_work", Text("đang có việc khác ghi nguồn này", "another job writes this source"))
        numbers: list[tuple[str, int]] = []
        if step == MEMBERS:
            CampaignMember.objects.bulk_create(members(records, known), batch_size=200)
        elif step in _BESIDE_RECORDS:
            _BESIDE_RECORDS[step](row, records, known)
        else:
            numbers = _write_records(row, CONCEPTS[step], records, known)
        row.written = {**row.written, step: place + len(records)}
        row.save(update_fields=["written"])
        failpoint("adoption-batch")
    if step in CONCEPTS:
        known.learn(step, numbers)


def _write_records(
    adoption: Adoption, concept: Concept, records: Sequence[ForeignRecord], known: Known
) -> list[tuple[str, int]]:
    with transaction.atomic():
        made = [(record, _row(adoption, concept, record, known)) for record in records]
        concept.table._default_manager.bulk_create([row for _, row in made], batch_size=_at_once(concept.table))
        beside = BESIDE.get(concept.name)
        for rows in () if beside is None else beside(made, known):
            if rows:
                table: Any = type(rows[0])
                table._default_manager.bulk_create(rows, batch_size=_at_once(table))
        marks = [
            Tagging(tag_id=known.tag(word), concept=concept.name, record=row.pk)
            for record, row in made
            for word in record.tags
        ]
        Tagging.objects.bulk_create(marks, batch_size=_at_once(Tagging))
    return [(record.key, int(row.pk)) for record, row in made]


def _row(adoption: Adoption, concept: Concept, record: ForeignRecord, known: Known) -> Any:
    row = concept.table(
        name=record.name,
        external_source=adoption.source,
        external_id=record.key,
        owner_id=known.person(record.owner),
        created_by_id=adoption.actor_id,
        created_at=record.at,
        changed_at=record.at,
        **record.values,
        **{f"{link}_id": known.number(link, key) for link, key in record.links.items()},
    )
    settle_links(concept.name, row, record, known)
    put_found_by(concept, row)
    return row


def _at_once(table: type[models.Model]) -> int:
    """Return how many rows one statement holds: SQLite takes some thirty thousand values."""
    return 30_000 // len(table._meta.concrete_fields)


def count(actor: Actor, pk: int, *, left_in: str = "", left: Mapping[str, int] | None = None) -> None:
    """Let the warehouse count the records instead of the files from its next snapshot on.

    Args:
        actor: who asked for it.
        pk: of the adoption.
        left_in: the import that holds what could be no record.
        left: how many rows these are, by reason.
    """
    with transaction.atomic():
        row = _writing(pk)
        row.state, row.left_in, row.left = AdoptionState.IN, left_in, dict(left or {})
        row.counted_at = timezone.now()
        row.undo_until = row.counted_at + UNDO_LIFE
        row.save(update_fields=["state", "left_in", "left", "counted_at", "undo_until"])
        note_all(TOLD)
        audit(actor, "adoption.counted", row, after={"source": row.source, "records": row.written, "left": row.left})
        failpoint("adoption-counted")


def _writing(pk: int) -> Adoption:
    row = Adoption.objects.select_for_update().filter(pk=pk, state=AdoptionState.WRITING).first()
    if row is None:
        raise Refused("ended", Text("việc đưa vào bản ghi này đã kết thúc", "this has ended"))
    return row
