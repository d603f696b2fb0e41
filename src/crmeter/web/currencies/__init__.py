"""The currencies of the firm and their dated rates, kept by administrators."""
