"""Guides and brochures on paper: the same blocks, laws and numbers as on the page, as of today.

Nothing is kept on disk. A paper is printed again when anything in it has changed, a number too.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from fristed.codelists.queries import LawOn
from fristed.organisation.queries import HelpNumber
from fristed.portal.choices import HOUSE
from fristed.portal.queries.pages import Article, Shown
from fristed.ui import printing
from fristed.ui.wording import day

DOCUMENT: Final = "portal/templates/portal/page/guide.typ"
KEPT: Final = 64  # papers in memory


def paper_of(article: Article) -> bytes:
    """The page as a PDF that everyone can read. What the house adds is English where the page is in
    none of the house's languages."""
    language = article.language.code
    with override(language if language in HOUSE else "en"):
        values = {
            "lead": article.lead,
            "parts": [_part(block) for block in article.blocks],
            "earlier": [_recalled(one.version, str(one.note)) for one in article.earlier],
            "edition": _edition(article),
            "added_in": language if language in HOUSE else "en",
        }
    return _printed(json.dumps(values, ensure_ascii=False), article.title, language)


@lru_cache(maxsize=KEPT)
def _printed(values: str, title: str, language: str) -> bytes:
    # no stamp: a brochure at home must not say who printed it, or when
    return printing.pdf(DOCUMENT, json.loads(values), title=title, stamp=None, language=language)


def _edition(article: Article) -> str:
    return _("Utgave %(version)s, endret %(changed)s. Sjekket %(checked)s, sjekkes %(next)s.") % {
        "version": article.version,
        "changed": day(article.changed_on),
        "checked": day(article.checked_on),
        "next": day(article.next_check_on),
    }


def _recalled(version: int, note: str) -> str:
    return _("Har du utgave %(version)s, så kast den. %(note)s") % {
        "version": version,
        "note": note,
    }


def _part(block: Shown) -> Mapping[str, Any]:
    return {
        "kind": block.kind,
        "text": block.text,
        "items": list(block.items),
        "laws": [_law(one) for one in block.laws],
        "services": [_service(one) for one in block.services],
        "pages": [_("Les også: %(title)s") % {"title": page.title} for page in block.pages],
    }


def _law(law: LawOn) -> Mapping[str, str]:
    since = ""
    if law.valid_from:
        since = _("gjelder fra %(day)s") % {"day": day(law.valid_from)}
    return {
        "where": " ".join(filter(None, [f"{law.act} {law.section}", since and f"({since})"])),
        "rule": str(law.rule),
        "caution": str(law.caution or ""),
    }


def _service(one: HelpNumber) -> Mapping[str, str]:
    """Hours only where the sources agree, as on the page."""
    hours = str(one.hours) if one.hours else ""
    if not hours and not one.is_acute:
        hours = _("Se tjenestens egne sider for åpningstid.")
    return {
        "number": one.number,
        "name": str(one.name),
        "about": str(one.about or ""),
        "hours": hours,
        "chat": one.chat,
    }
