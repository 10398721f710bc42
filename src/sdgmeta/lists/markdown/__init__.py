"""Markdown: what stands where in a text, with exact places; knows no papers.

`structure` finds the blocks, `html` cuts raw HTML, `inline` (with `emphasis` and `references`)
reads the inside of a block, `view` keeps places over repairs. What does not live here: entries and
what they claim.
"""
