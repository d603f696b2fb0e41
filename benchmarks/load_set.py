"""The load set of the records: customers, contacts, deals over eight stages and activities, the same each time."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from benchmarks.load_activities import Around, activities, stage_events
from benchmarks.many_customers import EVERY, FAMILIES, GIVEN, MIDDLES, RARE
from crmeter.records.concept.models import SORTED_LETTERS
from crmeter.vocabulary.folding import plain_words, searchable

NOW = datetime(2026, 11, 28, 9, tzinfo=UTC)
STAGES = 8
_AT_ONCE = 2_000


def write_load_set(customers: int, deals: int, owners: Sequence[int], told: int = 0) -> None:
    """Write half the customers asked for, as many contacts, deals between them, and what happened around all of them.

    Args:
        customers: customers and contacts together.
        deals: how many.
        owners: the numbers of the people whose they are.
        told: how many activities.
    """
    from crmeter.records.activities.models import Activity  # noqa: PLC0415 - models load after the settings
    from crmeter.records.contacts.models import Contact  # noqa: PLC0415 - models load after the settings
    from crmeter.records.customers.models import Customer  # noqa: PLC0415 - see above
    from crmeter.records.deals.models import Deal, Pipeline, Stage, StageEvent  # noqa: PLC0415 - see above

    draw = random.Random(11)  # noqa: S311 - it makes a sample, not a secret
    pipeline = Pipeline.objects.get()
    for position in range(pipeline.stages.count(), STAGES):
        Stage.objects.create(pipeline=pipeline, name=f"Bước {position}", position=position, probability=50)
    stages = list(pipeline.stages.order_by("position"))
    half = customers // 2
    _write(Customer, (_customer(n, draw, owners) for n in range(half)))
    firms = list(Customer.objects.order_by("id").values_list("id", flat=True))
    _write(Contact, (_contact(n, draw, owners, firms) for n in range(half)))
    _write(Deal, (_deal(n, draw, owners, firms, pipeline.pk, stages) for n in range(deals)))
    if not told:
        return
    _write(StageEvent, stage_events(Deal.objects.order_by("id"), stages[0].pk))
    around = Around(
        list(Deal.objects.order_by("id").values_list("id", "customer_id")),
        list(Contact.objects.order_by("id").values_list("id", "customer_id")),
        firms,
    )
    _write(Activity, (row | _found_by(row["name"]) for row in activities(told, owners, around, NOW)))


def _write(table: Any, rows: Iterator[dict[str, Any]]) -> None:
    batch = []
    for row in rows:
        batch.append(table(**row))
        if len(batch) == _AT_ONCE:
            table.objects.bulk_create(batch)
            batch = []
    table.objects.bulk_create(batch)


def _record(name: str, draw: random.Random, owners: Sequence[int], words: Sequence[str] = ()) -> dict[str, Any]:
    made = NOW - timedelta(minutes=draw.randrange(3 * 365 * 24 * 60))
    return {
        "name": name,
        "owner_id": draw.choice(owners),
        "created_at": made,
        "changed_at": made + timedelta(minutes=draw.randrange(60 * 24 * 30)),
        **_found_by(name, words),
    }


def _found_by(name: str, words: Sequence[str] = ()) -> dict[str, str]:
    return {"by_name": " ".join(plain_words(name))[:SORTED_LETTERS], "folded": searchable((name, *words))}


def _person(number: int, draw: random.Random) -> str:
    given = RARE if number % EVERY == 7 else f"{draw.choice(MIDDLES)} {draw.choice(GIVEN)}"
    return f"{draw.choices(list(FAMILIES), FAMILIES.values())[0]} {given}"


def _customer(number: int, draw: random.Random, owners: Sequence[int]) -> dict[str, Any]:
    phone = f"+849{draw.randrange(10**8):08}"
    row = _record(f"Công ty {_person(number, draw)} {number}", draw, owners, (phone,))
    segment, region = f"Nhóm {draw.randrange(8)}", f"Tỉnh {draw.randrange(34)}"
    return row | {"phone": phone, "email": f"kh{number}@example.vn", "segment": segment, "region": region}


def _contact(number: int, draw: random.Random, owners: Sequence[int], firms: Sequence[int]) -> dict[str, Any]:
    phone = f"+849{draw.randrange(10**8):08}"
    row = _record(_person(number, draw), draw, owners, (phone,))
    return row | {"phone": phone, "customer_id": draw.choice(firms), "position": "Kế toán"}


def _deal(
    number: int, draw: random.Random, owners: Sequence[int], firms: Sequence[int], pipeline: int, stages: Sequence[Any]
) -> dict[str, Any]:
    stage = draw.choice(stages)
    row = _record(f"Lắp máy lọc {number}", draw, owners)
    return row | {
        "customer_id": draw.choice(firms),
        "pipeline_id": pipeline,
        "stage_id": stage.pk,
        "is_open": stage.kind == "open",
        "amount": draw.randrange(5, 900) * 1_000_000,
        "expected_on": date(2026, 12, 1) + timedelta(days=draw.randrange(90)),
        "entered_stage_at": row["changed_at"],
        "won_on": row["changed_at"].date() if stage.kind == "won" else None,
    }
