"""A link as a picture that a phone reads."""

from base64 import b64encode

import qrcode
from qrcode.image.svg import SvgPathImage


def qr_of(link: str) -> str:
    """Return the address of a picture of a link, which holds the picture itself."""
    drawn: bytes = qrcode.make(link, image_factory=SvgPathImage, border=2).to_string(encoding="utf-8")
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"
