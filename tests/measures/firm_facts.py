"""What happened to the firm that is worked out by hand: ten customers, 35 documents, told row by row."""

from datetime import date

from tests.measures.sales_rows import LEAD_CUSTOMERS

AS_OF = date(2025, 12, 31)

A, B, C, D, E, F, G, H, V, J, K = range(1, 12)

CUSTOMERS = [
    # key, segment, region, owner, created on
    (A, "homes", "north", "an", None),
    (B, "homes", "north", "an", "2024-02-01"),
    (C, "homes", "south", "binh", "2025-11-20"),
    (D, "shops", "south", "binh", "2024-05-10"),
    (E, "shops", "south", "binh", "2024-02-20"),
    (F, "shops", "north", "an", "2024-10-01"),
    (G, "homes", "north", "an", "2024-11-11"),
    (H, "shops", "south", "binh", "2025-10-10"),
    (V, "shops", "north", "an", "2024-06-01"),  # never bought, talked to
    (J, "homes", "south", "binh", "2025-11-01"),  # never bought, never talked to
    (K, "homes", "south", "binh", "2026-02-01"),  # recorded after the evaluation
]

ORDERS = [
    # key, customer, day, kind, status, amount, currency, day on which all of it came back
    (101, A, "2023-12-15", "sale", "valid", 100, "VND", None),
    (102, A, "2024-03-15", "sale", "valid", 100, "VND", None),
    (103, A, "2024-06-15", "sale", "valid", 100, "VND", None),
    (104, A, "2024-12-15", "sale", "valid", 100, "VND", None),
    (105, A, "2025-03-15", "sale", "valid", 200, "VND", None),
    (106, A, "2025-06-15", "sale", "valid", 200, "VND", None),
    (107, A, "2025-12-15", "sale", "valid", 100, "VND", None),
    (201, B, "2024-02-01", "sale", "valid", 50, "VND", None),
    (202, B, "2024-03-02", "sale", "valid", 50, "VND", None),
    (203, B, "2024-04-01", "sale", "valid", 50, "VND", None),
    (204, B, "2025-05-01", "sale", "valid", 30, "VND", None),
    (205, B, "2025-05-31", "sale", "valid", 40, "VND", None),
    (301, C, "2025-11-20", "sale", "valid", 90, "VND", None),
    (401, D, "2024-05-10", "sale", "valid", 300, "VND", None),
    (402, D, "2024-08-10", "sale", "valid", 300, "VND", None),
    (403, D, "2025-02-10", "sale", "valid", 200, "VND", None),
    (501, E, "2024-02-20", "sale", "valid", 500, "VND", None),
    (502, E, "2024-09-20", "sale", "valid", 500, "VND", None),
    (503, E, "2025-09-20", "sale", "valid", 300, "VND", None),
    (601, F, "2024-10-01", "sale", "valid", 10, "USD", None),
    (602, F, "2025-04-01", "sale", "valid", 12, "USD", None),
    (603, F, "2025-07-01", "sale", "valid", 7, "EUR", None),  # no rate is known
    (701, G, "2024-11-11", "sale", "valid", 80, "VND", None),
    (702, G, "2025-03-03", "sale", "cancelled", 50, "VND", None),
    (703, G, "2025-03-05", "free", "valid", 0, "VND", None),
    (704, G, "2025-08-08", "sale", "valid", 150, "VND", "2025-08-20"),
    (801, H, "2025-10-10", "sale", "valid", 40, "VND", None),
    (802, H, "2025-10-10", "sale", "valid", 60, "VND", None),
    (803, H, "2025-12-20", "sale", "valid", 100, "VND", "2026-01-03"),  # came back after the evaluation
    (901, None, "2025-06-06", "sale", "valid", 70, "VND", None),
    (902, A, "2025-05-05", "sale", "valid", -5, "VND", None),
    (903, A, "2025-05-06", "unpriced", "valid", 0, "VND", None),
    (904, None, "2025-05-07", "adjustment", "valid", -30, "VND", None),
    (905, D, "2025-07-07", "return", "valid", -20, "VND", None),
    (906, A, "2026-01-05", "sale", "valid", 500, "VND", None),  # after the evaluation
]

