"""Products and competitors, described."""

from crmeter.records.concept.concept import Concept, by_amount, known
from crmeter.records.concept.field import Field, FieldGroup, Kind, Subject
from crmeter.records.products.models import Competitor, Product
from crmeter.vocabulary import Text

COMPETITORS = known(
    Concept(
        name="competitors",
        title=Text("Đối thủ", "Competitors"),
        one=Text("đối thủ", "competitor"),
        icon="swords",
        table=Competitor,
        fields=(
            Field("name", Text("Tên", "Name"), Kind.LINE, Subject.NOTHING, required=True, is_found_by=True),
            Field("website", Text("Trang web", "Website"), Kind.LINK, Subject.NOTHING, is_listed=True),
            Field("about", Text("Ghi chú chung", "About"), Kind.LONG, Subject.NOTHING),
        ),
        groups=(FieldGroup(Text("Hồ sơ", "Profile"), ("website", "owner", "about")),),
        default_sort="name",
    )
)
PRODUCTS = known(
    Concept(
        name="products",
        title=Text("Sản phẩm", "Products"),
        one=Text("sản phẩm", "product"),
        icon="package",
        table=Product,
        fields=(
            Field("name", Text("Tên", "Name"), Kind.LINE, Subject.NOTHING, required=True, is_found_by=True),
            Field("code", Text("Mã hàng", "Code"), Kind.LINE, Subject.NOTHING, is_found_by=True, is_listed=True),
            Field("category", Text("Nhóm hàng", "Category"), Kind.LINE, Subject.NOTHING, is_listed=True),
            Field("unit", Text("Đơn vị tính", "Unit"), Kind.LINE, Subject.NOTHING),
            Field("price", Text("Giá bán", "Price"), Kind.MONEY, Subject.NOTHING, currency="currency", is_listed=True),
            Field("unit_cost", Text("Giá vốn", "Unit cost"), Kind.MONEY, Subject.NOTHING, currency="currency"),
            Field("currency", Text("Tiền tệ", "Currency"), Kind.LINE, Subject.NOTHING),
            Field("is_sold", Text("Đang bán", "Is sold"), Kind.FLAG, Subject.NOTHING),
            Field(
                "competitor",
                Text("Của đối thủ", "Of a competitor"),
                Kind.RECORD,
                Subject.NOTHING,
                to="competitors",
                help=Text("Để trống: hàng của hãng.", "Empty: the firm's own."),
            ),
            Field("about", Text("Ghi chú chung", "About"), Kind.LONG, Subject.NOTHING),
        ),
        groups=(
            FieldGroup(Text("Hàng hóa", "Goods"), ("code", "category", "unit", "is_sold", "competitor")),
            FieldGroup(Text("Giá", "Price"), ("price", "unit_cost", "currency")),
            FieldGroup(Text("Hồ sơ", "Profile"), ("owner", "about")),
        ),
        sorts={"price": by_amount("price")},
        default_sort="name",
    )
)
