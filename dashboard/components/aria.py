"""Names for those who cannot see: attributes that Dash takes only as a dictionary."""

from typing import Any


def aria(**attributes: str) -> dict[str, Any]:
    """Return `aria-…` attributes, to be passed on with two stars; empty ones are left out."""
    return {f"aria-{name}": value for name, value in attributes.items() if value}
