"""The Prefect flows: thin shells around newsagg.pipeline, a few tasks a run.

A task costs a Prefect server about 60 ms of CPU and 20 kB, so a task takes a batch of due feeds or a stage, never an
article. Each opens the database itself; every stage is idempotent, so that a retry or a second run does no harm.
"""
