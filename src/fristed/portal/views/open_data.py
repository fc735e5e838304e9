"""PxWebApi 2 for what is open: the same addresses and answers as national statistics offices have.

Reads only, keeps nothing, sets no cookie. A saved query is its own identity: all of it stands in
the address, so it outlives this service.
"""

import base64
import binascii
import json
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import wraps
from threading import Lock
from typing import Any, Concatenate, Final, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from ninja.params.functions import Query as Param
from pydantic import ValidationError as ShapeError

from fristed.accounts.views.networks import address_of
from fristed.kernel.rules import RuleBroken
from fristed.portal.forms.open_data import Listing, SavedQuery, Selection
from fristed.portal.queries import describing, open_data
from fristed.portal.queries.describing import DEFAULT_FORMAT, MOST_CELLS
from fristed.portal.queries.open_data import OpenTable
from fristed.portal.rules.spending import Window
from fristed.publications.queries import NoTable
from fristed.publications.rules import selecting
from fristed.publications.rules.exports import LANGUAGES
from fristed.publications.rules.formats import FORMATS, Format

P = ParamSpec("P")
LANGUAGE_OF: Final = {theirs: ours for ours, theirs in LANGUAGES.items()} | {"nb": "nb", "": "nb"}
KEPT_FOR: Final = 300  # seconds, by whoever asked and by what stands between
LONGEST_QUERY: Final = 1500  # letters of a saved query's identity: it must fit in an address
JSON: Final = "application/json"
PROBLEM: Final = "application/problem+json"
window = Window(settings.FRISTED_API_CALLS, settings.FRISTED_API_WINDOW)


class Problem(Schema):
    """RFC 9457, with the media type PROBLEM."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Refused(Exception):
    """An answer that says why not."""

    def __init__(self, status: int, title: str, detail: str, *, wait: int = 0) -> None:
        super().__init__(title)
        self.status, self.title, self.detail, self.wait = status, title, detail, wait


class Documented(NinjaAPI):
    """Its document names the media types that answers have; ninja's own says JSON of everything."""

    def get_openapi_schema(self, **given: Any) -> Any:
        document = super().get_openapi_schema(**given)
        for path, methods in document["paths"].items():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    content = answer["content"]
                    if int(status) >= 400:
                        content[PROBLEM] = content.pop(JSON)
                    elif path.endswith("/data"):
                        content |= {one.media_type: {} for one in FORMATS.values()}
        return document


api = Documented(
    title="PxWebApi",
    version="2.0.0",
    description="Released tables and the published history. Every answer carries its notes.",
    docs_url=None,
    urls_namespace="open_data",
)
PROBLEMS: Final = dict.fromkeys((400, 403, 404, 429), Problem)
ANSWERS: Final = {200: dict[str, Any], **PROBLEMS}
LANG: Final[Any] = Param("", alias="lang", description="no (bokmål), nn or en")
FORMAT: Final[Any] = Param("", alias="outputFormat", description=", ".join(FORMATS))


