"""The words of the report that do not come with a figure."""

from typing import Final

from crmeter.measures.measure import BUILT_SEGMENT, RFM
from crmeter.vocabulary import Text, Unit
from crmeter.vocabulary.customer import RFM_CELLS
from crmeter.vocabulary.segment_rule import OUTSIDE

UNIT_WORDS: Final = {
    Unit.CUSTOMERS: Text("khách", "customers"),
    Unit.ORDERS: Text("đơn", "orders"),
    Unit.LEADS: Text("khách tiềm năng", "leads"),
    Unit.TICKETS: Text("phiếu", "tickets"),
    Unit.DEALS: Text("cơ hội", "deals"),
    Unit.TOUCHES: Text("lần liên hệ", "contacts"),
    Unit.VIEWS: Text("lượt xem", "views"),
    Unit.PURCHASES: Text("lần mua", "purchases"),
    Unit.ORDERS_PER_CUSTOMER: Text("đơn mỗi khách", "orders each"),
    Unit.CONTACTS_PER_REPLY: Text("lần mỗi phản hồi", "contacts per reply"),
    Unit.SHARE: Text("%", "%"),
    Unit.MONEY: Text("tiền", "money"),
    Unit.DAYS: Text("ngày", "days"),
    Unit.HOURS: Text("giờ", "hours"),
    Unit.POINTS: Text("điểm", "points"),
    Unit.SCORE: Text("điểm", "points"),
}

TRUST_WORDS: Final = {
    "completeness": Text("Đầy đủ", "Complete"),
    "uniqueness": Text("Không trùng", "Unique"),
    "timeliness": Text("Kịp thời", "Timely"),
    "consistency": Text("Nhất quán", "Consistent"),
    "validity": Text("Hợp lệ", "Valid"),
}

STAGE_WORDS: Final = {
    "new": Text("mới", "new"),
    "growing": Text("đang lớn", "growing"),
    "loyal": Text("trung thành", "loyal"),
    "at_risk": Text("có nguy cơ", "at risk"),
    "lost": Text("rời bỏ", "lost"),
    "won_back": Text("quay lại", "won back"),
}

SLICE_WORDS: Final = {
    "segment": Text("Phân khúc", "Segment"),
    "region": Text("Khu vực", "Region"),
    "channel": Text("Kênh", "Channel"),
    "campaign": Text("Chiến dịch", "Campaign"),
    "category": Text("Nhóm hàng", "Category"),
    "supplier": Text("Nhà cung cấp", "Supplier"),
    "place": Text("Kho", "Place"),
    "part": Text("Phần", "Part"),
    "stage": Text("Giai đoạn", "Stage"),
    "queue": Text("Hàng đợi", "Queue"),
    "request_kind": Text("Loại yêu cầu", "Kind of request"),
    "cause": Text("Nguyên nhân", "Cause"),
    "priority": Text("Ưu tiên", "Priority"),
    "waited": Text("Chờ đến khi giải quyết", "Waited until solved"),
    "owner": Text("Phụ trách", "Owner"),
    "team": Text("Bộ phận", "Team"),
    "evaluator": Text("Người đánh giá", "Evaluator"),
    "try": Text("Lần liên hệ thứ", "Number of the contact"),
    "step": Text("Bước", "Step"),
    "deal_stage": Text("Giai đoạn bán", "Deal stage"),
    "pipeline": Text("Quy trình bán", "Pipeline"),
    "lost_reason": Text("Lý do mất", "Lost because"),
    "wave": Text("Đợt khảo sát", "Wave"),
    "agent": Text("Người phục vụ", "Agent"),
    "product": Text("Sản phẩm", "Product"),
    "respondents": Text("Người trả lời", "Respondents"),
    "came_by": Text("Đến qua", "Came by"),
    "cohort": Text("Lứa", "Cohort"),
    "age": Text("Tháng thứ", "Month"),
    RFM: Text("Nhóm RFM", "RFM cell"),
    BUILT_SEGMENT: Text("Nhóm khách", "Built segment"),
}

