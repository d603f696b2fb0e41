"""What people and their systems call the columns of supply; words are folded as in `headers`."""

# Words that say the same in every kind of file.
SYNONYMS_OF_SUPPLY: dict[str, str] = {
    "deliveries.damaged": """damaged|is damaged|has damage|delivered damaged|goods damaged|hu hong|bi hu hong|co hu hong
        |hang hu hong|bi hong|hang hong|be vo""",
    "deliveries.documents_right": """documents right|documents correct|documents complete|documents ok|paperwork right
        |paperwork correct|right documents|correct documents|documentation correct|chung tu dung|dung chung tu|chung tu
        |du chung tu|chung tu day du|giay to dung|giay to""",
    "delivery_lines.quantity": """quantity delivered|delivered quantity|qty delivered|delivered qty|quantity shipped
        |shipped quantity|qty shipped|shipped qty|so luong giao|sl giao|so luong da giao
        |so luong thuc giao|thuc giao""",
    "delivery_lines.quantity_ordered": """quantity ordered|ordered quantity|qty ordered|ordered qty|order quantity
        |so luong dat|sl dat|so luong dat hang""",
    "delivery_lines.damaged": """quantity damaged|damaged quantity|qty damaged|damaged qty|damaged units|so luong hong
        |sl hong|so luong hu hong|so luong hu|so luong be vo""",
    "stock_levels.counted_on": """counted on|count date|stock date|stock take date|stocktake date|inventory date
        |snapshot date|stock day|ngay ton|ngay ton kho|ngay ghi ton|ngay kiem kho|ngay kiem ke
        |ngay chot ton|ngay chot kho""",
    "stock_levels.quantity": """quantity on hand|qty on hand|on hand|on hand quantity|on hand qty|stock on hand|stock
        |stock level|stock quantity|stock qty|inventory|inventory level|inventory quantity|units in stock|in stock
        |closing stock|ton kho|so luong ton|sl ton|so luong ton kho|ton|ton cuoi|ton cuoi ngay|ton cuoi ky|so ton
        |ton hien tai|ton thuc te""",
    "stock_levels.place": """warehouse|warehouse name|depot|store|location|branch|stock location|storage location|site
        |kho|ten kho|kho hang|ma kho|cua hang|chi nhanh|diem ban|noi de hang""",
    "supplier_deliveries.source_key": """purchase order|purchase order no|purchase order number|purchase order id|po
        |po no|po number|po id|receipt no|goods receipt|goods receipt no|grn|grn no|ma don mua|so don mua
        |ma don mua hang        |so don mua hang|ma dat hang|so don dat hang|ma phieu nhap|so phieu nhap|phieu nhap""",
    "supplier_deliveries.supplier": """supplier|supplier name|vendor|vendor name|supplier id|supplier code|vendor id
        |vendor code|nha cung cap|ten nha cung cap|ncc|ten ncc|ma nha cung cap|ma ncc""",
    "supplier_deliveries.ordered_on": """purchase order date|po date|purchase date|order date|ordered on|ordered at
        |ngay dat mua|ngay dat|ngay dat hang|ngay don mua|ngay lap don""",
    "supplier_deliveries.promised_on": """promised date|promised on|promise date|supplier promised date|due date
        |expected date|expected delivery date|expected receipt date|delivery due date|requested date|scheduled date
        |ngay hen|ngay hen giao|ngay giao du kien|ngay du kien ve|ngay hang ve du kien|han giao|du kien giao""",
    "supplier_deliveries.received_on": """received date|received on|date received|receipt date|goods receipt date
        |arrival date|delivered date|delivered on|delivery date|ngay nhap|ngay nhap kho|ngay nhap hang|ngay nhan
        |ngay nhan hang|ngay hang ve|ngay giao thuc te|ngay giao""",
    "supplier_deliveries.quantity_ordered": """quantity ordered|ordered quantity|qty ordered|ordered qty|order quantity
        |so luong dat|sl dat|so luong dat mua|so luong dat hang""",
    "supplier_deliveries.quantity_received": """quantity received|received quantity|qty received|received qty
        |quantity delivered|delivered quantity|so luong nhan|sl nhan|so luong thuc nhan|thuc nhan|so luong nhap|sl nhap
        |so luong thuc nhap""",
    "supplier_deliveries.quantity_rejected": """quantity rejected|rejected quantity|qty rejected|rejected qty|rejected
        |quantity defective|defective quantity|defects|defective|quantity returned|so luong tu choi|so luong loi|sl loi
        |so luong hong|so luong tra lai|so luong khong dat|hang loi|sl tra""",
    "warranty_claims.source_key": """claim id|claim no|claim number|warranty id|warranty no|warranty number
        |warranty claim|warranty claim id|warranty claim no|ma bao hanh|so bao hanh|ma phieu bao hanh|so phieu bao hanh
        |ma yeu cau bao hanh""",
    "warranty_claims.claimed_on": """claim date|claimed on|claimed at|date claimed|warranty date|warranty claim date
        |ngay bao hanh|ngay yeu cau bao hanh|ngay yeu cau|ngay tiep nhan bao hanh|ngay nhan bao hanh|ngay bao loi
        |ngay tiep nhan""",
    "warranty_claims.closed_on": """claim closed|claim closed on|closed on|closed date|date closed|resolved on
        |resolved date|completed date|repaired on|ngay xu ly xong|ngay hoan thanh|ngay dong|ngay tra may|ngay sua xong
        |ngay hoan tat""",
    "warranty_claims.reason": """claim reason|warranty reason|fault|fault found|defect|failure|reason|ly do bao hanh
        |ly do|loi|loai loi|nguyen nhan|tinh trang loi""",
    "warranty_claims.status": """claim status|warranty status|claim state|status|state|trang thai bao hanh|trang thai
        |ket qua|ket qua bao hanh|tinh trang""",
    "warranty_claims.cost": """claim cost|warranty cost|repair cost|cost|chi phi bao hanh|chi phi sua chua|chi phi
        |tien bao hanh""",
}

# Plain words that mean something else in each kind of file.
PLAIN_WORDS_OF_SUPPLY: dict[str, dict[str, str]] = {
    "deliveries": {
        "deliveries.source_key": "delivery id|shipment id|tracking number|id|ma giao hang|ma van don",
        "delivery_lines.quantity": "quantity|qty|so luong|sl",
    },
    "stock_levels": {
        "stock_levels.counted_on": "date|day|as of|timestamp|ngay|thoi diem",
        "stock_levels.quantity": "quantity|qty|so luong|sl",
    },
    "supplier_deliveries": {
        "supplier_deliveries.source_key": "id|number|ma|so phieu|ma phieu|ma don|so don",
        "supplier_deliveries.quantity_ordered": "quantity|qty|so luong|sl",
    },
    "warranty_claims": {
        "warranty_claims.source_key": "id|number|ma|so phieu|ma phieu",
        "warranty_claims.claimed_on": "date|created on|created at|ngay|ngay tao",
    },
}
