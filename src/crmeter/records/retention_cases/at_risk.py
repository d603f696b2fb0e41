"""Which customers are at risk now, as the list of the current run has them, and who looks after them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q

from crmeter.records.concept.models import SORTED_LETTERS
from crmeter.records.customers.models import Customer
from crmeter.records.customers.queries import Filters, Listing, Sort, customers_at, page_of
from crmeter.records.staff.owner_words import people_by_word
from crmeter.records.staff.rights_queries import names_of_people
from crmeter.vocabulary import Customer as Evaluated
from crmeter.vocabulary import Scope
from crmeter.vocabulary.folding import spelled

# Whom a round can compare with: so many of them that the interval gains nothing from more.
MOST_AT_RISK = 500
_STAGE = "at_risk"


@dataclass(frozen=True, slots=True)
class CustomerAtRisk:
    """A customer at risk.

    Args:
        key: of the warehouse.
        record: the number of the record; None for one whom only evaluated data know.
        name: what they are called.
        owner: the number of whoever looks after them, or None.
        owner_name: what that person is called, or as the data say.
        of_owner: the word by which rows of an owner are found.
        expected_loss: money, or None.
        chance_of_staying: or None.
    """

    key: int
    record: int | None
    name: str
    owner: int | None
    owner_name: str
    of_owner: str
    expected_loss: Decimal | None
    chance_of_staying: float | None


def silent_customers(scope: Scope) -> tuple[Listing, tuple[CustomerAtRisk, ...]] | None:
    """Return the customers who buy less often than their rhythm, those with most to lose first; None before a run.

    Args:
        scope: whose customers may be seen.
    """
    page = page_of(scope, filters=Filters(stage=_STAGE), sort=Sort("value_at_risk", descending=True), most=MOST_AT_RISK)
    if page is None:
        return None
    repeating = [each for each in page.customers if each.purchases > 1]
    return page.listing, tuple(_known(repeating, {c.key: (c.value_at_risk, c.probability_active) for c in repeating}))


def silent_ones(scope: Scope, keys: Collection[int]) -> tuple[CustomerAtRisk, ...]:
    """Return those of some customers who buy less often than their rhythm, in the order of their keys.

    Args:
        scope: whose customers may be seen.
        keys: some hundreds at most.
    """
    found = [each for each in customers_at(scope, keys) if each.stage == _STAGE and each.purchases > 1]
    return tuple(_known(found, {each.key: (each.value_at_risk, each.probability_active) for each in found}))


def known_customers(
    customers: Collection[Evaluated], risks: Mapping[int, tuple[Decimal | None, float | None]]
) -> tuple[CustomerAtRisk, ...]:
    """Return customers whose risk somebody else has worked out, in their order.

    Args:
        customers: as the list of the run has them.
        risks: expected loss and chance of staying, by key.
    """
    return tuple(_known(customers, risks))


def _known(
    customers: Collection[Evaluated], risks: Mapping[int, tuple[Decimal | None, float | None]]
) -> list[CustomerAtRisk]:
    records = _records([each.key for each in customers])
    people = people_by_word()
    names = names_of_people(frozenset(owner for _number, owner in records.values() if owner is not None))
    found = []
    for each in customers:
        number, owner = records.get(each.key, (None, None))
        word = spelled(each.owner or "")[:SORTED_LETTERS]
        owner = people.get(word) if owner is None else owner
        found.append(
            CustomerAtRisk(
                key=each.key,
                record=number,
                name=each.title,
                owner=owner,
                owner_name=names.get(owner or 0, each.owner or ""),
                of_owner=word,
                expected_loss=risks[each.key][0],
                chance_of_staying=risks[each.key][1],
            )
        )
    return found


def _records(keys: Collection[int]) -> Mapping[int, tuple[int, int | None]]:
    """Return number and owner of the records of customers, by key; see `Customer.customer_key`."""
    rows = Customer.objects.filter(Q(pk__in=keys, customer_key=None) | Q(customer_key__in=keys), removed_at=None)
    return {
        pk if key is None else key: (pk, owner) for pk, key, owner in rows.values_list("pk", "customer_key", "owner")
    }
