"""Calendar months of days, alike on every engine."""

import ibis
import ibis.expr.types as ir


def month_of(day: ir.Value) -> ir.Value:
    """Return the first day of the month of a day, as a date: truncating gives a time stamp on some engines."""
    return ibis.date(day.year(), day.month(), 1)


def months_between(earlier: ir.Value, later: ir.Value) -> ir.Value:
    """Return how many month borders lie between two days; engines differ on month differences of dates."""
    return (later.year() * 12 + later.month()) - (earlier.year() * 12 + earlier.month())