# What values of slices are called, where data hold the code's own words.
CODE_WORDS: Final = {
    RFM: RFM_CELLS,
    "channel": {
        "call": Text("gọi điện", "calls"),
        "mail": Text("thư", "mail"),
        "meeting": Text("gặp mặt", "meetings"),
        "chat": Text("nhắn tin", "chats"),
    },
    "waited": {
        "under_1_hour": Text("dưới 1 giờ", "under 1 hour"),
        "1_to_4_hours": Text("1–4 giờ", "1–4 hours"),
        "4_to_24_hours": Text("4–24 giờ", "4–24 hours"),
        "1_to_3_days": Text("1–3 ngày", "1–3 days"),
        "over_3_days": Text("trên 3 ngày", "over 3 days"),
    },
    "priority": {
        "low": Text("thấp", "low"),
        "normal": Text("thường", "normal"),
        "high": Text("cao", "high"),
        "urgent": Text("khẩn", "urgent"),
    },
    "respondents": {
        "customer": Text("khách hàng", "customers"),
        "partner": Text("đối tác, nhà cung cấp", "partners, suppliers"),
        "employee": Text("nhân viên", "employees"),
    },
    "came_by": {
        "email": Text("thư mời", "mail"),
        "link": Text("liên kết", "link"),
        "qr": Text("mã QR", "QR code"),
        "embed": Text("trang web khác", "another site"),
        "portal": Text("trang khảo sát của khách", "customer's own page"),
        "file": Text("tệp đã nhập", "imported file"),
    },
    "lost_reason": {
        "price": Text("giá cao hơn đối thủ", "price above a competitor's"),
        "quality": Text("chất lượng, tính năng", "quality or features"),
        "delivery": Text("thời gian giao", "time of delivery"),
        "budget": Text("khách không còn ngân sách", "no budget any more"),
        "no_need": Text("khách không còn nhu cầu", "no need any more"),
        "no_answer": Text("khách không trả lời", "no answer"),
        "other": Text("lý do khác", "another reason"),
    },
    "step": {
        "reply": Text("liên hệ → phản hồi", "contacted → replied"),
        "purchase": Text("phản hồi → mua", "replied → bought"),
    },
}

PART_WORDS: Final = {
    "current": Text("Khách đang có", "Present customers"),
    "new": Text("Khách sẽ có", "Customers to come"),
    "acquisition": Text("Chi phí có khách mới", "Cost of winning customers"),
}

LEVEL_WORDS: Final = {
    0: Text("chưa có số liệu", "no figure yet"),
    1: Text("số liệu thống kê", "statistics"),
    2: Text("số liệu đã xử lý", "processed indices"),
    3: Text("dự báo", "forecasts"),
}

SETTING_WORDS: Final = {
    "window_days": Text("Khách hoạt động: có mua trong (ngày)", "Active: bought within (days)"),
    "reduced_percent": Text("Giảm mua: chi giảm từ (%)", "Buying less: spend down by (%)"),
    "lead_days": Text("Khách tiềm năng phải chuyển đổi trong (ngày)", "Leads must convert within (days)"),
    "freshness_days": Text("Quan hệ còn mới: có trao đổi trong (ngày)", "Fresh: two-way contact within (days)"),
    "new_days": Text("Còn là khách mới trong (ngày)", "A customer is new for (days)"),
    "loyal_purchases": Text("Trung thành từ (ngày mua)", "Loyal from (days of purchase)"),
    "attribution_days": Text(
        "Đơn tính cho chiến dịch đã chạm tới trong (ngày)", "Orders count for campaigns of (days)"
    ),
    "attribution_half_life": Text(
        "Phần của chiến dịch giảm một nửa sau (ngày)", "Credit of a campaign halves in (days)"
    ),
    "contact_cost": Text("Chi phí mỗi lần liên hệ (0: chưa nói)", "Cost of a contact (0: not told)"),
    "horizon_months": Text("Giá trị trọn đời nhìn tới (tháng)", "Lifetime value looks ahead (months)"),
    "annual_discount_rate": Text("Chiết khấu mỗi năm", "Discount rate a year"),
    "handling_minutes": Text("Xử lý một phiếu (phút; 0: chưa nói)", "Work on one ticket (minutes; 0: not said)"),
    "answer_minutes": Text("Bắt đầu trả lời trong (phút; 0: chưa nói)", "Begun within (minutes; 0: not said)"),
    "answer_percent": Text("Phần phiếu phải kịp (%)", "Tickets to be begun in time (%)"),
    "patience_minutes": Text("Khách bỏ cuộc sau (phút; 0: không bỏ)", "Who waits gives up after (minutes; 0: never)"),
    "equity_brand": Text("Hãng của mình trong khảo sát so sánh", "Our brand in surveys that compare"),
    "equity_margin_rate": Text("Biên lợi nhuận, so sánh các hãng", "Margin, comparing brands"),
    "equity_discount_rate": Text("Chiết khấu mỗi năm, so sánh các hãng", "Discount rate a year, comparing brands"),
    "working_hours": Text("Giờ làm việc trong tuần", "Working hours of the week"),
    "special_days": Text("Ngày nghỉ, ngày làm bù", "Days off, days made up"),
    "equity_years": Text("Nhìn tới mấy năm, so sánh các hãng (0: mãi)", "Years ahead, comparing brands (0: no end)"),
    "own_measures": Text("Chỉ số tự đặt", "Own measures"),
}

