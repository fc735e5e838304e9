"""The person signed in, as Wagtail asks about her. Her role has permissions; she has none."""

from collections.abc import Collection
from typing import Any, Self

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet

from fristed.gate import Actor

Person = get_user_model()


class Editor(Person):  # type: ignore[misc, valid-type]  # why: a table of accounts, private to it
    """A row of accounts that answers Wagtail's questions; see decision 0265.

    permissions   Wagtail's names of what `access` lets her do
    """

    actor: Actor
    permissions: frozenset[str]
    is_superuser = False
    is_staff = False

    class Meta:
        proxy = True

    @classmethod
    def of(cls, person: Any, actor: Actor, permissions: frozenset[str]) -> Self:
        """The same row, without asking the database again."""
        names = [field.attname for field in cls._meta.concrete_fields]
        editor: Self = cls.from_db("default", names, [getattr(person, name) for name in names])
        editor.actor, editor.permissions = actor, permissions
        return editor

    def who_may(self, permission: str) -> Self:
        """Herself, with one permission more: for what an action has decided."""
        return self.of(self, self.actor, self.permissions | {permission})

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return perm in self.permissions

    def has_perms(self, perms: Collection[str], obj: object = None) -> bool:
        return self.permissions.issuperset(perms)

    def get_full_name(self) -> str:
        return str(self.name)

    first_name = property(get_full_name)  # what Wagtail's menu calls her

    @property
    def groups(self) -> QuerySet[Group]:
        return Group.objects.none()
