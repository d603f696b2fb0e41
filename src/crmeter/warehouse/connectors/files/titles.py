"""What people call the fields of files; most are called as the column that they fill."""

from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files.fields import FIELDS, RATING_PLACES
from crmeter.warehouse.tables import PERSONAL, TABLES

# Fields that no contract has, or that a contract calls by what it makes of them.
_OWN: dict[str, Text] = {
    "orders.source_key": Text("Mã đơn hàng", "Order ID"),
    "orders.cancelled_at": Text("Ngày hủy", "Cancelled on"),
    "orders.refunded": Text("Số tiền đã hoàn", "Amount refunded"),
    "orders.amount": Text("Số tiền của đơn", "Order amount"),
    "order_lines.source_key": Text("Mã dòng", "Line ID"),
    "products.source_key": Text("Mã sản phẩm", "Product ID"),
    "deliveries.source_key": Text("Mã giao hàng", "Delivery ID"),
    "returns.source_key": Text("Mã phiếu trả", "Return ID"),
    "customers.source_key": Text("Mã khách hàng", "Customer ID"),
    "customers.person_id": Text("Mã người (sau nhiều mã khách)", "Person ID (behind several customer IDs)"),
    "identities.name": Text("Tên khách hàng", "Customer name"),
    "identities.first_name": Text("Tên (riêng)", "First name"),
    "identities.last_name": Text("Họ", "Last name"),
    "identities.phone": Text("Điện thoại", "Phone"),
    "leads.source_key": Text("Mã khách tiềm năng", "Lead ID"),
    "leads.converted": Text("Đã chuyển đổi (có/không)", "Converted (yes/no)"),
    "page_views.source_key": Text("Mã lượt xem", "View ID"),
    "page_views.acted": Text("Dẫn tới điều mong muốn (có/không)", "Ended as wanted (yes/no)"),
    "order_lines.discount_percent": Text("Giảm giá (%)", "Discount (%)"),
    "touches.source_key": Text("Mã lần tiếp xúc", "Touch ID"),
    "employees.source_key": Text("Mã nhân viên", "Employee ID"),
    "tickets.source_key": Text("Mã phiếu hỗ trợ", "Ticket ID"),
    "tickets.changed_at": Text("Thời điểm của dòng (nhật ký)", "When the row happened (log)"),
    "deals.source_key": Text("Mã cơ hội", "Deal ID"),
    "deals.closed_on": Text("Ngày chốt (thắng hay thua)", "Closed on (won or lost)"),
    "deals.is_won": Text("Đã thắng (có/không)", "Won (yes/no)"),
    "deals.is_closed": Text("Đã kết thúc (có/không)", "Closed (yes/no)"),
    "supplier_deliveries.source_key": Text("Mã đơn mua hay phiếu nhập", "Purchase order or receipt ID"),
    "warranty_claims.source_key": Text("Mã bảo hành", "Claim ID"),
    "market_figures.period": Text("Kỳ", "Period"),
    "market_figures.who": Text("Của ai (thị trường, mình, tên đối thủ)", "Whose (market, us, name of a competitor)"),
    "survey_answers.source_key": Text("Mã lượt trả lời", "Response ID"),
    "survey_answers.nps": Text("Sẵn lòng giới thiệu (NPS)", "Would recommend (NPS)"),
    "survey_answers.csat": Text("Hài lòng (CSAT)", "Satisfied (CSAT)"),
    "survey_answers.ces": Text("Dễ dàng (CES)", "Easy (CES)"),
    "survey_answers.rating": Text("Điểm của một mặt (chọn được nhiều cột)", "Rating of an aspect (of several columns)"),
    "survey_answers.comment": Text("Lời góp ý", "Comment"),
    "survey_answers.value": Text("Điểm trả lời", "Score given"),
}


def title_of(field: str) -> Text:
    """Return the label of a field such as `orders.amount`."""
    if field in _OWN:
        return _OWN[field]
    table, _, name = field.partition(".")
    return {**TABLES, **PERSONAL}[table].column(name).title


def table_title(table: str) -> Text:
    """Return the label of the table of a field; names and contact details have one of their own."""
    return {**TABLES, **PERSONAL}[table].title


TITLES: dict[str, Text] = {field: title_of(field) for field in FIELDS if field not in RATING_PLACES}
