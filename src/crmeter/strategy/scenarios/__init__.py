"""Scenarios of the coming year: what somebody assumes, under a name; figures follow from the run that is current."""
