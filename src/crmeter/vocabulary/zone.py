"""The time zone of the firm: instants are shown in it, days are its days."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo

# As the environment names it, else that of Vietnam.
ZONE = os.environ.get("CRMETER_ZONE", "Asia/Ho_Chi_Minh")


def local(instant: datetime) -> datetime:
    """Return an instant in the zone of the firm."""
    return instant.astimezone(ZoneInfo(ZONE))
