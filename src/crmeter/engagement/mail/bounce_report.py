"""Reports of other servers about mail that did not arrive (RFC 3464), as the standard library reads them."""

import hashlib
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message as Part

_LONGEST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says of one address.

    Args:
        address: that did not get the message.
        action: `failed`, `delayed`, `delivered`, `relayed`, `expanded`.
        status: by RFC 3463, such as `5.1.1`.
        words: what the server said.
        message_id: of the message that came back.
        key: the hash of the report.
    """

    address: str
    action: str
    status: str
    words: str
    message_id: str
    key: str


def reports_in(raw: bytes) -> list[Report]:
    """Return what a mail says of addresses; nothing if it is no report.

    Args:
        raw: the mail with its headers.
    """
    mail = message_from_bytes(raw, policy=policy.compat32)
    if mail.get_content_type() != "multipart/report":
        return []
    parts = list(mail.walk())
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None or not isinstance(status.get_payload(), list):
        return []
    returned, key = _returned_id(parts), hashlib.sha256(raw).hexdigest()
    # The first group of fields is about the report itself, each of the others about one address.
    groups = [group for group in status.get_payload() if isinstance(group, Part)]
    return [
        Report(
            address=_address(group),
            action=_field(group, "Action").lower(),
            status=_field(group, "Status").split(" ")[0],
            words=_field(group, "Diagnostic-Code")[:_LONGEST_WORDS],
            message_id=returned,
            key=key,
        )
        for group in groups
        if group["Final-Recipient"] or group["Original-Recipient"]
    ]


def _returned_id(parts: list[Part]) -> str:
    """Return the Message-ID of what came back: a whole message, or its headers as text."""
    for part in parts:
        kind, content = part.get_content_type(), part.get_payload()
        if kind == "message/rfc822" and isinstance(content, list) and isinstance(content[0], Part):
            return _field(content[0], "Message-ID")
        if kind == "text/rfc822-headers":
            written = part.get_payload(decode=True)
            if isinstance(written, bytes):
                return _field(message_from_bytes(written, policy=policy.compat32), "Message-ID")
    return ""


def _address(group: Part) -> str:
    # The address that we wrote to, where the report knows it: the final one may be where it was forwarded to.
    written = _field(group, "Original-Recipient") or _field(group, "Final-Recipient")
    return written.rpartition(";")[2].strip().strip("<>").lower()


def _field(part: Part, name: str) -> str:
    return " ".join(str(part.get(name, "")).split())
