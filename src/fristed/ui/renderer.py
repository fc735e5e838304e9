"""Django's forms in Designsystemet's markup: `FORM_RENDERER = "fristed.ui.renderer.Markup"`."""

from django.forms.renderers import DjangoTemplates


class Markup(DjangoTemplates):
    form_template_name = "ui/_form.html"
    field_template_name = "ui/_field.html"
