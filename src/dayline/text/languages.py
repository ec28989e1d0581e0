"""What dayline knows of a language: word lists, read from TOML by the pipeline and given to the stages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

EMPTY: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """The tables of one language; every table of its TOML files stays reachable with ``table``.

    ``code`` is a BCP 47 primary tag ("en"), or "und" for a language of which nothing is known. Two languages
    are the same only if they are the same object, so that compiled patterns can be kept by language.
    """

    code: str
    tables: Mapping[str, Any] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()

    @classmethod
    def from_mapping(cls, code: str, mapping: Mapping[str, Any]) -> "Language":
        """Build the record from the merged TOML tables of one language; a missing table is an empty one."""
        sentences, people = mapping.get("sentences", EMPTY), mapping.get("people", EMPTY)
        dates = mapping.get("dates", EMPTY)
        return cls(
            code=code,
            tables=mapping,
            titles=frozenset(sentences.get("titles", ())),
            abbreviations=frozenset(sentences.get("abbreviations", ())),
            numbered=frozenset(sentences.get("numbered", ())),
            starters=frozenset(sentences.get("starters", ())),
            particles=frozenset(people.get("particles", ())),
            pronouns=frozenset(word for key in ("he", "she", "they") for word in people.get(key, ())),
            months=_names(dates.get("months", ())),
            weekdays=_names(dates.get("weekdays", ())),
        )

    def table(self, name: str) -> Mapping[str, Any]:
        """Return a table as read from TOML; an empty one where the language has none of that name."""
        found = self.tables.get(name, EMPTY)
        return found if isinstance(found, Mapping) else EMPTY

    def words(self, table: str, key: str) -> frozenset[str]:
        """Return a list (or the keys of a mapping) of a table as a set; empty where missing."""
        return frozenset(self.table(table).get(key, ()))


def _names(entry: Any) -> tuple[str, ...]:
    """Return the names in order from a list of names, or from a mapping of names to numbers."""
    if isinstance(entry, Mapping):
        return tuple(sorted(entry, key=lambda name: (str(entry[name]), name)))
    return tuple(name for name in entry if isinstance(name, str))
