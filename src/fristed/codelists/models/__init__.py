from fristed.codelists.models.duties import DutyCriteria
from fristed.codelists.models.law import Definition, Document, LawReference
from fristed.codelists.models.lists import Code, CodeList, CodeListVersion, CodeMapping
from fristed.codelists.models.loaded import LoadedData
from fristed.codelists.models.places import County, Municipality, MunicipalityChange
from fristed.codelists.models.schemes import SchemeStage

__all__ = [
    "Code",
    "CodeList",
    "CodeListVersion",
    "CodeMapping",
    "County",
    "Definition",
    "Document",
    "DutyCriteria",
    "LawReference",
    "LoadedData",
    "Municipality",
    "MunicipalityChange",
    "SchemeStage",
]
