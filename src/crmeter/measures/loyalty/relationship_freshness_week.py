"""Over all customers on record, the share with a two-way contact within 7 days."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

relationship_freshness_week = Measure(
    name="relationship_freshness_week",
    title=Text(
        "Mức độ duy trì mối quan hệ, 7 ngày",
        "Relationship freshness, 7 days",
    ),
    meaning=Text(
        "Trên mọi khách trong sổ, bao nhiêu phần có tương tác hai chiều trong 7 ngày gần nhất. Một đơn hàng là một "
        "tương tác hai chiều; khách chưa từng tiếp xúc vẫn tính vào mẫu số",
        "Over all customers on record, the share with a two-way contact within 7 days. An order is a two-way "
        "contact; the never-contacted count below the line",
    ),
    formula=Text(
        "Khách có tương tác trong 7 ngày / mọi khách",
        "Customers contacted within 7 days / all customers",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="contacts",
    statistic=Statistic.SHARE,
    top=lambda r: (r.days_since_contact <= 7).coalesce(False),
    opens=(
        "source_key",
        "last_contact_on",
        "days_since_contact",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
    level=2,
)
