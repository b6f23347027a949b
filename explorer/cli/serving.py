"""Commands that serve the web application."""

import webbrowser

import click

from explorer import terminal
from explorer.app import create_app
from explorer.cli.command import DONE, Reader, command, data_option, database
from explorer.services import demo as demonstration
from explorer.settings import Settings
from explorer.web import server


@command()
@click.option("--port", default=0, help="Port of the web application; a free one by default.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--synthetic", type=click.IntRange(1), metavar="N", help="A made-up territory of about N entities instead.")
def demo(reader: Reader, /, port: int, no_browser: bool, synthetic: int | None) -> int:
    """Show the example network, in a throw-away folder: what it answers, then the web application until Ctrl-C."""
    with demonstration.prepared(reader.t, synthetic) as shown:
        reader.show(shown, terminal.demonstration)

        def ready(address: str) -> None:
            reader.err.print(terminal.styled(reader.t.gettext("The example network is at %(address)s (Ctrl-C to stop).", address=address), "bold"))
            if not no_browser:
                webbrowser.open(address)

        server.run(shown.settings, create_app, port=port, on_ready=ready, t=reader.t)
    return DONE


@command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="H", help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@data_option
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processes that answer.")
def serve(reader: Reader, /, host: str, port: int, settings: Settings, workers: int) -> int:
    """Serve the web application until Ctrl-C."""
    with database(reader, settings):

        def ready(address: str) -> None:
            reader.err.print(terminal.styled(reader.t.gettext("Entremise is at %(address)s (Ctrl-C to stop).", address=address), "bold"))

        server.run(settings, create_app, host=host, port=port, workers=workers, on_ready=ready, t=reader.t)
    return DONE
