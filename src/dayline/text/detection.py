"""Which language a document is in: letters that only one language has, then a detector, then what it claims."""

from collections.abc import Callable

from dayline.model.document import Document

UNKNOWN = "und"
SAMPLE = 2_000  # characters that are looked at: more does not change the answer
FEWEST_LETTERS = 12  # letters below which no detector is asked
SURE_LETTERS = 60  # letters from which the detector is believed against the document's own claim
UKRAINIAN = frozenset("ґєіїҐЄІЇ")
RUSSIAN = frozenset("ыэъёЫЭЪЁ")
BELARUSIAN = frozenset("ўЎ")


def find_language(document: Document, *, detect: Callable[[str], str]) -> str:
    """Return the BCP 47 primary tag of a document's language, "und" where nothing tells.

    ``detect`` maps a text of one line to a language code, or to "und" or "".
    """
    claimed = document.language.replace("_", "-").split("-")[0].lower()
    sample = f"{document.headline}\n{document.text}"[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < FEWEST_LETTERS:
        return claimed or UNKNOWN
    by_letters = _by_letters(sample)
    if by_letters:
        return by_letters
    if letters < SURE_LETTERS and claimed and _same_script(claimed, sample):
        return claimed
    found = detect(" ".join(sample.split())).replace("_", "-").split("-")[0].lower()
    return found if found and found != UNKNOWN else claimed or UNKNOWN


def _by_letters(sample: str) -> str:
    ukrainian = sum(char in UKRAINIAN for char in sample)
    russian = sum(char in RUSSIAN for char in sample)
    if ukrainian == russian or any(char in BELARUSIAN for char in sample):
        return ""
    if max(ukrainian, russian) * 50 < sum("\u0400" <= char <= "\u04ff" for char in sample):
        return ""
    if sum("a" <= char.lower() <= "z" for char in sample) > sum("\u0400" <= char <= "\u04ff" for char in sample):
        return ""
    return "uk" if ukrainian > russian else "ru"


def _same_script(claimed: str, sample: str) -> bool:
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in sample)
    latin = sum("a" <= char.lower() <= "z" for char in sample)
    return (cyrillic > latin) == (claimed in ("uk", "ru", "be", "bg", "sr", "mk"))
