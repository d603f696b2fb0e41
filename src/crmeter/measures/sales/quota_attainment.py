"""How much of their quotas people won."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

quota_attainment = Measure(
    name="quota_attainment",
    title=Text(
        "Mức đạt chỉ tiêu doanh số",
        "Quota attainment",
    ),
    meaning=Text(
        "Giá trị thắng của những người có chỉ tiêu doanh số, trong kỳ của từng chỉ tiêu, so với chỉ tiêu đó; chỉ xét "
        "chỉ tiêu kết thúc trong kỳ. Chỉ tiêu dài nhường cho các chỉ tiêu ngắn hơn của cùng người đó khi chúng quy "
        "được ra tiền tệ này và cùng nhau phủ kín kỳ của nó; nếu không, chỉ tiêu dài được tính và các chỉ tiêu ngắn "
        "nằm trong nó thì không, để không tính hai lần",
        "What people who hold a quota won in the period of it, over that quota; of quotas that ended in the period. "
        "A longer quota gives way to shorter ones of the same person that can be told in this currency and together "
        "cover its whole period; otherwise the longer one counts and those that lie within it do not, so that nothing "
        "counts twice",
    ),
    formula=Text(
        "Σ giá trị thắng trong kỳ của chỉ tiêu / Σ chỉ tiêu",
        "Σ won value in the periods of the quotas / Σ quotas",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="quotas",
    statistic=Statistic.QUOTIENT,
    top=lambda r: r.won_amount,
    bottom=lambda r: r.quota_value,
    among=lambda r: r.is_countable & r.won_amount.notnull() & r.quota_value.notnull(),
    left_out=Text(
        "chỉ tiêu chưa có tỷ giá, có cơ hội thắng mà không rõ số tiền, hoặc khi trong sổ chưa có cơ hội nào",
        "quotas without an exchange rate, with a deal won for an unknown amount, or while no deal is on record",
    ),
    opens=(
        "owner",
        "quota_from",
        "quota_until",
        "won_amount",
        "quota_value",
        "deals_won",
        "without_amount",
    ),
    slices=("owner",),
    level=2,
    needs_filled=("deals.won_on", "deals.lost_on"),
    needs_amounts=True,
)