RETURNS = [
    # key, order, customer, day, amount, currency
    (1, 106, A, "2025-06-25", 50, "VND"),
    (2, None, D, "2025-07-07", 20, "VND"),  # of no order that is known
    (3, 602, F, "2025-04-10", 2, "USD"),
    (4, 702, G, "2025-03-10", 50, "VND"),  # of a cancelled order
    (5, 704, G, "2025-08-20", 150, "VND"),  # all of the order
    (6, 803, H, "2026-01-03", 100, "VND"),  # after the evaluation
]

PRODUCTS = [(1, "pump", 30), (2, "filter", None)]

LINES = [
    # key, order, product, day, kind, quantity, amount, unit cost
    (1, 105, 1, "2025-03-15", "sale", 2, 200, 60),
    (2, 106, 1, "2025-06-15", "sale", 4, 200, None),
    (3, 801, 2, "2025-10-10", "sale", 1, 40, None),  # no cost is known
    (4, 704, 1, "2025-08-08", "sale", 1, 150, 10),  # sent back whole
    (5, 105, 1, "2025-03-15", "return", -1, -100, 60),
    (6, 602, 1, "2025-04-01", "sale", 1, 12, 8),  # in dollars
    (7, 104, 1, "2024-12-15", "sale", 1, 100, 75),  # before the period
]

RATES = [
    ("USD", "VND", "2024-01-01", 20),
    ("USD", "VND", "2025-01-01", 25),
    ("USD", "EUR", "2024-01-01", 1),
]

LEADS = [
    # key, channel, created, converted
    (1, "web", "2025-01-10", "2025-02-01"),
    (2, "web", "2025-02-01", "2025-07-01"),  # 150 days: too late to count in the rate
    (3, "fair", "2025-03-01", None),
    (4, "fair", "2025-12-01", "2025-12-10"),  # not 90 days old yet
    (5, "web", "2024-11-01", "2025-01-05"),  # created before the period
    (6, "fair", "2025-10-02", "2025-12-31"),  # 90 days to the day
    (7, "web", "2025-06-01", "2026-01-02"),  # converted after the evaluation
    (8, "web", "2026-01-03", None),
]

TOUCHES = [
    # key, customer, day, direction, outcome
    (1, A, "2025-12-20", "out", "no_answer"),
    (2, B, "2025-12-10", "in", None),
    (3, V, "2025-12-05", "out", "answered"),
    (4, D, "2025-11-01", "out", "unsubscribed"),
    (5, C, "2026-01-02", "in", None),
    (6, None, "2025-12-30", "in", None),
]

# Contacts with leads, and with nobody knows whom.
LEAD_HOURS = {1: "09:00", 2: "16:00", 3: "11:00", 4: "13:00", 6: "09:30"}  # of the others only the day is known
TOUCHES_OF_LEADS = [
    # key, lead, day, channel, direction, outcome
    (11, 1, "2025-01-15", "call", "out", "no_answer"),
    (12, 1, "2025-01-20", "call", "out", "answered"),
    (13, 5, "2024-12-01", "mail", "out", "no_answer"),
    (14, 5, "2025-01-02", "mail", "out", None),  # nobody wrote down what came of it
    (15, 5, "2025-01-03", "mail", "in", None),
    (16, 2, "2025-03-05", "mail", "out", "no_answer"),
    (17, 2, "2025-03-20", "mail", "out", "answered"),
    (18, None, "2025-05-05", "mail", "out", "answered"),
    (19, 7, "2026-01-01", "mail", "out", "answered"),  # after the evaluation
    (20, 7, "2025-06-05", "mail", "out", "unsubscribed"),
]
# By key: whether what was written arrived, and about which deal a contact was.
ARRIVED = {13: True, 16: False, 17: True, 18: True, 20: True}
ABOUT_DEALS = {1: 11, 11: 1, 12: 1, 15: 3, 16: 12, 17: 12}  # 1 came after its deal was won
QUALIFIED = {1: "2025-01-20", 2: "2025-02-10", 5: "2024-12-15", 6: "2025-10-05", 7: "2026-01-01"}
LEAD_STATUSES = {3: "qualified"}  # since nobody knows when
# By line: what was taken off.
DISCOUNTS = {1: 20, 2: 0, 4: 30, 6: 3, 7: 10}

