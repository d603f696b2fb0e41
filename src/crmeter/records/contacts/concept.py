"""Contacts, described."""

from crmeter.records.concept.concept import Concept, Draft, known
from crmeter.records.concept.field import ERASED_AT, Field, FieldGroup, Kind, Subject
from crmeter.records.contacts.models import Contact
from crmeter.records.customers.concept import CHANNELS
from crmeter.vocabulary import Text


def _settle(draft: Draft) -> None:
    """Give a new contact of a customer to whoever looks after the customer."""
    row = draft.row
    if draft.before is None and row.owner_id is None and row.customer is not None:
        row.owner_id = row.customer.owner_id


CONTACTS = known(
    Concept(
        name="contacts",
        title=Text("Người liên hệ", "Contacts"),
        one=Text("người liên hệ", "contact"),
        icon="address-book",
        table=Contact,
        fields=(
            Field("name", Text("Họ tên", "Name"), Kind.LINE, Subject.IDENTITY, required=True, is_found_by=True),
            Field(
                "customer", Text("Khách hàng", "Customer"), Kind.RECORD, Subject.NOTHING, to="customers", is_listed=True
            ),
            Field("position", Text("Chức vụ", "Position"), Kind.LINE, Subject.IDENTITY, is_listed=True),
            Field("decides", Text("Là người quyết định", "Decides"), Kind.FLAG, Subject.BEHAVIOUR),
            Field("phone", Text("Điện thoại", "Phone"), Kind.PHONE, Subject.IDENTITY, is_found_by=True, is_listed=True),
            Field(
                "email", Text("Thư điện tử", "E-mail"), Kind.EMAIL, Subject.IDENTITY, is_found_by=True, is_listed=True
            ),
            Field(
                "preferred_channel",
                Text("Kênh ưa thích", "Preferred channel"),
                Kind.CHOICE,
                Subject.BEHAVIOUR,
                choices=CHANNELS,
            ),
            Field("birthday", Text("Ngày sinh", "Birthday"), Kind.DAY, Subject.IDENTITY),
            Field("about", Text("Ghi chú chung", "About"), Kind.LONG, Subject.FREE_TEXT),
            ERASED_AT,
        ),
        groups=(
            FieldGroup(Text("Liên hệ", "Contact"), ("phone", "email", "preferred_channel")),
            FieldGroup(Text("Hồ sơ", "Profile"), ("customer", "position", "decides", "birthday", "owner", "about")),
        ),
        settle=_settle,
        customer="customer",
    )
)
