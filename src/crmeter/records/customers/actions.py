"""The only writer of the lists of customers."""

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from crmeter.records.concept.models import SORTED_LETTERS
from crmeter.records.customers.models import CustomerList, CustomerRow, stored
from crmeter.records.customers.queries import MOST_CHOICES
from crmeter.records.ledger.actions import audit
from crmeter.records.ledger.actor import SYSTEM, Actor
from crmeter.records.readings.models import PublishedRun
from crmeter.vocabulary import Customer, Text, Work
from crmeter.vocabulary.folding import folded, plain_words, searchable, spelled

LISTING = Text("Ghi danh sách khách hàng", "Writing the list of customers")
TIDYING = Text("Bỏ danh sách cũ", "Removing old lists")
# On SQLite everybody who writes waits for a batch to end: it grows and shrinks towards this, and stays below 0.2 s.
# There each commit waits for the disk, whatever it holds; PostgreSQL commits sooner, and has nobody waiting.
_SECONDS = {"sqlite": 0.08, "postgresql": 0.05}
_FEWEST, _MOST = 20, 2_000
# A list that no run was published for within a day is what a job left that never came back.
_UNPUBLISHED_LIFE = timedelta(days=1)
_CHOSEN_BY = {"segment": "of_segment", "region": "of_region", "owner": "of_owner", "source": "of_source"}


def publish_customers(
    run_id: str, customers: Iterable[Customer], actor: Actor | None = None, work: Work | None = None
) -> bool:
    """Write the list of customers of a run, which pages show from when the run is current.

    It is written in short transactions; nobody reads it before it is whole. A list that was begun before goes on
    after the last customer that was written.

    Args:
        run_id: the run.
        customers: in the order of their keys, the same each time.
        actor: who asked for it; by default the product itself.
        work: told how many are written; stops the writing between batches.

    Returns:
        False where there is nothing to write: the list is whole, or the run is one of the past.

    Raises:
        ValueError: the customers do not come in the order of their keys.
        Cancelled: `work` was stopped; what was written is kept.
    """
    if PublishedRun.objects.filter(pk=run_id, is_current=False).exists():
        return False
    with transaction.atomic():
        target, _ = CustomerList.objects.get_or_create(run=run_id, defaults={"begun_at": timezone.now()})
        if target.is_whole:
            return False
        # Whoever tidies up is told that somebody is at it again.
        target.begun_at = timezone.now()
        target.save(update_fields=["begun_at"])
    seen = _Seen()
    waiting: list[Customer] = []
    size = _FEWEST
    with _room_for_indexes():
        for customer in _not_yet_written(target, seen.each(customers)):
            waiting.append(customer)
            if len(waiting) >= size:
                size = _write(target, waiting)
                waiting = []
                if work is not None:
                    work.step(LISTING, seen.count)
        _write(target, waiting)
    _look_at_distributions()
    with transaction.atomic():
        target = CustomerList.objects.select_for_update().get(pk=target.pk)
        if target.is_whole:
            return False
        target.is_whole = True
        target.customers = seen.count
        target.has_values = seen.has_values
        target.choices = seen.choices()
        target.save()
        audit(actor or SYSTEM, "customers.list_published", target, after={"run": run_id, "customers": seen.count})
    return True


def forget_old_lists(work: Work | None = None) -> int:
    """Remove the lists that no page reads any more, and return how many customers were in them.

    Args:
        work: stops the removal between batches.
    """
    current = PublishedRun.objects.filter(is_current=True).values_list("pk", flat=True).first()
    published = PublishedRun.objects.filter(is_current=False).values("pk")
    too_old = CustomerList.objects.filter(begun_at__lt=timezone.now() - _UNPUBLISHED_LIFE)
    return _forget((CustomerList.objects.filter(run__in=published) | too_old).exclude(run=current), work)


def forget_lists_of(runs: Collection[str], work: Work | None = None) -> int:
    """Remove the lists of runs that are gone, and return how many customers were in them."""
    return _forget(CustomerList.objects.filter(run__in=runs), work)


def _forget(lists: QuerySet[CustomerList], work: Work | None) -> int:
    removed = 0
    for old in lists:
        with _room_for_indexes():
            for gone in _emptied(old):
                removed += gone
                if work is not None:
                    work.step(TIDYING, removed)
        with transaction.atomic():
            audit(SYSTEM, "customers.list_removed", old, before={"run": old.run, "customers": old.customers})
            old.delete()
    return removed


