"""The report's own line icons on a grid of 24, drawn once in the file and used by name."""

import htpy as h
from markupsafe import Markup

_PATHS = {
    "up": "M7 17 17 7 M9 7h8v8",
    "down": "M7 7l10 10 M17 9v8h-8",
    "flat": "M6 12h12",
    "bad": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18 M12 8v4.5 M12 16v.01",
    "warn": "M12 4 2.8 19.5h18.4z M12 10v4 M12 17v.01",
    "good": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18 M8.5 12.2l2.5 2.5 4.5-5",
    "info": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18 M12 11.5V16 M12 8v.01",
    "close": "M6 6l12 12 M18 6 6 18",
    "next": "M9.5 6l6 6-6 6",
    "auto": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18 M12 3v18 M12 8h5.5 M12 12h8.5 M12 16h6.5",
    "light": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8 M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 M5.3 5.3l1.4 1.4 "
    "M17.3 17.3l1.4 1.4 M5.3 18.7l1.4-1.4 M17.3 6.7l1.4-1.4",
    "dark": "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
    "calendar": "M4 6.5h16v14H4z M4 11h16 M8 3.5v5 M16 3.5v5",
    "snapshot": "M12 3.5c4.4 0 8 1.3 8 3s-3.6 3-8 3-8-1.3-8-3 3.6-3 8-3 M4 6.5v11c0 1.7 3.6 3 8 3s8-1.3 "
    "8-3v-11 M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3",
    "overview": "M3 12h4l2.5-7 5 14 2.5-7h4",
    "loyalty": "M4 11V9.5a3 3 0 0 1 3-3h12 M16 3.5l3 3-3 3 M20 13v1.5a3 3 0 0 1-3 3H5 M8 20.5l-3-3 3-3",
    "value": "M9 4c3 0 5.5 1.1 5.5 2.5S12 9 9 9 3.5 7.9 3.5 6.5 6 4 9 4 M3.5 6.5v8c0 1.4 2.5 2.5 5.5 2.5 "
    "M3.5 10.5C3.5 11.9 6 13 9 13 M15 11c3 0 5.5 1.1 5.5 2.5S18 16 15 16s-5.5-1.1-5.5-2.5S12 11 15 11 "
    "M9.5 13.5v4c0 1.4 2.5 2.5 5.5 2.5s5.5-1.1 5.5-2.5v-4",
    "satisfaction": "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18 M8.5 14.5a4.5 4.5 0 0 0 7 0 M9 9.5v.01 M15 9.5v.01",
    "forecast": "M4 18l5-6 4 3 7-9 M15.5 6h4.5v4.5",
    "segments": "M4 5h7v6H4z M15 5h5v6h-5z M4 15h5v5H4z M13 15h7v5h-7z",
    "all": "M4 6h11 M4 12h16 M4 18h8 M19 6h1 M16 18h4",
    "inside": "M4.5 17a8 8 0 1 1 15 0 M12 14l4-5.5 M12 13.2a1.3 1.3 0 1 0 0 2.6 1.3 1.3 0 0 0 0-2.6",
    "data": "M12 3l7.5 3v5.5c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.5V6z M9 12l2.2 2.2L15.2 10",
    "method": "M6 4h12 M6 4l6 8-6 8h12",
    "new_customer": "M9.5 4a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4 M3.5 20v-1.5a4 4 0 0 1 4-4h4 M18 13v7 M14.5 16.5h7",
    "lost_customer": "M9.5 4a3.7 3.7 0 1 0 0 7.4 3.7 3.7 0 0 0 0-7.4 M3.5 20v-1.5a4 4 0 0 1 4-4h4 M14.5 16.5h7",
    "reduced": "M3.5 7l6 6 4-4 7 7 M15.5 16h5v-5",
    "back": "M8.5 14l-4-4 4-4 M4.5 10h10a5 5 0 0 1 0 10H11",
    "picture": "M12 4v11 M7.5 10.5L12 15l4.5-4.5 M4.5 19.5h15",
    "table": "M4 5h16v14H4z M4 10h16 M10 10v9",
    "mark": "M4 17l5-6 4 3 7-8 M16 6h4v4",
}


def icon(name: str, style: str = "") -> h.Element:
    """Draw an icon that says nothing which the words beside it do not say."""
    return h.svg(class_=f"ic {style}".strip(), aria_hidden="true")[Markup(f'<use href="#icon-{name}"/>')]  # noqa: S704 - names are literals of this room


def sprite() -> Markup:
    """Return the drawings that the icons refer to."""
    symbols = "".join(
        f'<symbol id="icon-{name}" viewBox="0 0 24 24"><path d="{path}"/></symbol>' for name, path in _PATHS.items()
    )
    return Markup(f'<svg class="sprite" aria-hidden="true">{symbols}</svg>')  # noqa: S704 - literals above
