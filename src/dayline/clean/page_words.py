"""Words that stand round a page's date and byline: "12 березня 2023 року, 14:05", "Ann Vale, Staff Writer"."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from dayline.text.languages import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True)
class PageWords:
    """What words of a date are in English: a month, a zone, or nothing ("року", "в"); and the words of jobs."""

    english: Mapping[str, str] = field(default_factory=dict)
    jobs: frozenset[str] = frozenset()

    @classmethod
    def of(cls, languages: Iterable[Language]) -> "PageWords":
        """Gather the tables ``dates`` and ``published`` of languages; of dates, what is no English word."""
        english: dict[str, str] = {}
        jobs: set[str] = set()
        for language in languages:
            dates, more = language.table("dates"), language.table("published")
            numbers = {name: number for number, name in enumerate(language.months, 1)}
            numbers |= {**dates.get("month_forms", {}), **more.get("months", {})}
            nothing = (*language.weekdays, *dates.get("weekday_forms", ()), *more.get("nothing", ()))
            english |= {_plain(word): "" for word in nothing}
            english |= {_plain(word): zone for word, zone in more.get("zones", {}).items()}
            english |= {_plain(word): _MONTHS[number - 1] for word, number in numbers.items()}
            jobs |= set(map(_plain, more.get("jobs", ())))
        return cls({word: meant for word, meant in english.items() if not word.isascii()}, frozenset(jobs))

    def in_english(self, stated: str) -> str:
        """Return a stated date with its words in English, as far as they are known."""
        if not self.english or stated.isascii():
            return stated
        return " ".join(_WORD.sub(lambda word: self.english.get(_plain(word[0]), word[0]), stated).split())

    def names_job(self, words: str) -> bool:
        """Tell whether words name what somebody is, not who: "Staff Writer"."""
        return any(_plain(word) in self.jobs for word in _WORD.findall(words))


def _plain(word: str) -> str:
    return word.translate(_APOSTROPHES).casefold()


NO_WORDS = PageWords()
