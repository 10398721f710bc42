"""What sdgmeta talks about: frozen values without I/O.

One file per notion: `identifier`, `dates`, `contributor`, `container`, `venue` (the venue table's
values and readings), `entry` (what a list claims), `record` (what a source says), `verdict` (does a
record mean the entry?), `work` (what we conclude) and `finding` (what is wrong with an entry).
"""
