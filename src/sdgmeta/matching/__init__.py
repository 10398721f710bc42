"""Judging: is this record the paper that the entry means, and are these two records one work?

Read in this order: `natures` (what sort of object it is), `subject` (what is compared), `terms/`
(one file per kind of evidence, each producing named terms; `terms.vetoes` is the table of what no
sum may outvote), `evidence` (all terms of a pair), `judging` (terms + thresholds → verdict),
`index` (which titles are worth comparing), `relate` (records of one work), `nicknames`, `resolve`
(the step that a run calls). What counts as equal text is in the room `text`.

Everything here is pure: no clock, settings, network or disk. What a work's fields are worth is
decided in `merging`; what a claim is worth against a work, there too.
"""
