"""The four viewpoints: who looks, what they ask, and by which measures it is answered."""

from collections.abc import Mapping
from dataclasses import dataclass

from crmeter.records.surveys.kinds import Respondents
from crmeter.vocabulary import Text


@dataclass(frozen=True, slots=True)
class Angle:
    """A viewpoint.

    Args:
        name: its address.
        title: who looks.
        asks: what they ask.
        first: measures of the sentence at the top, the most telling first.
        groups: headings with their measures.
        respondents: who answers the surveys of this viewpoint; None where nobody is asked.
        template: of the survey that would fill it; empty where none would.
    """

    name: str
    title: Text
    asks: Text
    first: tuple[str, ...]
    groups: tuple[tuple[Text, tuple[str, ...]], ...]
    respondents: Respondents | None
    template: str


ANGLES: Mapping[str, Angle] = {
    each.name: each
    for each in (
        Angle(
            "customers",
            Text("Khách hàng", "Customers"),
            Text(
                "Có hài lòng không, giá có đáng không, phải chờ bao lâu, và có ở lại không?",
                "Are they satisfied, is it worth the price, how long do they wait, and do they stay?",
            ),
            ("nps", "csat", "retention_rate"),
            (
                (Text("Hài lòng", "Satisfaction"), ("nps", "csat", "ces", "response_rate")),
                (Text("Giá và giá trị", "Price and value"), ("customer_value_added", "average_order_value")),
                (
                    Text("Chờ đợi và than phiền", "Waiting and complaints"),
                    ("service_level_attainment", "on_time_delivery_rate", "days_since_last_interaction"),
                ),
                (
                    Text("Ở lại hay rời đi", "Staying or leaving"),
                    ("retention_rate", "repeat_purchase_rate", "reduced_customer_rate", "lost_customer_rate"),
                ),
            ),
            Respondents.CUSTOMER,
            "satisfaction",
        ),
        Angle(
            "suppliers",
            Text("Nhà cung cấp, đối tác", "Suppliers and partners"),
            Text(
                "Làm việc với công ty có dễ không, tiền có đúng hạn không, và có muốn tiếp tục không?",
                "Is the firm easy to work with, does it pay on time, and do they want to go on?",
            ),
            ("partner_nps", "partner_retention"),
            (
                (
                    Text("Mong muốn hợp tác", "Wish to work together"),
                    ("partner_nps", "partner_retention", "reduced_partner_rate", "lost_partner_rate"),
                ),
                (
                    Text("Đúng hẹn với nhau", "On time with each other"),
                    ("supplier_payment_on_time_rate", "supplier_on_time_rate"),
                ),
            ),
            Respondents.PARTNER,
            "partners",
        ),
        Angle(
            "owners",
            Text("Chủ sở hữu", "Owners"),
            Text(
                "Khách hàng đáng giá bao nhiêu, lãi bao nhiêu, rủi ro ở đâu, và CRM có đáng tiền không?",
                "What are the customers worth, what is earned, where is the risk, and does the CRM pay?",
            ),
            ("customer_equity", "value_at_risk", "gross_margin"),
            (
                (
                    Text("Tài sản", "Equity"),
                    (
                        "customer_equity",
                        "customer_equity_after_acquisition",
                        "customer_lifetime_value",
                        "customer_equity_share",
                        "brand_score",
                    ),
                ),
                (Text("Doanh thu và lãi", "Revenue and profit"), ("revenue", "gross_margin", "net_revenue_retention")),
                (
                    Text("Rủi ro", "Risk"),
                    ("value_at_risk", "lost_value", "reduced_customer_rate", "lost_customer_rate"),
                ),
            ),
            None,
            "",
        ),
        Angle(
            "employees",
            Text("Nhân viên", "Employees"),
            Text(
                "Có muốn giới thiệu nơi làm việc không, việc có quá tải không, và CRM có giúp được không?",
                "Would they recommend their workplace, is the work too much, and does the CRM help?",
            ),
            ("employee_nps", "employee_turnover"),
            ((Text("Gắn bó", "Attachment"), ("employee_nps", "employee_turnover", "employee_retention_rate")),),
            Respondents.EMPLOYEE,
            "employees",
        ),
    )
}
