"""The web application: it reads the current snapshot and answers in charts, tables and files.

    snapshot ──▶ filters ──▶ queries ──▶ figures / tables / downloads

Nothing here writes to a snapshot, and nothing here imports the job that builds it.
"""
