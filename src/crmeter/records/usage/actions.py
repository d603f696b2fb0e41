"""The only writer of the use of features; counts are not audited, for they change nothing that people keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.db import connection, transaction

# Django has no way to add to what stands; both databases understand this one.
_ADD = (
    "INSERT INTO records_featureuse (user_id, feature, used_on, uses) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (user_id, feature, used_on) DO UPDATE SET uses = records_featureuse.uses + excluded.uses"
)


@dataclass(frozen=True, slots=True)
class Used:
    """A feature that somebody used on a day.

    Args:
        user: their number.
        feature: the name of a route.
        on: the local day.
    """

    user: int
    feature: str
    on: date


def count_uses(counted: Mapping[Used, int]) -> None:
    """Add to how often features were used; people who are gone are left out."""
    if not counted:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        there = set(
            get_user_model().objects.filter(pk__in={used.user for used in counted}).values_list("pk", flat=True)
        )
        # In one order everywhere, so that two processes never wait for each other.
        for used in sorted(counted, key=lambda each: (each.user, each.feature, each.on)):
            if used.user in there:
                cursor.execute(_ADD, [used.user, used.feature, used.on, counted[used]])
