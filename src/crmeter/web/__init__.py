"""The pages: what people see in a browser. They hold no rules and compute no number."""
