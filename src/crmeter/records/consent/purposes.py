"""What somebody is written to for, by which way, and what they have said about it."""

from enum import StrEnum
from typing import Literal

from crmeter.vocabulary import Text

# "Never asked" is no statement: it is that there is none.
Consent = Literal["yes", "no", "never_asked"]


class Purpose(StrEnum):
    """What a message is for."""

    SERVICE = "service"
    TRANSACTIONAL = "transactional"
    MARKETING = "marketing"
    SURVEY = "survey"
    # "No" to all of them restricts what is done with an address; "yes" only lifts that again.
    ALL = "all"

    @property
    def words(self) -> Text:
        """How people call it."""
        return _PURPOSES[self]

    @property
    def needs_yes(self) -> bool:
        """Return whether somebody must have said yes first; such messages can be ended by a link in each of them."""
        return self in (Purpose.MARKETING, Purpose.SURVEY)


class Channel(StrEnum):
    """The way to somebody."""

    EMAIL = "email"
    PHONE = "phone"
    SMS = "sms"
    ZALO = "zalo"
    POST = "post"

    @property
    def words(self) -> Text:
        """How people call it."""
        return _CHANNELS[self]


# What a message can be for; a restriction is none of them.
PURPOSES = tuple(purpose for purpose in Purpose if purpose is not Purpose.ALL)

_PURPOSES = {
    Purpose.SERVICE: Text("chăm sóc khách hàng", "customer service"),
    Purpose.TRANSACTIONAL: Text("giao dịch", "transactions"),
    Purpose.MARKETING: Text("tiếp thị", "marketing"),
    Purpose.SURVEY: Text("khảo sát", "surveys"),
    Purpose.ALL: Text("mọi mục đích", "every purpose"),
}
_CHANNELS = {
    Channel.EMAIL: Text("thư điện tử", "e-mail"),
    Channel.PHONE: Text("điện thoại", "phone"),
    Channel.SMS: Text("tin nhắn SMS", "text message"),
    Channel.ZALO: Text("tin nhắn Zalo", "Zalo message"),
    Channel.POST: Text("bưu điện", "post"),
}
