"""Export: works and entries as text for people and programs. Pure: values in, text out, the same
text every time.

`formats` is the table of formats; each has a module of its own. `style` holds what formats share of
a person's `choices`; `container_names` and `addresses` say what a work is cited by; `latex`,
`mathematics` and `proper_names` make words harmless for TeX. `citekey` makes keys, `explanation`
tells why, `printable` makes text safe for terminals. What does not live here: what the values mean
and how they came about (`model`, `merging`).
"""
