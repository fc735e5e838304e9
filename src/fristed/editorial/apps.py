from importlib import import_module
from types import ModuleType

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.admin.apps import WagtailAdminAppConfig

from fristed.ui import reasons


class EditorialConfig(AppConfig):
    name = "fristed.editorial"
    default_auto_field = "django.db.models.BigAutoField"
    default = True

    def ready(self) -> None:
        reasons.add_words(
            {
                "not_of_studio": _("studioet er for redaktører og fagteamet"),
                "not_expert_team": _("bare fagteamet kan gjøre dette"),
            }
        )


class ProfilesConfig(AppConfig):
    """Wagtail's profile of each editor, without its pages that make users and groups.

    Those want a user model with Django's permissions. Accounts are made elsewhere, and roles say
    what may be done.
    """

    name = "wagtail.users"
    label = "wagtailusers"
    default_auto_field = "django.db.models.AutoField"

    def import_models(self) -> None:
        super().import_models()
        self.module = ModuleType(self.name)  # Wagtail looks for hooks in what this names


class AdminConfig(WagtailAdminAppConfig):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's pages without its mail: what waits is seen here, and nobody has an address."""

    def ready(self) -> None:
        super().ready()
        mail, sent_by = import_module("wagtail.admin.signal_handlers"), "_email_notification"
        mail.task_submitted.disconnect(
            sender=mail.TaskState, dispatch_uid=f"group_approval_task_submitted{sent_by}"
        )
        for what in ("submitted", "rejected", "approved"):
            getattr(mail, f"workflow_{what}").disconnect(
                sender=mail.WorkflowState, dispatch_uid=f"workflow_state_{what}{sent_by}"
            )
