"""Activities, described."""

from crmeter.records.activities.activity_actions import settle, settled
from crmeter.records.activities.models import Activity, ActivityKind, Direction
from crmeter.records.concept.concept import Concept, by_day, by_moment, known
from crmeter.records.concept.field import Choice, Field, FieldGroup, Kind, Subject
from crmeter.vocabulary import Text

KINDS = (
    Choice(ActivityKind.CALL, Text("Cuộc gọi", "Call")),
    Choice(ActivityKind.MAIL, Text("Thư", "Mail")),
    Choice(ActivityKind.MEETING, Text("Cuộc gặp", "Meeting")),
    Choice(ActivityKind.NOTE, Text("Ghi chú", "Note")),
    Choice(ActivityKind.TASK, Text("Việc cần làm", "Task")),
    Choice(ActivityKind.CHAT, Text("Trò chuyện", "Chat")),
)
DIRECTIONS = (
    Choice(Direction.IN, Text("Từ khách", "From the customer")),
    Choice(Direction.OUT, Text("Đến khách", "To the customer")),
    Choice(Direction.NONE, Text("Nội bộ", "Internal")),
)
OUTCOMES = (
    Choice("answered", Text("Có trả lời", "Answered"), "good"),
    Choice("no_answer", Text("Không trả lời", "No answer"), "warn"),
    Choice("left_message", Text("Đã để lại lời nhắn", "Left a message")),
    Choice("bounced", Text("Thư bị trả lại", "Bounced"), "bad"),
    Choice("unsubscribed", Text("Từ chối nhận tin", "Unsubscribed"), "bad"),
    Choice("done", Text("Đã xong", "Done"), "good"),
    Choice("cancelled", Text("Đã hủy", "Cancelled")),
)


def _link(name: str, title: Text, to: str, *, is_listed: bool = False) -> Field:
    return Field(name, title, Kind.RECORD, Subject.NOTHING, to=to, is_listed=is_listed)


ACTIVITIES = known(
    Concept(
        name="activities",
        title=Text("Hoạt động", "Activities"),
        one=Text("hoạt động", "activity"),
        icon="timeline-event",
        table=Activity,
        fields=(
            Field(
                "name",
                Text("Chủ đề", "Subject"),
                Kind.LINE,
                Subject.FREE_TEXT,
                is_found_by=True,
                help=Text("Để trống: dòng đầu của nội dung.", "Empty: the first line of the text."),
            ),
            Field(
                "kind",
                Text("Loại", "Kind"),
                Kind.CHOICE,
                Subject.BEHAVIOUR,
                required=True,
                choices=KINDS,
                is_listed=True,
            ),
            Field("body", Text("Nội dung", "Text"), Kind.LONG, Subject.FREE_TEXT),
            Field("direction", Text("Chiều", "Direction"), Kind.CHOICE, Subject.BEHAVIOUR, choices=DIRECTIONS),
            Field("outcome", Text("Kết quả", "Outcome"), Kind.CHOICE, Subject.BEHAVIOUR, choices=OUTCOMES),
            Field("happened_at", Text("Lúc", "Happened"), Kind.MOMENT, Subject.BEHAVIOUR, is_listed=True),
            Field("duration_minutes", Text("Thời lượng (phút)", "Duration (minutes)"), Kind.WHOLE, Subject.BEHAVIOUR),
            Field("due_on", Text("Hạn", "Due"), Kind.DAY, Subject.NOTHING, is_listed=True),
            Field("due_at", Text("Giờ hẹn", "Due at"), Kind.MOMENT, Subject.NOTHING),
            Field("done_at", Text("Xong lúc", "Done"), Kind.MOMENT, Subject.NOTHING),
            Field("is_open", Text("Chưa xong", "Still to do"), Kind.FLAG, Subject.NOTHING, is_edited=False),
            Field("is_pinned", Text("Ghim", "Pinned"), Kind.FLAG, Subject.NOTHING),
            _link("customer", Text("Khách hàng", "Customer"), "customers", is_listed=True),
            _link("contact", Text("Người liên hệ", "Contact"), "contacts"),
            _link("deal", Text("Cơ hội", "Deal"), "deals"),
            _link("ticket", Text("Phiếu hỗ trợ", "Ticket"), "tickets"),
            _link("lead", Text("Khách tiềm năng", "Lead"), "leads"),
            _link("order", Text("Đơn hàng", "Order"), "orders"),
        ),
        groups=(
            FieldGroup(
                Text("Hoạt động", "Activity"),
                ("kind", "direction", "outcome", "happened_at", "duration_minutes", "body"),
            ),
            FieldGroup(Text("Hẹn", "Plan"), ("owner", "due_on", "due_at", "done_at")),
            FieldGroup(Text("Thuộc về", "Belongs to"), ("customer", "contact", "deal", "ticket", "lead", "order")),
        ),
        sorts={"happened_at": by_moment("happened_at"), "due_on": by_day("due_on")},
        settle=settle,
        settled=settled,
        opens_with=("customer", "contact", "deal", "ticket", "lead", "order"),
        default_sort="-happened_at",
    )
)
