"""What is true of the sample company, one file per truth; a new truth is one more line in `PLANTED`."""

from collections.abc import Callable

from crmeter.demo.books import Books
from crmeter.demo.truths.bad_supplier import bad_supplier
from crmeter.demo.truths.best_channel import best_channel
from crmeter.demo.truths.buying_processes import buying_processes
from crmeter.demo.truths.cafes_wait import cafes_wait
from crmeter.demo.truths.choice_drivers import choice_drivers
from crmeter.demo.truths.data_faults import data_faults
from crmeter.demo.truths.late_province import late_province
from crmeter.demo.truths.lost_customers import lost_customers
from crmeter.demo.truths.never_contacted import never_contacted
from crmeter.demo.truths.price_felt import price_felt
from crmeter.demo.truths.price_moved_choice import price_moved_choice
from crmeter.demo.truths.quiet_segment import quiet_segment
from crmeter.demo.truths.returned_product import returned_product
from crmeter.demo.truths.satisfaction_drivers import satisfaction_drivers
from crmeter.demo.truths.totals import totals
from crmeter.demo.truths.truth import Json, Truth
from crmeter.demo.truths.won_back_customers import won_back_customers

PLANTED: tuple[Callable[[Books], Truth], ...] = (
    quiet_segment,
    lost_customers,
    returned_product,
    won_back_customers,
    best_channel,
    late_province,
    data_faults,
    never_contacted,
    satisfaction_drivers,
    choice_drivers,
    price_felt,
    cafes_wait,
    price_moved_choice,
    bad_supplier,
)

__all__ = ["PLANTED", "Json", "Truth", "buying_processes", "totals"]