SEVERITY_WORDS: Final = {
    "bad": Text("khẩn", "urgent"),
    "warn": Text("chú ý", "watch"),
    "good": Text("tốt", "good"),
    "info": Text("nên biết", "note"),
}

METHOD_WORDS: Final = {
    "jeffreys_poisson": Text("khoảng Jeffreys cho số lần xảy ra", "Jeffreys interval of a number of events"),
    "compound_poisson": Text(
        "khoảng cho tổng của các lần xảy ra ngẫu nhiên", "interval of a total of events that come by chance"
    ),
    "sum_of_bounds": Text(
        "tổng có trọng số của các khoảng thành phần, rộng hơn hoặc bằng khoảng đúng",
        "weighted sum of the bounds of the components, at least as wide as the right one",
    ),
    "wilson": Text("khoảng Wilson cho tỷ lệ", "Wilson interval of a share"),
    "wilson_turned_over": Text("khoảng Wilson cho tỷ lệ, lấy nghịch đảo", "Wilson interval of a share, turned over"),
    "brookmeyer_crowley": Text("cận của đường Kaplan–Meier", "bounds of the Kaplan–Meier curve"),
    "order_statistics": Text("thống kê thứ tự", "order statistics"),
    "student_t": Text("phân phối t của Student", "Student’s t"),
    "hall_skewness_corrected_t": Text(
        "t của Student, hiệu chỉnh độ lệch theo Hall", "Hall’s t, corrected for skewness"
    ),
    "log_jackknife": Text("jackknife trên thang lôgarit", "jackknife on the log scale"),
    "adjusted_wald": Text("Wald hiệu chỉnh của Rocks cho NPS", "Rocks’ adjusted Wald interval of a net score"),
    "fieller": Text("khoảng Fieller cho tỷ số", "Fieller interval of a ratio"),
    "delta_log": Text("phương pháp delta trên thang lôgarit", "delta method on the log scale"),
    "delta_logit": Text("phương pháp delta trên thang logit", "delta method on the logit scale"),
    "delta_log_and_counts": Text(
        "phương pháp delta trên thang lôgarit, cộng dao động số khách mới",
        "delta method on the log scale, with the spread of the counts of new customers",
    ),
    "profile_likelihood": Text("hợp lý biên (profile likelihood)", "profile likelihood"),
    "profile_likelihood_and_counts": Text(
        "hợp lý biên (profile likelihood), cộng dao động số khách mới",
        "profile likelihood, with the spread of the counts of new customers",
    ),
    "estimating_equations": Text(
        "phương trình ước lượng của mô hình lựa chọn, kể cả dao động do chọn người hỏi",
        "estimating equations of the choice model, with the chance of whom was asked",
    ),
    "conformal": Text("từ các sai số dự báo trước đây", "conformal, from errors of past forecasts"),
    "residual_sd": Text("từ độ lệch chuẩn của phần dư", "from the standard deviation of residuals"),
}

MODEL_NAMES: Final = {
    "bg_nbd": "BG/NBD",
    "mbg_nbd": "MBG/NBD",
    "pareto_nbd": "Pareto/NBD",
    "gamma_gamma": "Gamma-Gamma",
}

TITLE: Final = Text("Sức khỏe quan hệ khách hàng", "Relationship health")
NO_FINDING: Final = Text("Chưa có điều gì nổi bật từ dữ liệu này.", "Nothing stands out from these data so far.")
SKIP: Final = Text("Đến nội dung", "Skip to the content")
CONTENTS: Final = Text("Trong báo cáo này", "In this report")
THEME: Final = Text("Giao diện", "Theme")
THEMES: Final = {
    "auto": Text("Theo máy", "As the system"),
    "light": Text("Sáng", "Light"),
    "dark": Text("Tối", "Dark"),
}
LANGUAGE: Final = Text("Ngôn ngữ", "Language")
LANGUAGE_NAMES: Final = {"vi": "Tiếng Việt", "en": "English"}

OVERVIEW: Final = Text("Tổng quan", "Overview")
LOYALTY: Final = Text("Trung thành", "Loyalty")
VALUE: Final = Text("Giá trị", "Value")
SATISFACTION: Final = Text("Hài lòng", "Satisfaction")
INSIDE: Final = Text("Bên trong", "Inside")
FORECAST: Final = Text("Dự báo", "Forecast")
SEGMENTS: Final = Text("Phân khúc", "Segments")
ALL_FIGURES: Final = Text("Tất cả chỉ số", "All measures")
DATA: Final = Text("Dữ liệu", "Data")
METHOD: Final = Text("Cách tính", "Method")
APPENDIX: Final = Text("Phụ lục: giải thích từng con số", "Appendix: every figure explained")
APPENDIX_NOTE: Final = Text(
    "Con số theo phân khúc được giải thích trên màn hình, trong tệp này.",
    "Figures by segment are explained on screen, in this file.",
)

