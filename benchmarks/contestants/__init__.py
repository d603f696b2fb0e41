"""What is compared: one small program each, run in a fresh process of its own environment, answering in JSON."""
