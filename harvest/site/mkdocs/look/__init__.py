"""Stand before Material as the theme of a publication, so that its announcement about MkDocs is not shown each time.

MkDocs loads the theme before any plugin, and Material prints as it is loaded. That is of no use to the people who
publish a harvest: which program makes their pages is ours to care for.
"""

import os

os.environ.setdefault("NO_MKDOCS_2_WARNING", "true")
