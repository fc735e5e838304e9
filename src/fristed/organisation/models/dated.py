"""What all dated rows say to the database."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import (
    BigIntegerField,
    CheckConstraint,
    F,
    Func,
    GeneratedField,
    Q,
    TextField,
    Value,
)
from django.db.models.functions import Cast

during = Func(
    F("starts_on"),
    F("ends_on"),
    Value("[]"),
    function="daterange",
    output_field=DateRangeField(),
)
"""Both days inside; no last day means for now."""


def only(field: str) -> Func:
    """One id as a range, so that `&&` is `=`: no extension needed."""
    return Func(F(field), F(field), Value("[]"), function="int8range")


def only_number(field: str) -> Func:
    """A code made of digits as a range."""
    number = Cast(field, BigIntegerField())
    return Func(number, number, Value("[]"), function="int8range")


def only_text(field: str) -> Func:
    """A text as a range; the type `textrange` is made by the first migration."""
    return Func(F(field), F(field), Value("[]"), function="textrange")


def starts_before_it_ends(name: str) -> CheckConstraint:
    return CheckConstraint(name=name, condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")))


def norwegian_sort_key(field: str) -> GeneratedField:
    """A column the database fills, sorting as people in Norway do (see `nb_key` in codelists)."""
    return GeneratedField(
        expression=Func(F(field), function="nb_key"),
        output_field=TextField(db_collation="C"),
        db_persist=True,
    )
