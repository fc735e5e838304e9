"""What the open API is asked, checked for shape. Field names are PxWebApi's."""

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field


class Strict(Schema):
    model_config = ConfigDict(extra="forbid")


class VariableSelection(Strict):
    """Values of one variable: codes or expressions such as `*`, `top(3)`, `range(2019,2023)`."""

    variable_code: Annotated[str, Field(alias="variableCode", max_length=60)]
    value_codes: Annotated[list[str], Field(alias="valueCodes", max_length=2000)] = []
    codelist: Annotated[str | None, Field(alias="codelist", max_length=120)] = None


class Placement(Strict):
    """Which variables stand above and which to the left; used where a format has sides."""

    heading: list[str] = []
    stub: list[str] = []


class Selection(Strict):
    """A part of a table; an empty selection is the default one."""

    selection: Annotated[list[VariableSelection], Field(max_length=30)] = []
    placement: Placement | None = None

    def asked(self) -> dict[str, list[str]]:
        return {one.variable_code: one.value_codes for one in self.selection}


class SavedQuery(Strict):
    """A selection of a named table, in a language and a format."""

    table_id: Annotated[str, Field(alias="tableId", max_length=40)]
    selection: Selection = Selection()
    language: Annotated[str, Field(max_length=5)] = "no"
    output_format: Annotated[str, Field(alias="outputFormat", max_length=20)] = "json-stat2"


class Listing(Strict):
    """Which tables to list, and how many at a time."""

    lang: Annotated[str, Field(max_length=5)] = ""
    query: Annotated[str, Field(max_length=200)] = ""
    past_days: Annotated[int | None, Field(alias="pastDays", ge=1, le=36_500)] = None
    include_discontinued: Annotated[bool, Field(alias="includeDiscontinued")] = False
    page_number: Annotated[int, Field(alias="pageNumber", ge=1, le=100_000)] = 1
    page_size: Annotated[int, Field(alias="pageSize", ge=1, le=10_000)] = 100