def open_to_all(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Count the call, then answer anyone: any origin, kept for minutes, with a strong ETag."""

    @wraps(view)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        caller = salted_hmac("open data", address_of(request)).hexdigest()
        wait = window.spend(caller, time.monotonic())
        if wait:
            raise Refused(429, "Too many requests", _("Vent litt og prøv igjen."), wait=wait)
        response = view(request, *args, **kwargs)
        digest = salted_hmac("etag", response.content, secret="open").hexdigest()[:32]  # noqa: S106
        response.headers["ETag"] = f'"{digest}"'
        response.headers["Cache-Control"] = f"public, max-age={KEPT_FOR}"
        kept = get_conditional_response(request, response.headers["ETag"], None, response)
        return _for_anyone(kept or response)

    return answered


@api.get("/config", response=ANSWERS)
@open_to_all
def show_config(request: HttpRequest) -> HttpResponse:
    """Limits, languages and formats."""
    return _json(
        describing.config(
            calls=window.calls,
            window=window.length,
            source=settings.FRISTED_OWNER or "Fristed",
            licence=settings.FRISTED_DATA_LICENCE,
        )
    )


@api.get("/tables", response=ANSWERS)
@open_to_all
def list_tables(request: HttpRequest, asked: Query[Listing]) -> HttpResponse:
    """Tables, the newest first. `query` looks for words in title, variables and values."""
    language, base = _language(asked.lang), _base(request)
    with override(language):
        found = [one for one in open_data.open_tables() if _is_listed(one, asked)]
        here = found[(asked.page_number - 1) * asked.page_size :][: asked.page_size]
        return _json(
            {
                "language": LANGUAGES[language],
                "tables": [describing.table(one, language, base) for one in here],
                "page": describing.page_of(base, asked.page_number, asked.page_size, len(found)),
                "links": [
                    {"rel": "self", "hreflang": LANGUAGES[language], "href": f"{base}/tables"}
                ],
            }
        )


def _is_listed(one: OpenTable, asked: Listing) -> bool:
    days = asked.past_days
    oldest = timezone.localdate() - timedelta(days) if days else date.min
    return (
        (asked.include_discontinued or not (one.is_withdrawn or one.replaced_by))
        and one.table.released_on >= oldest
        and all(word in one.words() for word in asked.query.lower().split())
    )


@api.get("/tables/{id}", response=ANSWERS)
@open_to_all
def describe_table(request: HttpRequest, id: str, lang: str = LANG) -> HttpResponse:
    """One table as it stands in the list."""
    language = _language(lang)
    with override(language):
        line = describing.table(_table(id), language, _base(request))
        return _json({"language": LANGUAGES[language], **line})


@api.get("/tables/{id}/metadata", response=ANSWERS)
@open_to_all
def show_metadata(request: HttpRequest, id: str, lang: str = LANG) -> HttpResponse:
    """Variables, values and notes as JSON-stat 2.0 without figures."""
    language = _language(lang)
    with override(language):
        owner = settings.FRISTED_OWNER or "Fristed"
        return _json(describing.metadata(_table(id), language, _base(request), owner=owner))


@api.get("/tables/{id}/defaultselection", response=ANSWERS)
@open_to_all
def show_default_selection(request: HttpRequest, id: str, lang: str = LANG) -> HttpResponse:
    """What is answered when nothing is selected."""
    return _json(describing.default_selection(_table(id), _language(lang)))


@api.get("/tables/{id}/data", response=ANSWERS)
@open_to_all
def show_data(
    request: HttpRequest, id: str, lang: str = LANG, output_format: str = FORMAT
) -> HttpResponse:
    """Figures; `valuecodes[variable]=a,b,top(3)` selects, several with commas between."""
    return _data(id, _asked_in(request), _language(lang), output_format)


@api.post("/tables/{id}/data", response=ANSWERS)
@open_to_all
def select_data(
    request: HttpRequest, id: str, body: Selection, lang: str = LANG, output_format: str = FORMAT
) -> HttpResponse:
    """The same with the selection in the body."""
    return _data(id, body, _language(lang), output_format)


@api.get("/codelists/{id}", response=ANSWERS)
@open_to_all
def show_codelist(request: HttpRequest, id: str, lang: str = LANG) -> HttpResponse:
    """A variable's values, as they were in the table's period."""
    language = _language(lang)
    ref, _dot, code = id.removeprefix("vs_").partition(".")
    one = _table(ref)
    sides = [side for side in one.content.dimensions if side.code == code]
    if not sides:
        raise Refused(404, "Not found", _("Kodelisten finnes ikke."))
    with override(language):
        return _json(describing.codelist(one, sides[0], language))


@api.post("/savedqueries", response={201: dict[str, Any], **PROBLEMS})
@open_to_all
def save_query(request: HttpRequest, body: SavedQuery) -> HttpResponse:
    """Answers an identity that holds the whole query. Nothing is kept here."""
    _format(body.output_format)
    one = _table(body.table_id)
    selecting.size_of(one.content, _whole(one, body.selection))
    return _json(_saved(request, body, _identity(body)), status=201)


@api.get("/savedqueries/{id}", response=ANSWERS)
@open_to_all
def show_saved_query(request: HttpRequest, id: str) -> HttpResponse:
    """The query that an identity holds."""
    return _json(_saved(request, _query_of(id), id))


@api.get("/savedqueries/{id}/selection", response=ANSWERS)
@open_to_all
def show_saved_selection(request: HttpRequest, id: str) -> HttpResponse:
    """Its selection with expressions as codes, as they stand today."""
    query = _query_of(id)
    one = _table(query.table_id)
    asked = _whole(one, query.selection)
    return _json(
        {
            "language": query.language,
            "selection": [
                {
                    "variableCode": side.code,
                    "codelist": None,
                    "valueCodes": [each.value for each in selecting.chosen(side, asked[side.code])],
                }
                for side in one.content.dimensions
                if asked.get(side.code)
            ],
            "links": [],
        }
    )


@api.get("/savedqueries/{id}/data", response=ANSWERS)
@open_to_all
def run_saved_query(
    request: HttpRequest, id: str, lang: str = LANG, output_format: str = FORMAT
) -> HttpResponse:
    """Run it on the table as it stands today."""
    query = _query_of(id)
    language = _language(lang or query.language)
    return _data(query.table_id, query.selection, language, output_format or query.output_format)


@api.exception_handler(Refused)
def answer_refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    response = _problem(refused.status, refused.title, refused.detail)
    if refused.wait:
        response.headers["Retry-After"] = str(refused.wait)
    return response


@api.exception_handler(RuleBroken)
def answer_rule_broken(request: HttpRequest, broken: RuleBroken) -> HttpResponse:
    return _problem(400, "Bad request", str(broken))


@api.exception_handler(ValidationError)
def answer_wrong_shape(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    names = sorted({str(one["loc"][-1]) for one in wrong.errors})
    return _problem(
        400, "Bad request", _("Dette kan ikke leses: %(names)s.") % {"names": ", ".join(names)}
    )


class WrittenParts:
    """The latest answers with figures, by the table's hash and what has been said of it since: a
    released table never changes, so a part of it that was written once is the same the next time.
    Forgotten with the process."""

    MOST: Final = 64

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, ...], str | bytes] = OrderedDict()
        self._lock = Lock()

    def get(
        self, one: OpenTable, asked: dict[str, list[str]], language: str, form: Format
    ) -> str | bytes:
        chosen = json.dumps(asked, sort_keys=True)
        key = (one.table.sha256, one.news, chosen, language, form.ending)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        part = replace(one.table, content=selecting.select(one.content, asked))
        written = form.write(part, language)
        with self._lock:
            self._kept[key] = written
            while len(self._kept) > self.MOST:
                self._kept.popitem(last=False)
        return written


written_parts = WrittenParts()


def _data(ref: str, selection: Selection, language: str, asked_format: str) -> HttpResponse:
    form = _format(asked_format or DEFAULT_FORMAT)
    one = _table(ref)
    if one.is_withdrawn:
        raise Refused(404, "Withdrawn", _("Tabellen er trukket tilbake: ") + one.reason)
    asked = _whole(one, selection)
    if selecting.size_of(one.content, asked) > MOST_CELLS:
        raise Refused(
            403, "Too many cells", _("Velg høyst %(most)s celler.") % {"most": MOST_CELLS}
        )
    written = written_parts.get(one, asked, language, form)
    return HttpResponse(written, content_type=form.media_type)


def _whole(one: OpenTable, selection: Selection) -> dict[str, list[str]]:
    """The selection, or the default one when nothing is selected."""
    asked = {code: values for code, values in selection.asked().items() if values}
    names = {side.code.lower(): side.code for side in one.content.dimensions}
    named = {names.get(code.lower(), code): values for code, values in asked.items()}
    return named or selecting.default_selection(one.content)


def _asked_in(request: HttpRequest) -> Selection:
    """`valuecodes[Tid]=2022,top(1)`; a comma inside brackets does not part two values."""
    found = []
    for name in request.GET:
        if name.lower().startswith("valuecodes[") and name.endswith("]"):
            values = [value for text in request.GET.getlist(name) for value in _parted(text)]
            found.append({"variableCode": name[11:-1], "valueCodes": values})
    return Selection.model_validate({"selection": found})


def _parted(text: str) -> list[str]:
    values, depth = [""], 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            values.append("")
        else:
            values[-1] += letter
    return [value for value in values if value.strip()]


def _table(ref: str) -> OpenTable:
    try:
        return open_data.open_table(ref.replace("\0", "?"))  # which PostgreSQL takes in no text
    except NoTable as missing:
        raise Refused(404, "Not found", _("Tabellen finnes ikke.")) from missing


def _language(asked: str) -> str:
    if asked not in LANGUAGE_OF:
        raise Refused(400, "Unknown language", _("Velg no, nn eller en."))
    return LANGUAGE_OF[asked]


def _format(asked: str) -> Format:
    if asked not in FORMATS:
        raise Refused(400, "Unknown format", _("Velg et av: ") + ", ".join(FORMATS))
    return FORMATS[asked]


def _identity(query: SavedQuery) -> str:
    text = query.model_dump_json(by_alias=True, exclude_defaults=True)
    identity = base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")
    if len(identity) > LONGEST_QUERY:
        raise Refused(
            400, "Too long", _("Skriv utvalget kortere, for eksempel med * eller from().")
        )
    return identity


def _query_of(identity: str) -> SavedQuery:
    try:
        packed = base64.urlsafe_b64decode(identity + "=" * (-len(identity) % 4))
        text = zlib.decompressobj().decompress(packed, 64 * 1024)
        return SavedQuery.model_validate_json(text)
    except (binascii.Error, zlib.error, ShapeError, ValueError) as unreadable:
        raise Refused(404, "Not found", _("Spørringen kan ikke leses.")) from unreadable


def _saved(request: HttpRequest, query: SavedQuery, identity: str) -> dict[str, Any]:
    """The query, and what it asks of in words: kept as a file, it says what it is by itself."""
    here, one = f"{_base(request)}/savedqueries/{identity}", _table(query.table_id)
    with override(_language(query.language)):
        about = {
            "label": str(one.content.title),
            "note": [str(note) for note in one.table.notes],
            "source": settings.FRISTED_OWNER or "Fristed",
            "released": one.table.released_on.isoformat(),
            "sha256": one.table.sha256,
        }
    return {
        "id": identity,
        "savedQuery": query.model_dump(by_alias=True),
        "table": about,
        "links": [{"rel": "self", "href": here}, {"rel": "data", "href": f"{here}/data"}],
    }


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/api/pxweb/v2")


def _json(answer: dict[str, Any], status: int = 200) -> HttpResponse:
    text = json.dumps(answer, ensure_ascii=False)
    return HttpResponse(text, content_type=JSON, status=status)


def _problem(status: int, title: str, detail: str) -> HttpResponse:
    answer = Problem(title=title, status=status, detail=detail).model_dump()
    response = _json(answer, status)
    response.headers["Content-Type"] = PROBLEM
    return _for_anyone(response)


def _for_anyone(response: HttpResponse) -> HttpResponse:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
