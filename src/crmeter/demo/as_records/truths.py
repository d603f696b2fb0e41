"""What is true of the sample company beside its files: of what only its records hold."""

from collections.abc import Callable

import numpy as np

from crmeter.demo.as_records.after_tickets import A_DOUBLING
from crmeter.demo.as_records.contracts import (
    LEAVES_A_MONTH,
    LEAVES_AFTER_TROUBLE,
    TROUBLES_FOR_DAYS,
    drawn_contracts,
)
from crmeter.demo.as_records.deals import drawn_deals
from crmeter.demo.as_records.decisions import BRAND_WEIGHTS, FIRST_ALTERNATIVE
from crmeter.demo.as_records.follow_up import DAYS_BEFORE, reminded
from crmeter.demo.as_records.follow_up import NAME as REMINDS
from crmeter.demo.as_records.goods import COMPETITORS
from crmeter.demo.as_records.keeping import (
    HELD_OUT,
    KEPT_HELD_OUT,
    KEPT_TREATED,
    TREATED,
    WINDOW_DAYS,
    drawn_rounds,
)
from crmeter.demo.as_records.marketing import held_out
from crmeter.demo.as_records.open_words import DELIVERY, PRICE, ROUNDS, SMELL, STAFF
from crmeter.demo.as_records.other_surveys import CREW_RECOMMENDS, OFFICE_RECOMMENDS, PARTNER_EFFECTS, PARTNER_MEANS
from crmeter.demo.as_records.staff import (
    CREW,
    CREW_LEFT,
    CREW_POSTS,
    OFFICE,
    OFFICE_LEFT,
    OFFICE_POSTS,
    YEAR,
    employees,
)
from crmeter.demo.as_records.survey_questions import WITH_PARTNERS
from crmeter.demo.books import Books
from crmeter.demo.history import day_number
from crmeter.demo.people import STAFF as OWNERS
from crmeter.demo.truths.truth import Json, Truth, percent, points
from crmeter.demo.truths.won_back_customers import CAMPAIGN
from crmeter.vocabulary import Text
from crmeter.vocabulary.brand_components import BRAND_COMPONENTS


def written_themes(_: Books) -> Truth:
    """Return by which words each theme is told."""
    subjects = {"delivery": DELIVERY, "price": PRICE, "smell": SMELL, "staff": STAFF}
    return Truth(
        "written_themes",
        Text(
            "Khách chấm thấp mặt nào thì thường viết về mặt đó: {delivery}, {price} hay {smell}; khách sẵn lòng giới"
            " thiệu thì khen {staff}.",
            "Customers who rate something low mostly write of it: {delivery}, {price} or {smell}; those who would"
            " recommend the company praise: {staff}.",
        ).fill(**{name: Text(f"“{s.terms['vi']}”", f"“{s.terms['en']}”") for name, s in subjects.items()}),
        {"terms": {name: dict(subject.terms) for name, subject in subjects.items()}},
    )


def partners_paid_late(_: Books) -> Truth:
    """Return what partners rate, on average, and what their wish to recommend follows."""
    return Truth(
        "partners_paid_late",
        Text(
            "Đối tác chấm “{aspect}” thấp nhất, và họ có giới thiệu công ty hay không trước hết là vì điều đó.",
            "Partners rate “{aspect}” lowest, and it is what their wish to recommend the company follows before all.",
        ).fill(aspect=WITH_PARTNERS[0]),
        {
            "aspect": WITH_PARTNERS[0],
            "means": dict(zip(WITH_PARTNERS, PARTNER_MEANS, strict=True)),
            "effects": dict(zip(WITH_PARTNERS, PARTNER_EFFECTS, strict=True)),
        },
    )


def crew_overworked(_: Books) -> Truth:
    """Return what both groups of employees would recommend, and the word of the crew."""
    return Truth(
        "crew_overworked",
        Text(
            "Đội kho và giao hàng sẵn lòng giới thiệu nơi làm việc kém hẳn văn phòng ({crew} so với {office} trên 10),"
            " và hay viết về các “{term}” mùa nóng.",
            "The crew of depot and delivery would recommend their workplace far less than the office ({crew} beside"
            " {office} of 10), and writes of its rounds (“{term}”) in the hot season.",
        ).fill(crew=points(CREW_RECOMMENDS), office=points(OFFICE_RECOMMENDS), term=ROUNDS.terms["vi"]),
        {"crew": CREW_RECOMMENDS, "office": OFFICE_RECOMMENDS, "term": ROUNDS.terms["vi"]},
    )


