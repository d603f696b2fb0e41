"""Who would be asked by a survey, and who must not be, as far as the records know."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from crmeter.records.concept.listing import Asked, matching
from crmeter.records.consent.addresses import normalised
from crmeter.records.consent.purposes import Channel
from crmeter.records.consent.restriction_queries import restricted
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.concept import CUSTOMERS
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.refusals import Refused
from crmeter.records.staff.models import User
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.kinds import Respondents
from crmeter.records.surveys.models import SurveyInvitation
from crmeter.records.surveys.queries import SurveyView
from crmeter.vocabulary import Text

# Who is judged before a sample is drawn of those who may be asked: so many questions fit into one request.
LARGEST_LIST = 5_000
# Customers, people of the firm and addresses that were asked.
Known = tuple[frozenset[int | None], frozenset[int | None], frozenset[str]]
# Those who are meant, as the ledger of consent knows them; None: everybody.
Addresses = frozenset[str] | None
_NOBODY: Known = (frozenset(), frozenset(), frozenset())
OF_KIND = {
    Respondents.CUSTOMER: Q(is_customer=True),
    Respondents.PARTNER: Q(is_partner=True) | Q(is_supplier=True),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be asked.

    Args:
        name: how they are called.
        address: where the mail goes, as the ledger of consent knows it.
        customer: their number, or None.
        contact: whose address it is, where it is not the customer's own.
        user: a person of the firm.
        agent: who looks after the customer.
        segment: of the customer; empty where there is none.
    """

    name: str
    address: str
    customer: int | None = None
    contact: int | None = None
    user: int | None = None
    agent: int | None = None
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """Who is asked and who is left out.

    Args:
        askable: who may be asked.
        left_out: by reason, one of `REASONS`, how many.
    """

    askable: tuple[Candidate, ...]
    left_out: Mapping[str, int]


REASONS: Mapping[str, Text] = {
    "nobody": Text("địa chỉ không có trong hồ sơ", "addresses that nobody in the records has"),
    "no_address": Text("chưa có địa chỉ thư điện tử", "no e-mail address"),
    "erased": Text("dữ liệu cá nhân đã xóa", "personal data were erased"),
    "restricted": Text("đang hạn chế xử lý dữ liệu", "what is done with their data is restricted"),
    "asked": Text("đã được mời trong khảo sát này", "asked by this survey already"),
    "resting": Text("vừa được hỏi gần đây", "asked by a survey a short while ago"),
    "twice": Text("trùng địa chỉ với người khác trong danh sách", "the same address as somebody else in the list"),
    "never_asked": Text("chưa hỏi có đồng ý nhận khảo sát không", "never asked whether they agree to surveys"),
    "said_no": Text("đã từ chối khảo sát", "do not want surveys"),
    "unreachable": Text("thư đã bị trả lại vĩnh viễn", "mail came back for good"),
    "not_known": Text("không kiểm tra được có đồng ý hay không", "it could not be found out whether they agree"),
}


def typed_addresses(lines: str) -> frozenset[str]:
    """Return the addresses of a list as people type or paste it, divided by spaces, commas or lines.

    Raises:
        Refused: one of them is no address.
    """
    words = lines.replace(",", " ").replace(";", " ").split()
    return frozenset(normalised(each.strip("<>"), Channel.EMAIL) for each in words)


def candidates(
    person: Person, survey: SurveyView, among: Asked, only: Addresses = None, ticket: int | None = None
) -> tuple[list[Candidate], Counter[str]]:
    """Return who of a list could be asked, and by reason how many could not.

    Args:
        person: who asks; only customers whom they see are asked.
        survey: that they would be asked by.
        among: the list of customers; of employees all are meant.
        only: the addresses of those who are meant; None: everybody of the list.
        ticket: that they would be asked about: who was asked about another one may be asked about this one too.

    Raises:
        Refused: the list is too long.
    """
    is_inside = survey.respondents == Respondents.EMPLOYEE
    found, left = _employees(only) if is_inside else _customers(person, survey, among, only)
    if only is not None:
        # Who is left out by name is known by an address of the list as well.
        left["nobody"] = max(len(only) - len({each.address for each in found}) - left.total(), 0)
    return _not_bothered(survey, found, left, ticket)


