"""What a rule says when it is broken."""


class RuleBroken(Exception):
    """The scheme does not allow this.

    code      for programs; never changes
    message   for people, in plain words, saying what to do
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return str(self.message)
