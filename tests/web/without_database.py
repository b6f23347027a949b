"""The application over a network that is given to it: no database stands behind."""

from flask import Flask

from explorer.app import create_app
from explorer.domain.facts import Facts
from explorer.services.snapshot import Snapshot
from explorer.settings import Settings
from explorer.web.held import Held, hold


class Given(Held):
    def __init__(self, settings: Settings, known: Facts) -> None:
        super().__init__(settings)
        self._network = Snapshot.of(known)

    def snapshot(self) -> Snapshot:
        return self._network


def app_without_database(settings: Settings) -> Flask:
    app = create_app(settings, testing=True)
    app.config["DATA"] = settings.data
    return app


def show(app: Flask, known: Facts) -> None:
    """What is asked of it from now on is asked of these facts."""
    hold(app, Given(Settings(data=app.config["DATA"]), known))
