"""Counting what readers say of a page, and searches that found nothing."""

from datetime import date

from django.db import connection

from fristed.gate import Visitor, action
from fristed.kernel.periods import monday_of
from fristed.portal import access
from fristed.portal.choices import Answer

ADD_ONE = """
insert into portal_tally (week, page_id, language, answer, count)
select %(week)s, (select id from portal_page where number = %(number)s), %(language)s, %(answer)s, 1
on conflict on constraint tally_once do update set count = portal_tally.count + 1
"""


@action("page.answer", may=access.may_count_answer)
def count_answer(
    visitor: Visitor, about: access.About, *, answer: Answer, language: str, on: date
) -> None:
    """Add one, in one statement, so that answers at the same moment all count (C20)."""
    values: dict[str, date | int | str] = {
        "week": monday_of(on),
        "number": about.number,
        "language": language,
        "answer": answer,
    }
    with connection.cursor() as cursor:
        cursor.execute(ADD_ONE, values)
