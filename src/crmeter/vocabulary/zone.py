"""The time zone of the firm: instants are shown in it, days are its days."""

import os
from datetime import datetime
from zoneinfo import ZoneInfo


def local(instant: datetime) -> datetime:
    """Return an instant in the zone that CRMETER_ZONE names, else in that of Vietnam."""
    return instant.astimezone(ZoneInfo(os.environ.get("CRMETER_ZONE", "Asia/Ho_Chi_Minh")))
