"""What may be typed about an inquiry, checked for shape."""

from fristed.guidance.forms.acute import Acute
from fristed.guidance.forms.agencies import AddAgencyContact
from fristed.guidance.forms.asking import Ask, AskForGuidance, AskWithoutName, Course, WriteMore
from fristed.guidance.forms.calendars import BeAway
from fristed.guidance.forms.experience import (
    CommentOnMethod,
    GroupPattern,
    ReviewMethod,
    WriteMethod,
    WritePattern,
)
from fristed.guidance.forms.following import WhatCame
from fristed.guidance.forms.meetings import (
    AddToArticle,
    CallNetworkMeeting,
    WriteNetworkMinutes,
)
from fristed.guidance.forms.regions import KeepNetwork
from fristed.guidance.forms.roster import KeepTurn
from fristed.guidance.forms.working import BESIDE_ANSWER, AddNote, Answer, LogCall, PassOn, SortMail

__all__ = [
    "BESIDE_ANSWER",
    "Acute",
    "AddAgencyContact",
    "AddNote",
    "AddToArticle",
    "Answer",
    "Ask",
    "AskForGuidance",
    "AskWithoutName",
    "BeAway",
    "CallNetworkMeeting",
    "CommentOnMethod",
    "Course",
    "GroupPattern",
    "KeepNetwork",
    "KeepTurn",
    "LogCall",
    "PassOn",
    "ReviewMethod",
    "SortMail",
    "WhatCame",
    "WriteMethod",
    "WriteMore",
    "WriteNetworkMinutes",
    "WritePattern",
]
