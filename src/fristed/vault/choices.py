"""The words the vault branches on."""

from django.db import models


class FileKind(models.TextChoices):
    CASE = "case"
    CONVERSATION = "conversation"
    CONSULTATION = "consultation"  # the competence team's shared file of one matter
    COMPARTMENT = "compartment"  # one agency's own notes beside it
    INQUIRY = "inquiry"  # a professional's question and what came of it
    TRIP = "trip"  # a journey's addresses, apart from the case
    REGISTER = "register"  # whom a mission can ask
    LETTERBOX = "letterbox"  # what readers wrote of nora's pages in one week
    APPROVAL = "approval"  # what a leader is given to approve something by


class Ground(models.TextChoices):
    """Why somebody holds a key grant. The keeper knows the same words."""

    CREATOR = "creator"
    TEAM = "team"
    SHARE = "share"
    HAND_OVER = "hand_over"
    STAND_IN = "stand_in"
    BREAK_GLASS = "break_glass"


class History(models.TextChoices):
    """What the keeper says of a file's chain of items."""

    WHOLE = "whole"
    INCOMPLETE = "incomplete"
    UNCHECKED = "unchecked"
