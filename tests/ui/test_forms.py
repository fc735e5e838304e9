"""Django's forms come out in Designsystemet's markup, wired for those who listen."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.utils.translation import override

from fristed.ui import controls


class Question(forms.Form):
    name = forms.CharField(label="Arbeidsnavn", help_text="Ikke <b>elevens</b> navn.")
    concern = forms.ChoiceField(
        label="Hovedbekymring",
        help_text="Den som veier tyngst.",
        choices=[("a", "Kontroll"), ("b", "Utlandet")],
        widget=forms.RadioSelect,
    )
    further = forms.MultipleChoiceField(
        label="Flere",
        choices=[("x", "Trusler"), ("y", "Vold")],
        widget=forms.CheckboxSelectMultiple,
    )
    place = forms.ChoiceField(label="Kommune", choices=[("", "Velg"), ("0301", "Oslo")])
    text = forms.CharField(label="Hva ble sagt", widget=forms.Textarea)
    shielded = forms.BooleanField(label="Adressen er sperret")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class Elements(HTMLParser):
    """Every element with its attributes, and the text of each label and legend."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def of(self, *tags):
        return [attrs for tag, attrs in self.found if tag in tags]

    @property
    def ids(self):
        return [attrs["id"] for _, attrs in self.found if "id" in attrs]


def controls_in(html):
    return [
        one
        for one in Elements(html).of("input", "select", "textarea")
        if one.get("type") != "hidden"
    ]


def test_every_visible_control_has_a_label_of_its_own():
    html = str(Question())

    labels = [one["for"] for one in Elements(html).of("label")]
    assert sorted(labels) == sorted(one["id"] for one in controls_in(html))
    assert len(labels) == 8  # two radio buttons and two checkboxes among them


def test_every_control_is_dressed():
    assert {one.get("class") for one in controls_in(str(Question()))} == {"ds-input"}


def test_a_class_of_the_field_itself_is_kept():
    class Short(forms.Form):
        year = forms.CharField(widget=forms.TextInput(attrs={"class": "short"}))

    assert [one["class"] for one in controls_in(str(Short()))] == ["ds-input short"]


def test_help_is_read_with_its_control_and_escaped():
    html = str(Question())

    named = controls_in(html)[0]
    assert named["aria-describedby"] == "id_name_helptext"
    assert "id_name_helptext" in Elements(html).ids
    assert "<b>elevens" not in html


def test_errors_are_read_with_their_control_and_every_reference_leads_somewhere():
    html = str(Question({}))

    elements = Elements(html)
    pointed = {
        target
        for _, attrs in elements.found
        for name in ("aria-describedby", "aria-labelledby")
        for target in (attrs.get(name) or "").split()
    }
    assert pointed <= set(elements.ids)
    assert "id_name_error" in pointed
    assert {one.get("aria-invalid") for one in controls_in(html)} == {"true"}


def test_no_id_is_used_twice():
    ids = Elements(str(Question({}))).ids

    assert len(ids) == len(set(ids))


def test_a_question_with_several_choices_is_a_fieldset_with_a_legend():
    elements = Elements(str(Question({})))

    fieldsets = elements.of("fieldset")
    assert [one["id"] for one in fieldsets] == ["id_concern", "id_further"]
    assert [one.get("role") for one in fieldsets] == ["radiogroup", None]
    assert fieldsets[0]["aria-describedby"] == "id_concern_helptext id_concern_error"
    assert len(elements.of("legend")) == 2


def test_the_summary_comes_first_and_links_to_each_question():
    html = str(Question({}))

    links = [one["href"] for one in Elements(html).of("a")]
    assert links == [
        "#id_name",
        "#id_concern_0",
        "#id_further_0",
        "#id_place",
        "#id_text",
        "#id_shielded",
    ]
    assert {link[1:] for link in links} <= set(Elements(html).ids)
    assert html.index("ds-error-summary") < html.index('for="id_name"')


def test_a_form_without_faults_has_no_summary():
    assert "ds-error-summary" not in str(Question())


def test_a_fault_of_the_whole_form_stands_in_the_summary():
    form = Question({})
    form.add_error(None, "Følg opp henvisningene før saken avsluttes.")

    assert "<li>Følg opp henvisningene før saken avsluttes.</li>" in str(form)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", "«Arbeidsnavn» må fylles ut."),
        ("nn", "«Arbeidsnavn» må fyllast ut."),
        ("en", "“Arbeidsnavn” must be filled in."),
    ],
)
def test_a_missing_answer_is_named_in_our_words(language, words):
    with override(language):
        assert [fault.text for fault in controls.faults(Question({})["name"])] == [words]


def test_a_forms_own_words_for_a_missing_answer_are_kept():
    class Own(forms.Form):
        message = forms.CharField(error_messages={"required": "Skriv noe først."})

    assert [fault.text for fault in controls.faults(Own({})["message"])] == ["Skriv noe først."]


def test_no_one_is_told_that_something_is_pakrevd_or_marked_with_a_star():
    with override("nb"):
        html = str(Question({}))

    assert "påkrev" not in html.lower()
    assert "*" not in html
    assert "vennligst" not in html.lower()


class Optional(forms.Form):
    one = forms.CharField(required=False)
    two = forms.CharField(required=False)


class Mixed(forms.Form):
    one = forms.CharField()
    two = forms.CharField(required=False)


class Single(forms.Form):
    one = forms.CharField()


@pytest.mark.parametrize(
    ("form", "asks", "said"),
    [
        (Question, "all", ["Alle felt må fylles ut."]),
        (Optional, "none", ["Alle felt er valgfrie."]),
        (Mixed, "some", ["Må fylles ut", "Valgfritt"]),
        (Single, "", []),
    ],
)
def test_what_must_be_filled_in_is_said_once_or_beside_each(form, asks, said):
    with override("nb"):
        html = str(form())

    sentences = (
        "Alle felt må fylles ut.",
        "Alle felt er valgfrie.",
        ">Må fylles ut<",
        ">Valgfritt<",
    )
    assert controls.asks(form()) == asks
    assert [one.strip("<>") for one in sentences if one in html] == said


def test_hidden_fields_are_there_without_label():
    assert '<input type="hidden" name="version" id="id_version">' in str(Question())


def test_an_answer_comes_back_as_it_was_typed_and_escaped():
    html = str(Question({"name": '"><script>alert(1)</script>'}))

    assert "<script>" not in html
    assert "&lt;script&gt;" in html
