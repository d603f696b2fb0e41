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
    """

    title: Text
    needs: Text


COMING: Mapping[str, Coming] = {
    "brand_score": Coming(
        Text("Điểm thương hiệu", "Brand score"),
        Text("cần trọng số của những người đánh giá thương hiệu", "needs the weights of those who evaluate the brand"),
    ),
    "customer_value_added": Coming(
        Text("Giá trị cao hơn giá", "Value above price"),
        Text(
            "cần bảng sản phẩm có giá và điểm chất lượng, của mình và của đối thủ, trên bản đồ giá trị",
            "needs products with price and quality scores, ours and those of competitors, on the value map",
        ),
    ),
    "partner_retention": Coming(
        Text("Tỷ lệ giữ chân đối tác", "Retention of partners"),
        Text(
            "cần danh sách đối tác và ngày hợp tác bắt đầu, kết thúc",
            "needs the partners with the first and last day of working together",
        ),
    ),
    "supplier_on_time_rate": Coming(
        Text("Nhà cung cấp giao đúng hẹn", "Deliveries of suppliers on time"),
        Text("cần lần giao của nhà cung cấp có ngày hẹn và ngày nhận", "needs their deliveries with both days"),
    ),
    "supplier_payment_on_time_rate": Coming(
        Text("Trả tiền nhà cung cấp đúng hạn", "Suppliers paid on time"),
        Text("cần hóa đơn mua có hạn trả và ngày trả", "needs purchase invoices with the day due and the day paid"),
    ),
    "employee_turnover": Coming(
        Text("Tỷ lệ nhân viên rời đi", "Employees who left"),
        Text("cần ngày vào và ngày nghỉ của nhân viên", "needs the first and last day of employees"),
    ),
}
