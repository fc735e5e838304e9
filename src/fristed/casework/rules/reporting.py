"""A report to child welfare, in the shape its portal takes (KS bekymringsmelding, version 2).

The schema is our own writing of the fields the public description requires. Somebody sends it.
"""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

Filled = Annotated[str, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(
        alias_generator=to_camel,
        populate_by_name=True,
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
    )


class Reporter(_Part):
    """offentligMelder: the duty is hers, not her office's."""

    personnavn: Filled
    rolle: Filled
    telefonnummer: Filled
    epost: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+$")]
    virksomhet: Filled


class _Told(_Part):
    """Whether somebody has been told, and if not, why not."""

    personnavn: Filled
    orientert: bool
    orientert_grunn: str = ""

    @model_validator(mode="after")
    def says_why_not(self) -> "_Told":
        if not self.orientert and not self.orientert_grunn:
            raise ValueError("why_not")
        return self


class Child(_Told):
    fnr: Annotated[str, Field(pattern=r"^(\d{11})?$")] = ""
    ufoedt: bool = False
    adresse: str = ""


class Guardian(_Told):
    pass


class Message(_Part):
    melding: Filled
    historie: str = ""
    andre_synspunkter: str = ""


class Report(_Part):
    kommunenummer: Annotated[str, Field(pattern=r"^\d{4}$")]
    kommunenavn: Filled
    bydelsnummer: Annotated[str, Field(pattern=r"^\d{2}$")]
    bydelsnavn: Filled
    offentlig_melder: Reporter
    offentlig_barn: Annotated[tuple[Child, ...], Field(min_length=1)]
    foresatte: tuple[Guardian, ...]
    melding: Message
    behov_for_tolk: bool
    sendingstidspunkt: datetime
    leveringskanal: Filled

    @property
    def tells_family(self) -> bool:
        return any(guardian.orientert for guardian in self.foresatte)

    def as_sent(self) -> dict[str, Any]:
        """With the portal's own names of fields."""
        return self.model_dump(mode="json", by_alias=True)

    def as_json(self, *, note: str = "") -> str:
        """As the portal takes it in.

        note   said first in the message itself, for the shape has no other place: it is made up
        """
        said = self.melding.model_copy(update={"melding": f"{note} {self.melding.melding}".strip()})
        return self.model_copy(update={"melding": said}).model_dump_json(by_alias=True, indent=2)
