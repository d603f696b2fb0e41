"""Measures of which pages speak before anything measures them: what they are called, and what they need."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Coming:
    """A measure of which a page speaks before anything measures it.

    Args:
        title: what it is called.
        needs: what would have to be brought in, as a sentence.
        page: that shows it in another form, by the name of its address; empty without one.
    """

    title: Text
    needs: Text
    page: str = ""


COMING: Mapping[str, Coming] = {
    "customer_value_added": Coming(
        Text("Giá trị cao hơn giá", "Value above price"),
        Text(
            "xem ở Bản đồ giá trị, nơi từng sản phẩm được so với đối thủ; chưa gộp được thành một con số chung",
            "see the value map, where each product stands against competitors; there is no one figure for all",
        ),
        page="value_map",
    ),
    "supplier_payment_on_time_rate": Coming(
        Text("Trả tiền nhà cung cấp đúng hạn", "Suppliers paid on time"),
        Text("cần hóa đơn mua có hạn trả và ngày trả", "needs purchase invoices with the day due and the day paid"),
    ),
}
