"""One evaluation of the snapshot of a workspace, step by step: evaluate_ours.py WORKSPACE."""

import json
import sys
import time
from pathlib import Path

from crmeter.evaluation.library import write_report
from crmeter.evaluation.run import evaluate_snapshot
from crmeter.vocabulary import Text, Work
from crmeter.warehouse.workspace import Workspace


class Clock:
    """What each step took, and the memory that the process had needed by its end."""

    def __init__(self) -> None:
        self.steps: list[dict[str, object]] = []
        self._step, self._wall, self._cpu = "Opening the snapshot", time.perf_counter(), time.process_time()
        self.first = (self._wall, self._cpu)

    def report(self, step: Text, _done: int, _total: int | None) -> None:
        """Close the step before, if this is another one."""
        if step.en != self._step:
            self.next(step.en)

    def next(self, name: str) -> None:
        """Close the step before and open one."""
        wall, cpu = time.perf_counter(), time.process_time()
        self.steps.append(
            {
                "step": self._step,
                "wall_s": round(wall - self._wall, 2),
                "cpu_s": round(cpu - self._cpu, 2),
                "peak_mib": _peak(),
            }
        )
        self._step, self._wall, self._cpu = name, wall, cpu
        print(json.dumps(self.steps[-1]), file=sys.stderr, flush=True)


def _peak() -> int:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024


workspace = Workspace(Path(sys.argv[1]).absolute())
clock = Clock()
evaluation = evaluate_snapshot(workspace, work=Work(clock.report))
clock.next("Writing the HTML report")
evaluated_wall, evaluated_cpu = time.perf_counter() - clock.first[0], time.process_time() - clock.first[1]
report = workspace.root / "report.html"
write_report(evaluation, report)
clock.next("")
print(
    json.dumps(
        {
            "wall_s": evaluated_wall,
            "cpu_s": evaluated_cpu,
            "steps": clock.steps,
            "report_kib": report.stat().st_size // 1024,
            "readings": len(evaluation.readings),
            "model": evaluation.run.model,
            "active_customers": float(evaluation.reading("active_customers").value or 0),
            "revenue": float(evaluation.reading("revenue").value or 0),
        }
    )
)
