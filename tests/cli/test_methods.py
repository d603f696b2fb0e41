"""`crmeter methods` goes by what the firm has chosen on its page."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.cli.conftest import SOURCE, Crmeter
from tests.web.said_and_bought import evaluated

from crmeter.evaluation.methods.sectors import EVERYWHERE, SECTORS
from crmeter.warehouse.workspace import Workspace

_CHOOSE = """
import sys
from pathlib import Path
from crmeter.cli.console import Console
from crmeter.cli.installation import prepare
from crmeter.warehouse.workspace import Workspace
prepare(Workspace(Path(sys.argv[1])), Console("en", as_json=False))
from crmeter.records.firm.method_actions import choose_methods
from crmeter.records.ledger.actor import SYSTEM
choose_methods(SYSTEM, version=1, sector="b2b", methods=["value.rfm"], criteria={"revenue": 100})
"""


def test_the_sector_methods_and_weights_of_the_firm_count_unless_flags_say_otherwise(
    process: Crmeter, give_records: Callable[[], None], tmp_path: Path
) -> None:
    workspace = Workspace(tmp_path / "workspace")
    evaluated(workspace, 1)
    before = process("methods", "--json").json()
    assert before["sector"] == EVERYWHERE
    assert not workspace.database.exists()

    give_records()
    chosen = subprocess.run(
        [sys.executable, "-c", _CHOOSE, str(workspace.root)],
        check=False,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(SOURCE)},
    )
    assert chosen.returncode == 0, chosen.stderr

    told = process("methods", "--json").json()
    assert (told["sector"], told["methods"], told["criteria"]) == ("b2b", ["value.rfm"], {"revenue": 100})
    assert process("methods", "--weight", "orders=1", "--json").json()["criteria"] == {"orders": 1}
    retail = process("methods", "--sector", "retail", "--json").json()
    assert (retail["sector"], tuple(retail["methods"])) == ("retail", SECTORS["retail"].methods)