def _employees(only: Addresses) -> tuple[list[Candidate], Counter[str]]:
    people = User.objects.filter(is_active=True).order_by("id")
    found = [(str(each), each.email, each.pk) for each in people]
    there = [(name, address, pk) for name, written, pk in found if (address := _address(written))]
    if only is not None:
        return [Candidate(name, address, user=pk) for name, address, pk in there if address in only], Counter()
    return [Candidate(name, address, user=pk) for name, address, pk in there], Counter(
        {"no_address": len(found) - len(there)}
    )


def _customers(
    person: Person, survey: SurveyView, among: Asked, only: Addresses
) -> tuple[list[Candidate], Counter[str]]:
    rows = matching(person, CUSTOMERS, among).filter(OF_KIND[survey.respondents]).order_by("id")
    if only is not None:
        by_contact = Contact.objects.filter(email__in=only, removed_at=None).values("customer")
        rows = rows.filter(Q(email__in=only) | Q(pk__in=by_contact))
    people: list[Customer] = list(rows[: LARGEST_LIST + 1])
    if len(people) > LARGEST_LIST:
        raise Refused("too_many", _TOO_LONG.fill(most=LARGEST_LIST))
    contacts = _contacts_of((each.pk for each in people), only)
    held_back = restricted("customers", [each.pk for each in people])
    of_contacts = restricted("contacts", [each.pk for each in contacts.values()])
    found: list[Candidate] = []
    left: Counter[str] = Counter()
    for each in people:
        address, contact = _address(each.email), None
        if only is not None and address not in only:
            # It is the contact who is meant.
            address = ""
        if not address and (contact := contacts.get(each.pk)) is not None:
            address = _address(contact.email)
        if each.erased_at is not None:
            left["erased"] += 1
        elif each.pk in held_back or (contact is not None and contact.pk in of_contacts):
            left["restricted"] += 1
        elif not address:
            left["no_address"] += 1
        else:
            of = None if contact is None else contact.pk
            found.append(Candidate(each.name, address, each.pk, of, agent=each.owner_id, segment=each.segment))
    return found, left


def _contacts_of(customers: Iterable[int], only: Addresses) -> Mapping[int, Contact]:
    """Return whom to write to at a customer without an address of its own: who decides, else the first."""
    rows = Contact.objects.filter(customer__in=list(customers), removed_at=None, erased_at=None).exclude(email="")
    if only is not None:
        rows = rows.filter(email__in=only)
    found: dict[int, Contact] = {}
    for each in rows.order_by("-decides", "id"):
        if each.customer_id is not None:
            found.setdefault(each.customer_id, each)
    return found


def _not_bothered(
    survey: SurveyView, found: list[Candidate], left: Counter[str], ticket: int | None
) -> tuple[list[Candidate], Counter[str]]:
    since = timezone.now() - timedelta(days=survey.resting_days)
    # A mail that did not arrive has asked and bothered nobody.
    of_ticket = Q() if ticket is None else Q(ticket=ticket)
    asked = _asked(Q(survey=survey.id, bounced_at=None) & of_ticket)
    resting = _asked(Q(sent_at__gt=since, bounced_at=None)) if survey.resting_days else _NOBODY
    taken: set[str] = set()
    kept = []
    for each in found:
        if _is_among(each, asked):
            left["asked"] += 1
        elif _is_among(each, resting):
            left["resting"] += 1
        elif each.address in taken:
            left["twice"] += 1
        else:
            taken.add(each.address)
            kept.append(each)
    return kept, left


def _asked(which: Q) -> Known:
    rows = list(SurveyInvitation.objects.filter(which).values_list("customer", "user", "address"))
    return frozenset(row[0] for row in rows), frozenset(row[1] for row in rows), frozenset(row[2] for row in rows)


def _is_among(each: Candidate, asked: Known) -> bool:
    customers, users, addresses = asked
    is_known = (each.customer is not None and each.customer in customers) or (
        each.user is not None and each.user in users
    )
    return is_known or each.address in addresses


def _address(written: str) -> str:
    try:
        return normalised(written, Channel.EMAIL) if written else ""
    except Refused:
        # What stands there reaches nobody.
        return ""


_TOO_LONG = Text(
    "mỗi lần chỉ xét được một danh sách có nhiều nhất {most} khách; hãy chọn danh sách hẹp hơn",
    "a list of at most {most} customers can be looked through at once; choose a narrower one",
)
