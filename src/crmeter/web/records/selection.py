"""Which records of a list are meant: those that are ticked, or all that the list has."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

from crmeter.records.concept.concept import Concept
from crmeter.records.concept.listing import Asked, keys_of
from crmeter.records.staff.queries import Person
from crmeter.web.records.asked import Address, address_of

MOST_TICKED = 1_000
_LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Selection:
    """What is meant by a change of many records.

    Args:
        address: the list.
        ticked: the numbers of those that are ticked; None for all that the list has.
    """

    address: Address
    ticked: tuple[int, ...] | None

    @property
    def asked(self) -> Asked | tuple[int, ...]:
        """The list, or the numbers, as bulk changes take them."""
        return self.address.asked.first_page() if self.ticked is None else self.ticked

    @property
    def query(self) -> str:
        """How an address goes on that means the same records."""
        chosen = [("all", "1")] if self.ticked is None else [("record", str(pk)) for pk in self.ticked]
        before = self.address.query()
        return f"{before}{'&' if before else '?'}{urlencode(chosen)}"

    def count(self, person: Person) -> int:
        """Return how many they are, exactly."""
        if self.ticked is not None:
            return len(self.ticked)
        return keys_of(person, self.address.concept, self.address.asked.first_page()).count()


def selection_of(request: HttpRequest, concept: Concept) -> Selection:
    """Return which records a request means: its address holds the list, and the numbers where some are ticked."""
    address = address_of(request, concept)
    if request.GET.get("all") == "1":
        return Selection(address, None)
    words = request.GET.getlist("record")[:MOST_TICKED]
    numbers = (int(word) for word in words if word.isascii() and word.isdecimal() and len(word) < 20)
    return Selection(address, tuple(dict.fromkeys(number for number in numbers if number <= _LARGEST_KEY)))
