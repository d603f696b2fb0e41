"""The channels customers come by, and how well the leads of each convert."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of acquisition.

    Args:
        name: as written in the files.
        share: share of customers it brings, 0..1.
        conversion: share of its leads that become customers, 0..1; none where nobody records leads.
        advertises: whether its leads come from named campaigns.
    """

    name: str
    share: float
    conversion: float | None
    advertises: bool = False


CHANNELS = (
    Channel("Giới thiệu", 0.22, 0.24),
    Channel("Facebook", 0.20, 0.12, advertises=True),
    Channel("Zalo", 0.18, 0.12, advertises=True),
    Channel("Website", 0.15, 0.12, advertises=True),
    Channel("Hội chợ", 0.05, 0.12, advertises=True),
    Channel("Cửa hàng", 0.20, None),
)
CHANNEL_NAMES = tuple(channel.name for channel in CHANNELS)
CHANNEL_SHARES = np.array([channel.share for channel in CHANNELS])
BEST = 0
WALK_IN = 5
HAS_LEADS = np.array([channel.conversion is not None for channel in CHANNELS])
SALES_CHANNELS = ("Nhân viên bán hàng", "Điện thoại", "Zalo", "Website", "Cửa hàng")
SALES_CHANNEL_SHARES = np.array([0.34, 0.26, 0.2, 0.1, 0.1])
COUNTER = 4
