"""Why rows of a file source could be no records, in words."""

from collections.abc import Mapping

from crmeter.vocabulary import Text
from crmeter.warehouse.tables import TABLES

REASONS: Mapping[str, Text] = {
    "same_key": Text("hai dòng cùng mã ở nguồn", "two rows have the same key in the source"),
    "too_long": Text("có giá trị dài hơn một bản ghi giữ được", "a value is longer than a record keeps"),
    "link": Text("thuộc về một dòng không có ở nguồn", "belongs to a row that the source does not have"),
    "kind": Text("không phải đơn bán hay hàng tặng", "neither a sale nor given away"),
    "lines": Text("có dòng hàng một đơn không giữ được", "has a line that an order cannot keep"),
    "returns": Text("có lần trả hàng một đơn không giữ được", "has a return that an order cannot keep"),
    "currency": Text("không rõ tiền tệ", "its currency is not known"),
    "status": Text("trạng thái không hiểu được", "its state is not understood"),
    "channel": Text("kênh tiếp xúc không hiểu được", "its channel is not understood"),
    "direction": Text("không rõ chiều tiếp xúc", "who came to whom is not known"),
    "product": Text("không rõ sản phẩm hay số lượng", "product or quantity is not known"),
    "delivery": Text(
        "chuyến giao ghi số lượng hay hư hỏng không khớp với dòng của đơn",
        "its delivery tells quantities or damage that do not fit the lines of the order",
    ),
    "no_record": Text("bản ghi không giữ loại dòng này", "records do not keep such rows"),
}


def told(left: Mapping[str, int]) -> tuple[tuple[Text, Text, int], ...]:
    """Return of which table, why and how many rows stay, as `keep_rest` counted them."""
    parts = ((key.partition("."), n) for key, n in left.items())
    return tuple((TABLES[table].title, REASONS[code], n) for (table, _, code), n in parts)
