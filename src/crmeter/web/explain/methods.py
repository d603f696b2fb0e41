"""The methods by which pages work figures out, each with its page of `docs/methods` and its source."""

from crmeter.vocabulary import Text
from crmeter.web.explain.worked_out import Method

CUSTOMER_EQUITY = Method(
    "customer_equity",
    Text("Giá trị tài sản khách hàng từ lựa chọn thương hiệu", "Customer equity from choices of brands"),
    "Rust, Lemon & Zeithaml 2004, Journal of Marketing 68(1), 109–127",
)