PAGE_VIEWS = [
    # key, page, product, customer, day, views, of which ended as wanted
    (1, "/pump", 1, A, "2025-03-10", 1, None),  # bought on the 15th
    (2, "/pump", 1, A, "2025-06-20", 1, None),  # after the last purchase of it
    (3, "/filter", 2, H, "2025-12-10", 1, None),  # may still buy it
    (4, "/home", None, None, "2025-05-01", 100, 5),
    (5, "/home", None, None, "2024-12-31", 50, 1),  # before the period
    (6, "/home", None, None, "2026-01-02", 40, 9),  # after the evaluation
    (7, "/price", None, B, "2025-03-01", 1, 1),
    (8, "/price", None, None, "2025-07-01", 20, None),  # nobody knows how they ended
]

# Lead 1 became D.
BECAME = {1: D, **LEAD_CUSTOMERS}
LEAD_CAMPAIGNS = {1: "spring", 2: "spring", 3: "expo", 4: "expo", 6: "expo"}
# On 10 October H ordered twice: the first order decides.
ORDER_CAMPAIGNS = {301: "expo", 801: "spring", 802: "expo"}

CAMPAIGNS = [(1, "spring", "social", "an"), (2, "expo", "event", "binh")]

COSTS = [
    # key, campaign, day, amount, currency
    (1, 1, "2025-01-20", 300, "VND"),
    (2, 1, "2025-03-01", 4, "USD"),
    (3, 2, "2025-10-01", 240, "VND"),
    (4, 2, "2024-12-20", 50, "VND"),  # before the period
    (5, 2, "2026-01-02", 70, "VND"),  # after the evaluation
]

MEMBERS = [
    # key, campaign, customer, lead, sent, opened, replied, converted, unsubscribed
    (1, 1, A, None, "2025-01-22", "2025-01-23", "2025-01-24", "2025-03-15", None),
    (2, 1, B, None, "2025-01-22", None, "2025-02-01", None, None),  # replied, so opened
    (3, 1, None, 2, "2025-01-22", None, None, "2025-07-01", "2025-01-25"),  # converted after 160 days
    (4, 2, D, None, "2025-11-01", "2026-01-02", None, None, None),  # opened after the evaluation; 60 days old
    (5, 2, E, None, None, None, None, None, None),  # not sent yet
    (6, 2, H, None, "2025-10-01", "2025-10-01", None, "2025-09-20", None),  # converted before
    (7, 1, F, None, "2024-12-30", "2024-12-31", None, None, None),  # before the period
]

# By member: member 4 clicked after the evaluation, 6 had complained before it was sent.
MEMBER_CLICKS = {1: "2025-01-24", 4: "2026-01-02", 7: "2024-12-31"}
MEMBER_COMPLAINTS = {3: "2025-01-26", 6: "2025-09-30"}

# The 2nd of September is a holiday; Sunday, the 2nd of March, is worked like a Monday.
WORKING_HOURS = "mon-fri 08:00-12:00 13:00-17:00 sat 08:00-12:00"
SPECIAL_DAYS = "2025-09-02 2025-03-02=mon"

