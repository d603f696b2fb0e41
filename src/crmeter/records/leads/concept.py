"""Leads, described."""

from django.utils import timezone

from crmeter.records.concept.concept import Concept, Draft, by_moment, by_number, known
from crmeter.records.concept.field import ERASED_AT, Choice, Field, FieldGroup, Kind, Subject
from crmeter.records.concept.gate import sees_nobodys
from crmeter.records.concept.values import WrongValue
from crmeter.records.leads.models import Lead
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

STATES = (
    Choice("new", Text("Mới", "New")),
    Choice("working", Text("Đang chăm", "Working")),
    Choice("qualified", Text("Đạt yêu cầu", "Qualified"), "good"),
    Choice("unqualified", Text("Không đạt", "Unqualified"), "bad"),
    Choice("converted", Text("Đã chuyển đổi", "Converted"), "good"),
)
UNQUALIFIED_REASONS = (
    Choice("no_need", Text("Không có nhu cầu", "No need")),
    Choice("no_budget", Text("Không có ngân sách", "No budget")),
    Choice("no_answer", Text("Không liên hệ được", "Cannot be reached")),
    Choice("not_served", Text("Ngoài khu vực, ngành hàng", "Outside what the firm serves")),
    Choice("duplicate", Text("Trùng với khách đã có", "Already known")),
    Choice("not_genuine", Text("Thông tin giả, quảng cáo", "Not genuine")),
    Choice("other", Text("Lý do khác", "Another reason")),
)
UNQUALIFIED_REASON = Field(
    "unqualified_reason",
    Text("Lý do không đạt", "Unqualified because"),
    Kind.CHOICE,
    Subject.BEHAVIOUR,
    choices=UNQUALIFIED_REASONS,
)
CONVERTED_ON = Field("converted_on", Text("Chuyển đổi ngày", "Converted on"), Kind.DAY, Subject.BEHAVIOUR)
QUALIFIED_ON = Field("qualified_on", Text("Đạt yêu cầu ngày", "Qualified on"), Kind.DAY, Subject.BEHAVIOUR)
_MEMBER_MOMENTS = (
    ("planned_at", Text("Đưa vào lúc", "Added at")),
    ("sent_at", Text("Gửi lúc", "Sent at")),
    ("opened_at", Text("Mở lúc", "Opened at")),
    ("clicked_at", Text("Bấm liên kết lúc", "Clicked at")),
    ("replied_at", Text("Trả lời lúc", "Replied at")),
    ("converted_at", Text("Chuyển đổi lúc", "Converted at")),
    ("unsubscribed_at", Text("Hủy nhận lúc", "Unsubscribed at")),
    ("complained_at", Text("Báo thư rác lúc", "Complained of spam at")),
)
MEMBER_STATES = (
    Choice("planned", Text("Chưa gửi", "Planned")),
    Choice("sent", Text("Đã gửi", "Sent")),
    Choice("opened", Text("Đã mở", "Opened")),
    Choice("clicked", Text("Đã bấm liên kết", "Clicked"), "good"),
    Choice("replied", Text("Đã trả lời", "Replied"), "good"),
    Choice("converted", Text("Đã chuyển đổi", "Converted"), "good"),
    Choice("unsubscribed", Text("Đã hủy nhận", "Unsubscribed"), "bad"),
    Choice("complained", Text("Đã báo thư rác", "Complained of spam"), "bad"),
)
MEMBER_FIELDS = (
    Field("campaign", Text("Chiến dịch", "Campaign"), Kind.RECORD, Subject.BEHAVIOUR, to="campaigns"),
    Field("customer", Text("Khách hàng", "Customer"), Kind.RECORD, Subject.NOTHING, to="customers"),
    Field("contact", Text("Người liên hệ", "Contact"), Kind.RECORD, Subject.NOTHING, to="contacts"),
    Field("lead", Text("Khách tiềm năng", "Lead"), Kind.RECORD, Subject.NOTHING, to="leads"),
    Field("state", Text("Trạng thái", "State"), Kind.CHOICE, Subject.BEHAVIOUR, choices=MEMBER_STATES),
    *(Field(name, title, Kind.MOMENT, Subject.BEHAVIOUR, is_edited=False) for name, title in _MEMBER_MOMENTS),
)


