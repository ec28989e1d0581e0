"""Words that stand round a page's date and byline: "12 березня 2023 року, 14:05", "Ann Vale, Staff Writer"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dayline.text.languages import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
# "5 мая", "5. Mai", "5 de mayo"
_DAY_MONTH = re.compile(r"\b(\d{1,2}\.?) (?:de )?([^\W\d_]{3,})\b")
_APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True)
class PageWords:
    """What words of a date are in English: a month, a zone, or nothing ("року", "в"); and the words of jobs.

    ``months`` are those behind the number of a day only: in other letters than English they could be its words.
    """

    english: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, str] = field(default_factory=dict)
    jobs: frozenset[str] = frozenset()

    @classmethod
    def of(cls, languages: Iterable[Language]) -> "PageWords":
        """Gather the tables ``dates`` and ``published`` of languages; of dates, what is no English word."""
        english: dict[str, str] = {}
        months: dict[str, str] = {}
        jobs: set[str] = set()
        for language in languages:
            dates, more = language.table("dates"), language.table("published")
            numbers = {name: number for number, name in enumerate(language.months, 1)}
            numbers |= {**dates.get("month_forms", {}), **more.get("months", {})}
            nothing = (*language.weekdays, *dates.get("weekday_forms", ()), *more.get("nothing", ()))
            english |= {_plain(word): "" for word in nothing}
            english |= {_plain(word): zone for word, zone in more.get("zones", {}).items()}
            named = {_plain(word): _MONTHS[number - 1] for word, number in numbers.items()}
            english |= {word: month for word, month in named.items() if not word.isascii()}
            months |= named
            jobs |= set(map(_plain, more.get("jobs", ())))
        return cls(english, months, frozenset(jobs))

    def in_english(self, stated: str) -> str:
        """Return a stated date with its words in English, as far as they are known."""
        stated = _DAY_MONTH.sub(lambda found: f"{found[1]} {self.months.get(_plain(found[2]), found[2])}", stated)
        if stated.isascii():
            return stated
        return " ".join(_WORD.sub(lambda word: self.english.get(_plain(word[0]), word[0]), stated).split())

    def names_job(self, words: str) -> bool:
        """Tell whether words name what somebody is, not who: "Staff Writer"."""
        return any(_plain(word) in self.jobs for word in _WORD.findall(words))


def _plain(word: str) -> str:
    return word.translate(_APOSTROPHES).casefold()


NO_WORDS = PageWords()
