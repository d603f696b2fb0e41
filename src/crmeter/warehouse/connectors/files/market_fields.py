"""What a file can say of the market, and by which headers."""

from crmeter.warehouse.connectors.files.field_kinds import Kind

FIELDS_OF_MARKET: dict[str, Kind] = {
    "market_figures.period": "text",
    "market_figures.who": "text",
    "market_figures.product_set": "text",
    "market_figures.amount": "amount",
    "market_figures.units": "number",
    "market_figures.share": "number",
    "market_figures.price": "amount",
    "market_figures.said_by": "text",
    "market_figures.said_on": "time",
}
SYNONYMS_OF_MARKET: dict[str, str] = {
    "market_figures.period": "period|quarter|year|month|ky|ky so lieu|quy|nam|thang",
    "market_figures.who": """who|company|vendor|seller|brand|player|competitor|ai|cua ai|doanh nghiep|hang|thuong hieu
        |doi thu|nha cung cap""",
    "market_figures.product_set": """product set|product group|category|segment|nhom san pham|nganh hang|phan khuc
        |nhom hang""",
    "market_figures.amount": """market size|size|sales|sales value|revenue|amount|value|quy mo|quy mo thi truong
        |doanh so
        |doanh thu|gia tri|quy mo bang tien""",
    "market_figures.units": "units|volume|quantity|units sold|san luong|so luong|quy mo bang so luong",
    "market_figures.share": "share|market share|thi phan|ty le thi phan",
    "market_figures.price": "price|average price|price level|mean price|gia|muc gia|gia trung binh|gia ban binh quan",
    "market_figures.said_by": "source|said by|nguon|nguon so lieu|nguon tin|theo nguon",
    "market_figures.said_on": """said on|published on|publication date|source date|as of|ngay cong bo|ngay so lieu
        |ngay noi""",
}
