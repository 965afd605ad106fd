"""Reports and known incidents -> changes to the record, and what its sources agree and disagree on. Pure."""
