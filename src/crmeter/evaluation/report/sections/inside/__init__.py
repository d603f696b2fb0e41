"""How the firm works, department by department: six numbers, what goes over time, what slowness costs, whose, why."""
