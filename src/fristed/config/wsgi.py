"""A door's application; DJANGO_SETTINGS_MODULE says which door."""

from django.core.wsgi import get_wsgi_application

from fristed.config import warming

application = get_wsgi_application()
warming.load()
