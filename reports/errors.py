"""What a document cannot do."""


class DocumentError(ValueError):
    """A document that cannot be made; the message is Indonesian and says what to do."""
