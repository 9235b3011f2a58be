"""Loads and validates the reviewed facts of data/reference, one module for each kind of fact."""


class ReferenceError(ValueError):
    """A reference file is wrong; the message names file and place, what was expected and found."""
