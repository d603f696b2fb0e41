"""What people and their systems call the columns of tickets and deals; words are folded as in `headers`."""

# Words that say the same in every kind of file.
SYNONYMS_OF_WORK: dict[str, str] = {
    "tickets.source_key": """ticket id|ticket no|ticket number|ticket key|ticket|incident id|incident number|incident no
        |incident|issue key|issue id|case id|case number|case no|request id|ma ticket|ma phieu ho tro|so phieu ho tro
        |ma phieu yeu cau|ma su co|ma yeu cau|so ticket""",
    "tickets.opened_at": """opened at|opened on|opened|date opened|opened date|open date|open time|ticket created
        |ticket created at|reported at|reported date|ngay mo|thoi gian mo|thoi diem mo|ngay mo phieu|mo luc
        |ngay tiep nhan yeu cau""",
    "tickets.changed_at": """sys updated at|sys updated on|updated at|updated|last update time|last updated
        |last modified date|event time|complete timestamp|ngay cap nhat|thoi gian cap nhat|cap nhat luc""",
    "tickets.first_responded_at": """first responded at|first response at|first responded|initial response time
        |first reply at|first reply date|responded at|first response date|ngay tra loi dau tien|tra loi lan dau
        |thoi gian phan hoi dau tien|phan hoi lan dau|ngay phan hoi""",
    "tickets.solved_at": """resolved at|solved at|resolved on|solved on|resolved|resolved time|resolution date
        |date resolved|resolved date|sys resolved at|ngay xu ly xong|xu ly xong luc|ngay giai quyet|giai quyet luc
        |ngay hoan thanh|thoi gian xu ly xong|ngay dong phieu|closed at|closed time|closed on|date closed|closed date
        |ngay dong""",
    "tickets.answer_due_at": """first response due|first response due at|response due|response due at|answer due at
        |han tra loi|han phan hoi""",
    "tickets.due_at": """due at|due by time|due by|resolution due|sla due|due date|deadline|han xu ly|han giai quyet
        |ngay den han""",
    "tickets.status": """ticket status|incident state|ticket state|status|state|activity|trang thai|tinh trang
        |trang thai phieu|trang thai xu ly""",
    "tickets.category": """category|request type|issue type|ticket type|ticket category|type of request|nhom yeu cau
        |loai yeu cau|danh muc|loai phieu|nhom su co""",
    "tickets.product": """ticket product|affected product|related product|product concerned|product purchased
        |affected item|san pham lien quan|san pham bi loi|san pham loi|san pham gap su co""",
    "tickets.cause": """cause|root cause|root cause category|cause code|reason for contact|contact reason|case reason
        |nguyen nhan|nguyen nhan goc|nguyen nhan chinh|nguyen nhan su co""",
    "tickets.priority": "priority|ticket priority|uu tien|muc uu tien|muc do uu tien|do uu tien",
    "tickets.queue": """assignment group|support group|assigned group|queue|ticket group|group|hang doi|nhom xu ly
        |bo phan xu ly|nhom phu trach""",
    "tickets.channel": "contact type|via|ticket source|channel|source|kenh|kenh tiep nhan|nguon",
    "tickets.owner": """assigned to|assignee|agent|agent name|ticket owner|owner|nguoi xu ly|nguoi phu trach|phu trach
        |nhan vien|nhan vien xu ly|nguoi tiep nhan""",
    "tickets.reopened": "reopen count|reopens|reopened|times reopened|so lan mo lai|mo lai",
    "tickets.escalated_at": """escalated at|escalated on|escalation date|escalation time|date escalated|escalated date
        |ngay leo thang|leo thang luc|thoi gian leo thang|ngay chuyen cap|chuyen cap luc|ngay chuyen cap tren""",
    "tickets.is_escalated": """escalated|is escalated|isescalated|escalation|was escalated|leo thang|da leo thang
        |chuyen cap|da chuyen cap|chuyen cap tren|chuyen len cap tren""",
    "deals.source_key": """deal id|opportunity id|opportunityid|deal no|deal number|opportunity number|opportunity no
        |ma co hoi|so co hoi|ma deal|ma thuong vu""",
    "deals.created_on": """deal created|deal deal created|opportunity created|engage date
        |created date|create date|created at|created on
        |date created|created time|createdate|add time|start date|ngay tao|ngay mo|ngay bat dau|ngay ghi nhan""",
    "deals.won_on": "won time|deal won time|won date|won on|won at|date won|close won date|ngay thang",
    "deals.lost_on": "lost time|deal lost time|lost date|lost on|lost at|date lost|ngay thua|ngay mat",
    "deals.closed_on": """close date|closed date|closedate|closed on|closed at|date closed|deal closed on
        |deal close date|ngay chot|ngay dong|ngay ket thuc""",
    "deals.expected_on": """expected close date|deal expected close date|expected closing|expected close|forecast date
        |expected on|du kien chot|ngay du kien chot|ngay chot du kien|ngay du kien""",
    "deals.quoted_on": """quote sent date|quote sent on|quote sent at|quote sent|date quote sent|quote date|quoted on
        |quoted at|quoted date|date quoted|quotation sent date|quotation sent|quotation date|proposal sent date
        |proposal sent on|proposal sent|proposal date|ngay gui bao gia|ngay bao gia|gui bao gia luc|bao gia luc
        |thoi gian gui bao gia|thoi gian bao gia|ngay gui de xuat|ngay gui chao gia|ngay chao gia""",
    "deals.status": "deal status|opportunity status|won lost|status|trang thai co hoi|trang thai|tinh trang|ket qua",
    "deals.stage": """deal stage|dealstage|stage name|stagename|sales stage|opportunity stage|stage|giai doan
        |giai doan ban hang|giai doan ban|buoc""",
    "deals.is_won": "is won|iswon|is closed won|won|da thang",
    "deals.is_closed": "is closed|isclosed|closed|da dong|da ket thuc",
    "deals.pipeline": "deal pipeline|pipeline|sales pipeline|quy trinh|quy trinh ban|quy trinh ban hang|pheu",
    "deals.amount": """deal amount|deal value|opportunity amount|close value|amount|value|total value|gia tri
        |gia tri co hoi|gia tri du kien|so tien|doanh thu du kien|tong gia tri|expected revenue""",
    "deals.probability": "probability|deal probability|win probability|xac suat|kha nang thang|kha nang|ty le thang",
    "deals.lost_reason": """lost reason|loss reason|closed lost reason|reason lost|deal lost reason|ly do thua
        |ly do mat|ly do that bai""",
    "deals.competitor": "competitor|main competitor|primary competitor|lost to|doi thu|doi thu canh tranh",
    "deals.channel": "lead source|deal source|source|channel|original source|kenh|nguon|nguon co hoi",
    "deals.owner": """deal owner|opportunity owner|sales agent|owner|owner name|owner id|ownerid|assigned to|salesperson
        |sales rep|phu trach|nguoi phu trach|nhan vien|nhan vien kinh doanh|nhan vien phu trach|nvkd""",
}

# Plain words that mean something else in each kind of file.
PLAIN_WORDS_OF_WORK: dict[str, dict[str, str]] = {
    "tickets": {
        "tickets.source_key": "number|id|key|code|ma phieu|so phieu|ma|so",
        "tickets.opened_at": """created at|created time|created on|created|created date|date created|sys created at
            |sys created on|ngay tao|thoi gian tao|ngay tiep nhan|ngay yeu cau""",
        "tickets.changed_at": "timestamp|time timestamp|datetime|date|time|thoi gian|ngay gio",
        "tickets.category": "type|loai",
        "tickets.product": "product|product name|item|item name|san pham|ten san pham|mat hang|ten hang|hang hoa",
        "tickets.cause": "reason|ly do",
        "identities.name": """requester|requester name|reporter|caller|contact|organization|nguoi yeu cau
            |nguoi gui""",
        "identities.email": "requester email",
        "customers.source_key": "requester id|caller id|caller|reporter id|organization id",
    },
    "deals": {
        "deals.source_key": "id|record id|number|code|ma|so",
        "deals.created_on": "date|ngay",
        "identities.name": "account|organization|deal organization|associated company|partner",
        "customers.source_key": "accountid|associated company ids|partner id|organization id",
    },
}
