"""Identifiers: the schemes, their values, and the URLs that name them. Ground floor: every room may
use it.

`schemes` is the table of schemes (with `pages` and `syntax`), `identifier` the value, `urls` reads
one URL with the tables `hosts` and `redirects`, `spelling` makes values that several spellings
share. What does not live here: what an identifier proves of venue and year (`venues`), asking
anybody (`sources`).
"""
