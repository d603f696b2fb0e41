"""The list of customers and the page of each one."""
