"""The methods by which pages work figures out, each with its page of `docs/methods` and its source."""

from crmeter.vocabulary import Text
from crmeter.web.explain.worked_out import Method

CUSTOMER_EQUITY = Method(
    "customer_equity",
    Text("Giá trị tài sản khách hàng từ lựa chọn thương hiệu", "Customer equity from choices of brands"),
    "Rust, Lemon & Zeithaml 2004, Journal of Marketing 68(1), 109–127",
)
VALUE_MAP = Method(
    "value_map",
    Text("Bản đồ giá trị", "Value map"),
    "Gale 1994, Managing Customer Value; Buzzell & Gale 1987, The PIMS Principles",
)
QUALITY_PROFILE = Method(
    "quality_profile",
    Text("Hồ sơ chất lượng theo cảm nhận của thị trường", "Market-perceived quality profile"),
    "Gale 1994, Managing Customer Value; Lindeman, Merenda & Gold 1980",
)
VALUE_LEAD = Method(
    "value_lead",
    Text("Khoảng dẫn trước về giá trị", "Value lead"),
    "Gale 1994, Managing Customer Value; Casella & Berger 2002, Statistical Inference, 5.5.4",
)
CHOICE_MODEL = Method(
    "multinomial_logit",
    Text("Mô hình lựa chọn (logit đa thức có sức ì)", "Choice model (multinomial logit with inertia)"),
    "McFadden 1974; Rust, Lemon & Zeithaml 2004, Journal of Marketing 68(1)",
)
SHARE_REGRESSION = Method(
    "share_regression",
    Text("Logit trên thị phần", "Logit on market shares"),
    "Berry 1994, RAND Journal of Economics 25(2)",
)
BRAND_SCORE = Method(
    "brand_score",
    Text("Điểm thương hiệu", "Brand score"),
    "Aaker 1996, California Management Review 38(3); Keller 1993, Journal of Marketing 57(1)",
)
BRAND_VALUE = Method(
    "brand_value",
    Text("Giá trị của một cái tên", "Value of a name"),
    "Kamakura & Russell 1993; Swait, Erdem, Louviere & Dubelaar 1993, Int. J. Research in Marketing 10",
)
AHP = Method(
    "ahp",
    Text("So sánh từng cặp (AHP)", "Pairwise judgements (AHP)"),
    "Saaty 1980, The Analytic Hierarchy Process; Aczél & Saaty 1983, Journal of Mathematical Psychology 27",
)
SURVEY_SCORES = Method(
    "survey_scores",
    Text("Điểm của khảo sát", "Scores of a survey"),
    "Reichheld 2003; Rocks 2016, The American Statistician 70(4); Wilson 1927; Student 1908",
)
RAKING = Method(
    "raking",
    Text("Trọng số theo tỷ lệ đã biết", "Weights to known shares"),
    "Deming & Stephan 1940, Annals of Mathematical Statistics 11; Kish 1992, Journal of Official Statistics 8",
)
SATISFACTION_DRIVERS = Method(
    "satisfaction_drivers",
    Text("Điều gì đi cùng mức hài lòng", "Drivers of satisfaction"),
    "Lindeman, Merenda & Gold 1980, p. 119; Grömping 2007, The American Statistician 61(2)",
)
CONTRACT_LOYALTY = Method(
    "contract_loyalty",
    Text("Mức trung thành của khách có hợp đồng", "Loyalty of customers with a contract"),
    "Wilson 1927; Kaplan & Meier 1958; Hoerl & Kennard 1970",
)
KAPLAN_MEIER = Method(
    "kaplan_meier",
    Text("Đường ở lại (Kaplan–Meier)", "Curve of staying (Kaplan–Meier)"),
    "Kaplan & Meier 1958, J. Am. Stat. Assoc. 53; Greenwood 1926; Brookmeyer & Crowley 1982, Biometrics 38",
)
COMPONENT_LINKS = Method(
    "component_links",
    Text("Điểm khách chấm đi cùng điều gì", "What ratings go with"),
    "MacKinnon & White 1985, J. Econometrics 29; Yuan & Chan 2011, Psychometrika 76(4)",
)
SHARE_OF_WALLET = Method(
    "share_of_wallet",
    Text("Thị phần chi tiêu", "Share of wallet"),
    "Keiningham, Aksoy, Buoye & Cooil 2011, Harvard Business Review 89(10)",
)
RECONCILIATION = Method(
    "reconciliation",
    Text("Đối chiếu giá trị theo lời nói và theo đơn hàng", "Value as said and as bought"),
    "Rust, Lemon & Zeithaml 2004; Bonett & Wright 2000, Psychometrika 65(1)",
)
EQUITY_CHANGE = Method(
    "equity_change",
    Text("Thay đổi của giá trị tài sản giữa hai đợt", "Change of customer equity between waves"),
    "Rust, Lemon & Zeithaml 2004, Journal of Marketing 68(1), 109–127",
)
UPLIFT = Method(
    "uplift",
    Text("Chăm sóc đem lại gì", "What looking after customers changed"),
    "Newcombe 1998, Statistics in Medicine 17; Yan & Su 2010, Stat. Biopharm. Research 2",
)
INFLUENCE = Method(
    "influence",
    Text("Điều gì ảnh hưởng nhất", "What matters most"),
    "Iman & Conover 1979, Technometrics 21(4)",
)
SCENARIO = Method(
    "scenario",
    Text("Kịch bản của năm tới", "Scenario of the coming year"),
    "Shapley 1953, Contributions to the Theory of Games II; Shorrocks 2013, J. Economic Inequality 11(1)",
)
