"""How often pages and products were looked at in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

page_views = Measure(
    name="page_views",
    title=Text(
        "Lượt xem trang",
        "Page views",
    ),
    meaning=Text(
        "Số lượt xem trang và sản phẩm trong kỳ, theo tệp lượt xem đã nhập",
        "How often pages and products were looked at in the period, as the files of views tell",
    ),
    formula=Text(
        "Σ lượt xem trong kỳ",
        "Σ views in the period",
    ),
    unit=Unit.VIEWS,
    good=Good.HIGHER,
    rows="page_views",
    statistic=Statistic.SUM,
    top=lambda r: r.views,
    opens=(
        "source_key",
        "viewed_on",
        "page",
        "views",
        "actions",
        "channel",
        "campaign",
    ),
    slices=(
        "channel",
        "campaign",
        "category",
        "segment",
    ),
)
