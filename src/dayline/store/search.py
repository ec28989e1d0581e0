"""Full-text search over documents, in each database's own way.

SQLite (FTS5) keeps two indexes: one of the words of every document, without diacritics, and one of every run of
three characters in the distinct words beyond Latin, so that "Бахмут" leads to "Бахмутом" and "Бахмуті" and these
to their documents. (Indexing the runs of whole texts made imports of Cyrillic three times slower and archives
twice as big.) PostgreSQL indexes words (dictionary "simple") and finds parts of words beyond Latin by reading
through.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, TextClause, func, select, text

from dayline.model.document import DocumentId
from dayline.store.base import Connected, iso_day
from dayline.store.tables import documents

# letters of scripts other than Latin; punctuation, symbols and pictures are left out
BEYOND_LATIN = re.compile(
    "[\u0370-\u1cff\u1f00-\u1fff\u2c80-\u2dff\u3040-\ua71f\ua800-\ufaff\ufb1d-\ufdff"
    "\ufe70-\ufefe\U00010000-\U0001cfff\U00020000-\U0003ffff]"
)
PHRASE = re.compile(r'"([^"]*)"|(\S+)')

WORD = re.compile(r"[^\W_]{3,40}")

INDEX_DOCUMENTS = (
    "INSERT INTO documents_words (rowid, headline, text) "
    "SELECT number, headline, text FROM documents WHERE number > :after"
)
ADD_WORD = "INSERT OR IGNORE INTO documents_vocabulary (word) VALUES (:word)"
INDEX_WORDS = (
    "INSERT INTO documents_letters (rowid, word) "
    "SELECT number, word FROM documents_vocabulary WHERE number > :after"
)
WORDS_WITH = (
    "SELECT word FROM documents_vocabulary WHERE number IN "
    "(SELECT rowid FROM documents_letters WHERE documents_letters MATCH :part) "
    "ORDER BY length(word), word LIMIT :most"
)
DOCUMENTS_WITH = (
    "SELECT id, documents.headline, documents.text FROM documents_words "
    "JOIN documents ON documents.number = documents_words.rowid "
    "WHERE documents_words MATCH :words AND day BETWEEN :first AND :last "
    "ORDER BY documents_words.rank, seen_at DESC, id LIMIT :limit"
)

# characters that a search needs at least to find parts of words: the length of the indexed runs
SHORTEST_PART = 3

# words that a part of a word may stand for, shortest first: bounds the size of one query
MOST_WORDS = 500

# words of a query that are looked for; the rest of a pasted page adds nothing
MOST_PHRASES = 32

# characters of a document shown before and after the first find
CONTEXT = 80


def newest(connection: Connection) -> int:
    """Return the local number of the newest document, 0 where there is none."""
    return connection.scalar(select(func.max(documents.c.number))) or 0


def index(connection: Connection, rows: Sequence[dict[str, Any]], after: int) -> None:
    """Put documents with numbers above ``after`` into the indexes that the database does not keep itself."""
    if connection.dialect.name != "sqlite" or not rows:
        return
    connection.execute(text(INDEX_DOCUMENTS), {"after": after})
    fields = [row[name] for row in rows for name in ("headline", "text")]
    found = {word for field in fields if BEYOND_LATIN.search(field) for word in WORD.findall(field.lower())}
    words = [word for word in found if BEYOND_LATIN.search(word)]
    if words:
        known = connection.scalar(text("SELECT max(number) FROM documents_vocabulary")) or 0
        connection.execute(text(ADD_WORD), [{"word": word} for word in sorted(words)])
        connection.execute(text(INDEX_WORDS), {"after": known})


class Search(Connected):
    """The part of the archive that finds words."""

    def search(
        self,
        query: str,
        *,
        limit: int = 20,
        days: tuple[str, str] | None = None,
    ) -> list[tuple[DocumentId, str]]:
        """Return documents with all words and "quoted phrases", best first, each with a piece of its text.

        Any string will do; one without letters or digits finds nothing. ``days`` are the first and last
        digest day.
        """
        phrases = phrases_of(query)
        if not phrases or limit <= 0:
            return []
        with self._reading() as connection:
            find = _on_sqlite if connection.dialect.name == "sqlite" else _on_postgresql
            statement, values = find(connection, phrases)
            first, last = (iso_day(day) for day in days) if days else ("", "\U0010fffe")
            found = connection.execute(
                statement.columns(documents.c.id, documents.c.headline, documents.c.text),
                {**values, "limit": limit, "first": first, "last": last},
            )
            return [(DocumentId(row.id), snippet(row.headline, row.text, phrases)) for row in found]


def phrases_of(query: str) -> list[str]:
    """Return the quoted phrases and single words of a query that hold a letter or digit."""
    plain = "".join(char if char.isprintable() else " " for char in query)
    found = (match[1] or match[2] or "" for match in PHRASE.finditer(plain))
    phrases = [phrase.replace('"', " ").strip() for phrase in found]
    return [phrase for phrase in phrases if any(char.isalnum() for char in phrase)][:MOST_PHRASES]


def snippet(headline: str, body: str, phrases: Sequence[str]) -> str:
    """Return one line around the first phrase that stands in the text, or else in the headline."""
    pattern = re.compile("|".join(re.escape(phrase) for phrase in phrases), re.IGNORECASE)
    match = pattern.search(body) or pattern.search(headline)
    source = match.string if match else body or headline
    start, end = match.span() if match else (0, 0)
    left, right = max(0, start - CONTEXT), min(len(source), end + CONTEXT)
    if left:
        left = source.find(" ", left, start) + 1 or left
    if right < len(source):
        right = max(source.rfind(" ", end, right), end)
    shown = " ".join(source[left:right].split())
    return ("… " if left else "") + shown + (" …" if right < len(source) else "")


def _on_sqlite(connection: Connection, phrases: Sequence[str]) -> tuple[TextClause, dict[str, str]]:
    wanted = []
    for phrase in phrases:
        words = [phrase]
        if _is_part(phrase):
            found = connection.scalars(text(WORDS_WITH), {"part": f'"{phrase}"', "most": MOST_WORDS})
            words = list(found) or words
        wanted.append("(" + " OR ".join(f'"{word}"' for word in words) + ")")
    return text(DOCUMENTS_WITH), {"words": " AND ".join(wanted)}


def _is_part(phrase: str) -> bool:
    return len(phrase) >= SHORTEST_PART and phrase.isalnum() and BEYOND_LATIN.search(phrase) is not None


def _on_postgresql(connection: Connection, phrases: Sequence[str]) -> tuple[TextClause, dict[str, str]]:
    both = "(headline || ' ' || text)"
    indexed = f"to_tsvector('simple', left({both}, 200000))"
    values, conditions = {}, []
    for number, phrase in enumerate(phrases):
        name = f"phrase_{number}"
        if _is_part(phrase):
            values[name] = f"%{phrase}%"
            conditions.append(f'{both} COLLATE "default" ILIKE :{name}')
        else:
            values[name] = phrase
            conditions.append(f"{indexed} @@ phraseto_tsquery('simple', :{name})")
    return text(
        f"SELECT id, headline, text FROM documents WHERE {' AND '.join(conditions)} "
        "AND day BETWEEN :first AND :last ORDER BY seen_at DESC, id LIMIT :limit"
    ), values
