"""What the studio answers beside signing in. `middleware` says what of Wagtail's is open."""

from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as of_wagtail
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from fristed.accounts.views.signing_in import sign_out
from fristed.editorial.views import checking, overview, translating, writing
from fristed.ui import addresses  # noqa: F401 - registers the converter `ref`

ours = [
    path("", overview.show_studio, name="show_studio"),
    path(
        "contributions/<ref:ref>/answer/",
        overview.answer_contribution,
        name="answer_contribution",
    ),
    path("pages/", overview.list_pages, name="list_pages"),
    path("pages/start/", writing.start_page, name="start_page"),
    path("pages/<ref:ref>/check/", overview.check_page, name="check_page"),
    path("pages/<ref:ref>/change/", writing.change_page, name="change_page"),
    path("pages/<ref:ref>/withdraw/", writing.withdraw_page, name="withdraw_page"),
    path("versions/<ref:ref>/recall/", writing.recall_version, name="recall_version"),
    path("texts/<ref:ref>/compare/", translating.compare_article, name="compare_article"),
    path("texts/<ref:ref>/translate/", translating.start_translation, name="start_translation"),
    path("check/<ref:ref>/", checking.check_article, name="check_article"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((decorate_urlpatterns(ours, require_admin_access), "editorial"))),
    path("logout/", sign_out, name="wagtailadmin_logout"),
    path("", include(of_wagtail.urlpatterns[:-1])),  # the last answers for what is not there
]
