"""How a reference stands in an address. Anything else is no address at all."""

from django.urls import register_converter


class Ref:
    """A reference: three letters and 22 random characters."""

    regex = "[a-z]{3}_[A-Za-z0-9_-]{22}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Ref, "ref")
