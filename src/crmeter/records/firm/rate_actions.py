"""The only writer of currencies and their rates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from crmeter.records.firm.models import ExchangeRate, UsedCurrency
from crmeter.records.firm.queries import firm
from crmeter.records.firm.rates import above_zero, as_kept, code_written, day_written, rate_written
from crmeter.records.ledger.actions import audit, held, keep
from crmeter.records.ledger.actor import Actor
from crmeter.records.ledger.change_actions import note_changes
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

# A table of rates of many years by day; more is a mistake.
MOST_LINES = 10_000
_RATES = "exchange_rates"


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """A line of a table of rates that was not taken.

    Args:
        line: its number, from 1.
        words: as it stands there.
        reason: why.
    """

    line: int
    words: str
    reason: Text


def use_currency(actor: Actor, code: str) -> str:
    """Keep rates of a currency from now on, and return its code.

    Raises:
        Refused: there is no such currency, it is that of the firm, or it is used already.
    """
    with transaction.atomic():
        found = code_written(code)
        if found == firm().currency:
            raise Refused("own", Text("đây là đồng tiền của công ty", "this is the currency of the firm"))
        row, is_new = UsedCurrency.objects.get_or_create(code=found)
        if not is_new:
            raise Refused("exists", Text("đã có {code}", "{code} is there already").fill(code=found))
        audit(actor, "currency.used", row, after={"currency": found})
    return found


def drop_currency(actor: Actor, code: str, *, version: int | None) -> None:
    """Keep no rates of a currency any more.

    Raises:
        Refusal: it has rates, is gone or has changed.
    """
    with transaction.atomic():
        row = held(UsedCurrency, _number_of(code), version)
        if row.rates.exists():
            raise Refused("has_rates", Text("hãy xoá các tỷ giá trước", "remove its rates first"))
        audit(actor, "currency.dropped", row, before={"currency": row.code})
        row.delete()


def add_rate(actor: Actor, currency: str, rated_on: date, rate: Decimal) -> int:
    """Keep the rate of a day, and return its number.

    Raises:
        Refused: the firm has chosen no currency, the currency is not used, or that day has a rate.
    """
    try:
        with transaction.atomic():
            row = ExchangeRate.objects.create(
                currency_id=_used(currency), into=_into(), rated_on=rated_on, rate=as_kept(above_zero(rate))
            )
            audit(actor, "rate.added", row, after=_shown(row))
            note_changes(_RATES, [row.pk])
    except IntegrityError as error:
        raise Refused(
            "rate_exists", Text("ngày {day} đã có tỷ giá", "{day} has a rate already").fill(day=rated_on)
        ) from error
    return row.pk


def change_rate(actor: Actor, pk: int, rate: Decimal, *, version: int | None) -> int:
    """Correct a rate, and return its new version.

    Raises:
        Refusal: it is gone or has changed, or the rate is none.
    """
    with transaction.atomic():
        row = held(ExchangeRate, pk, version)
        before = _shown(row)
        row.rate = as_kept(above_zero(rate))
        new = keep(row, "rate")
        audit(actor, "rate.changed", row, before=before, after=_shown(row))
        note_changes(_RATES, [pk])
    return new


def remove_rate(actor: Actor, pk: int, *, version: int | None) -> None:
    """Remove a rate.

    Raises:
        Refusal: it is gone or has changed.
    """
    with transaction.atomic():
        row = held(ExchangeRate, pk, version)
        audit(actor, "rate.removed", row, before=_shown(row))
        row.delete()
        note_changes(_RATES, [pk])


def take_rates(actor: Actor, currency: str, lines: Iterable[str]) -> tuple[int, list[RefusedLine]]:
    """Keep the rates of a table of day;rate, each line by itself.

    Args:
        actor: who brings them.
        currency: of all lines.
        lines: as they stand in the file; empty ones are left out, and a first line of headings too.

    Returns:
        how many were kept, and the lines that were not.

    Raises:
        Refused: the firm has chosen no currency, or this one is not used.
    """
    kept, refused = 0, []
    with transaction.atomic():
        _used(currency)
        _into()
        for number, line in enumerate(lines, 1):
            words = line.strip().lstrip("\ufeff")
            if not words or (number == 1 and not any(letter.isdigit() for letter in words)):
                continue
            try:
                add_rate(actor, currency, *_parts(words, number))
            except Refused as reason:
                refused.append(RefusedLine(number, words[:80], reason.text))
            else:
                kept += 1
    return kept, refused


def _parts(words: str, number: int) -> tuple[date, Decimal]:
    if number > MOST_LINES:
        raise Refused("too_many", Text("quá {most} dòng", "beyond {most} lines").fill(most=MOST_LINES))
    parts = [part.strip().strip('"') for part in words.split("\t" if "\t" in words else ";")]
    if len(parts) != 2:
        raise Refused("not_two", Text("mỗi dòng phải là ngày;tỷ giá", "each line holds a day and a rate, as day;rate"))
    return day_written(parts[0]), rate_written(parts[1])


def _used(currency: str) -> str:
    if not UsedCurrency.objects.filter(code=currency).exists():
        raise Refused("not_used", Text("công ty không dùng {code}", "the firm does not use {code}").fill(code=currency))
    return currency


def _number_of(code: str) -> int:
    return UsedCurrency.objects.filter(code=code).values_list("pk", flat=True).first() or 0


def _into() -> str:
    into = firm().currency
    if not into:
        raise Refused(
            "no_own_currency",
            Text(
                "hãy chọn đồng tiền của công ty trước, trong phần Công ty và hệ thống",
                "choose the currency of the firm first, under Firm and installation",
            ),
        )
    return into


def _shown(row: ExchangeRate) -> dict[str, Any]:
    return {
        "currency": row.currency_id,
        "into": row.into,
        "rated_on": row.rated_on.isoformat(),
        "rate": row.rate,
    }
