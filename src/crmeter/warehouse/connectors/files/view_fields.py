"""What a file can say of views of pages and products, and how people and their systems call that, folded."""

from crmeter.warehouse.connectors.files.field_kinds import Kind

ACTED = "page_views.acted"
FIELDS_OF_VIEWS: dict[str, Kind] = {
    "page_views.source_key": "key",
    "page_views.page": "text",
    "page_views.viewed_at": "time",
    "page_views.views": "number",
    "page_views.actions": "number",
    ACTED: "text",
    "page_views.channel": "text",
    "page_views.campaign": "text",
}
SYNONYMS_OF_VIEWS: dict[str, str] = {
    "page_views.source_key": "view id|page view id|pageview id|hit id|ma luot xem",
    "page_views.page": """page|page path|page title|page name|page url|url|landing page|landing page id|screen name
        |trang|duong dan|ten trang|trang dich|trang da xem|trang xem""",
    "page_views.viewed_at": """viewed at|viewed on|view date|view time|visit date|visited at|visited on|ngay xem
        |thoi gian xem|thoi diem xem|ngay truy cap|thoi gian truy cap""",
    "page_views.views": """views|page views|pageviews|screen page views|page view count|view count|number of views
        |luot xem|so luot xem|so lan xem|luot xem trang""",
    "page_views.actions": """wanted actions|conversions|key events|goal completions|transactions|purchases|sign ups
        |luot chuyen doi|so luot chuyen doi|so chuyen doi|luot dat hang|so don dat|luot hanh dong""",
    ACTED: "wanted action|converted|ended as wanted|acted|da chuyen doi|dan toi dat hang|co chuyen doi",
    "page_views.channel": "channel|traffic source|source medium|source|session source|kenh|nguon|nguon truy cap",
    "page_views.campaign": "campaign|campaign name|utm campaign|session campaign|chien dich",
}
PLAIN_WORDS_OF_VIEWS: dict[str, dict[str, str]] = {
    "page_views": {
        "page_views.viewed_at": "date|datetime|timestamp|time|day|ngay|thoi gian",
        "page_views.source_key": "id|ma",
    },
}
