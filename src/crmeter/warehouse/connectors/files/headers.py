"""What people call their columns: Vietnamese and English words for every field.

Words are folded: lower case, no accents, đ as d, one space between words (`InvoiceNo` is `invoice no`).
Within a field the earlier word wins where a file has several.
"""

from crmeter.warehouse.connectors.files.market_fields import SYNONYMS_OF_MARKET
from crmeter.warehouse.connectors.files.supply_headers import PLAIN_WORDS_OF_SUPPLY, SYNONYMS_OF_SUPPLY
from crmeter.warehouse.connectors.files.view_fields import PLAIN_WORDS_OF_VIEWS, SYNONYMS_OF_VIEWS
from crmeter.warehouse.connectors.files.work_headers import PLAIN_WORDS_OF_WORK, SYNONYMS_OF_WORK

# Words that say the same in every kind of file.
SYNONYMS: dict[str, str] = {
    "orders.source_key": """order id|order no|order number|order code|order ref|orderid|orderno|order|invoice no
        |invoice number|invoice id|invoice|invoiceno|bill no|bill number|receipt no|receipt number|transaction id
        |sales order|so number|so no|document no|voucher no|ma don hang|ma don|so don hang|so don|don hang
        |ma hoa don|so hoa don|hoa don|ma dh|so dh|so hd|ma hd|ma van don|so chung tu|ma chung tu|ma giao dich
        |so phieu|ma phieu""",
    "order_lines.source_key": """line id|line no|line number|item no|item number|order item id|line item id|row no
        |position|so dong|dong|stt dong""",
    "order_lines.quantity": """quantity|qty|units|lineitem quantity|item quantity|quantity ordered|so luong|sl
        |so luong ban|so luong mua""",
    "order_lines.unit_price": """unit price|unitprice|price|item price|sale price|selling price|lineitem price
        |price each|don gia|gia ban|gia|don gia ban|gia don vi""",
    "order_lines.amount": """line amount|line total|amount|total|extended price|subtotal|net amount|sales|revenue
        |sales amount|thanh tien|so tien|tien hang|doanh thu|doanh so|tong tien""",
    "order_lines.unit_cost": "unit cost|cost|cost price|cogs|gia von|don gia von|gia nhap",
    # A bare word may be money or percent; whoever has such a column says which.
    "order_lines.discount": """discount amount|discount value|line discount amount|tien giam gia|so tien giam
        |so tien giam gia|tien chiet khau|so tien chiet khau""",
    "order_lines.discount_percent": """discount percent|discount percentage|discount pct|phan tram giam gia
        |phan tram chiet khau""",
    "products.source_key": """product id|product code|product no|product number|product sku|sku|item code|item id
        |stock code|stockcode|productid|lineitem sku|article no|article number|barcode|internal reference
        |ma san pham|ma sp|ma hang|ma hang hoa|ma mat hang|ma vach""",
    "products.name": """product name|product title|product|item name|item|item description|product description
        |article|lineitem name|description|goods|ten san pham|san pham|ten sp|ten hang|ten hang hoa|mat hang
        |hang hoa|ten mat hang|dien giai""",
    "products.category": """product category name|product category|category|product group|product type|department
        |nhom hang|nhom san pham|danh muc|loai hang|loai san pham|nganh hang""",
    "products.unit_cost": "unit cost|cost|cost price|standard price|gia von|gia nhap",
    "orders.ordered_at": """order date|ordered at|ordered on|order time|order datetime|invoice date|invoicedate
        |purchase date|purchased at|sale date|sales date|transaction date|document date|posting date|bill date
        |ngay dat|ngay dat hang|ngay mua|ngay mua hang|ngay ban|ngay hoa don|ngay don hang|ngay chung tu
        |ngay giao dich|ngay lap|ngay lap hoa don|thoi gian dat|thoi gian dat hang|thoi diem dat
        |thoi gian mua|ngay len don|gio dat|ngay xuat hoa don|ngay ct|ngay ban hang|ngay hach toan""",
    "orders.status": """order status|order state|financial status|fulfillment status|status|state|trang thai don hang
        |trang thai don|trang thai|tinh trang|tinh trang don hang""",
    "orders.cancelled_at": "cancelled at|canceled at|cancelled on|cancel date|ngay huy|thoi gian huy",
    "orders.amount": """order total|order amount|total amount|grand total|total price|invoice total|total|amount
        |order value|total sales|revenue|sales|value|total paid|spend|spent|net total|subtotal|tong tien
        |tong cong|tong thanh toan|tong gia tri|gia tri don hang|gia tri|thanh tien|so tien|doanh thu|doanh so
        |tien hang|tong tien hang|khach phai tra|tong tien thanh toan|tong gia tri don hang""",
    "orders.refunded": "refunded amount|refund amount|amount refunded|refunded|tien hoan|so tien hoan",
    "orders.currency": "currency|currency code|order currency|ccy|tien te|loai tien|don vi tien te|ma tien te",
    "orders.quantity": "quantity|qty|units|items|item count|total quantity|so luong|tong so luong|sl",
    "orders.channel": """channel|sales channel|order source|source name|source|marketplace|kenh|kenh ban|kenh ban hang
        |nguon don|nguon don hang|nguon""",
    "orders.region": """region|area|province|territory|store|branch|location|khu vuc|vung|mien|tinh|tinh thanh
        |chi nhanh|cua hang""",
    "orders.campaign": "campaign|campaign name|promotion|utm campaign|chien dich|chuong trinh khuyen mai",
    "orders.owner": """sales rep|salesperson|seller|sales person|owner|employee|staff|account manager|assigned to
        |nhan vien|nhan vien ban hang|nguoi ban|nv ban hang|phu trach|nguoi phu trach|sale phu trach
        |nhan vien kinh doanh|nvkd|nhan vien phu trach""",
    "deliveries.promised_on": """promised date|promised on|due date|expected date|expected delivery date
        |estimated delivery|estimated delivery date|delivery due date|ngay hen giao|ngay hen|ngay giao du kien
        |du kien giao|han giao|ngay du kien giao hang""",
    "deliveries.shipped_on": """shipped date|ship date|shipped on|shipped at|shipping date|dispatch date|fulfilled at
        |ngay gui|ngay gui hang|ngay xuat kho|ngay van chuyen""",
    "deliveries.delivered_on": """delivered date|delivered on|delivered at|delivery date|received date|arrival date
        |ngay giao|ngay giao hang|ngay nhan|ngay nhan hang|ngay giao thanh cong|ngay giao thuc te""",
    "returns.returned_on": """return date|returned on|returned at|refund date|refunded at|credit date|ngay tra
        |ngay tra hang|ngay hoan|ngay hoan hang|ngay hoan tien""",
    "returns.source_key": """return id|return no|refund id|credit note|credit note no|rma|ma tra hang|ma phieu tra
        |so phieu tra""",
    "returns.amount": """return amount|refund amount|refunded amount|credit amount|amount|total|tien hoan|so tien hoan
        |so tien tra|gia tri tra|so tien|thanh tien""",
    "returns.quantity": "return quantity|returned quantity|quantity|qty|so luong tra|so luong",
    "customers.source_key": """customer id|customer no|customer number|customer code|customerid|cust id|client id
        |client no|client code|account id|account number|account no|buyer id|member id|member no|contact id
        |customer user|user id|ma khach hang|ma khach|ma kh|makh|ma thanh vien|so the thanh vien
        |ma hoi vien""",
    "customers.person_id": "person id|golden id|ma nguoi|ma khach hang goc|ma khach hang hop nhat",
    "customers.kind": "customer type|account type|client type|is a company|loai khach|loai khach hang|hinh thuc",
    "customers.segment": """segment|customer segment|customer group|tier|industry|phan khuc|nhom khach|nhom khach hang
        |hang khach hang|hang thanh vien|phan khuc khach hang|nganh nghe|linh vuc""",
    "customers.region": """region|state|province|customer state|state region|customer city|city|billing province
        |billing city|billing state|primary address city|khu vuc|vung|tinh|tinh thanh|thanh pho|tinh tp
        |tinh thanh pho""",
    "customers.country": """country|customer country|country region|country code|billing country|shipping country
        |primary address country|country id|quoc gia|nuoc""",
    "customers.channel": """acquisition channel|channel|original source|account source|lead source|source|kenh|nguon
        |nguon khach|nguon khach hang""",
    "customers.owner": """account owner|contact owner|owner|owner id|assigned to|account manager|salesperson|phu trach
        |nguoi phu trach|nhan vien phu trach|nhan vien|nv phu trach""",
    "customers.created_on": """created date|create date|created at|created on|date created|signup date|registered on
        |registration date|customer since|created time|ngay tao|ngay dang ky|ngay tham gia|khach tu ngay""",
    "identities.name": """customer name|full name|name|client name|account name|company name|contact name|buyer name
        |billing name|shipping name|customer|client|buyer|display name|company|ten khach hang|ten khach|ho ten
        |ho va ten|khach hang|khach|ten cong ty|cong ty|ten day du|nguoi mua|ten nguoi mua|ten nguoi nhan|nguoi nhan
        |nguoi dat hang|ben mua|ten kh|ten lien he|ten""",
    "identities.first_name": "first name|given name|firstname|billing first name|ten goi",
    "identities.last_name": "last name|surname|family name|lastname|billing last name|ho|ho dem|ho va ten dem",
    "identities.phone": """phone|phone number|mobile|mobile phone|telephone|tel|contact phone|cell|billing phone
        |shipping phone|office phone|so dien thoai|dien thoai|sdt|so dt|di dong|dt|dien thoai di dong|so di dong
        |hotline|sdt khach hang|so dien thoai khach hang""",
    "identities.email": """email|e mail|email address|mail|customer email|billing email|contact email|thu dien tu
        |dia chi email""",
    "identities.address": """address|street|address 1|address1|street address|billing street|billing address1
        |primary address street|shipping address|delivery address|dia chi|dia chi giao hang|dia chi nhan hang
        |dia chi khach hang""",
    "leads.source_key": """lead id|leadid|lead no|mql id|prospect id|ma khach tiem nang|ma lead
        |ma tiem nang""",
    "leads.created_on": """created date|create date|created at|created on|date created|created time|lead date
        |first contact date|contact date|inquiry date|enquiry date|registered on|ngay tao|ngay ghi nhan|ngay tiep nhan
        |ngay dang ky|ngay lien he|ngay lien he dau tien""",
    "leads.qualified_on": """qualified date|qualified on|qualified at|qualification date|date qualified|became mql date
        |became sql date|ngay dat yeu cau|ngay du dieu kien|ngay xac nhan tiem nang""",
    "leads.converted_on": """converted date|conversion date|converted on|converted at|won date|close won date|won on
        |ngay chuyen doi|ngay chot|ngay thanh khach hang""",
    "leads.converted": "converted|is converted|da chuyen doi|chuyen doi",
    "leads.status": """lead status|status|stage|lead stage|lifecycle stage|trang thai|tinh trang|giai doan
        |trang thai khach""",
    "leads.channel": """lead source|original source|origin|source|channel|medium|utm source|kenh|nguon|nguon khach
        |nguon lead|kenh tiep can""",
    "leads.campaign": "campaign|campaign name|campaign id|utm campaign|chien dich",
    "leads.owner": """lead owner|contact owner|owner|assigned to|assigned user|sales rep|phu trach|nguoi phu trach
        |nhan vien|nhan vien phu trach""",
    "touches.source_key": """touch id|activity id|call id|interaction id|contact log id|ma tiep xuc|ma cuoc goi
        |ma hoat dong""",
    "touches.touched_at": """touched at|activity date|call date|call time|contacted at|contact time|interaction date
        |contact date|ngay goi|ngay tiep xuc|thoi gian goi|ngay lien he|thoi diem goi|thoi diem|thoi diem tiep xuc""",
    "touches.channel": "channel|medium|activity type|type|contact type|kenh|hinh thuc|loai hoat dong|loai tiep xuc",
    "touches.direction": """direction|call direction|call type|in out|inbound outbound|chieu|chieu goi|huong
        |loai cuoc goi""",
    "touches.outcome": "outcome|result|disposition|call outcome|call result|ket qua|ket qua goi|ket qua cuoc goi",
    "partners.is_partner": "is partner|partner|business partner|la doi tac|doi tac",
    "partners.is_supplier": "is supplier|supplier|vendor|is vendor|la nha cung cap|nha cung cap|ncc",
    "employees.source_key": """employee id|employee no|employee number|employee code|employeeid|emp id|emp no|staff id
        |staff no|staff code|personnel number|ma nhan vien|ma nv|manv|ma so nhan vien|ma can bo|so hieu nhan vien""",
    "employees.team": """department|team|division|business unit|department type|phong ban|bo phan|phong|don vi
        |to doi""",
    "employees.started_on": """hire date|hired on|date of hire|date hired|hiring date|joining date|join date|joined on
        |date of joining|date joined|employment start date|ngay vao lam|ngay bat dau lam viec|ngay nhan viec
        |ngay vao cong ty|ngay gia nhap|ngay nhan chuc""",
    "employees.ended_on": """termination date|terminated on|date of termination|leaving date|leave date|left on
        |date left|exit date|last working day|last working date|resignation date|separation date
        |ngay nghi viec|ngay thoi viec|ngay lam cuoi|ngay lam viec cuoi|ngay lam viec cuoi cung|ngay cham dut""",
    "employees.has_left": """attrition|employment status|employee status|has left|resigned|terminated|termd|da nghi viec
        |nghi viec|tinh trang lam viec|trang thai lam viec""",
    "employees.reason": """reason for leaving|leaving reason|termination reason|reason left|exit reason|term reason
        |ly do nghi viec|ly do nghi|ly do thoi viec""",
    **SYNONYMS_OF_WORK,
    **SYNONYMS_OF_SUPPLY,
    **SYNONYMS_OF_VIEWS,
    **SYNONYMS_OF_MARKET,
    "exchange_rates.currency": "currency|from currency|base|base currency|currency code|tien te|ngoai te|ma ngoai te",
    "exchange_rates.to_currency": "to currency|quote currency|target currency|sang tien te|doi sang|tien te quy doi",
    "exchange_rates.rated_on": "date|rate date|rated on|day|ngay|ngay ty gia",
    "exchange_rates.rate": "rate|exchange rate|fx rate|ty gia|ty gia ban|ty gia mua",
    "survey_answers.source_key": """response id|responseid|respondent id|antwort id|respondent|submission id
        |survey response id|ma tra loi|ma luot tra loi|ma nguoi tra loi|ma phieu khao sat|ma phieu tra loi
        |so phieu|ma phieu|review id|reviewid|ma danh gia""",
    "survey_answers.answered_on": """answered on|answered at|response date|responded at|survey date
        |submitted at|submit date|submitted on|date submitted|completed at|end date|interview date|ngay tra loi
        |ngay khao sat|thoi gian tra loi
        |ngay phong van|dau thoi gian
        |review date|reviewed on|reviewed at|review time|review answer timestamp|ngay danh gia|thoi gian danh gia""",
    "survey_answers.comment": """comment|comments|feedback|remarks|open answer|verbatim|suggestions|what could be better
        |gop y|y kien|nhan xet|loi nhan xet|y kien khac|y kien dong gop|ly do|any comments|anything else|other comments
        |gop y cua ban|gop y khac|y kien cua ban|loi gop y
        |review text|review comment|review comment message|review body|review content|noi dung danh gia""",
    "survey_answers.asked_on": """asked on|asked at|invited on|invited at|invitation date|sent on|sent at|sent date
        |date sent|survey sent|ngay moi|ngay gui|ngay gui khao sat|ngay hoi|thoi gian gui""",
    "survey_answers.nps": """nps|nps score|net promoter score|net promoter|likelihood to recommend|would recommend
        |recommend|recommendation|diem nps|san long gioi thieu|muc do gioi thieu|kha nang gioi thieu|gioi thieu""",
    "survey_answers.csat": """csat|csat score|customer satisfaction|overall satisfaction|satisfaction
        |satisfaction score|satisfaction rating|diem csat|hai long|muc do hai long|diem hai long
        |hai long chung|muc hai long
        |review score|review rating|review stars|star rating|stars|number of stars|so sao|diem danh gia|diem sao""",
    "survey_answers.ces": """ces|ces score|customer effort score|ease|ease of use|how easy|diem ces
        |de dang|muc do de dang
        |su de dang""",
    "survey_answers.question": "question|question text|question title|cau hoi|noi dung cau hoi",
    "survey_answers.question_kind": "question kind|question type|metric|loai cau hoi|chi so",
    "survey_answers.value": """answer|answer value|score|rating|response|response value|value|tra loi|cau tra loi|diem
        |gia tri|diem so""",
    "survey_answers.weight": "weight|weights|weighting|survey weight|trong so",
    "survey_answers.survey": "survey|survey name|survey title|khao sat|ten khao sat",
    "survey_answers.wave": "wave|survey wave|dot|dot khao sat|lan khao sat|ky khao sat",
    "survey_answers.respondents": """respondents|respondent type|respondent group|nguoi tra loi|doi tuong
        |loai nguoi tra loi""",
    "survey_answers.channel": "channel|survey channel|collector|source|kenh|kenh khao sat|nguon",
    "survey_answers.agent": """agent|agent name|served by|handled by|account manager|nhan vien|nguoi phuc vu
        |nhan vien phuc vu|nguoi phu trach|phu trach""",
}

