"""A Reading of one article -> drafts of claims, one module per family of claim types. Pure."""
