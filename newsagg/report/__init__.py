"""Incidents -> what people read. Pure: rows in, text out."""