TICKETS = [
    # key, customer, opened, answer due, answered, the ticket that it repeats
    (1, A, "2025-03-01 08:00:00", "2025-03-01 12:00:00", "2025-03-01 11:00:00", None),
    (2, A, "2025-03-02 08:00:00", "2025-03-02 12:00:00", "2025-03-02 13:00:00", None),  # an hour late
    (3, E, "2025-09-01 08:00:00", "2025-09-01 12:00:00", None, None),  # never answered
    (4, E, "2025-09-02 08:00:00", None, "2025-09-02 09:00:00", None),  # nothing was promised
    (5, E, "2025-09-03 08:00:00", "2025-09-03 12:00:00", "2025-09-03 09:00:00", 3),  # the same once more
    (6, B, "2025-12-31 08:00:00", "2026-01-05 12:00:00", "2026-01-02 09:00:00", None),  # answered after the evaluation
    (7, B, "2025-12-30 08:00:00", "2026-01-05 12:00:00", "2025-12-30 09:00:00", None),
    (8, B, "2024-05-01 08:00:00", "2024-05-01 12:00:00", "2024-05-01 09:00:00", None),  # before the period
    (9, G, "2025-11-01 08:00:00", None, "2025-11-01 12:00:00", 6),  # became a part of 6 after the evaluation
]

TICKETS_NOW = {
    # key → status, owner, solution due, solved
    1: ("closed", "an", "2025-03-02 12:00:00", "2025-03-01 20:00:00"),
    2: ("solved", "binh", "2025-03-04 12:00:00", "2025-03-05 14:00:00"),
    3: ("new", None, None, None),
    4: ("solved", "binh", None, "2025-09-02 12:00:00"),
    5: ("closed", None, None, "2025-09-03 09:00:00"),
    6: ("solved", "an", None, "2026-01-03 08:00:00"),
    7: ("solved", "an", None, "2025-12-31 08:00:00"),  # nothing else of it was written down
    8: ("solved", None, None, "2025-02-01 15:00:00"),
    9: ("closed", "binh", "2025-11-05 08:00:00", "2026-01-03 08:00:00"),
}

# Of 7 nobody told. 6 went up after the evaluation; when 3 did is not known.
ESCALATED = {1: False, 2: True, 3: True, 4: False, 5: True, 6: True, 8: True, 9: False}
ESCALATED_AT = {2: "2025-03-03 09:00:00", 6: "2026-01-02 09:00:00", 8: "2024-05-01 10:00:00"}

TICKET_EVENTS = [
    # ticket, moment, kind, before, after
    (1, "2025-03-01 08:00:00", "created", None, "new"),
    (1, "2025-03-01 08:30:00", "assigned", None, "1"),
    (1, "2025-03-01 11:00:00", "answered", None, None),
    (1, "2025-03-01 11:00:00", "status", "new", "open"),
    (1, "2025-03-01 12:00:00", "paused", "open", "waiting"),
    (1, "2025-03-01 16:00:00", "resumed", "waiting", "open"),
    (1, "2025-03-01 20:00:00", "solved", "open", "solved"),
    (1, "2025-03-02 20:00:00", "closed", "solved", "closed"),
    (2, "2025-03-02 08:00:00", "created", None, "open"),
    (2, "2025-03-02 08:00:00", "assigned", None, "1"),
    (2, "2025-03-02 10:00:00", "assigned", "1", "2"),
    (2, "2025-03-02 18:00:00", "solved", "open", "solved"),
    (2, "2025-03-05 08:00:00", "reopened", "solved", "open"),
    (2, "2025-03-05 14:00:00", "solved", "open", "solved"),
    (3, "2025-09-01 08:00:00", "created", None, "new"),
    (4, "2025-09-02 08:00:00", "created", None, "open"),
    (4, "2025-09-02 08:00:00", "assigned", None, "2"),
    (4, "2025-09-02 12:00:00", "solved", "open", "solved"),
    (5, "2025-09-03 09:00:00", "merged", None, "3"),
    (3, "2025-09-03 09:00:00", "merged", "5", "3"),
    (6, "2025-12-31 08:00:00", "created", None, "new"),
    (6, "2026-01-02 08:00:00", "assigned", None, "1"),  # after the evaluation, as the rest of 6
    (6, "2026-01-03 08:00:00", "solved", "new", "solved"),
    (6, "2026-01-03 08:00:00", "merged", "9", "6"),
    (8, "2024-05-01 08:00:00", "created", None, "new"),
    (8, "2024-05-01 10:00:00", "solved", "new", "solved"),
    (8, "2025-02-01 09:00:00", "reopened", "solved", "open"),
    (8, "2025-02-01 15:00:00", "solved", "open", "solved"),
    (9, "2025-11-01 08:00:00", "created", None, "new"),
    (9, "2025-11-01 09:00:00", "assigned", None, "2"),
    (9, "2025-11-01 12:00:00", "paused", "new", "waiting"),
    (9, "2026-01-03 08:00:00", "closed", "waiting", "closed"),
    (9, "2026-01-03 08:00:00", "merged", None, "6"),
]

