"""Why a change was not made, in both languages."""

from crmeter.vocabulary import Complaint, Text


class Refusal(Complaint):
    """A change that was not made; nothing was written."""


class Refused(Refusal):
    """Raised where the person may not do this, or the values are not allowed."""


class NoVersion(Refusal):
    """Raised for a change that does not say which version it was made on."""

    def __init__(self) -> None:
        super().__init__(
            "no_version",
            Text(
                "thiếu số phiên bản của bản ghi; hãy tải lại trang rồi sửa lại",
                "the version of the record is missing; load the page again and repeat the change",
            ),
        )


class Stale(Refusal):
    """Raised for a change that was made on an older version than the one that stands.

    Args:
        current: the version that stands.
    """

    def __init__(self, current: int) -> None:
        super().__init__(
            "stale",
            Text(
                "có người vừa sửa bản ghi này; hãy tải lại, xem thay đổi rồi sửa tiếp",
                "somebody has just changed this record; load it again, look at the change, then go on",
            ),
        )
        self.current = current
