"""Sample readers: what some of them said of nora's pages this week and last."""

from datetime import date, timedelta

from fristed.gate import Visitor
from fristed.kernel.periods import monday_of
from fristed.kernel.traces import Known
from fristed.portal.access import About
from fristed.portal.actions import answering, remarking
from fristed.portal.choices import Answer
from fristed.portal.queries import remarks
from fristed.portal.rules.remarks import looked_for, scrubbed
from fristed.vault import sealing
from fristed.vault.choices import FileKind

SEARCH = 0
SAID = (
    (16, "nb", Answer.NOT_FOUND, "Hva gjør jeg når faren min har passet mitt? Han heter Yusuf."),
    (16, "nb", Answer.FOUND, ""),
    (13, "nn", Answer.FOUND, "Fint at de skriv at eg kan ombestemme meg."),
    (21, "en", Answer.NOT_FOUND, "I could not find how to see if somebody follows my location."),
    (22, "nb", Answer.NOT_FOUND, ""),
    (SEARCH, "nb", Answer.NO_RESULT, "hijabforbud"),
    (SEARCH, "nb", Answer.NO_RESULT, "skjult kamera"),
)


def say_some(on: date, known: Known) -> None:
    """As nora does it: counted, and what was written scrubbed and sealed.

    known   what the house has of schools and places
    """
    for day in (on - timedelta(weeks=1), on):
        new = sealing.new_file(FileKind.LETTERBOX, unit=remarks.owner_of(SEARCH), creator="", on=on)
        someone = Visitor(file_ref=new.ref, file_id=new.id)
        remarking.begin_letterbox(someone, new, week=monday_of(day))
        box = remarks.letterbox_by_ref(someone, new.ref)
        for page, language, answer, text in SAID:
            answering.count_answer(Visitor(), About(page), answer=answer, language=language, on=day)
            left = scrubbed(text, known) if page else looked_for(text, known)
            if left:
                remarking.write_remark(
                    someone, box, page=page, language=language, answer=answer, text=left
                )
