"""`sdgmeta db …`: looking after the database."""

from __future__ import annotations

from pathlib import Path

from sdgmeta.cli import output
from sdgmeta.cli.exit_status import ExitStatus
from sdgmeta.cli.inputs import refuse_inputs
from sdgmeta.cli.options import Globals
from sdgmeta.errors import UsageError
from sdgmeta.export.printable import printable
from sdgmeta.run import assembly
from sdgmeta.store import WHAT_TO_DO


def upgrade(options: Globals) -> None:
    """Bring the database up to date, and say where it is."""
    settings = options.settings()
    with assembly.store_of(settings):
        output.note(options, f"{settings.database_url} is up to date")


def check(options: Globals) -> int:
    """Look for damage; gives the exit status."""
    settings = options.settings()
    with assembly.store_of(settings, read_only=True) as store:
        problems = store.check()
    for problem in problems:
        output.result(printable(problem))
    if problems:
        output.error_line(f"{settings.database_url} is damaged: {WHAT_TO_DO}")
    if not problems:
        output.result(f"{settings.database_url}: no damage found")
    return ExitStatus.USAGE if problems else ExitStatus.DONE


def backup(options: Globals, file: Path) -> None:
    """Copy the database."""
    with assembly.store_of(options.settings(), read_only=True) as store:
        refuse_inputs(file, options, store)
        store.backup(file)
    output.note(options, f"wrote {file}")


def forget(options: Globals, name: str) -> None:
    """Take a list out of the catalogue."""
    with assembly.store_of(options.settings()) as store:
        if not store.forget_list(name):
            known = ", ".join(store.list_names()) or "none"
            raise UsageError(f"{name}: no such list in the catalogue; known are: {known}")
    output.note(
        options, f"forgot {name}; run {output.called_with(options)} enrich to bring the catalogue up to date"
    )
