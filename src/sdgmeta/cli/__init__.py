"""The command line: the only room that prints, prompts or exits.

`main` runs it, `commands` declares the commands, and each command has a file; `options` has what
they share, `output` says things, `list_arguments` and `selectors` read what the user names.
Commands import what they need when they run, so that `--help` stays quick. What does not live here:
how a run goes (`run`).
"""
