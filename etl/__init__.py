"""The job that turns press releases into facts: source → parse → extract → store → publish.

Each stage is a module of that name, reads what the stage on its left wrote, and knows nothing of the
stages on its right. `model` holds the records that pass between them.
"""
