"""People who sign in. Everything else about them stands in `organisation`."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from fristed.accounts.choices import Door


class User(AbstractBaseUser):
    """Someone who signs in: staff at the desk and the studio, professionals at `partner`.

    Has no role, no rights and no second factor: the first two follow from `organisation`,
    the third is the keeper's alone. When she last signed in is not kept here.
    """

    ref = models.CharField(max_length=26, unique=True)
    username = models.CharField(max_length=64, unique=True)  # lower case
    name = models.CharField(max_length=120)
    door = models.CharField(max_length=8, choices=Door, default=Door.DESK)
    is_active = models.BooleanField(default=True)
    screen_code = models.CharField(max_length=128, blank=True)  # a hash; empty: she has none
    uses_shortcuts = models.BooleanField(default=True)
    hides_when_idle = models.BooleanField(default=True)
    last_login = None  # Django's own field; we keep no such moment

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["ref", "name"]

    @property
    def mark(self) -> str:
        """What a browser knows hers by, among what it keeps for several. Says nothing of who."""
        return salted_hmac("fristed.accounts.mark", self.ref).hexdigest()[:32]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="user_username_is_lower_case",
                condition=models.Q(username=Lower("username")) & ~models.Q(username=""),
            ),
            models.CheckConstraint(name="user_has_a_name", condition=~models.Q(name="")),
            models.CheckConstraint(
                name="user_has_a_door", condition=models.Q(door__in=Door.values)
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["door"], name="user_of_door")]
