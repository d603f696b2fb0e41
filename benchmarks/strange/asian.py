"""Strange text files of Asia."""

import unicodedata
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from benchmarks.strange.case import Case, Truth, marked, sales, truth

TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}


def vietnamese(path: Path) -> Truth:
    """windows-1258, titles above the header, four ways to write an amount, a total below."""
    sold = [replace(s, amount=_like_people(s.amount, n)) for n, s in enumerate(sales(11, 1500, 250, 0, 900_000.0))]
    lines = [
        "CÔNG TY TNHH NƯỚC UỐNG SƠN THỦY",
        "Bảng kê bán hàng năm 2025",
        "Đơn vị tính: đồng",
        "",
        "Số phiếu;ngày;Mã khách;Tên khách;Thành tiền;Ghi chú",
    ]
    for number, s in enumerate(sold):
        day = f"{s.moment.day}/{s.moment.month}/{s.moment.year}"
        lines.append(
            f"PX{number:05d};{day};KH{s.customer:04d};Nguyễn Thị Hạnh {s.customer};{_written(s.amount, number)};"
        )
    total = marked(sum((s.amount for s in sold), Decimal(0)), ".", ",", 0)
    lines.append(f"Tổng cộng;;;;{total}đ;")
    path.write_bytes(_1258(lines))
    return truth(sold)


def _1258(lines: list[str]) -> bytes:
    """Encode as Windows does: letters with their hats, tones as marks of their own."""
    text = []
    for letter in "\r\n".join([*lines, ""]):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in TONES)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        text.append(base + tones)
    return "".join(text).encode("cp1258")


def _like_people(amount: Decimal, number: int) -> Decimal:
    """Round an amount to what its way of writing can say."""
    step = {0: 1, 1: 100_000, 2: 1_000, 3: 1}[number % 4]
    return max(Decimal(step), (amount / step).quantize(Decimal(1)) * step)


def _written(amount: Decimal, number: int) -> str:
    match number % 4:
        case 1:
            return f"{(amount / 1_000_000).normalize():f}".replace(".", ",") + " tr"
        case 2:
            return f"{amount / 1_000:f}".split(".")[0] + "k"
        case 3:
            return marked(amount, ".", ",", 0) + " VNĐ"
    return marked(amount, ".", ",", 0) + "đ"


def japanese(path: Path) -> Truth:
    """Shift JIS, headers and dates in Japanese, yen behind the figure, nothing known without a mapping."""
    sold = sales(12, 1500, 250, 0, 9_000.0)
    lines = ["注文番号,顧客コード,受注日時,税込金額,数量,販売チャネル"]
    lines += [
        f'J{n:06d},{s.customer:05d},{s.moment:%Y年%m月%d日 %H:%M},"{marked(s.amount, ",", ".", 0)}円",1,'
        f"{'店舗' if n % 2 else '通販'}"
        for n, s in enumerate(sold)
    ]
    path.write_bytes("\r\n".join([*lines, ""]).encode("cp932"))
    return truth(sold)


def thai(path: Path) -> Truth:
    """Thai headers, UTF-8, years of the Buddhist era: every date is 543 years off, so nothing may be counted."""
    lines = ["เลขที่ใบเสร็จ,วันที่,รหัสลูกค้า,ยอดรวม"]
    for n, s in enumerate(sales(13, 300, 60)):
        day: datetime = s.moment
        lines.append(f"T{n:05d},{day.day:02d}/{day.month:02d}/{day.year + 543},{s.customer},{s.amount:f}")
    path.write_text("\n".join([*lines, ""]), encoding="utf-8-sig")
    return Truth(refused=True)


CASES = (
    Case(
        "Vietnamese list",
        "bang ke.csv",
        "windows-1258, titles above, `1.250.000đ`, `1,5 tr`, `950k`, a total line; blanks in the name of the workspace",
        vietnamese,
        {"currency": "VND", "encoding": "cp1258", "date_order": "dmy", "decimal": "comma", "table": "orders"},
        {
            "Số phiếu": "order_key",
            "ngày": "ordered_on",
            "Mã khách": "customer_key",
            "Tên khách": "name",
            "Thành tiền": "amount",
        },
        room="Sổ bán hàng 2025 (100% thật)",
    ),
    Case(
        "Japanese orders",
        "juchu.csv",
        "Shift JIS, Japanese headers, `2025年03月07日 14:05`, `12,345円`",
        japanese,
        {"currency": "JPY", "encoding": "cp932", "date_order": "ymd", "decimal": "point", "table": "orders"},
        {
            "注文番号": "order_key",
            "顧客コード": "customer_key",
            "受注日時": "ordered_at",
            "税込金額": "amount",
            "数量": "quantity",
            "販売チャネル": "channel",
        },
    ),
    Case(
        "Thai receipts",
        "thai.csv",
        "years of the Buddhist era (2568): must be refused with the reason, not counted in another century",
        thai,
        {"currency": "THB", "date_order": "dmy", "table": "orders"},
        {"เลขที่ใบเสร็จ": "order_key", "วันที่": "ordered_on", "รหัสลูกค้า": "customer_key", "ยอดรวม": "amount"},
    ),
)
