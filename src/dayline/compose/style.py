"""The house's way of wording, by the table of a language."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from dayline.model.document import Document
from dayline.text.languages import Language
from dayline.text.normalize import fold

# Letters of a word that may be a plural.
PLURAL = 4
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


class Style:
    """The digest table of a language, compiled."""

    def __init__(self, language: Language) -> None:
        self.table: Mapping[str, Any] = language.table("digest")
        self._content_words: dict[str, frozenset[str]] = {}
        self._spelt: dict[str, str] = {}
        self.recased: Callable[[Document, str], str] = lambda _, headline: headline

    def any_of(self, key: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
        """Return the pattern of any of the expressions under a key; it matches nothing where there are none."""
        return re.compile("|".join(f"(?:{pattern})" for pattern in self.table.get(key, ())) or r"(?!)", flags)

    @cached_property
    def prefixes(self) -> re.Pattern[str]:
        """Match what stands before a headline: an outlet's marks, and topics."""
        return self._any_in_a_row("headline_prefixes", "topic_tags")

    @cached_property
    def marks(self) -> re.Pattern[str]:
        """Match the marks alone."""
        return self._any_in_a_row("headline_prefixes")

    def _any_in_a_row(self, *keys: str) -> re.Pattern[str]:
        patterns = [pattern for key in keys for pattern in self.table.get(key, ())]
        return re.compile("(?:" + ("|".join(f"(?:{p})" for p in patterns) or r"(?!)") + ")+", re.IGNORECASE)

    @cached_property
    def suffixes(self) -> re.Pattern[str]:
        """Match what stands after a headline."""
        return self.any_of("headline_suffixes")

    @cached_property
    def tagged_suffixes(self) -> re.Pattern[str]:
        """Match the ends of headlines whose outlet puts a tag before them."""
        return self.any_of("tagged_suffixes")

    @cached_property
    def tag(self) -> re.Pattern[str]:
        """Match such a tag."""
        return re.compile(str(self.table.get("tag", r"(?!)")))

    @cached_property
    def refused(self) -> re.Pattern[str]:
        """Match headlines that make no heading."""
        return self.any_of("headline_refused")

    @cached_property
    def endings(self) -> re.Pattern[str]:
        """Match the ending of a verb or noun."""
        return re.compile(rf"(?:{'|'.join(self.table.get('endings', ()))})$" if "endings" in self.table else r"(?!)")

    @cached_property
    def to_come(self) -> re.Pattern[str]:
        """Match what is still to come."""
        return re.compile(str(self.table.get("to_come", r"(?!)")))

    @cached_property
    def planned(self) -> re.Pattern[str]:
        """Match what sets something for a day that is named after it."""
        return re.compile(str(self.table.get("planned", r"(?!)")))

    @cached_property
    def hoped(self) -> re.Pattern[str]:
        """Match what somebody hopes for or expects."""
        return re.compile(str(self.table.get("hoped", r"(?!)")))

    @cached_property
    def foretold(self) -> re.Pattern[str]:
        """Match what is foretold."""
        return re.compile(str(self.table.get("foretold", r"(?!)")))

    @cached_property
    def junk(self) -> re.Pattern[str]:
        """Match link texts inside teasers."""
        return self.any_of("junk")

    @cached_property
    def self_reference(self) -> re.Pattern[str]:
        """Match what an outlet says of its own people and pictures; case matters in names."""
        return self.any_of("self_reference", re.NOFLAG)

    @cached_property
    def headline_speaker(self) -> re.Pattern[str]:
        """Match headlines that name who says so; case matters in names."""
        return self.any_of("headline_speaker", re.NOFLAG)

    @cached_property
    def speaker_named(self) -> re.Pattern[str]:
        """Match how a headline names its speaker, in one group of several; case matters in names."""
        patterns = self.table.get("speaker_named", ())
        grouped = (str(p).replace("(?P<speaker>", f"(?P<speaker{n}>") for n, p in enumerate(patterns))
        return re.compile("|".join(f"(?:{p})" for p in grouped) or r"(?!)")

    @cached_property
    def leaning_inside(self) -> re.Pattern[str]:
        """Match what leans on a sentence before wherever it stands; case matters."""
        return self.any_of("leaning_inside", re.NOFLAG)

    @cached_property
    def articles(self) -> frozenset[str]:
        """Return the articles."""
        return frozenset(self.table.get("articles", ()))

    @cached_property
    def claimant_prefix(self) -> re.Pattern[str]:
        """Match what stands before the name of a claimant ("data provided by the …")."""
        return re.compile(str(self.table.get("claimant_prefix", r"(?!)")), re.IGNORECASE)

    @cached_property
    def speech_headline(self) -> re.Pattern[str]:
        """Match headlines of texts that are one person's words throughout."""
        return re.compile(str(self.table.get("speech_headline", r"(?!)")), re.IGNORECASE)

    @cached_property
    def personal(self) -> re.Pattern[str]:
        """Match a pronoun that stands for one person."""
        return re.compile(rf"\b(?:{'|'.join(self.table.get('personal', ())) or '(?!)'})\b", re.IGNORECASE)

    @cached_property
    def people_words(self) -> re.Pattern[str]:
        """Match words for a person without a name."""
        return re.compile(rf"\b(?:{'|'.join(self.table.get('people_words', ())) or '(?!)'})\b", re.IGNORECASE)

    @cached_property
    def definers(self) -> frozenset[str]:
        """Return the words by which a thing is told apart by what follows it."""
        return frozenset(self.table.get("definers", ()))

    @cached_property
    def told_things(self) -> frozenset[str]:
        """Return the things that were told of before where a sentence opens with them, as content words."""
        return frozenset(word for thing in self.table.get("told_things", ()) for word in self.content_words(thing))

    @cached_property
    def same_things(self) -> tuple[frozenset[str], ...]:
        """Return groups of words for one thing, as content words."""
        return tuple(self.content_words(group) for group in self.table.get("same_things", ()))

    @cached_property
    def ceremony(self) -> re.Pattern[str]:
        """Match sentences of a speech that greet and thank, and say nothing."""
        return self.any_of("ceremony")

    @cached_property
    def caption_credit(self) -> re.Pattern[str]:
        """Match the photographer's name after a picture's caption."""
        return re.compile(str(self.table.get("caption_credit", r"(?!)")))

    @cached_property
    def credits(self) -> re.Pattern[str]:
        """Match an agency's mark at the end of a report."""
        return self.any_of("credits")

    @cached_property
    def datelines(self) -> re.Pattern[str]:
        """Match the place and date of filing before a report's first words."""
        return self.any_of("datelines", re.NOFLAG)

    @cached_property
    def speaker_title(self) -> re.Pattern[str]:
        """Match a speech's title that names its speaker."""
        return re.compile("|".join(self.table.get("speaker_titles", ())) or r"(?P<speaker>(?!))")

    @cached_property
    def leaning(self) -> re.Pattern[str]:
        """Match openings that lean on a sentence before; "WHO" is an organisation."""
        standing = "|".join(self.table.get("standing", ())) or "(?!)"
        return re.compile(rf"\W*(?!(?i:{standing}))(?:{self._either_case('leaning')})\b")

    @cached_property
    def comment(self) -> re.Pattern[str]:
        """Match headlines that comment: they come to the news by way of something else, or say what it means."""
        openings = "|".join(re.escape(word) for word in self.table.get("sidelong", ())) or "(?!)"
        verbs = "|".join(self.table.get("comment", ())) or "(?!)"
        return re.compile(rf"^\W*(?:{openings})\b|\b(?:{verbs})\b", re.IGNORECASE)

    @cached_property
    def few_killed(self) -> re.Pattern[str]:
        """Match a toll that says only that there are some ("several killed")."""
        return self.any_of("few_killed")

    @cached_property
    def underway(self) -> re.Pattern[str]:
        """Match what was on its way when it was written: when a day is composed, it has come."""
        return self.any_of("underway")

    @cached_property
    def hour_before(self) -> re.Pattern[str]:
        """Match what opens a sentence by how long after something else its news came ("Hours after …")."""
        return self.any_of("hour_before")

    @cached_property
    def clumsy(self) -> re.Pattern[str]:
        """Match turns of translated language that an editor would rewrite."""
        return self.any_of("clumsy")

    @cached_property
    def first_person(self) -> re.Pattern[str]:
        """Match a speaker's own I and we, and the address to a reader; "US" is a country."""
        return re.compile(rf"(?<![\w.])(?:{self._either_case('first_person')})(?![\w.])")

    def _either_case(self, key: str) -> str:
        """Return the words under a key as alternatives, in small letters and with a first capital."""
        forms = (form for word in self.table.get(key, ()) for form in (word, word[0].upper() + word[1:]))
        return "|".join(map(re.escape, forms)) or "(?!)"

    @cached_property
    def no_date_after(self) -> re.Pattern[str]:
        """Match what follows a weekday that takes no date: its date, a part of the day, another weekday."""
        days = "|".join(self.table["weekdays"])
        parts = "|".join(self.table.get("parts_of_day", ()))
        return re.compile(rf" (?:{parts}|\d)|,? \w+ (?:{days})\b|, \w+\.? \d|, \d")

    @cached_property
    def range_before(self) -> re.Pattern[str]:
        """Match another weekday with one word between before a weekday ("Monday to"); search up to the weekday."""
        return re.compile(rf"\b(?:{'|'.join(self.table['weekdays'])}),? \w+ $")

    @cached_property
    def preposition_before(self) -> re.Pattern[str]:
        """Match a preposition right before a date, which then needs none of its own; search up to the date."""
        words = "|".join(self.table.get("prepositions", ()))
        return re.compile(rf"\b(?:{words}) $", re.IGNORECASE)

    @cached_property
    def subject_verb(self) -> re.Pattern[str]:
        """Match the verb after a day that is the subject of its sentence."""
        words = "|".join(self.table.get("subject_verbs", ()))
        return re.compile(rf" (?:{words})\b")

    @cached_property
    def perfect_today(self) -> re.Pattern[str]:
        """Match "today" beside a verb that says that something has happened and not when."""
        return re.compile(str(self.table.get("perfect_today", r"(?!)")), re.IGNORECASE)

    @cached_property
    def date_beside(self) -> re.Pattern[str]:
        """Match the date that follows a word such as tomorrow, after a comma."""
        months = "|".join(self.table["months"])
        return re.compile(rf"(?P<gap>,? (?:on )?)(?:(?:{months}) \d|\d{{1,2}} (?:{months})\b)")

    @cached_property
    def tolls(self) -> frozenset[str]:
        """Return what figures must count to belong into the table of the day."""
        return frozenset(self.table.get("tolls", ()))

    @cached_property
    def pronouns(self) -> frozenset[str]:
        """Return the pronouns that stand for one speaker."""
        return frozenset(self.table.get("pronouns", ()))

    @cached_property
    def stop(self) -> frozenset[str]:
        """Return the words that carry no meaning of their own."""
        return frozenset(self.table.get("stop", ()))

    def content_words(self, text: str) -> frozenset[str]:
        """Return the folded words of a text that carry meaning, without the endings of owners and of many.

        Texts of a day are asked for again and again, so each is read once.
        """
        found = self._content_words.get(text)
        if found is None:
            words = (self._one_spelling(_bare(word)) for word in WORD.findall(fold(text)))
            found = frozenset(word for word in words if word not in self.stop and len(word) > 1)
            self._content_words[text] = found
        return found

    @cached_property
    def _variants(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(written), compared) for written, compared in self.table.get("variants", ())]

    def _one_spelling(self, word: str) -> str:
        if word not in self._spelt:
            spelt = word
            for written, compared in self._variants:
                spelt = written.sub(compared, spelt)
            self._spelt[word] = spelt
        return self._spelt[word]

    def words_for(self, key: str, **values: object) -> str:
        """Fill a template of the table."""
        return str(self.table[key]).format(**values)

    def spell_date(self, day: date) -> str:
        """Return a date as the digest writes it ("22 March")."""
        return self.words_for("date", day=day.day, month=self.table["months"][day.month - 1])

    @cached_property
    def weekdays(self) -> re.Pattern[str]:
        """Match the name of a weekday."""
        return re.compile(rf"\b(?:{'|'.join(self.table['weekdays'])})\b")

    def weekday(self, day: date) -> str:
        """Return the name of a date's weekday."""
        return str(self.table["weekdays"][day.weekday()])


def _bare(word: str) -> str:
    """Return a folded word without "'s", and without the "s" of a plural."""
    word = word.removesuffix("'s").removesuffix("’s").removesuffix("'")
    return word[:-1] if len(word) > PLURAL and word.endswith("s") and not word.endswith("ss") else word
