"""HTTP for sources: one client, and what every call gets from it, stacked once at the transport
seam.

`client` is the way in; `validators`, `retry`, `limit`, `size` and `network` are the layers, from
the outside in; `limiter`, `public_limits`, `upstream` and `clock` keep pace and state; `body` reads
replies. What does not live here: any single service.
"""
