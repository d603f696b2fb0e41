"""Notices: what somebody is to be told of, and which records people follow."""
