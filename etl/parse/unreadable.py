"""The one error of parsing."""


class UnreadableError(ValueError):
    """A document cannot be read: `field` is what is wrong, `reason` what was expected and what to do."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason
