"""Words that stand round an article: "12 березня 2023 року, 14:05", "Ann Vale, Staff Writer", "Continue reading"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dayline.text.languages import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
# "5 мая", "5. Mai", "5 de mayo"
_DAY_MONTH = re.compile(r"\b(\d{1,2}\.?) (?:de )?([^\W\d_]{3,})\b")
_APOSTROPHES = str.maketrans("’ʼ", "''")
# what stands in a pattern for all that leads to the rest of an article
_MORE = "MORE"
_NEVER = "(?!)"


def _either(patterns: Iterable[str]) -> str:
    """Return a pattern for what any of some patterns is for; for nothing where there are none."""
    return f"(?:{'|'.join(patterns) or _NEVER})"


@dataclass(frozen=True, slots=True)
class Notices:
    """What outlets put around an article: whole paragraphs ``apart`` from it, the ``tail`` of its last one.

    ``no_article`` are the patterns of pages that have words and no article, each with what such a page is.
    """

    apart: re.Pattern[str]
    tail: re.Pattern[str]
    no_article: tuple[tuple[str, re.Pattern[str]], ...] = ()

    @classmethod
    def of(cls, tables: Sequence[Mapping[str, Any]]) -> "Notices":
        """Compile the tables ``published`` of languages."""
        notices = [table.get("notices", {}) for table in tables]
        more = _either(words for table in notices for words in table.get("more", ()))
        apart = _either(words.replace(_MORE, more) for table in notices for words in table.get("apart", ()))
        tails = _either(words for table in notices for words in table.get("tails", ()))
        kinds = dict.fromkeys(kind for table in tables for kind in table.get("no_article", {}))
        return cls(
            apart=re.compile(rf"(?i){apart}"),
            tail=re.compile(
                rf"(?i)(?:(?<=[.!?…\]»”\"'])|(?<=\.\.\.)|\n)\s*"
                rf"(?:{more}\b[^.!?\n]{{0,40}}(?:\.\.\.|…|→|»|>+)?|{tails})\s*$"
            ),
            no_article=tuple(
                (kind, re.compile(f"(?i){_either(w for t in tables for w in t.get('no_article', {}).get(kind, ()))}"))
                for kind in kinds
            ),
        )


@dataclass(frozen=True, slots=True)
class Bylines:
    """What stands round the names of a byline: before, between and behind them; words as parts of patterns."""

    by: str
    signed: str
    joint: str
    on: str
    generation: re.Pattern[str]
    tail: re.Pattern[str]

    @classmethod
    def of(cls, tables: Sequence[Mapping[str, Any]]) -> "Bylines":
        """Compile the tables ``published`` of languages."""

        def words(key: str) -> str:
            return _either(word for table in tables for word in table.get("bylines", {}).get(key, ()))

        return cls(
            by=words("by"),
            signed=words("signed"),
            joint=words("joints"),
            on=words("on"),
            generation=re.compile(rf"(?i){words('generations')}\.?"),
            tail=re.compile(rf"(?i)(?<=\w)\s*[,|•·–—-]?\s+{words('tails')}$"),
        )


@dataclass(frozen=True, slots=True)
class PageWords:
    """What words of a date are in English: a month, a zone, or nothing ("року", "в"); and what else is no article.

    ``months`` are those behind the number of a day only: in other letters than English they could be its words.
    """

    english: Mapping[str, str] = field(default_factory=dict)
    months: Mapping[str, str] = field(default_factory=dict)
    jobs: frozenset[str] = frozenset()
    answers: tuple[str, ...] = ()
    notices: Notices = field(default_factory=lambda: Notices.of(()))
    bylines: Bylines = field(default_factory=lambda: Bylines.of(()))

    @classmethod
    def of(cls, languages: Iterable[Language]) -> "PageWords":
        """Gather the tables ``dates`` and ``published`` of languages; of dates, what is no English word."""
        english: dict[str, str] = {}
        months: dict[str, str] = {}
        jobs: set[str] = set()
        languages = tuple(languages)
        tables = [language.table("published") for language in languages]
        for language, more in zip(languages, tables, strict=True):
            dates = language.table("dates")
            numbers = {name: number for number, name in enumerate(language.months, 1)}
            numbers |= {**dates.get("month_forms", {}), **more.get("months", {})}
            nothing = (*language.weekdays, *dates.get("weekday_forms", ()), *more.get("nothing", ()))
            english |= {_plain(word): "" for word in nothing}
            english |= {_plain(word): zone for word, zone in more.get("zones", {}).items()}
            named = {_plain(word): _MONTHS[number - 1] for word, number in numbers.items()}
            english |= {word: month for word, month in named.items() if not word.isascii()}
            months |= named
            jobs |= set(map(_plain, more.get("jobs", ())))
        answers = tuple(f"{word}:" for table in tables for word in table.get("answers", ()))
        return cls(english, months, frozenset(jobs), answers, Notices.of(tables), Bylines.of(tables))

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
