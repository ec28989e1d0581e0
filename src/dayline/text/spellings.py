"""One key for the spellings of a name: what romanisations of Ukrainian and Russian write differently falls together.

The keys are for comparing only. They follow no one standard: each rule undoes a difference between the Ukrainian
(2010), BGN/PCGN, Polish and English ways of writing the same Cyrillic letters.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Any

CYRILLIC = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia",
})
UNMARKED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"})
# й and ї would lose their marks with the accents
KEPT_MARKS = str.maketrans({"й": "i", "ї": "i", "ё": "e", "ў": "u"})
MARKS_IN_WORDS = re.compile(r"['’ʼ`´‘ʹ.]")
# One sound a capital letter, so that no later rule reads it as two.
SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"x", "ks"),
        (r"tsch|tch|cz", "C"),
        (r"shch|szcz|szC|sch|sh|sz", "S"),
        (r"ch", "C"),
        (r"zh|rz", "Z"),
        (r"kh", "X"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck", "k"),
        (r"w", "v"),
        (r"h", "g"),
        (r"(?<=[oe])ff$", "v"),
        (r"(?<=[^aeiou\W])yo", "e"),
        (r"(?<!^)j|y", "i"),
        (r"i+", "i"),
        (r"^i(?=e)", ""),
        (r"(?<=[^aeiou\W])ie(?=.)", "e"),
        (r"(?<=.{3})ei$", "i"),
        (r"enka$", "enko"),
        (r"([^aeiou\W])\1", r"\1"),
    )
)


def rules() -> dict[str, Any]:
    """Return how a key is made, for another program: what is put for letters at first and after decomposition, which
    marks go, and which sounds are put for patterns, in order."""
    return {
        "letters": {chr(letter): put for table in (KEPT_MARKS, UNMARKED) for letter, put in table.items()},
        "cyrillic": {chr(letter): put for letter, put in CYRILLIC.items()},
        "marks": MARKS_IN_WORDS.pattern,
        "sounds": [[pattern.pattern, sound] for pattern, sound in SOUNDS],
    }


@lru_cache(maxsize=65_536)
def spelling_key(word: str) -> str:
    """Return the key of one word, "zelenski" for Zelenskyi, Zelenskyy, Zelensky, Zełenski, Зеленський, Зеленский."""
    plain = unicodedata.normalize("NFKD", word.casefold().translate(KEPT_MARKS).translate(UNMARKED))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).translate(CYRILLIC)
    key = MARKS_IN_WORDS.sub("", plain)
    for pattern, sound in SOUNDS:
        key = pattern.sub(sound, key)
    return key
