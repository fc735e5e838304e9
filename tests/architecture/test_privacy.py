"""Every field of every table has its line in a `privacy.py`, and no line is left over."""

import importlib

import pytest
from django.apps import apps as django_apps

from fristed.config.rights import TABLES
from fristed.editorial.privacy import WAGTAIL
from fristed.kernel.privacy import Field
from fristed.vault.fields import SealedTextField


def our_configs() -> list:
    return [
        config
        for config in django_apps.get_app_configs()
        if config.name.startswith("fristed.") and list(config.get_models())
    ]


def declared(config) -> dict[str, Field]:
    return importlib.import_module(f"{config.name}.privacy").FIELDS


def kept(config) -> set[str]:
    return {
        f"{model.__name__}.{field.name}"
        for model in config.get_models()
        if not model._meta.proxy  # the same row as its own app declares
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False)
        and field.model is model  # else it stands in its parent's table: Wagtail's, see WAGTAIL
    }


@pytest.mark.parametrize("config", our_configs(), ids=lambda config: config.label)
def test_every_field_is_declared(config):
    assert set(declared(config)) == kept(config)


@pytest.mark.parametrize("config", our_configs(), ids=lambda config: config.label)
def test_what_is_called_sealed_is_sealed_and_nothing_else_is(config):
    sealed_columns = {
        f"{model.__name__}.{field.name}"
        for model in config.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, SealedTextField)
    }
    called_sealed = {
        name for name, field in declared(config).items() if field.sensitivity == "sealed"
    }

    assert sealed_columns <= called_sealed
    for name in called_sealed:
        model, field = name.split(".")
        kind = config.get_model(model)._meta.get_field(field).get_internal_type()
        assert kind == "BinaryField", f"{name} is called sealed and is readable"


@pytest.mark.parametrize("config", our_configs(), ids=lambda config: config.label)
def test_every_line_says_why_and_how_long(config):
    assert [
        name for name, field in declared(config).items() if not field.purpose or not field.keep
    ] == []


def test_what_wagtail_keeps_for_the_studio_is_declared_by_table():
    reached = {table for table, given in TABLES["wagtail"].items() if given}

    assert set(WAGTAIL) == reached
