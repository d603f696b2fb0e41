"""What warehouse tables are made of the own database, by their names."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.own_database.brand_shapes import BRAND
from crmeter.warehouse.connectors.own_database.origin import Shape
from crmeter.warehouse.connectors.own_database.people_shapes import PEOPLE
from crmeter.warehouse.connectors.own_database.plan_shapes import PLANS
from crmeter.warehouse.connectors.own_database.sales_shapes import SALES
from crmeter.warehouse.connectors.own_database.supply_shapes import SUPPLY
from crmeter.warehouse.connectors.own_database.survey_shapes import SURVEYS
from crmeter.warehouse.connectors.own_database.work_shapes import WORK

SHAPES: Mapping[str, Shape] = {**PEOPLE, **SALES, **WORK, **SUPPLY, **SURVEYS, **BRAND, **PLANS}
