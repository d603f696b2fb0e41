"""Customers, described."""

from crmeter.records.concept.concept import Concept, Draft, known
from crmeter.records.concept.field import ERASED_AT, Choice, Field, FieldGroup, Kind, Subject
from crmeter.records.customers.models import Customer
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text, customer

KINDS = tuple(Choice(word, title) for word, title in customer.KINDS.items())
CHANNELS = (
    Choice("phone", Text("Gọi điện", "Phone")),
    Choice("email", Text("Thư điện tử", "E-mail")),
    Choice("zalo", Text.same("Zalo")),
    Choice("sms", Text("Tin nhắn", "Text message")),
    Choice("visit", Text("Gặp trực tiếp", "In person")),
)
# A chain of parents longer than this is a mistake.
_DEEPEST = 20


def _settle(draft: Draft) -> None:
    """Refuse a customer that would be its own parent, over however many steps."""
    above, steps = draft.row.parent, 0
    while above is not None:
        if above.pk == draft.row.pk or steps > _DEEPEST:
            raise Refused(
                "circular",
                Text("một khách không thể trực thuộc chính mình", "a customer cannot belong to itself"),
            )
        above, steps = above.parent, steps + 1


CUSTOMERS = known(
    Concept(
        name="customers",
        title=Text("Khách hàng", "Customers"),
        one=Text("khách hàng", "customer"),
        icon="users",
        table=Customer,
        fields=(
            Field("name", Text("Tên", "Name"), Kind.LINE, Subject.IDENTITY, required=True, is_found_by=True),
            Field("kind", Text("Loại", "Kind"), Kind.CHOICE, Subject.NOTHING, required=True, choices=KINDS),
            Field("phone", Text("Điện thoại", "Phone"), Kind.PHONE, Subject.IDENTITY, is_found_by=True, is_listed=True),
            Field("email", Text("Thư điện tử", "E-mail"), Kind.EMAIL, Subject.IDENTITY, is_found_by=True),
            Field(
                "preferred_channel",
                Text("Kênh ưa thích", "Preferred channel"),
                Kind.CHOICE,
                Subject.BEHAVIOUR,
                choices=CHANNELS,
            ),
            Field("address", Text("Địa chỉ", "Address"), Kind.LONG, Subject.IDENTITY),
            Field("website", Text("Trang web", "Website"), Kind.LINK, Subject.IDENTITY),
            Field("tax_code", Text("Mã số thuế", "Tax code"), Kind.LINE, Subject.IDENTITY, is_found_by=True),
            Field("segment", Text("Phân khúc", "Segment"), Kind.LINE, Subject.BEHAVIOUR, is_listed=True),
            # Wide areas, which figures are cut by: they stay when who somebody was is erased.
            Field("region", Text("Khu vực", "Region"), Kind.LINE, Subject.BEHAVIOUR, is_listed=True),
            Field("country", Text("Quốc gia", "Country"), Kind.LINE, Subject.BEHAVIOUR),
            Field("channel", Text("Nguồn khách", "Source"), Kind.LINE, Subject.BEHAVIOUR),
            Field("since_on", Text("Là khách từ", "Customer since"), Kind.DAY, Subject.BEHAVIOUR),
            Field("parent", Text("Trực thuộc", "Belongs to"), Kind.RECORD, Subject.NOTHING, to="customers"),
            Field("is_customer", Text("Là khách mua hàng", "Buys from the firm"), Kind.FLAG, Subject.NOTHING),
            Field("is_partner", Text("Là đối tác", "Is a partner"), Kind.FLAG, Subject.NOTHING),
            Field("is_supplier", Text("Là nhà cung cấp", "Is a supplier"), Kind.FLAG, Subject.NOTHING),
            Field("steward", Text("Người giữ dữ liệu", "Data steward"), Kind.PERSON, Subject.NOTHING),
            Field("about", Text("Ghi chú chung", "About"), Kind.LONG, Subject.FREE_TEXT),
            ERASED_AT,
        ),
        groups=(
            FieldGroup(Text("Liên hệ", "Contact"), ("phone", "email", "preferred_channel", "address", "website")),
            FieldGroup(
                Text("Hồ sơ", "Profile"),
                ("kind", "segment", "region", "country", "channel", "since_on", "tax_code", "parent", "about"),
            ),
            FieldGroup(Text("Quan hệ", "Relation"), ("owner", "steward", "is_customer", "is_partner", "is_supplier")),
        ),
        settle=_settle,
        key="k",
    )
)
