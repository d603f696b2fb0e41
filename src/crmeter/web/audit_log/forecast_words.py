"""How the log calls what is done to scenarios and to figures of the market."""

from collections.abc import Mapping

from crmeter.evaluation.scenario import TITLES
from crmeter.vocabulary import Text

FORECAST_ACTIONS: Mapping[str, Text] = {
    "market.added": Text("Thêm số liệu thị trường", "Figure of the market added"),
    "market.brought_back": Text("Lấy lại số liệu thị trường", "Figure of the market brought back"),
    "market.changed": Text("Sửa số liệu thị trường", "Figure of the market corrected"),
    "market.removed": Text("Bỏ số liệu thị trường", "Figure of the market removed"),
    "scenarios.added": Text("Lưu kịch bản", "Scenario kept"),
    "scenarios.brought_back": Text("Lấy lại kịch bản", "Scenario brought back"),
    "scenarios.changed": Text("Sửa kịch bản", "Scenario changed"),
    "scenarios.removed": Text("Bỏ kịch bản", "Scenario removed"),
}
FORECAST_KINDS: Mapping[str, Text] = {
    "records.marketfigure": Text("Số liệu thị trường", "Figure of the market"),
    "strategy.scenario": Text("Kịch bản", "Scenario"),
}
FORECAST_FIELDS: Mapping[str, Text] = {
    **TITLES,
    "volume_response": Text("lượng mua đổi theo giá", "quantities by price"),
    "headcount_effect": Text("khách mới tăng theo số người", "new customers by people"),
    "span": Text("độ dài kỳ", "length of the period"),
    "starts_on": Text("ngày đầu kỳ", "first day of the period"),
    "product_set": Text("nhóm sản phẩm", "set of products"),
    "who": Text("của ai", "whose"),
    "units": Text("số lượng", "units"),
    "share": Text("thị phần", "share of the market"),
    "said_by": Text("nguồn số liệu", "said by"),
    "said_on": Text("ngày công bố", "said on"),
}
