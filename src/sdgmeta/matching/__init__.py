"""Judging: is this record the paper that the entry means, and are these two records one work?

Read in this order: `normalise` (what counts as equal text), `frequencies` (how telling a word is), `subject` (what
is compared), `terms/` (one file per kind of evidence, each producing named terms), `evidence` (all terms of a
pair), `verdict` (terms + thresholds → outcome), `index` (which titles are worth comparing), `relate` (records of
one work), `nicknames`, `resolve` (the step that the pipeline calls).

Everything here is pure: no clock, settings, network or disk. What a work's fields are worth is decided in
`merging`; what a claim is worth against a work, there too.
"""
