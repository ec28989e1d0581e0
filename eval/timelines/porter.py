"""Porter's stemmer (Porter 1980, "An algorithm for suffix stripping"), as ROUGE uses it."""

import functools
import re
from collections.abc import Mapping

STEP_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "abli": "able",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
}
STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
STEP_4 = (
    "al",
    "ance",
    "ence",
    "er",
    "ic",
    "able",
    "ible",
    "ant",
    "ement",
    "ment",
    "ent",
    "ion",
    "ou",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
)


def _letters(word: str) -> str:
    """Return the word as c and v, y judged by the letter before it."""
    kinds = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and kinds.endswith("c"))
        kinds += "v" if vowel else "c"
    return kinds


def _measure(stem: str) -> int:
    return len(re.findall("v+c+", _letters(stem)))


def _ends_double(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and _letters(word)[-1] == "c"


def _ends_short(word: str) -> bool:
    return _letters(word).endswith("cvc") and word[-1] not in "wxy"


def _replace_longest(word: str, rules: Mapping[str, str], smallest_measure: int) -> str:
    """Apply the rule of the longest suffix that fits, where the stem's measure allows it."""
    suffix = max((s for s in rules if word.endswith(s)), key=len, default="")
    stem = word[: len(word) - len(suffix)]
    return stem + rules[suffix] if suffix and _measure(stem) >= smallest_measure else word


def _plural(word: str) -> str:
    for suffix, new in (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")):
        if word.endswith(suffix):
            return word[: -len(suffix)] + new
    return word


def _past_or_ing(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for suffix in ("ed", "ing"):
        stem = word[: -len(suffix)]
        if word.endswith(suffix) and "v" in _letters(stem):
            if stem.endswith(("at", "bl", "iz")):
                return stem + "e"
            if _ends_double(stem) and stem[-1] not in "lsz":
                return stem[:-1]
            return stem + "e" if _measure(stem) == 1 and _ends_short(stem) else stem
    return word


def _strip_last_suffix(word: str) -> str:
    suffix = max((s for s in STEP_4 if word.endswith(s)), key=len, default="")
    stem = word[: len(word) - len(suffix)]
    if not suffix or _measure(stem) <= 1 or (suffix == "ion" and not stem.endswith(("s", "t"))):
        return word
    return stem


def _tidy_end(word: str) -> str:
    if word.endswith("e"):
        stem = word[:-1]
        if _measure(stem) > 1 or (_measure(stem) == 1 and not _ends_short(stem)):
            word = stem
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


@functools.cache
def stem(word: str) -> str:
    """Return the stem of a lower-case word; words of one or two letters stay as they are."""
    if len(word) < 3:
        return word
    word = _past_or_ing(_plural(word))
    if word.endswith("y") and "v" in _letters(word[:-1]):
        word = word[:-1] + "i"
    word = _replace_longest(word, STEP_2, 1)
    word = _replace_longest(word, STEP_3, 1)
    return _tidy_end(_strip_last_suffix(word))
