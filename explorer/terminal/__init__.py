"""Answers, reports and progress in a terminal."""

from explorer.terminal.absence import absence
from explorer.terminal.brokers import brokers
from explorer.terminal.capabilities import capabilities
from explorer.terminal.coexport import carriers, suited
from explorer.terminal.consortium import consortium
from explorer.terminal.introductions import answer, demonstration
from explorer.terminal.lines import progress, styled
from explorer.terminal.opportunities import matches, opportunities
from explorer.terminal.partners import partners
from explorer.terminal.reports import backup_report, check_report, export_report, load_report, refresh_report, restore_report
from explorer.terminal.support import support

__all__ = [
    "absence",
    "answer",
    "backup_report",
    "brokers",
    "capabilities",
    "carriers",
    "check_report",
    "consortium",
    "demonstration",
    "export_report",
    "load_report",
    "matches",
    "opportunities",
    "partners",
    "progress",
    "refresh_report",
    "restore_report",
    "styled",
    "suited",
    "support",
]
