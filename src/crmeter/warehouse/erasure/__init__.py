"""Takes people out of the warehouse: who they are goes, the rows that totals are taken over stay."""
