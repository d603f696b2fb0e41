"""Deals, described."""

from crmeter.records.concept.concept import Concept, by_amount, by_day, by_moment, known
from crmeter.records.concept.field import Choice, Field, FieldGroup, Kind, Subject
from crmeter.records.deals.models import Deal
from crmeter.records.deals.stage_actions import PROBABILITY, settle, settled
from crmeter.vocabulary import Text

LOST_REASONS = (
    Choice("price", Text("Giá cao hơn đối thủ", "Price above a competitor's")),
    Choice("quality", Text("Chất lượng, tính năng", "Quality or features")),
    Choice("delivery", Text("Thời gian giao", "Time of delivery")),
    Choice("budget", Text("Khách không còn ngân sách", "No budget any more")),
    Choice("no_need", Text("Khách không còn nhu cầu", "No need any more")),
    Choice("no_answer", Text("Khách không trả lời", "No answer")),
    Choice("other", Text("Lý do khác", "Another reason")),
)

DEALS = known(
    Concept(
        name="deals",
        title=Text("Cơ hội", "Deals"),
        one=Text("cơ hội", "deal"),
        icon="layout-kanban",
        table=Deal,
        fields=(
            Field("name", Text("Tên", "Name"), Kind.LINE, Subject.FREE_TEXT, required=True, is_found_by=True),
            Field(
                "customer", Text("Khách hàng", "Customer"), Kind.RECORD, Subject.NOTHING, to="customers", is_listed=True
            ),
            Field("contact", Text("Người liên hệ", "Contact"), Kind.RECORD, Subject.NOTHING, to="contacts"),
            Field("pipeline", Text("Quy trình", "Pipeline"), Kind.RECORD, Subject.NOTHING, required=True),
            Field(
                "stage",
                Text("Giai đoạn", "Stage"),
                Kind.RECORD,
                Subject.NOTHING,
                required=True,
                limited_by="pipeline",
                is_listed=True,
            ),
            Field(
                "amount", Text("Giá trị", "Amount"), Kind.MONEY, Subject.NOTHING, currency="currency", is_listed=True
            ),
            Field("currency", Text("Tiền tệ", "Currency"), Kind.LINE, Subject.NOTHING),
            PROBABILITY,
            Field("expected_on", Text("Dự kiến chốt", "Expected close"), Kind.DAY, Subject.NOTHING, is_listed=True),
            Field("next_step", Text("Việc kế tiếp", "Next step"), Kind.LINE, Subject.NOTHING),
            Field("next_step_on", Text("Ngày làm việc kế tiếp", "Next step on"), Kind.DAY, Subject.NOTHING),
            Field("channel", Text("Nguồn", "Source"), Kind.LINE, Subject.NOTHING),
            Field("lost_reason", Text("Lý do mất", "Lost because"), Kind.CHOICE, Subject.NOTHING, choices=LOST_REASONS),
            Field("competitor", Text("Đối thủ", "Competitor"), Kind.RECORD, Subject.NOTHING, to="competitors"),
            Field("is_open", Text("Đang mở", "Is open"), Kind.FLAG, Subject.NOTHING, is_edited=False),
            Field("won_on", Text("Thắng ngày", "Won on"), Kind.DAY, Subject.NOTHING, is_edited=False),
            Field("lost_on", Text("Mất ngày", "Lost on"), Kind.DAY, Subject.NOTHING, is_edited=False),
            Field(
                "entered_stage_at",
                Text("Vào giai đoạn", "In stage since"),
                Kind.MOMENT,
                Subject.NOTHING,
                is_edited=False,
            ),
            Field("about", Text("Ghi chú chung", "About"), Kind.LONG, Subject.FREE_TEXT),
        ),
        groups=(
            FieldGroup(
                Text("Cơ hội", "Deal"),
                (
                    "customer",
                    "contact",
                    "amount",
                    "currency",
                    "probability",
                    "expected_on",
                    "next_step",
                    "next_step_on",
                ),
            ),
            FieldGroup(Text("Quy trình", "Pipeline"), ("pipeline", "stage", "channel", "owner")),
            FieldGroup(Text("Kết quả", "Result"), ("won_on", "lost_on", "lost_reason", "competitor", "about")),
        ),
        sorts={
            "amount": by_amount("amount"),
            "expected_on": by_day("expected_on"),
            "entered_stage_at": by_moment("entered_stage_at"),
        },
        settle=settle,
        settled=settled,
        customer="customer",
        key="c",
    )
)
