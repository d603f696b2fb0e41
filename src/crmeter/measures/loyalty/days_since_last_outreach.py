"""Median number of days since we last reached out, over customers whom we ever reached out to."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

days_since_last_outreach = Measure(
    name="days_since_last_outreach",
    title=Text(
        "Số ngày từ lần ta liên hệ",
        "Days since last outreach",
    ),
    meaning=Text(
        "Trung vị số ngày kể từ lần cuối ta chủ động liên hệ, trên khách từng được liên hệ",
        "Median number of days since we last reached out, over customers whom we ever reached out to",
    ),
    formula=Text(
        "Trung vị (ngày cuối kỳ − ngày liên hệ cuối)",
        "Median of (last day of the period − day of the last outreach)",
    ),
    unit=Unit.DAYS,
    good=Good.LOWER,
    rows="contacts",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.days_since_outreach,
    opens=(
        "source_key",
        "last_outreach_on",
        "days_since_outreach",
        "segment",
        "region",
        "owner",
    ),
    slices=(
        "segment",
        "region",
    ),
    needs_filled=("touches.touched_on",),
)