# Plain words that mean something else in each kind of file; they come after the words above.
PLAIN_WORDS: dict[str, dict[str, str]] = {
    "order_lines": {
        "orders.ordered_at": "date|datetime|timestamp|time|created at|created on|ngay|thoi gian|ngay gio|ngay tao"
    },
    "orders": {
        "orders.ordered_at": """date|datetime|timestamp|time|created at|created on|date created|ngay|thoi gian|ngay gio
            |ngay tao""",
        "orders.source_key": "id|number|code|ma|so|so ct",
    },
    "returns": {"returns.returned_on": "date|ngay|thoi gian", "returns.source_key": "id|ma"},
    **PLAIN_WORDS_OF_SUPPLY,
    "leads": {
        "leads.created_on": "date|ngay|thoi gian",
        "leads.source_key": "id|record id|code|ma|external id",
        "identities.email": "non primary e mails",
    },
    "touches": {
        "touches.touched_at": "date|datetime|timestamp|time|ngay|thoi gian",
        "touches.source_key": "id|ma",
    },
    "survey_answers": {
        "survey_answers.answered_on": "date|datetime|timestamp|time|created at|created on|ngay|thoi gian",
        "survey_answers.source_key": "id|ma",
    },
    "customers": {
        "customers.source_key": "id|record id|code|reference|external id|ma|key",
        "customers.kind": "type|loai",
    },
    "employees": {
        "employees.source_key": "id|code|number|ma",
        "employees.started_on": "start date|started on|from|ngay bat dau|ngay vao|tu ngay",
        "employees.ended_on": "end date|ended on|to|ngay ket thuc|ngay nghi|den ngay",
        "employees.has_left": "left|status|trang thai|tinh trang",
        "employees.reason": "reason|ly do",
    },
    **PLAIN_WORDS_OF_WORK,
    **PLAIN_WORDS_OF_VIEWS,
    "products": {
        "products.source_key": "id|code|reference|ma|external id|default code",
        "products.name": "name|title|ten",
        "products.category": "type|group|loai|nhom",
    },
}

