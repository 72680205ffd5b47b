"""Find the command that somebody meant by a name that none has."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from harvest.kinds.names import LIKELY, meant

OTHER_NAMES: Mapping[str, str] = {
    "serve": "preview view show watch live run open browse voorbeeld voorvertoning bekijk bekijken tonen kijken",
    "build": "publish deploy make render generate site pdf booklet bouw bouwen maak publiceer publiceren boekje",
    "check": "lint validate verify test errors controleer controleren nakijken kijkna fouten",
    "new": "add create card nieuw nieuwe maak-kaart kaart toevoegen",
    "init": "setup create-publication begin beginnen starten",
    "review": "reviewed getoond laatzien toetsen getoetst",
    "people": "names persons members mensen namen deelnemers",
}
"""What each command may be called by who does not know its name, in both languages or in other programs."""


def command_meant(written: str, known: Collection[str]) -> str | None:
    """Return the command that is most like a name, by its own name or another that it might have had; None without."""
    names = {name: name for name in known}
    for command, others in OTHER_NAMES.items():
        if command in known:
            names = {**dict.fromkeys(others.split(), command), **names}
    guess = meant(written, names, least=LIKELY)
    return names[guess.name] if guess.name else None