def _emptied(old: CustomerList) -> Iterator[int]:
    """Remove the customers of a list, batch by batch, and tell how many went with each."""
    rows = CustomerRow.objects.filter(of=old).order_by("customer_key").values_list("pk", flat=True)
    size = _FEWEST
    while keys := list(rows[:size]):
        began = time.perf_counter()
        with transaction.atomic():
            gone = CustomerRow.objects.filter(pk__in=keys).delete()[0]
        size = _next_size(len(keys), time.perf_counter() - began)
        yield gone


class _Seen:
    """What goes through, counted on the way."""

    def __init__(self) -> None:
        self.count = 0
        self.has_values = False
        self._chosen: dict[str, dict[str, str]] = {by: {} for by in _CHOSEN_BY}

    def each(self, customers: Iterable[Customer]) -> Iterator[Customer]:
        before = -1
        for customer in customers:
            if customer.key <= before:
                raise ValueError("the customers must come in the order of their keys")
            before = customer.key
            self.count += 1
            self.has_values = self.has_values or customer.value is not None
            for by, known in self._chosen.items():
                words = getattr(customer, by)
                if words and len(known) <= MOST_CHOICES:
                    known.setdefault(_owner(words) if by == "owner" else _cut(words), words)
            yield customer

    def choices(self) -> dict[str, list[list[str]]]:
        """By filter, the word that rows are found by, with how it is written."""
        return {
            by: [list(pair) for pair in sorted(known.items())] if len(known) <= MOST_CHOICES else []
            for by, known in self._chosen.items()
        }


@contextmanager
def _room_for_indexes() -> Iterator[None]:
    """Let SQLite hold the ends of its indexes while rows go in: in its usual 2 MB each row waits for the disk."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA cache_size = -65536")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -2000")


def _not_yet_written(target: CustomerList, customers: Iterator[Customer]) -> Iterator[Customer]:
    last = CustomerRow.objects.filter(of=target).aggregate(last=Max("customer_key"))["last"]
    return (customer for customer in customers if last is None or customer.key > last)


def _write(target: CustomerList, customers: list[Customer]) -> int:
    """Write a batch, and return how large the next one should be."""
    began = time.perf_counter()
    rows = [_row(target, customer) for customer in customers]
    with transaction.atomic():
        # Two workers that write the same list write the same rows.
        CustomerRow.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    return _next_size(len(customers), time.perf_counter() - began)


def _next_size(written: int, seconds: float) -> int:
    wanted = int(written * _SECONDS[connection.vendor] / max(seconds, 1e-4))
    # It doubles at most: the next batch may meet a slower disk.
    return max(_FEWEST, min(_MOST, 2 * max(written, _FEWEST), wanted))


def _row(target: CustomerList, customer: Customer) -> CustomerRow:
    words = plain_words(customer.title)
    return CustomerRow(
        of=target,
        customer_key=customer.key,
        source=customer.source,
        source_key=customer.source_key,
        name=customer.name,
        kind=customer.kind,
        segment=customer.segment,
        region=customer.region,
        owner=customer.owner,
        phone=customer.phone,
        email=customer.email,
        stage=customer.stage,
        first_on=customer.first_on,
        last_on=customer.last_on,
        purchases=customer.purchases,
        spend=stored(customer.spend),
        value=stored(customer.value),
        value_low=stored(customer.value_low),
        value_high=stored(customer.value_high),
        probability_active=customer.probability_active,
        value_at_risk=stored(customer.value_at_risk),
        last_contact_on=customer.last_contact_on,
        country=customer.country,
        channel=customer.channel,
        rfm=customer.rfm,
        open_tickets=customer.open_tickets,
        satisfaction=customer.satisfaction,
        by_name=" ".join(words)[:SORTED_LETTERS],
        # The given name of a Vietnamese name is its last word: Trần Văn An before Lê Thị Bình.
        by_given_name=" ".join([*words[-1:], *words[:-1]])[:SORTED_LETTERS],
        of_segment=_cut(customer.segment),
        of_region=_cut(customer.region),
        of_owner=_owner(customer.owner),
        of_source=_cut(customer.source),
        folded=searchable((customer.name, customer.source_key, customer.email), customer.phone),
    )


def _cut(words: str | None) -> str:
    return folded(words or "")[:SORTED_LETTERS]


def _owner(words: str | None) -> str:
    return spelled(words or "")[:SORTED_LETTERS]


def _look_at_distributions() -> None:
    """Let the database look at what was written: without that it knows nothing of a new list and plans badly."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # New words wait in a list that each search reads through until somebody sorts them in.
            cursor.execute("SELECT gin_clean_pending_list(oid) FROM pg_class WHERE relname = 'customer_words'")
            cursor.execute("ANALYZE records_customerrow")
        else:
            # A look at part of each index is enough, and holds nobody up.
            cursor.execute("PRAGMA analysis_limit = 400")
            cursor.execute("ANALYZE records_customerrow")
