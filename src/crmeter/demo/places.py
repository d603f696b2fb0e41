"""Where customers live: provinces and wards as they stand since 1 July 2025, and streets of common names."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Province:
    """A province the company sells in.

    Args:
        name: as the company writes it.
        share: share of customers, 0..1.
        area_code: prefix of its landlines.
        promised_days: days from order to promised delivery.
        wards: some of its wards and communes.
    """

    name: str
    share: float
    area_code: str
    promised_days: int
    wards: tuple[str, ...]


PROVINCES = (
    Province(
        "Đà Nẵng",
        0.28,
        "0236",
        1,
        (
            "Phường Hải Châu",
            "Phường Hòa Cường",
            "Phường Thanh Khê",
            "Phường An Khê",
            "Phường An Hải",
            "Phường Sơn Trà",
            "Phường Ngũ Hành Sơn",
            "Phường Hòa Khánh",
            "Phường Liên Chiểu",
            "Phường Cẩm Lệ",
            "Phường Hòa Xuân",
            "Xã Hòa Vang",
        ),
    ),
    Province(
        "Huế",
        0.13,
        "0234",
        2,
        (
            "Phường Thuận Hóa",
            "Phường Phú Xuân",
            "Phường Vỹ Dạ",
            "Phường An Cựu",
            "Phường Thủy Xuân",
            "Phường Kim Long",
            "Phường Hương Trà",
            "Phường Hương Thủy",
        ),
    ),
    Province(
        "Quảng Trị",
        0.09,
        "0233",
        2,
        ("Phường Đồng Hới", "Phường Đồng Thuận", "Phường Đồng Sơn", "Phường Ba Đồn", "Phường Bắc Gianh"),
    ),
    Province(
        "Quảng Ngãi",
        0.11,
        "0255",
        2,
        ("Phường Cẩm Thành", "Phường Nghĩa Lộ", "Phường Trương Quang Trọng", "Phường Đức Phổ", "Xã Bình Sơn"),
    ),
    Province(
        "Gia Lai",
        0.11,
        "0269",
        3,
        ("Phường Pleiku", "Phường Diên Hồng", "Phường Hội Phú", "Phường An Khê", "Phường Quy Nhơn"),
    ),
    Province(
        "Khánh Hòa",
        0.10,
        "0258",
        3,
        (
            "Phường Nha Trang",
            "Phường Bắc Nha Trang",
            "Phường Tây Nha Trang",
            "Phường Cam Ranh",
            "Phường Ninh Hòa",
        ),
    ),
    Province(
        "Đắk Lắk",
        0.08,
        "0262",
        3,
        ("Phường Buôn Ma Thuột", "Phường Tân An", "Phường Tân Lập", "Phường Ea Kao", "Phường Buôn Hồ"),
    ),
    Province(
        "TP. Hồ Chí Minh",
        0.05,
        "028",
        4,
        ("Phường Sài Gòn", "Phường Bến Thành", "Phường Gò Vấp", "Phường Thủ Đức", "Phường Vũng Tàu"),
    ),
    Province(
        "Lâm Đồng",
        0.03,
        "0263",
        4,
        ("Phường Xuân Hương - Đà Lạt", "Phường Cam Ly - Đà Lạt", "Phường 1 Bảo Lộc", "Xã Đơn Dương"),
    ),
    Province("Hà Tĩnh", 0.02, "0239", 3, ("Phường Sông Trí", "Phường Vũng Áng", "Xã Kỳ Anh", "Xã Cẩm Xuyên")),
)
PROVINCE_NAMES = tuple(province.name for province in PROVINCES)
PROVINCE_SHARES = np.array([province.share for province in PROVINCES])

STREETS = (
    "Trần Phú",
    "Lê Lợi",
    "Nguyễn Huệ",
    "Hùng Vương",
    "Quang Trung",
    "Lê Duẩn",
    "Bạch Đằng",
    "Trần Hưng Đạo",
    "Nguyễn Văn Linh",
    "Lý Thường Kiệt",
    "Phan Đình Phùng",
    "Hai Bà Trưng",
    "Nguyễn Tất Thành",
    "Điện Biên Phủ",
    "Phạm Văn Đồng",
    "Võ Văn Kiệt",
    "Ngô Quyền",
    "Hoàng Diệu",
    "Nguyễn Trãi",
    "Tôn Đức Thắng",
    "Trường Chinh",
    "2 Tháng 9",
    "30 Tháng 4",
    "Phan Chu Trinh",
)


def draw_addresses(province: NDArray[np.int64], rng: np.random.Generator) -> list[str]:
    """Return a written address for each customer.

    Args:
        province: shape (n,), index into `PROVINCES`.
        rng: the stream to draw from.
    """
    house = rng.integers(1, 900, len(province)).tolist()
    street = rng.integers(0, len(STREETS), len(province)).tolist()
    ward = rng.integers(0, 2**31, len(province)).tolist()
    addresses = []
    for at, number, way, pick in zip(province.tolist(), house, street, ward, strict=True):
        wards = PROVINCES[at].wards
        addresses.append(f"{number} {STREETS[way]}, {wards[pick % len(wards)]}, {PROVINCES[at].name}")
    return addresses
