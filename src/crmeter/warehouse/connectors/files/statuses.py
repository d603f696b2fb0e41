"""Words of order states, Vietnamese and English, and what they come to."""

from crmeter.warehouse.connectors.files.session import literal

CANCELLED = (
    "cancelled canceled cancel void voided unavailable failed rejected declined expired abandoned trash deleted "
    "huy|bi huy|da huy|huy don|huy bo|khach huy|don huy|that bai|giao that bai|khong thanh cong|tu choi|boom hang"
)
REVERSED = (
    "refunded returned reversed|hoan|hoan hang|hoan tra|hoan tien|da hoan|da hoan tien|da hoan hang"
    "|tra hang|da tra hang|da tra|chuyen hoan"
)
VALID = (
    "valid complete completed done closed delivered shipped shipping processing pending paid unpaid approved invoiced "
    "created confirmed open new fulfilled unfulfilled partial authorized active success succeeded sold "
    "on-hold on_hold|on hold|partially paid|partially_paid|partially refunded|partially_refunded|in progress"
    "|hoan thanh|hoan tat|da hoan thanh|da giao|da giao hang|dang giao|dang giao hang|giao thanh cong|thanh cong"
    "|da thanh toan|chua thanh toan|moi|dang xu ly|cho xu ly|da xac nhan|cho xac nhan|xac nhan|da nhan|da nhan hang"
    "|dang van chuyen|da ban|cho thanh toan|da duyet|cho giao|cho giao hang|cho lay hang|da dong goi"
)


def words(listed: str) -> tuple[str, ...]:
    """Return the folded words of a list: single words apart by blanks, phrases apart by bars."""
    head, *phrases = listed.split("|")
    return (*head.split(), *(phrase.strip() for phrase in phrases))


def folded_sql(value: str) -> str:
    """Return SQL of a word in lower case without accents, đ as d."""
    return f"trim(replace(strip_accents(lower({value})), 'đ', 'd'))"


def status_sql(value: str) -> str:
    """Return SQL for `valid`, `cancelled` or `reversed`; unknown words stay valid."""
    folded = folded_sql(value)
    return (
        f"CASE WHEN {folded} IN ({_listed(CANCELLED)}) THEN 'cancelled' "
        f"WHEN {folded} IN ({_listed(REVERSED)}) THEN 'reversed' ELSE 'valid' END"
    )


def unknown_sql(value: str) -> str:
    """Return a condition that picks words that mean none of the three."""
    known = ", ".join((_listed(CANCELLED), _listed(REVERSED), _listed(VALID)))
    return f"{value} IS NOT NULL AND {folded_sql(value)} NOT IN ({known})"


def _listed(listed: str) -> str:
    return ", ".join(literal(word) for word in words(listed))
