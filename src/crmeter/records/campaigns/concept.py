"""Campaigns, described."""

from crmeter.records.campaigns.models import Campaign
from crmeter.records.concept.concept import Concept, Draft, by_amount, by_day, known
from crmeter.records.concept.currency import CURRENCY, settle_currency
from crmeter.records.concept.field import Choice, Field, FieldGroup, Kind, Subject
from crmeter.records.concept.values import WrongValue
from crmeter.vocabulary import Text

CHANNELS = (
    Choice("email", Text("Thư điện tử", "E-mail")),
    Choice("zalo", Text.same("Zalo")),
    Choice("sms", Text("Tin nhắn", "Text message")),
    Choice("phone", Text("Gọi điện", "Phone")),
    Choice("search", Text("Quảng cáo tìm kiếm", "Search advertising")),
    Choice("social", Text("Mạng xã hội", "Social media")),
    Choice("event", Text("Sự kiện, hội chợ", "Event or fair")),
    Choice("print", Text("Ấn phẩm, ngoài trời", "Print or outdoor")),
    Choice("referral", Text("Khách giới thiệu", "Referral")),
    Choice("other", Text("Kênh khác", "Another channel")),
)
STATES = (
    Choice("planned", Text("Dự kiến", "Planned")),
    Choice("running", Text("Đang chạy", "Running"), "good"),
    Choice("finished", Text("Đã xong", "Finished")),
    Choice("cancelled", Text("Đã hủy", "Cancelled"), "bad"),
)
BUDGET = Field("budget", Text("Ngân sách", "Budget"), Kind.MONEY, Subject.NOTHING, currency="currency", is_listed=True)
ENDS_ON = Field("ends_on", Text("Kết thúc", "Ends on"), Kind.DAY, Subject.NOTHING, is_listed=True)
HELD_OUT = Field("held_out_percent", Text("Để riêng (%)", "Held out (%)"), Kind.WHOLE, Subject.NOTHING)
# Beyond half there would be more to learn from than to sell to.
MOST_HELD_OUT = 50
COST_FIELDS = (
    Field("on", Text("Ngày", "Day"), Kind.DAY, Subject.NOTHING, required=True),
    Field("amount", Text("Số tiền", "Amount"), Kind.MONEY, Subject.NOTHING, required=True, currency="currency"),
    Field("currency", Text("Tiền tệ", "Currency"), Kind.LINE, Subject.NOTHING),
    Field("what", Text("Chi cho", "Spent on"), Kind.LINE, Subject.NOTHING, required=True),
)


def _settle(draft: Draft) -> None:
    """Refuse a campaign that ends before it begins, or whose budget is below zero."""
    row = draft.row
    row.status = row.status or "planned"
    row.held_out_percent = row.held_out_percent or 0
    if row.held_out_percent > MOST_HELD_OUT:
        raise WrongValue(HELD_OUT, Text("nhiều nhất là {most}", "is at most {most}").fill(most=MOST_HELD_OUT))
    settle_currency(row)
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        raise WrongValue(ENDS_ON, Text("trước ngày bắt đầu", "is before the first day"))
    if row.budget is not None and row.budget < 0:
        raise WrongValue(BUDGET, Text("không được âm", "must not be below 0"))


CAMPAIGNS = known(
    Concept(
        name="campaigns",
        title=Text("Chiến dịch", "Campaigns"),
        one=Text("chiến dịch", "campaign"),
        icon="speakerphone",
        table=Campaign,
        fields=(
            Field("name", Text("Tên", "Name"), Kind.LINE, Subject.NOTHING, required=True, is_found_by=True),
            Field("channel", Text("Kênh", "Channel"), Kind.CHOICE, Subject.NOTHING, choices=CHANNELS, is_listed=True),
            Field(
                "status",
                Text("Trạng thái", "Status"),
                Kind.CHOICE,
                Subject.NOTHING,
                choices=STATES,
                is_listed=True,
            ),
            Field("starts_on", Text("Bắt đầu", "Starts on"), Kind.DAY, Subject.NOTHING, is_listed=True),
            ENDS_ON,
            BUDGET,
            CURRENCY,
            Field("expected_response", Text("Phản hồi dự kiến", "Expected response"), Kind.SHARE, Subject.NOTHING),
            HELD_OUT,
            Field("about", Text("Ghi chú chung", "About"), Kind.LONG, Subject.FREE_TEXT),
        ),
        groups=(
            FieldGroup(
                Text("Chiến dịch", "Campaign"),
                ("channel", "status", "starts_on", "ends_on", "owner", "held_out_percent"),
            ),
            FieldGroup(Text("Tiền", "Money"), ("budget", "currency", "expected_response")),
            FieldGroup(Text("Hồ sơ", "Profile"), ("about",)),
        ),
        sorts={"starts_on": by_day("starts_on"), "budget": by_amount("budget")},
        settle=_settle,
    )
)