TRUST: Final = Text("Độ tin cậy dữ liệu", "Data trust")
TRUST_OF: Final = Text("Độ tin cậy dữ liệu {score} trên 100", "Data trust {score} out of 100")
TRUST_UNKNOWN: Final = Text("Chưa rõ độ tin cậy dữ liệu", "Data trust is not known")
TRUST_LOW: Final = Text(
    "Độ tin cậy dữ liệu dưới 50: chỉ nêu khoảng, không nêu một số.",
    "Data trust is below 50: only the interval is given, not one figure.",
)
TRUST_LOW_SHORT: Final = Text("độ tin cậy dữ liệu dưới 50", "data trust is below 50")
TRUST_LOW_PLAIN: Final = Text("độ tin cậy dữ liệu dưới 50, không có khoảng", "data trust below 50, no interval")
UNKNOWN: Final = Text("chưa rõ", "not known")
NOT_YET: Final = Text("Chưa đủ dữ liệu", "Not enough data")
NEEDS: Final = Text("Cần {needs}", "Needs {needs}")
NEEDS_LABEL: Final = Text("Cần thêm", "Needs")
REASON: Final = Text("Lý do", "Reason")
PREVIOUS: Final = Text("so với kỳ trước", "vs. the period before")
PREVIOUS_SHORT: Final = Text("Kỳ trước {value}", "Before {value}")
PREVIOUS_UNKNOWN: Final = Text("Kỳ trước chưa rõ", "Before not known")
NO_TARGET: Final = Text("Mục tiêu –", "Target –")
NO_TARGET_SPOKEN: Final = Text("Chưa đặt mục tiêu", "No target is set")
BENCHMARK: Final = Text("Chuẩn chung {span}", "Benchmark {span}")
NO_CHANGE: Final = Text("không đổi", "no change")
UP: Final = Text("tăng", "up")
DOWN: Final = Text("giảm", "down")
POINTS: Final = Text("điểm", "points")
NO_COMPARISON: Final = Text("chưa có kỳ trước để so", "no period before to compare")
INTERVAL: Final = Text("Khoảng {level}%", "{level}% interval")
NO_INTERVAL: Final = Text("đếm đủ, không có khoảng", "a full count, no interval")
NO_MODEL_INTERVAL: Final = Text("dữ liệu chưa cho biết khoảng", "the data give no interval")
NO_MONTHS: Final = Text("không có dòng theo tháng", "no monthly line")
EXPLAIN: Final = Text("Giải thích con số", "Explain this figure")
CLOSE: Final = Text("Đóng", "Close")
AS_TABLE: Final = Text("Bảng", "Table")
AS_OF: Final = Text("đến hết {day}", "up to {day}")
FRESH_UNKNOWN: Final = Text("Chưa rõ dữ liệu đến ngày nào", "How new the data are is not known")
FRESH: Final = Text("Dữ liệu đến {day}", "Data up to {day}")
LOADED: Final = Text("nạp lúc {moment}", "loaded at {moment}")
SNAPSHOT: Final = Text("Bản chụp", "Snapshot")
ACTION: Final = Text("Việc tiếp theo", "Next step")
NO_CUT: Final = Text("Chưa có phân khúc nào để cắt", "There is no segment to cut by")
NO_CUT_WHY: Final = Text(
    "Thêm phân khúc hoặc khu vực cho khách để so các nhóm với nhau.",
    "Add a segment or a region to customers to compare groups.",
)
EMPTY_TABLE: Final = Text("Không có dòng nào.", "There are no rows.")
MORE_ROWS: Final = Text(
    "Còn {n} dòng nữa trong tệp bảng tính và JSON.", "{n} more rows are in the workbook and the JSON file."
)


def code_words(by: str, code: str) -> Text:
    """Return what a value of a slice is called; names out of the data are as they stand."""
    if by == BUILT_SEGMENT and code.startswith(OUTSIDE):
        return _OUTSIDE.fill(name=code.removeprefix(OUTSIDE))
    return CODE_WORDS.get(by, {}).get(code) or Text.same(code)


_OUTSIDE = Text("ngoài nhóm {name}", "not in {name}")


def method_words(method: str) -> Text:
    """Return the name of a method of intervals; one that has no words yet shows its own name, readably."""
    return METHOD_WORDS.get(method) or Text.same(method.replace("_", " "))
