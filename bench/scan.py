"""Look for the people of a list in a site that was built, as the last step of a build does: `scan.py MKDOCS.yml`."""

from __future__ import annotations

import sys
from pathlib import Path

from harvest.privacy.finding.find import PeopleFinder
from harvest.privacy.people.file import read_people
from harvest.privacy.scanning.scan import scan
from harvest.publication import read_publication

if __name__ == "__main__":
    publication = read_publication(Path(sys.argv[1]))
    people = read_people(publication.root, publication.language)
    assert people
    assert len(people.persons) == 200
    scan(publication.root / "site", PeopleFinder(people, "public", publication.language))
