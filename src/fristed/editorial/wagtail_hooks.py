"""What Wagtail asks us by name: its menu holds our places and none of its own."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.admin.menu import MenuItem
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import AbstractPage, Collection
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from fristed.editorial.views.articles import Articles

OURS = ("studio", "articles")


class NotHere(BasePermissionPolicy):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail's trees of pages and of collections are not used: nobody may do anything there."""

    def user_has_permission(self, user: object, action: str) -> bool:
        return False

    def explorable_root_instance(self, user: object) -> None:
        return None


for unused in (AbstractPage, Collection):
    register_permission_policy(unused, NotHere(unused))
register_snippet(Articles)


@hooks.register("register_admin_menu_item")
def register_studio() -> MenuItem:
    return MenuItem(
        _("Noras sider"),
        reverse("editorial:show_studio"),
        name="studio",
        icon_name="doc-full-inverse",
        order=1,
    )


@hooks.register("construct_main_menu")
def keep_our_places(request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if item.name in OURS]


@hooks.register("construct_admin_api")
def name_what_is_not_here(router: WagtailAPIRouter) -> None:
    """Wagtail's layout asks for these two addresses. Nothing answers there: `middleware`."""
    for name in ("images", "documents"):
        router.register_endpoint(name, PagesAdminAPIViewSet)


@hooks.register("construct_search")
def search_nothing_of_wagtails(request: HttpRequest, areas: list[object]) -> None:
    areas.clear()
