"""The only writer of the time at the firm of people who come with a source; their accounts were opened for it."""

from collections.abc import Sequence

from django.db import transaction

from crmeter.records.adoption.known import Known
from crmeter.records.adoption.models import Adoption
from crmeter.records.staff.models import User
from crmeter.vocabulary import ForeignRecord

STAFF = "staff"


def write_staff(adoption: Adoption, records: Sequence[ForeignRecord], known: Known) -> None:
    """Keep from when to when people of a source were there; whoever has an account of their own is left alone."""
    with transaction.atomic():
        for record in records:
            number = known.person(record.name)
            if number is not None and number in adoption.people:
                User.objects.filter(pk=number).update(**record.values)
