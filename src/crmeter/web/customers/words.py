"""The words that data of customers are told in."""

from typing import Final

from crmeter.evaluation.report.words import STAGE_WORDS
from crmeter.vocabulary import Text

STAGES: Final = STAGE_WORDS | {"none": Text("chưa mua", "not bought yet")}
STAGE_TONES: Final = {"new": "acc", "loyal": "good", "at_risk": "warn", "lost": "bad", "won_back": "acc"}

SORTS: Final = {
    "-value": Text("Giá trị trọn đời, cao trước", "Lifetime value, highest first"),
    "value": Text("Giá trị trọn đời, thấp trước", "Lifetime value, lowest first"),
    "-value_at_risk": Text("Giá trị có nguy cơ, cao trước", "Value at risk, highest first"),
    "value_at_risk": Text("Giá trị có nguy cơ, thấp trước", "Value at risk, lowest first"),
    "-spend": Text("Chi tiêu, nhiều trước", "Spend, most first"),
    "spend": Text("Chi tiêu, ít trước", "Spend, least first"),
    "-last_on": Text("Mua gần đây trước", "Last purchase, latest first"),
    "last_on": Text("Lâu chưa mua trước", "Last purchase, oldest first"),
    "-purchases": Text("Số lần mua, nhiều trước", "Purchases, most first"),
    "purchases": Text("Số lần mua, ít trước", "Purchases, fewest first"),
    "name": Text("Tên đầy đủ, A đến Z", "Full name, A to Z"),
    "-name": Text("Tên đầy đủ, Z đến A", "Full name, Z to A"),
    "given_name": Text("Tên gọi (chữ cuối), A đến Z", "Given name (last word), A to Z"),
    "-given_name": Text("Tên gọi (chữ cuối), Z đến A", "Given name (last word), Z to A"),
}
FILTERS: Final = {
    "stage": Text("Giai đoạn", "Stage"),
    "segment": Text("Phân khúc", "Segment"),
    "region": Text("Khu vực", "Region"),
    "owner": Text("Phụ trách", "Owner"),
    "source": Text("Nguồn", "Source"),
}
SEARCHED: Final = Text("Tìm", "Search")

# What a document is, and how it counts.
DOCUMENTS: Final = {
    "sale": (Text("Đơn bán", "Sale"), Text("được tính", "counts")),
    "no_rate": (
        Text("Đơn bán, chưa có tỷ giá", "Sale without an exchange rate"),
        Text("tính là một lần mua, không tính số tiền", "counts as a purchase, its amount does not"),
    ),
    "cancelled": (Text("Đơn đã hủy", "Cancelled order"), Text("không tính", "does not count")),
    "reversed": (
        Text("Đơn bị trả lại toàn bộ", "Sale sent back whole"),
        Text("không tính, khoản trả của đơn cũng không", "does not count, nor does its return"),
    ),
    "sent_back": (
        Text("Hàng trả lại", "Goods sent back"),
        Text("trừ vào doanh thu, không trừ vào chi tiêu", "taken from revenue, not from spend"),
    ),
    "return": (
        Text("Chứng từ trả hàng", "Credit note"),
        Text("trừ vào doanh thu, không trừ vào chi tiêu", "taken from revenue, not from spend"),
    ),
    "not_positive": (Text("Số tiền không dương", "Amount not positive"), Text("không tính", "does not count")),
    "free": (Text("Không thu tiền", "Nothing charged"), Text("không tính", "does not count")),
    "adjustment": (Text("Bút toán điều chỉnh", "Correction of the books"), Text("không tính", "does not count")),
    "unpriced": (
        Text("Chứng từ không có số tiền", "Document without an amount"),
        Text("không tính, làm giảm độ đầy đủ", "does not count, and lowers completeness"),
    ),
}
BECAME: Final = {
    "new": Text("Mua lần đầu, thành khách mới", "Bought for the first time: a new customer"),
    "growing": Text("Qua giai đoạn mới, đang lớn", "No longer new: growing"),
    "loyal": Text("Thành khách trung thành", "Became loyal"),
    "at_risk": Text("Im lặng lâu hơn thường lệ: có nguy cơ", "Silent for longer than usual: at risk"),
    "lost": Text("Im lặng quá lâu: rời bỏ", "Silent for too long: lost"),
    "won_back": Text("Mua lại sau khi đã rời bỏ: quay lại", "Bought again after having been lost: won back"),
}
HAPPENED: Final = {
    "record": Text("Được ghi vào sổ khách hàng", "Put on record"),
    "lead": Text("Ghi nhận là khách tiềm năng", "Recorded as a lead"),
    "won": Text("Khách tiềm năng chuyển đổi", "The lead converted"),
}
ANSWERED: Final = Text("Trả lời khảo sát {survey}", "Answered the survey {survey}")
TOUCHES: Final = {
    "in": Text("Khách liên hệ", "The customer made contact"),
    "answered": Text("Liên hệ, khách trả lời", "Reached out, and was answered"),
    "no_answer": Text("Liên hệ, chưa có trả lời", "Reached out, no answer"),
    "unsubscribed": Text("Khách không muốn nhận tin nữa", "The customer unsubscribed"),
    "out": Text("Liên hệ với khách", "Reached out"),
}
PERIODS: Final = {
    "all": Text("Toàn bộ", "All time"),
    "main": Text("Kỳ chính", "Main period"),
    "quarter": Text("90 ngày", "90 days"),
}
