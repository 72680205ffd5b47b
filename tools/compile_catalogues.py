"""Put the compiled catalogues into a wheel when it is made; this writes nothing into the checkout itself."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Puts a `.mo` into the wheel for every `.po` of the package, which itself stays out."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile all catalogues in a temporary folder. An editable install reads the `.po` files, so it needs none."""
        if version == "editable":
            return
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import read_po

        self.aside = Path(tempfile.mkdtemp(prefix="harvest-"))
        for po_file in sorted(Path(self.root, "harvest", "locale").rglob("*.po")):
            within = po_file.relative_to(self.root).with_suffix(".mo")
            compiled = self.aside / within
            compiled.parent.mkdir(parents=True, exist_ok=True)
            with po_file.open("rb") as source, compiled.open("wb") as target:
                write_mo(target, read_po(source))
            build_data["force_include"][str(compiled)] = within.as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the temporary folder."""
        if version != "editable":
            shutil.rmtree(self.aside)