DELIVERIES = [
    # key, order, promised, received
    (1, 105, "2025-03-20", "2025-03-20"),
    (2, 106, "2025-06-20", "2025-06-22"),  # late
    (3, 301, "2025-11-25", "2025-11-24"),
    (4, 403, "2025-02-15", None),  # never came
    (5, 803, "2025-12-31", "2026-01-02"),  # came after the evaluation
    (6, 107, None, "2025-12-18"),  # no day was promised
    (7, 104, "2024-12-20", "2024-12-19"),  # before the period
    (8, 702, "2025-03-06", None),  # of a cancelled order
    (9, 801, None, "2025-10-14"),
    (10, 801, None, None),  # the rest of it has not come
    (11, 601, None, "2025-01-10"),  # ordered before the period
]

INVITATIONS = [
    # key, customer, wave, respondents, product, agent, asked, arrived, answered, answered on
    (1, A, 1, "customer", 1, "an", "2025-03-01", True, True, "2025-03-02"),
    (2, B, 1, "customer", 1, "an", "2025-03-01", True, False, None),
    (3, D, 1, "customer", 1, "binh", "2025-03-01", False, False, None),  # came back
    (4, E, 2, "customer", 2, "binh", "2025-09-01", False, True, "2025-09-03"),  # came back, and was answered
    (5, F, 2, "customer", 2, "an", "2025-12-30", True, True, "2026-01-02"),  # after the evaluation
    (6, A, 1, "customer", 1, "an", "2024-06-01", True, True, "2024-06-02"),  # before the period
    (7, None, 1, "employee", None, None, "2025-05-01", True, True, None),  # of an anonymous survey
]