def crew_leaves(books: Books) -> Truth:
    """Return how many of each group left in the last year, and how many work there at its end."""
    last = books.history.last
    groups: dict[str, Json] = {}
    for name, team in (("office", OFFICE), ("crew", CREW)):
        own = [each for each in employees(books) if each.team == team]
        groups[name] = {
            "team": team,
            "left": sum(each.left is not None and each.left > last - YEAR for each in own),
            "there": sum(each.left is None for each in own),
        }
    return Truth(
        "crew_leaves",
        Text(
            "Trong 365 ngày gần nhất {crew} người của kho và giao hàng nghỉ việc trên {posts} chỗ; ở văn phòng chỉ"
            " {office} trên {desks}.",
            "In the last 365 days {crew} people of depot and delivery left, of {posts} posts; of the office only"
            " {office} of {desks}.",
        ).fill(crew=CREW_LEFT[0], posts=CREW_POSTS, office=OFFICE_LEFT[0], desks=len(OWNERS) + OFFICE_POSTS),
        groups,
    )


def contracts_after_trouble(books: Books) -> Truth:
    """Return the planted shares, and how many contracts were left, with and without trouble before it."""
    left = [each for each in drawn_contracts(books) if each.reason]
    hurt = [
        each
        for each in left
        if any(day_number(each.renews) - minute // 1440 <= TROUBLES_FOR_DAYS for minute in each.troubles)
    ]
    return Truth(
        "contracts_after_trouble",
        Text(
            "Khách phải nhờ hỗ trợ trong {days} ngày trước khi gia hạn thì {share} bỏ hợp đồng; không thì chỉ {usual}"
            " mỗi tháng.",
            "Customers who had to ask for help within {days} days before a renewal leave the contract in {share} of the"
            " cases; others in {usual} a month.",
        ).fill(days=TROUBLES_FOR_DAYS, share=percent(LEAVES_AFTER_TROUBLE), usual=percent(LEAVES_A_MONTH)),
        {
            "after_trouble": LEAVES_AFTER_TROUBLE,
            "otherwise_a_month": LEAVES_A_MONTH,
            "days": TROUBLES_FOR_DAYS,
            "left": len(left),
            "left_after_trouble": len(hurt),
        },
    )


def keeping_helps(books: Books) -> Truth:
    """Return the planted shares, and who was kept in the rounds that are over."""
    over = [each for each in drawn_rounds(books) if each.began + WINDOW_DAYS <= books.history.last]
    arms: dict[str, Json] = {
        arm: {"n": len(own), "kept": int(np.sum(own))}
        for arm in (TREATED, HELD_OUT)
        for own in [[case.is_kept for each in over for case in each.cases if case.arm == arm]]
    }
    return Truth(
        "keeping_helps",
        Text(
            "Trong số khách có nguy cơ được chăm sóc, {treated} mua lại trong {days} ngày; trong nhóm bốc thăm để riêng"
            " chỉ {alone}.",
            "Of customers at risk who were looked after {treated} bought again within {days} days, of those left alone"
            " by lot {alone}.",
        ).fill(days=WINDOW_DAYS, treated=percent(KEPT_TREATED), alone=percent(KEPT_HELD_OUT)),
        {"uplift": round(KEPT_TREATED - KEPT_HELD_OUT, 6), "days": WINDOW_DAYS, "arms": arms},
    )


def campaign_brings_back(books: Books) -> Truth:
    """Return who of both arms of the campaign that won customers back bought again."""
    reached, alone, back = len(books.touches.campaigned), len(held_out(books)), len(books.plants.won_back)
    return Truth(
        "campaign_brings_back",
        Text(
            "Chiến dịch “{campaign}” có tác dụng: {share} khách im lặng được nhắn đã mua lại, còn {alone} khách bốc"
            " thăm để riêng thì không ai.",
            "The campaign “{campaign}” has an effect: {share} of the silent customers written to bought again, and none"
            " of the {alone} held out by lot.",
        ).fill(campaign=CAMPAIGN, share=percent(back / reached), alone=alone),
        {"campaign": CAMPAIGN, "reached": reached, "bought": back, "held_out": alone, "held_out_bought": 0},
    )


def reminders_come_last(books: Books) -> Truth:
    """Return how many first orders the reminding campaign was the last to reach, and those that it was the first of."""
    leads, chosen = books.leads, reminded(books)
    same_day = leads.converted[chosen] - leads.created[chosen] <= DAYS_BEFORE
    return Truth(
        "reminders_come_last",
        Text(
            "Chiến dịch “{campaign}” chỉ nhắc {n} khách đã đến từ chiến dịch khác, ngay trước khi họ mua: theo lần chạm"
            " cuối thì nó được cả đơn đầu, theo lần chạm đầu thì gần như không có gì.",
            "The campaign “{campaign}” only reminds {n} customers who came by other campaigns, shortly before they buy:"
            " by last touch their first orders are all its own, by first touch hardly any.",
        ).fill(campaign=REMINDS, n=len(chosen)),
        {"campaign": REMINDS, "reminded": len(chosen), "came_the_same_days": int(same_day.sum())},
    )


def rivals(books: Books) -> Truth:
    """Return how deals ended in which a competitor was named, and why they were lost."""
    counted: dict[str, dict[str, int]] = {each[1]: {"won": 0, "lost": 0} for each in COMPETITORS}
    reasons: dict[str, dict[str, int]] = {each[1]: {} for each in COMPETITORS}
    for deal in drawn_deals(books):
        state = deal.last[0][0]
        if deal.rival is not None and state != "open":
            name = COMPETITORS[deal.rival][1]
            counted[name][state] += 1
            if deal.reason:
                reasons[name][deal.reason] = reasons[name].get(deal.reason, 0) + 1
    cheap, good = COMPETITORS[0][1], COMPETITORS[2][1]
    return Truth(
        "rivals",
        Text(
            "Gặp {cheap} thì thua nhiều hơn thắng, phần lớn vì giá; gặp {good} thì thắng nhiều hơn thua, khi thua thì"
            " vì chất lượng và giao hàng chứ không vì giá.",
            "Against {cheap} more deals are lost than won, most of them for the price; against {good} more are won, and"
            " lost ones are lost for quality and delivery, not for the price.",
        ).fill(cheap=cheap, good=good),
        {"cheap": cheap, "good": good, "deals": counted, "lost_because": reasons},
    )


def brand_weighed(_: Books) -> Truth:
    """Return the weights that all evaluators have in mind, and the alternative that comes first."""
    order = [BRAND_COMPONENTS[name] for name in BRAND_WEIGHTS]
    return Truth(
        "brand_weighed",
        Text(
            "Ba người đánh giá thương hiệu coi trọng nhất {first}, rồi {second}, {third}; để bớt giao trễ,"
            " “{alternative}” đứng đầu.",
            "Three evaluators of the brand count {first} before all, then {second}, {third}; to be late less often,"
            " “{alternative}” comes first.",
        ).fill(
            **{name: _inside(words) for name, words in zip(("first", "second", "third"), order, strict=False)},
            alternative=FIRST_ALTERNATIVE[1],
        ),
        {"weights": dict(BRAND_WEIGHTS), "alternative": FIRST_ALTERNATIVE[0]},
    )


def _inside(words: Text) -> Text:
    return Text(words.vi.lower(), words.en.lower())


def waiting_displeases(_: Books) -> Truth:
    """Return what a wait twice as long takes from satisfaction."""
    ratio = round(float(np.exp(A_DOUBLING)), 2)
    return Truth(
        "waiting_displeases",
        Text(
            "Mỗi khi khách chờ giải quyết phiếu lâu gấp đôi, tỷ số hài lòng trên không hài lòng chỉ còn {ratio} lần.",
            "Each time the wait for the solution of a ticket doubles, satisfied over unsatisfied customers fall to "
            "{ratio} of what they were.",
        ).fill(ratio=Text(str(ratio).replace(".", ","), str(ratio))),
        {"odds_ratio_of_a_doubling": ratio},
    )


OF_RECORDS: tuple[Callable[[Books], Truth], ...] = (
    written_themes,
    partners_paid_late,
    crew_overworked,
    crew_leaves,
    contracts_after_trouble,
    keeping_helps,
    campaign_brings_back,
    reminders_come_last,
    rivals,
    brand_weighed,
    waiting_displeases,
)