# An id with one of these words is that of the person behind other ids.
PERSON_WORDS = frozenset(["unique", "person", "master", "golden", "parent"])

# Words of dates in composed headers: what the date is of, strongest first.
DATE_WORDS = frozenset(["date", "time", "timestamp", "datetime", "day", "at", "on", "ngay", "gio", "luc"])
DATE_QUALIFIERS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "",
        frozenset(
            [
                "limit",
                "approved",
                "paid",
                "updated",
                "modified",
                "birth",
                "birthday",
                "expiry",
                "expired",
                "deadline",
                "last",
                "huy",
            ]
        ),
    ),
    ("deliveries.promised_on", frozenset(["estimated", "promised", "expected", "due", "hen", "kien"])),
    (
        "deliveries.shipped_on",
        frozenset(["carrier", "shipped", "ship", "shipping", "dispatched", "dispatch", "handed", "gui", "xuat"]),
    ),
    ("deliveries.delivered_on", frozenset(["delivered", "delivery", "received", "arrived", "giao", "nhan"])),
    ("returns.returned_on", frozenset(["returned", "return", "refund", "refunded", "tra", "hoan"])),
    ("leads.qualified_on", frozenset(["qualified", "qualification"])),
    ("leads.converted_on", frozenset(["converted", "conversion", "won", "chot"])),
    (
        "orders.ordered_at",
        frozenset(
            ["order", "ordered", "purchase", "purchased", "invoice", "sale", "transaction", "dat", "mua", "ban", "don"]
        ),
    ),
)
