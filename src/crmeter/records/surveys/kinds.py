"""What can be asked, whom, and where a survey stands."""

from django.db import models

from crmeter.vocabulary import Text


class Respondents(models.TextChoices):
    """Who is asked."""

    CUSTOMER = "customer"
    PARTNER = "partner"
    EMPLOYEE = "employee"


class SurveyState(models.TextChoices):
    """Where a survey stands: only an open one is answered."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Languages(models.TextChoices):
    """In which languages a survey can be read."""

    BOTH = "both"
    VIETNAMESE = "vi"
    ENGLISH = "en"


class QuestionKind(models.TextChoices):
    """What an answer to a question is."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    RATING = "rating"
    IMPORTANCE = "importance"
    LAST_BRAND = "last_brand"
    NEXT_BRAND = "next_brand"
    PRICE = "price"
    SPEND = "spend"
    FREQUENCY = "frequency"
    CHOICE = "choice"
    TEXT = "text"


class DriverGroup(models.TextChoices):
    """Which part of customer equity an aspect that is rated belongs to (Rust, Lemon & Zeithaml 2004)."""

    VALUE = "value"
    BRAND = "brand"
    RELATIONSHIP = "relationship"


class By(models.TextChoices):
    """By which way somebody came to a survey."""

    EMAIL = "email"
    LINK = "link"
    QR = "qr"
    EMBED = "embed"
    PORTAL = "portal"


GROUPS = {
    DriverGroup.VALUE: Text("giá trị", "value"),
    DriverGroup.BRAND: Text("thương hiệu", "brand"),
    DriverGroup.RELATIONSHIP: Text("gắn kết", "relationship"),
}
RESPONDENTS = {
    Respondents.CUSTOMER: Text("khách hàng", "customers"),
    Respondents.PARTNER: Text("đối tác và nhà cung cấp", "partners and suppliers"),
    Respondents.EMPLOYEE: Text("nhân viên", "employees"),
}
STATES = {
    SurveyState.DRAFT: Text("bản nháp", "draft"),
    SurveyState.OPEN: Text("đang mở", "open"),
    SurveyState.CLOSED: Text("đã đóng", "closed"),
}
LANGUAGES_OF = {
    Languages.BOTH: Text("tiếng Việt và tiếng Anh", "Vietnamese and English"),
    Languages.VIETNAMESE: Text("chỉ tiếng Việt", "Vietnamese only"),
    Languages.ENGLISH: Text("chỉ tiếng Anh", "English only"),
}
KINDS = {
    QuestionKind.NPS: Text("sẵn lòng giới thiệu (NPS, 0–10)", "would recommend (NPS, 0–10)"),
    QuestionKind.CSAT: Text("hài lòng (CSAT, 1–5)", "satisfied (CSAT, 1–5)"),
    QuestionKind.CES: Text("dễ dàng (CES, 1–7)", "easy (CES, 1–7)"),
    QuestionKind.RATING: Text("chấm điểm nhiều mặt", "rate several aspects"),
    QuestionKind.IMPORTANCE: Text("mỗi mặt quan trọng đến đâu", "how important each aspect is"),
    QuestionKind.LAST_BRAND: Text("hãng mua lần gần nhất", "brand bought last"),
    QuestionKind.NEXT_BRAND: Text("khả năng mua từng hãng lần tới (%)", "how likely each brand is next (%)"),
    QuestionKind.PRICE: Text("cảm nhận về giá từng hãng", "how the price of each brand seems"),
    QuestionKind.SPEND: Text("số tiền cho một lần mua", "amount spent at a time"),
    QuestionKind.FREQUENCY: Text("số lần mua trong một năm", "purchases in a year"),
    QuestionKind.CHOICE: Text("chọn một ý", "choose one"),
    QuestionKind.TEXT: Text("viết tự do", "write freely"),
}
# The scales that are part of what the figure means.
SCALES = {QuestionKind.NPS: (0, 10), QuestionKind.CSAT: (1, 5), QuestionKind.CES: (1, 7)}
# What stands at both ends of these scales.
ENDS = {
    QuestionKind.NPS: (Text("hoàn toàn không", "not at all likely"), Text("chắc chắn có", "extremely likely")),
    QuestionKind.CSAT: (Text("rất không hài lòng", "very dissatisfied"), Text("rất hài lòng", "very satisfied")),
    QuestionKind.CES: (Text("rất khó", "very difficult"), Text("rất dễ", "very easy")),
    QuestionKind.RATING: (Text("kém", "poor"), Text("rất tốt", "excellent")),
    QuestionKind.IMPORTANCE: (Text("không quan trọng", "not important"), Text("rất quan trọng", "very important")),
    QuestionKind.PRICE: (Text("rất rẻ", "very cheap"), Text("rất đắt", "very expensive")),
}
SCORES = frozenset(SCALES)
