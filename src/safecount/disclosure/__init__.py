"""Statistical disclosure control: what may be published, and the attack every release must survive."""

from safecount.disclosure.auditing import Audit, CellAudit, Known, audit
from safecount.disclosure.releases import Release
from safecount.disclosure.rounding import round_small

__all__ = ["Audit", "CellAudit", "Known", "Release", "audit", "round_small"]
