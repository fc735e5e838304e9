"""Pages of a door, drawn without its rooms."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override


@pytest.fixture
def draw(settings):
    """Draw a template as a door would: `draw("nora", "ui/nora.html", language="nn")`."""

    def drawn(door, template, context=None, *, language="nb", path="/", person="", **flags):
        settings.FRISTED_DOOR = door
        settings.FRISTED_HOLDS_SAMPLE = flags.pop("sample", False)
        for name, value in flags.items():
            setattr(settings, f"FRISTED_{name.upper()}", value)
        request = RequestFactory().get(path)
        request.actor = SimpleNamespace(name=person) if person else None
        with override(language):
            return render_to_string(template, context or {}, request=request)

    return drawn
