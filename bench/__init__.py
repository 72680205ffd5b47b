"""`make bench`: harvest beside its peers, on publications made up on the spot; one run, one table.

A part, or several: `make bench BENCH='check site'`; the parts are `check`, `site`, `booklet`, `mixed`
(several kinds and all views) and `map` (a site with the map of the patterns, and without).
Other options go the same way: `BENCH='site --sizes 200 1000 --rounds 5 --limit 60 --no-peers'`.

Every measure is a whole process. In each round all of them take their turn, so that none has the quiet moments to
itself; what takes over a minute has one round. The peers live in an environment of their own, `.cache/peers/`, with
exactly what `bench/peers.lock` names; `make lock` renews it. A peer that cannot be installed, fails, or takes too
long is in the table with the reason.
"""
