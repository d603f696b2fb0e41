"""Studies of rows that a test writes down."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.evaluation.internal.rows import Rows, studies_of

from crmeter.evaluation.result import ResultTable
from crmeter.measures.view import Settings


@pytest.fixture
def studied(tmp_path: Path) -> Callable[..., Mapping[str, ResultTable]]:
    """Evaluate rows of tables as of the end of 2025: their studies by name."""

    def study(settings: Settings = Settings(), **rows: Rows) -> Mapping[str, ResultTable]:
        return studies_of(tmp_path, rows, settings)

    return study
