"""Over all customers on record, the share with a two-way contact within 30 days (a setting)."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

relationship_freshness = Measure(
    name="relationship_freshness",
    title=Text(
        "Mức độ duy trì mối quan hệ",
        "Relationship freshness",
    ),
    meaning=Text(
        "Trên mọi khách trong sổ, bao nhiêu phần có tương tác hai chiều trong {freshness_days} ngày gần nhất (số ngày "
        "là thiết lập). Một đơn hàng là một tương tác hai chiều; khách chưa từng tiếp xúc vẫn tính vào mẫu số",
        "Over all customers on record, the share with a two-way contact within {freshness_days} days (a setting). An "
        "order is a two-way contact; the never-contacted count below the line",
    ),
    formula=Text(
        "Khách có tương tác trong hạn / mọi khách",
        "Customers contacted in time / all customers",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="contacts",
    statistic=Statistic.SHARE,
    top=lambda r: r.fresh,
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
