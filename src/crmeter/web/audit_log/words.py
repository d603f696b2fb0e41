"""How the log calls actions, kinds of records and fields."""

from collections.abc import Mapping

from crmeter.records.catalogue import CONCEPTS
from crmeter.records.concept.concept import OF_ALL
from crmeter.vocabulary import Text
from crmeter.web.audit_log.record_words import RECORD_ACTIONS
from crmeter.web.templatetags.figures import language

ACTIONS: Mapping[str, Text] = {
    **RECORD_ACTIONS,
    "calendar.day_added": Text("Thêm ngày vào lịch làm việc", "Day added to the calendar"),
    "calendar.day_removed": Text("Bỏ ngày khỏi lịch làm việc", "Day removed from the calendar"),
    "calendar.week_changed": Text("Sửa giờ làm việc", "Working hours changed"),
    "currency.dropped": Text("Bỏ một đồng tiền", "Currency dropped"),
    "currency.used": Text("Thêm một đồng tiền", "Currency added"),
    "customers.list_published": Text("Công bố danh sách khách hàng", "List of customers published"),
    "customers.list_removed": Text("Xoá danh sách khách hàng cũ", "Old list of customers removed"),
    "findings.sent": Text("Đưa phát hiện vào rà soát", "Finding sent to review"),
    "findings.withdrawn": Text("Rút phát hiện khỏi rà soát", "Finding withdrawn from review"),
    "firm.changed": Text("Sửa thiết lập công ty", "Settings of the firm changed"),
    "imports.answered": Text("Trả lời câu hỏi về tệp", "Questions about a file answered"),
    "imports.asked": Text("Hỏi thêm về tệp", "More asked about a file"),
    "imports.discarded": Text("Bỏ tệp", "File discarded"),
    "imports.done": Text("Nhập xong tệp", "File imported"),
    "imports.failed": Text("Không nhập được tệp", "File not imported"),
    "imports.forgotten": Text("Xoá nội dung tệp", "Content of a file removed"),
    "imports.looked_at": Text("Đọc thử tệp", "File looked at"),
    "imports.received": Text("Nhận tệp", "File received"),
    "imports.recorded": Text("Đưa tệp vào bản ghi", "File written into records"),
    "imports.replaced": Text("Nhập lại tệp", "File read anew"),
    "imports.started": Text("Bắt đầu nhập tệp", "Import started"),
    "imports.undo_asked": Text("Yêu cầu hoàn tác lần nhập", "Undo of an import asked for"),
    "imports.undone": Text("Hoàn tác lần nhập", "Import undone"),
    "job.asked_for": Text("Yêu cầu một việc nền", "Work asked for"),
    "job.cancelled": Text("Dừng một việc nền", "Work stopped"),
    "rate.added": Text("Thêm tỷ giá", "Rate added"),
    "rate.changed": Text("Sửa tỷ giá", "Rate corrected"),
    "rate.removed": Text("Xoá tỷ giá", "Rate removed"),
    "readings.part_kept": Text("Lưu kết quả của một phần dữ liệu", "Figures of a part kept"),
    "readings.part_removed": Text("Xoá kết quả của một phần dữ liệu", "Figures of a part removed"),
    "readings.run_published": Text("Công bố kết quả đánh giá", "Evaluation published"),
    "readings.sample_removed": Text("Xoá kết quả của công ty mẫu", "Figures of the sample company removed"),
    "readings.set_aside": Text("Để kết quả đánh giá sang một bên", "Evaluation set aside"),
    "record_imports.asked": Text("Hỏi thêm khi nhập vào bản ghi", "More asked about an import into records"),
    "record_imports.begun": Text("Chọn nhập tệp vào bản ghi", "Import into records chosen"),
    "record_imports.ended": Text("Nhập xong vào bản ghi", "Import into records ended"),
    "record_imports.failed": Text("Không nhập được vào bản ghi", "Import into records failed"),
    "record_imports.gone_on": Text("Làm tiếp việc nhập vào bản ghi", "Import into records gone on with"),
    "record_imports.started": Text("Bắt đầu nhập vào bản ghi", "Import into records started"),
    "rights.decided": Text("Sửa quyền của vai trò", "Rights of a role decided"),
    "rows.exported": Text("Tải dữ liệu về", "Rows downloaded"),
    "staff.added": Text("Thêm người dùng", "Person added"),
    "staff.changed": Text("Sửa thông tin người dùng", "Person changed"),
    "staff.closed": Text("Khoá tài khoản", "Account closed"),
    "staff.factor_added": Text("Thêm cách xác thực", "Second factor added"),
    "staff.factor_removed": Text("Bỏ cách xác thực", "Second factor removed"),
    "staff.names_in_data_changed": Text("Sửa tên gọi trong dữ liệu", "Names in the data changed"),
    "staff.password_set": Text("Đặt mật khẩu", "Password set"),
    "staff.profile_changed": Text("Sửa thiết lập cá nhân", "Own settings changed"),
    "staff.reopened": Text("Mở lại tài khoản", "Account opened again"),
    "staff.role_changed": Text("Đổi vai trò", "Role changed"),
    "staff.sign_in_link_made": Text("Tạo liên kết đăng nhập", "Sign-in link made"),
    "staff.sign_in_link_used": Text("Đăng nhập bằng liên kết", "Sign-in link used"),
    "staff.signed_in": Text("Đăng nhập", "Signed in"),
    "staff.signed_out": Text("Đăng xuất", "Signed out"),
    "staff.team_added": Text("Thêm nhóm", "Team added"),
    "staff.team_joined": Text("Đưa vào nhóm", "Put in a team"),
    "staff.team_left": Text("Đưa ra khỏi nhóm", "Taken out of a team"),
    "staff.team_removed": Text("Xoá nhóm", "Team removed"),
    "staff.team_renamed": Text("Đổi tên nhóm", "Team renamed"),
    "surveys.answered": Text("Trả lời khảo sát", "Survey answered"),
    "surveys.changed": Text("Sửa khảo sát", "Survey changed"),
    "surveys.closed": Text("Đóng khảo sát", "Survey closed"),
    "surveys.drivers_grouped": Text("Xếp nhóm các mặt được chấm", "Aspects that are rated put in groups"),
    "surveys.invited": Text("Gửi khảo sát", "Survey sent"),
    "surveys.made": Text("Tạo khảo sát", "Survey made"),
    "surveys.opened": Text("Mở khảo sát", "Survey opened"),
    "surveys.question_added": Text("Thêm câu hỏi khảo sát", "Question of a survey added"),
    "surveys.question_changed": Text("Sửa câu hỏi khảo sát", "Question of a survey changed"),
    "surveys.question_removed": Text("Bỏ câu hỏi khảo sát", "Question of a survey removed"),
    "surveys.reminded": Text("Nhắc trả lời khảo sát", "Reminder of a survey sent"),
    "surveys.scenario_removed": Text("Bỏ kịch bản giá trị tài sản", "Scenario of equity removed"),
    "surveys.scenario_saved": Text("Lưu kịch bản giá trị tài sản", "Scenario of equity saved"),
}
# What is done to records of every concept, and said with its name.
VERBS: Mapping[str, Text] = {
    "created": Text("{concept}: tạo mới", "{concept}: created"),
    "changed": Text("{concept}: sửa", "{concept}: changed"),
    "removed": Text("{concept}: xoá", "{concept}: removed"),
    "brought_back": Text("{concept}: khôi phục", "{concept}: brought back"),
    "lines_set": Text("{concept}: sửa các dòng hàng", "{concept}: lines set"),
    "shared": Text("{concept}: chia sẻ", "{concept}: shared"),
    "unshared": Text("{concept}: thôi chia sẻ", "{concept}: not shared any more"),
    "told_apart": Text("{concept}: không trùng", "{concept}: not a duplicate"),
    "may_be_alike": Text("{concept}: lại có thể trùng", "{concept}: may be a duplicate again"),
    "took_over": Text("{concept}: nhận từ bản ghi được gộp", "{concept}: took over from a merged one"),
}
KINDS: Mapping[str, Text] = {
    **{each.table._meta.label_lower: each.one for each in CONCEPTS.values()},
    "export": Text("Dữ liệu tải về", "Download"),
    "records.erasure": Text("Xóa dữ liệu cá nhân", "Erasure"),
    "records.exchangerate": Text("Tỷ giá", "Rate"),
    "records.firm": Text("Công ty", "Firm"),
    "records.job": Text("Việc nền", "Work"),
    "records.membership": Text("Thành viên nhóm", "Team member"),
    "records.pipeline": Text("Quy trình bán hàng", "Pipeline"),
    "records.stage": Text("Giai đoạn", "Stage"),
    "records.recordimport": Text("Lần nhập vào bản ghi", "Import into records"),
    "records.publishedpart": Text("Kết quả của một phần", "Figures of a part"),
    "records.publishedrun": Text("Kết quả đánh giá", "Evaluation"),
    "records.customerlist": Text("Danh sách khách hàng", "List of customers"),
    "records.rolerights": Text("Quyền của vai trò", "Rights of a role"),
    "records.signinlink": Text("Liên kết đăng nhập", "Sign-in link"),
    "records.specialday": Text("Ngày trong lịch", "Day of the calendar"),
    "records.survey": Text("Khảo sát", "Survey"),
    "records.surveyquestion": Text("Câu hỏi khảo sát", "Question of a survey"),
    "records.surveyscenario": Text("Kịch bản giá trị tài sản", "Scenario of equity"),
    "records.surveyresponse": Text("Câu trả lời khảo sát", "Answers to a survey"),
    "records.ticketpromise": Text("Cam kết dịch vụ", "Service promise"),
    "records.ticketqueue": Text("Hàng đợi", "Queue"),
    "records.team": Text("Nhóm", "Team"),
    "records.adoption": Text("Nguồn trong bản ghi", "Source in the records"),
    "records.toldapart": Text("Bản ghi không trùng", "Records that are two"),
    "records.upload": Text("Tệp gửi lên", "File"),
    "records.usedcurrency": Text("Đồng tiền", "Currency"),
    "records.user": Text("Người dùng", "Person"),
    "records.workingweek": Text("Giờ làm việc", "Working hours"),
}
# Words that values are kept as.
VALUES: Mapping[str, Text] = {
    "monday": Text("thứ Hai", "Monday"),
    "tuesday": Text("thứ Ba", "Tuesday"),
    "wednesday": Text("thứ Tư", "Wednesday"),
    "thursday": Text("thứ Năm", "Thursday"),
    "friday": Text("thứ Sáu", "Friday"),
    "saturday": Text("thứ Bảy", "Saturday"),
    "sunday": Text("Chủ nhật", "Sunday"),
}
FIELDS: Mapping[str, Text] = {
    **VALUES,
    **{name: field.title for each in CONCEPTS.values() for field in each.fields for name in (field.name, field.column)},
    **{name: field.title for field in OF_ALL for name in (field.name, field.column)},
    "current": Text("đang dùng", "in use"),
    "is_sample": Text("dữ liệu mẫu", "sample data"),
    "answers": Text("câu trả lời", "answers"),
    "as_of": Text("tính đến ngày", "as of"),
    "cancel_requested": Text("đã yêu cầu dừng", "stop asked for"),
    "currency": Text("đồng tiền", "currency"),
    "customers": Text("số khách hàng", "customers"),
    "day": Text("ngày", "day"),
    "email": Text("địa chỉ e-mail", "e-mail address"),
    "error": Text("lỗi", "error"),
    "expires_at": Text("hết hạn lúc", "expires at"),
    "file": Text("tệp", "file"),
    "filters": Text("bộ lọc", "filters"),
    "hours": Text("giờ làm việc", "hours"),
    "hours_of": Text("làm theo giờ của thứ", "worked as on weekday"),
    "import": Text("lần nhập", "import"),
    "into": Text("quy ra", "into"),
    "is_active": Text("tài khoản đang mở", "account open"),
    "is_admin": Text("là quản trị viên", "administrator"),
    "kind": Text("loại", "kind"),
    "language": Text("ngôn ngữ", "language"),
    "leads": Text("là trưởng nhóm", "leads"),
    "measures": Text("thiết lập chỉ số", "settings of measures"),
    "members": Text("thành viên", "members"),
    "name": Text("tên", "name"),
    "name_en": Text("tên tiếng Anh", "name in English"),
    "name_vi": Text("tên tiếng Việt", "name in Vietnamese"),
    "names_in_data": Text("tên gọi trong dữ liệu", "names in the data"),
    "of": Text("thuộc về", "of"),
    "payload": Text("nội dung", "with"),
    "questions": Text("câu hỏi", "questions"),
    "rate": Text("tỷ giá", "rate"),
    "rated_on": Text("ngày của tỷ giá", "day of the rate"),
    "readings": Text("số chỉ số", "figures"),
    "rights": Text("quyền", "rights"),
    "role": Text("vai trò", "role"),
    "rows": Text("số dòng", "rows"),
    "run": Text("lần đánh giá", "evaluation"),
    "slug": Text("tên trong địa chỉ", "name in addresses"),
    "source": Text("nguồn", "source"),
    "state": Text("trạng thái", "state"),
    "table": Text("bảng", "table"),
    "team": Text("nhóm", "team"),
    "theme": Text("giao diện", "theme"),
    "user": Text("người dùng số", "person number"),
    "what": Text("loại dữ liệu", "what"),
    "zone": Text("múi giờ", "time zone"),
}


def action_words(action: str) -> str:
    """Return what was done, in words; the word of the log where nobody has said it better."""
    if (known := ACTIONS.get(action)) is not None:
        return known.in_(language())
    concept, _, verb = action.rpartition(".")
    if concept in CONCEPTS and verb in VERBS:
        return VERBS[verb].fill(concept=CONCEPTS[concept].title).in_(language())
    return action


def kind_words(kind: str) -> str:
    """Return a kind of record, in words."""
    if (known := KINDS.get(kind)) is not None:
        return known.in_(language())
    concept = CONCEPTS.get(kind.rpartition(".")[2])
    return concept.title.in_(language()) if concept else kind


def field_words(name: str) -> str:
    """Return the name of a field, in words; of a field within another, both."""
    return " › ".join(
        FIELDS[part].in_(language()) if part in FIELDS else part.replace("_", " ") for part in name.split(".")
    )
