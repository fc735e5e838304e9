from fristed.notices.models.problems import Problem, SeenRelease
from fristed.notices.models.texts import NeutralText, Outgoing, ReplyText

__all__ = ["NeutralText", "Outgoing", "Problem", "ReplyText", "SeenRelease"]
