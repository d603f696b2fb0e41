"""From when to when people work for the firm, as it was told."""

from dataclasses import dataclass
from datetime import date

from crmeter.records.staff.models import User

# As the warehouse is told of changes: by this its table of employees is read again.
SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Service:
    """What is known of somebody's work for the firm.

    Args:
        department: where they work; empty where nobody said.
        joined_on: the first day; None where nobody said, and the day of the account stands for it.
        left_on: the last day; None while they are there.
    """

    department: str = ""
    joined_on: date | None = None
    left_on: date | None = None


def service_of(pk: int) -> Service:
    """Return what was told of somebody."""
    return Service(*User.objects.values_list("department", "joined_on", "left_on").get(pk=pk))