def _settle(draft: Draft) -> None:
    """Date a lead that is given to somebody, and refuse a state that it cannot come to.

    A conversion is dated once: it stays for ever, and so does its day.
    """
    lead = draft.row
    lead.status = lead.status or "new"
    if draft.before is None and lead.owner_id is None:
        # Whoever sees their own leads only would lose sight of it.
        is_seen = draft.once("nobodys", lambda: sees_nobodys(draft.actor.user, "leads"))
        lead.owner_id = None if is_seen else draft.actor.user
    if draft.changes("owner_id"):
        lead.assigned_at = None if lead.owner_id is None else draft.at
    if lead.status == "unqualified":
        if not lead.unqualified_reason:
            raise WrongValue(UNQUALIFIED_REASON, Text("chưa có giá trị", "there is no value"))
    else:
        lead.unqualified_reason = ""
    today = timezone.localdate(draft.at)
    if lead.qualified_on is None and lead.status in ("qualified", "converted") and not _came_so(draft):
        lead.qualified_on = lead.converted_on or today
    for field in (CONVERTED_ON, QUALIFIED_ON):
        day = getattr(lead, field.name)
        if day is not None and day > today:
            raise WrongValue(field, Text("ngày này chưa đến", "this day has not come yet"))
    was = draft.before and draft.before["converted_on"]
    if was is not None and draft.before is not None and lead.converted_on != was:
        raise _converted_once()
    if (lead.status == "converted") != (lead.converted_on is not None):
        raise _converted_once() if was else _to_be_converted()


def _came_so(draft: Draft) -> bool:
    """Whether another system found it, on a day that nobody told."""
    return bool(draft.row.external_source) and (draft.before is None or not draft.changes("status"))


def _converted_once() -> Refused:
    return Refused(
        "converted_already",
        Text("khách tiềm năng này đã chuyển đổi rồi", "this lead has been converted already"),
    )


def _to_be_converted() -> Refused:
    return Refused(
        "to_be_converted",
        Text(
            "trạng thái này do việc chuyển đổi đặt, cùng với ngày chuyển đổi",
            "a conversion sets this state, together with its day",
        ),
    )


LEADS = known(
    Concept(
        name="leads",
        title=Text("Khách tiềm năng", "Leads"),
        one=Text("khách tiềm năng", "lead"),
        icon="user-plus",
        table=Lead,
        fields=(
            Field("name", Text("Họ tên", "Name"), Kind.LINE, Subject.IDENTITY, required=True, is_found_by=True),
            Field(
                "firm_name",
                Text("Tên hãng", "Firm"),
                Kind.LINE,
                Subject.IDENTITY,
                is_found_by=True,
                is_listed=True,
            ),
            Field("phone", Text("Điện thoại", "Phone"), Kind.PHONE, Subject.IDENTITY, is_found_by=True, is_listed=True),
            Field("email", Text("Thư điện tử", "E-mail"), Kind.EMAIL, Subject.IDENTITY, is_found_by=True),
            Field("channel", Text("Nguồn", "Source"), Kind.LINE, Subject.BEHAVIOUR, is_listed=True),
            Field("campaign", Text("Chiến dịch", "Campaign"), Kind.RECORD, Subject.BEHAVIOUR, to="campaigns"),
            Field(
                "status", Text("Trạng thái", "Status"), Kind.CHOICE, Subject.BEHAVIOUR, choices=STATES, is_listed=True
            ),
            UNQUALIFIED_REASON,
            Field("interest", Text("Quan tâm đến", "Interested in"), Kind.LONG, Subject.FREE_TEXT),
            Field("customer", Text("Khách hàng", "Customer"), Kind.RECORD, Subject.NOTHING, to="customers"),
            Field("contact", Text("Người liên hệ", "Contact"), Kind.RECORD, Subject.NOTHING, to="contacts"),
            Field("deal", Text("Cơ hội", "Deal"), Kind.RECORD, Subject.NOTHING, to="deals"),
            QUALIFIED_ON,
            CONVERTED_ON,
            Field("assigned_at", Text("Giao lúc", "Assigned at"), Kind.MOMENT, Subject.NOTHING, is_edited=False),
            Field(
                "first_response_at",
                Text("Phản hồi lần đầu", "First response"),
                Kind.MOMENT,
                Subject.BEHAVIOUR,
                is_edited=False,
            ),
            Field("score", Text("Điểm (%)", "Score (%)"), Kind.WHOLE, Subject.BEHAVIOUR, is_edited=False),
            ERASED_AT,
        ),
        groups=(
            FieldGroup(Text("Liên hệ", "Contact"), ("firm_name", "phone", "email")),
            FieldGroup(
                Text("Khách tiềm năng", "Lead"),
                ("status", "unqualified_reason", "channel", "campaign", "interest", "owner", "assigned_at"),
            ),
            FieldGroup(Text("Kết quả", "Result"), ("qualified_on", "customer", "contact", "deal", "converted_on")),
        ),
        sorts={"score": by_number("score"), "assigned_at": by_moment("assigned_at")},
        settle=_settle,
        customer="customer",
    )
)
