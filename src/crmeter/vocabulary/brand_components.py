"""The components of a brand that customers can be asked of, or that their behaviour tells."""

from collections.abc import Mapping
from types import MappingProxyType

from crmeter.vocabulary.text import Text

BRAND_COMPONENTS: Mapping[str, Text] = MappingProxyType(
    {
        "awareness": Text("Nhận biết", "Awareness"),
        "consideration": Text("Cân nhắc mua", "Consideration"),
        "preference": Text("Ưa chuộng", "Preference"),
        "loyalty": Text("Gắn bó", "Loyalty"),
        "price_premium": Text("Chịu trả giá cao hơn", "Price premium"),
        "trust": Text("Lòng tin", "Trust"),
        "recommendation": Text("Giới thiệu", "Recommendation"),
        "reputation": Text("Danh tiếng", "Reputation"),
    }
)
