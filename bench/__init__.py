"""`make bench`: measure harvest beside its peers, on publications it makes up; one run prints one table.

Name one or more parts: `make bench BENCH='check site'`. The parts are `check`, `site`, `booklet`, `mixed`
(several kinds and all views), `map` (a site with the map of the patterns, and without), `names` (a site with a list
of 200 people, and without; and looking for them in that site alone) and `editor` (answers to who types in one card,
beside a check of all).
Give other options the same way: `BENCH='site --sizes 200 1000 --rounds 5 --limit 60 --no-peers'`.

Every measure is a whole process. Each round runs all measures in turn, so that quiet moments of the machine do not
favour one of them; a measure of over a minute has one round. The peers have an environment of their own,
`.cache/peers/`, with exactly the packages in `bench/peers.lock`; `make lock` renews that file. A peer that cannot be
installed, fails, or takes too long is in the table with the reason.
"""
