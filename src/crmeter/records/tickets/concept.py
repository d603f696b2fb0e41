"""Tickets, described."""

from crmeter.records.concept.concept import Concept, by_moment, known
from crmeter.records.concept.field import Choice, Field, FieldGroup, Kind, Subject
from crmeter.records.tickets.models import Priority, Status, Ticket
from crmeter.records.tickets.promised_time import working_time
from crmeter.records.tickets.status_actions import settle_by, settled
from crmeter.vocabulary import Text

PRIORITIES = (
    Choice(Priority.LOW, Text("Thấp", "Low")),
    Choice(Priority.NORMAL, Text("Thường", "Normal")),
    Choice(Priority.HIGH, Text("Cao", "High"), "warn"),
    Choice(Priority.URGENT, Text("Khẩn", "Urgent"), "bad"),
)
STATUSES = (
    Choice(Status.NEW, Text("Mới", "New")),
    Choice(Status.OPEN, Text("Đang xử lý", "Open")),
    Choice(Status.WAITING, Text("Chờ khách", "Waiting for the customer"), "warn"),
    Choice(Status.SOLVED, Text("Đã giải quyết", "Solved"), "good"),
    Choice(Status.CLOSED, Text("Đã đóng", "Closed")),
)
CHANNELS = (
    Choice("phone", Text("Gọi điện", "Phone")),
    Choice("email", Text("Thư điện tử", "E-mail")),
    Choice("chat", Text("Trò chuyện", "Chat")),
    Choice("web", Text("Biểu mẫu web", "Web form")),
    Choice("visit", Text("Gặp trực tiếp", "In person")),
    Choice("other", Text("Kênh khác", "Another channel")),
)


def _moment(name: str, title: Text, *, is_listed: bool = False) -> Field:
    return Field(name, title, Kind.MOMENT, Subject.NOTHING, is_listed=is_listed, is_edited=False)


TICKETS = known(
    Concept(
        name="tickets",
        title=Text("Phiếu hỗ trợ", "Tickets"),
        one=Text("phiếu hỗ trợ", "ticket"),
        icon="ticket",
        key="p",
        table=Ticket,
        fields=(
            Field("name", Text("Chủ đề", "Subject"), Kind.LINE, Subject.FREE_TEXT, required=True, is_found_by=True),
            Field(
                "customer", Text("Khách hàng", "Customer"), Kind.RECORD, Subject.NOTHING, to="customers", is_listed=True
            ),
            Field("contact", Text("Người liên hệ", "Contact"), Kind.RECORD, Subject.NOTHING, to="contacts"),
            Field("queue", Text("Hàng đợi", "Queue"), Kind.RECORD, Subject.NOTHING, required=True, is_listed=True),
            Field("category", Text("Loại yêu cầu", "Category"), Kind.LINE, Subject.NOTHING),
            Field("product", Text("Sản phẩm", "Product"), Kind.RECORD, Subject.BEHAVIOUR, to="products"),
            Field("cause", Text("Nguyên nhân", "Cause"), Kind.LINE, Subject.NOTHING),
            Field(
                "priority",
                Text("Ưu tiên", "Priority"),
                Kind.CHOICE,
                Subject.NOTHING,
                choices=PRIORITIES,
                is_listed=True,
            ),
            Field(
                "status", Text("Trạng thái", "Status"), Kind.CHOICE, Subject.NOTHING, choices=STATUSES, is_listed=True
            ),
            Field("channel", Text("Kênh", "Channel"), Kind.CHOICE, Subject.BEHAVIOUR, choices=CHANNELS),
            Field("description", Text("Nội dung", "Description"), Kind.LONG, Subject.FREE_TEXT),
            # A call of yesterday is written down today.
            Field("opened_at", Text("Mở lúc", "Opened"), Kind.MOMENT, Subject.BEHAVIOUR),
            _moment("first_responded_at", Text("Trả lời lần đầu", "First answered")),
            _moment("solved_at", Text("Giải quyết lúc", "Solved")),
            Field("escalated_at", Text("Chuyển lên cấp trên lúc", "Escalated at"), Kind.MOMENT, Subject.NOTHING),
            _moment("answer_due_at", Text("Hẹn trả lời", "Answer due")),
            _moment("due_at", Text("Hẹn xong", "Due"), is_listed=True),
            _moment("paused_since", Text("Tạm dừng từ", "Paused since")),
            Field(
                "paused_seconds",
                Text("Đã tạm dừng (giây)", "Paused (seconds)"),
                Kind.WHOLE,
                Subject.NOTHING,
                is_edited=False,
            ),
            Field("reopened", Text("Số lần mở lại", "Times reopened"), Kind.WHOLE, Subject.NOTHING, is_edited=False),
            Field(
                "duplicate_of",
                Text("Gộp vào", "Merged into"),
                Kind.RECORD,
                Subject.NOTHING,
                to="tickets",
                is_edited=False,
            ),
            Field("is_open", Text("Còn mở", "Is open"), Kind.FLAG, Subject.NOTHING, is_edited=False),
        ),
        groups=(
            FieldGroup(
                Text("Yêu cầu", "Request"),
                ("customer", "contact", "category", "product", "cause", "priority", "channel", "description"),
            ),
            FieldGroup(
                Text("Xử lý", "Handling"), ("queue", "owner", "status", "escalated_at", "answer_due_at", "due_at")
            ),
            FieldGroup(
                Text("Diễn biến", "Course"),
                ("opened_at", "first_responded_at", "solved_at", "reopened", "duplicate_of"),
            ),
        ),
        sorts={"opened_at": by_moment("opened_at"), "due_at": by_moment("due_at")},
        settle=settle_by(working_time),
        settled=settled,
        customer="customer",
        team="queue__team",
    )
)
