"""A door's application; DJANGO_SETTINGS_MODULE says which door."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
