"""The web application, put together: configuration, extensions, blueprints, nothing else."""

from flask import Flask

from explorer import __version__
from explorer.graphdb import Database
from explorer.resources import resource
from explorer.settings import Settings
from explorer.texts import DEFAULT_LANGUAGE, Texts, texts
from explorer.web import pages
from explorer.web.api import IdConverter, set_up_api
from explorer.web.assets import set_up_assets
from explorer.web.errors import set_up_errors
from explorer.web.health import blueprint as health
from explorer.web.held import Held, hold
from explorer.web.language import set_up_languages
from explorer.web.preferences import set_up_preferences
from explorer.web.security import secret_key, set_up_security
from explorer.web.written import WrittenJson


def create_app(settings: Settings, database: Database | None = None, *, testing: bool = False, t: Texts | None = None) -> Flask:
    """The application over `database`, else over the one the settings name, opened at its first use.

    Raises BadInput, in the words of `t`, where its folder cannot be used.
    """
    app = Flask("explorer", static_folder=str(resource("static")), static_url_path="/static")
    app.config.update(SECRET_KEY=secret_key(settings.data, t or texts(DEFAULT_LANGUAGE)), TESTING=testing)
    app.json = WrittenJson(app)
    app.url_map.converters["id"] = IdConverter
    app.url_map.merge_slashes = False
    app.jinja_env.globals["version"] = __version__
    hold(app, Held(settings, database))

    set_up_security(app, settings)
    set_up_languages(app)
    set_up_assets(app)
    set_up_errors(app)

    set_up_api(app)
    set_up_preferences(app)
    app.register_blueprint(health)
    app.register_blueprint(pages.blueprint)
    return app