ANSWERS = [
    # person, customer, wave, respondents, kind, low, high, value, weight, product, agent, answered
    (1, A, 1, "customer", "nps", 0, 10, 10, 2, 1, "an", "2025-03-02"),
    (1, A, 1, "customer", "csat", 1, 5, 4, 2, 1, "an", "2025-03-02"),
    (1, A, 1, "customer", "ces", 1, 7, 6, 2, 1, "an", "2025-03-02"),
    (2, E, 2, "customer", "nps", 0, 10, 9, 1, 2, "binh", "2025-09-03"),
    (2, E, 2, "customer", "csat", 1, 5, 3, 1, 2, "binh", "2025-09-03"),
    (2, E, 2, "customer", "ces", 1, 7, 3, 1, 2, "binh", "2025-09-03"),
    (3, None, 2, "customer", "nps", 0, 10, 8, 1, None, None, "2025-10-10"),  # by a link for everybody
    (3, None, 2, "customer", "csat", 1, 5, 5, 1, None, None, "2025-10-10"),
    (4, D, 2, "customer", "nps", 0, 10, 3, 1, 2, "binh", "2025-11-11"),
    (4, D, 2, "customer", "csat", 1, 10, 9, 1, 2, "binh", "2025-11-11"),  # on ten points
    (5, B, 2, "customer", "nps", 1, 5, 5, 1, None, None, "2025-11-12"),  # no NPS is asked on five points
    (6, F, 2, "customer", "nps", 0, 10, 0, 1, 2, "an", "2026-01-02"),  # after the evaluation
    (7, A, 1, "customer", "nps", 0, 10, 7, 1, 1, "an", "2024-06-02"),  # before the period
    (8, None, 1, "employee", "nps", 0, 10, 9, 1, None, None, "2025-05-02"),
    (9, None, 1, "employee", "nps", 0, 10, 2, 1, None, None, "2025-05-03"),
    (20, None, 1, "employee", "nps", 0, 10, 8, 1, None, None, "2025-05-03"),
    (21, None, 1, "employee", "nps", 0, 10, 7, 1, None, None, "2025-05-04"),
    (22, None, 1, "employee", "nps", 0, 10, 10, 1, None, None, "2025-05-04"),
    # Four employees of another wave: they would be known by their answers.
    *((30 + n, None, 2, "employee", "nps", 0, 10, 0, 1, None, None, "2025-06-01") for n in range(4)),
    (10, None, 1, "partner", "nps", 0, 10, 10, 1, None, "an", "2025-06-01"),
    (11, A, 1, "customer", "rating", 1, 5, 1, 1, None, None, "2025-06-01"),  # of a driver
    (11, A, 1, "customer", "text", None, None, None, 1, None, None, "2025-06-01"),
]

ANSWER_TICKETS = {1: 1, 2: 4, 4: 2, 6: 6}  # person → ticket that they were asked about

BRAND_ANSWERS = [
    # person, customer, wave, component, score, answered
    (1, A, 1, "awareness", 100, "2025-03-02"),
    (1, A, 1, "reputation", 75, "2025-03-02"),
    (1, A, 1, "preference", 60, "2025-03-02"),
    (2, E, 2, "awareness", 100, "2025-09-03"),
    (2, E, 2, "reputation", 50, "2025-09-03"),
    (2, E, 2, "preference", 30, "2025-09-03"),
    (3, None, 2, "awareness", 0, "2025-10-10"),  # by a link for everybody
    (3, None, 2, "preference", 0, "2025-10-10"),
    (4, D, 2, "awareness", 100, "2025-11-11"),
    (4, D, 2, "reputation", 100, "2025-11-11"),
    (4, D, 2, "consideration", 100, "2025-11-11"),
    (4, D, 2, "price_premium", 25, "2025-11-11"),
    (6, F, 2, "reputation", 0, "2026-01-02"),  # after the evaluation
]

BRAND_JUDGEMENTS = [
    # evaluator, component, against, in favour: 2 is three times as much, −2 a third
    ("An", "awareness", "reputation", 2),
    ("An", "awareness", "loyalty", 2),
    ("An", "reputation", "loyalty", 0),
    ("Bình", "awareness", "reputation", -2),
    ("Bình", "awareness", "loyalty", 0),
    ("Bình", "reputation", "loyalty", 2),
]

# Partners and suppliers among the customers.
PARTNERS = [
    # key, is partner, is supplier
    (A, True, False),
    (D, True, True),
    (E, False, True),
    (G, True, False),
    (H, True, False),
    (J, False, True),  # without an order
]

EMPLOYEES = [
    # key, team, first day, last day, has left
    (1, "sales", "2020-01-01", None, False),
    (2, "sales", "2023-05-01", "2025-03-31", True),
    (3, "sales", "2025-04-01", None, None),
    (4, "care", "2024-01-01", "2025-12-31", None),  # on the last day of the period
    (5, "care", "2025-02-01", "2025-02-10", True),  # came and left in it
    (6, "care", "2019-01-01", "2024-12-31", True),  # the day before it
    (7, "care", "2021-01-01", None, True),  # nobody knows when
    (8, "care", None, None, False),  # nobody knows since when
    (9, "care", "2026-01-05", None, False),  # after it
]
