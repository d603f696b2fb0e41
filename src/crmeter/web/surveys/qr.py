"""A link as a picture that a phone reads.

Drawing brings a library of pictures, which only whoever sees one needs.
"""

from base64 import b64encode


def qr_of(link: str) -> str:
    """Return the address of a picture of a link, which holds the picture itself."""
    import qrcode  # noqa: PLC0415 - see above
    from qrcode.image.svg import SvgPathImage  # noqa: PLC0415 - see above

    drawn: bytes = qrcode.make(link, image_factory=SvgPathImage, border=2).to_string(encoding="utf-8")
    return f"data:image/svg+xml;base64,{b64encode(drawn).decode()}"
