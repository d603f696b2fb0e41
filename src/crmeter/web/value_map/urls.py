"""Addresses of the value map."""

from django.urls import path

from crmeter.web.value_map.deals import won_and_lost
from crmeter.web.value_map.mix import product_mix_page
from crmeter.web.value_map.page import value_map
from crmeter.web.value_map.tables import table_answer, table_discard, table_page, table_state, tables

urlpatterns = [
    path("value-map", value_map, name="value_map"),
    path("value-map/mix", product_mix_page, name="value_mix"),
    path("value-map/deals", won_and_lost, name="value_deals"),
    path("value-map/files", tables, name="value_tables"),
    path("value-map/files/<int:number>", table_page, name="value_table"),
    path("value-map/files/<int:number>/state", table_state, name="value_table_state"),
    path("value-map/files/<int:number>/answer", table_answer, name="value_table_answer"),
    path("value-map/files/<int:number>/discard", table_discard, name="value_table_discard"),
]
