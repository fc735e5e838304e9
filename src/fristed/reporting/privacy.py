"""Every field of a report: how sensitive, why, until when."""

from fristed.kernel.privacy import Field

_KEEP = "as long as reports are kept; archived when released"
_WORK = "until the report is released and archived"

FIELDS = {
    "Report.id": Field("internal", "database key", _KEEP),
    "Report.ref": Field("internal", "opaque reference", _KEEP),
    "Report.year": Field("open", "which year", _KEEP),
    "Report.status": Field("internal", "whether it may still change", _KEEP),
    "Report.started_by": Field("personal", "another must release it", _KEEP),
    "Report.started_on": Field("internal", "order of reports", _KEEP),
    "Report.is_sample": Field("open", "invented figures must say so", _KEEP),
    "Report.edition": Field("open", "the released report", _KEEP),
    "Version.id": Field("internal", "database key", _WORK),
    "Version.report": Field("internal", "which report", _WORK),
    "Version.chapter": Field("open", "which chapter", _WORK),
    "Version.number": Field("internal", "which version counts", _WORK),
    "Version.nb": Field("internal", "the text; about no person", _WORK),
    "Version.nn": Field("internal", "the text; about no person", _WORK),
    "Version.tables": Field("open", "which released tables are shown", _WORK),
    "Version.written_by": Field("personal", "who wrote it", _WORK),
    "Version.written_at": Field("internal", "order of versions", _WORK),
    "Comment.id": Field("internal", "database key", _WORK),
    "Comment.ref": Field("internal", "opaque reference", _WORK),
    "Comment.report": Field("internal", "which report", _WORK),
    "Comment.chapter": Field("internal", "which chapter", _WORK),
    "Comment.text": Field("internal", "what should be better; about no person", _WORK),
    "Comment.said_by": Field("personal", "who said it", _WORK),
    "Comment.said_at": Field("internal", "order of comments", _WORK),
    "Comment.settled_by": Field("personal", "who settled it", _WORK),
    "PeriodReport.id": Field("internal", "database key", _KEEP),
    "PeriodReport.ref": Field("internal", "opaque reference", _KEEP),
    "PeriodReport.sort": Field("internal", "an adviser's or a team's", _KEEP),
    "PeriodReport.unit": Field("internal", "which unit", _KEEP),
    "PeriodReport.year": Field("internal", "which half year", _KEEP),
    "PeriodReport.half": Field("internal", "which half year", _KEEP),
    "PeriodReport.written_by": Field("personal", "who wrote it", _KEEP),
    "PeriodReport.answers": Field("internal", "the text; about no person", _KEEP),
    "PeriodReport.shown": Field("internal", "figures in steps; never a true small count", _KEEP),
    "PeriodReport.sent_on": Field("internal", "whether it may still change", _KEEP),
}
