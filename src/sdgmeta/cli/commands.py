"""The commands and their options, as `--help` shows them; what they do is in the neighbouring files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sdgmeta.cli.options import Globals, What
from sdgmeta.export.choices import Encoding, ExportFormat, Keys, VenueNames
from sdgmeta.model.decision import DecisionKind
from sdgmeta.model.finding import Severity
from sdgmeta.version import __version__

app = typer.Typer(
    name="sdgmeta",
    help="Corrects the titles, years, venues and links of paper lists, with the evidence for every value.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
database = typer.Typer(help="Look after the database.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(database, name="db")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sdgmeta {__version__}")
        raise typer.Exit


@app.callback()
def _global_options(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(help="A settings file over the defaults.", metavar="FILE")
    ] = None,
    database: Annotated[
        str | None, typer.Option(help="The database, e.g. sqlite:///mine.sqlite3.", metavar="URL")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors and results.")] = False,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="Say more about what is done.")] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="No progress bars.")] = False,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and leave."),
    ] = False,
) -> None:
    context.obj = Globals(config, database, quiet, verbose, not no_progress)


@app.command()
def enrich(
    context: typer.Context,
    lists: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="LIST",
            help="Configured names, paths (.md, .bib) or URLs; none means all configured lists.",
        ),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Use stored answers only.")] = False,
    online: Annotated[bool, typer.Option("--online", help="Insist on the live lists and services.")] = False,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again even where an answer is fresh.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Save nothing.")] = False,
    fail_on: Annotated[
        Severity | None, typer.Option("--fail-on", help="Leave with status 4 on findings this bad or worse.")
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept", metavar="LIST", help="Believe this list though most of its entries are gone."
        ),
    ] = None,
) -> None:
    """The main job: pull the lists, parse, resolve, judge, merge, save."""
    from sdgmeta.cli.enrich import EnrichOptions, run

    options = EnrichOptions(
        tuple(lists or ()), offline, online, refresh, dry_run, fail_on, tuple(accept or ())
    )
    raise typer.Exit(run(context.obj, options))


@app.command()
def export(
    context: typer.Context,
    format: Annotated[ExportFormat, typer.Argument(help="The form of the output.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write here instead of standard output.")
    ] = None,
    list_name: Annotated[
        str | None, typer.Option("--list", help="Only what this list mentions.", metavar="NAME")
    ] = None,
    what: Annotated[What, typer.Option("--what", help="Works, or list entries (jsonl, csv).")] = What.WORKS,
    keys: Annotated[
        Keys | None,
        typer.Option("--keys", help="Our cite keys, or the .bib's own (the default for one .bib)."),
    ] = None,
    encoding: Annotated[
        Encoding | None,
        typer.Option("--encoding", help="TeX's commands for letters, or letters (BibTeX, BibLaTeX)."),
    ] = None,
    venues: Annotated[
        VenueNames, typer.Option("--venues", help="Venues by their full or short names.")
    ] = VenueNames.FULL,
) -> None:
    """The catalogue as a file: for TeX, citation programs, spreadsheets, or as JSON lines."""
    from sdgmeta.cli.export import ExportChoice, run

    run(context.obj, ExportChoice(format, what, list_name, keys, encoding, venues), output)


@app.command()
def explain(
    context: typer.Context,
    subject: Annotated[
        str,
        typer.Argument(
            metavar="WORK|LIST:LINE", help="A work's id, cite key or identifier, or an entry's place."
        ),
    ],
) -> None:
    """Why each field has its value and each verdict its outcome."""
    from sdgmeta.cli.explain import run

    run(context.obj, subject)


@app.command()
def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Labelled entries, one JSON object a line.")],
    works: Annotated[
        Path | None,
        typer.Option(
            help="The labelled works; by default the file beside GOLD with “works” for “entries”.",
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Precision, recall and abstentions per field against a labelled file, and every miss by name."""
    from sdgmeta.cli.evaluate import run

    run(context.obj, gold, works)


@app.command()
def decide(
    context: typer.Context,
    kind: Annotated[DecisionKind, typer.Argument(help="What is decided.")],
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="SUBJECT [OTHER | FIELD VALUE]",
            help="same and different: two works. accept and reject: an entry (LIST:LINE) and a candidate's "
            "identifier. "
            "keep: a work, a field and its value. Works go by id, cite key, identifier or LIST:LINE.",
        ),
    ],
    reason: Annotated[str, typer.Option(help="Why; kept with the decision.", metavar="TEXT")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take this decision back.")] = False,
) -> None:
    """The user's decisions, kept in a plain-text file and obeyed in every run."""
    from sdgmeta.cli.decide import run

    run(context.obj, kind, tuple(words), reason, undo)


@app.command()
def sources(context: typer.Context) -> None:
    """The services: health, last success, limits, what is stored of them."""
    from sdgmeta.cli.sources import run

    run(context.obj)


@app.command()
def runs(
    context: typer.Context,
    limit: Annotated[int, typer.Option(help="How many, newest first.", min=1, max=1000)] = 10,
) -> None:
    """Earlier runs: when, how they ended, what they found."""
    from sdgmeta.cli.run_log import run

    run(context.obj, limit)


@app.command()
def schema(what: Annotated[What, typer.Argument(help="Which of the two forms.")]) -> None:
    """The JSON Schema of the JSON lines that `export jsonl` writes."""
    from sdgmeta.cli.schema import run

    run(what)


@database.command("upgrade")
def db_upgrade(context: typer.Context) -> None:
    """Bring the database to this version's form (every run does so by itself)."""
    from sdgmeta.cli.database import upgrade

    upgrade(context.obj)


@database.command("check")
def db_check(context: typer.Context) -> None:
    """Look for damage."""
    from sdgmeta.cli.database import check

    raise typer.Exit(check(context.obj))


@database.command("backup")
def db_backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where to; must not exist yet.")],
) -> None:
    """A copy of the database that is whole even while a run writes."""
    from sdgmeta.cli.database import backup

    backup(context.obj, file)


@database.command("forget")
def db_forget(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="LIST", help="The list's name, as `export --list` has it.")],
) -> None:
    """Take a list out of the catalogue; what is known of its papers stays."""
    from sdgmeta.cli.database import forget

    forget(context.obj, name)
