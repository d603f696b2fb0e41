"""The pipelines of deals and their stages, kept by administrators."""
