"""Serves the site with one account: `python serve.py`, with the path of a new database in SITE_DATABASE."""

import os

import django
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "site_settings")
django.setup()

from allauth.account.models import EmailAddress  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402

call_command("migrate", verbosity=0)
ada = get_user_model().objects.create_user(
    "ada", "ada@example.com", "correct horse battery", first_name="Ada", last_name="Lovelace"
)
# A user needs a verified email address to add a passkey.
EmailAddress.objects.create(user=ada, email=ada.email, verified=True, primary=True)

server = ThreadedWSGIServer(("127.0.0.1", 0), WSGIRequestHandler)
server.daemon_threads = True
server.set_app(get_wsgi_application())
print(f"ready on http://127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
