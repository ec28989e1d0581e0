"""Search in the browser: words of every line, in small files that a script of the site's own reads as it needs them.

Words are kept by the key under which the spellings of a name fall together, so that a name is found in Latin and in
Cyrillic, however it is carried over. Days are put together by hundreds, so that a new day changes few files.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase, digits

from dayline.model.crisis import Crisis
from dayline.model.digest import Digest
from dayline.model.review import Artifact
from dayline.model.traces import Subject
from dayline.publish.links import Site, search_path, subject_path
from dayline.publish.rendering import json_artifact, own_file, page
from dayline.publish.traces import anchored
from dayline.text.spellings import rules, spelling_key

# Days whose words stand in one set of files.
BLOCK = 100
# Letters and digits that a word must have to be found.
SHORTEST_WORD = 2
OTHER = "_"
# Each letter has a file, be it empty, so that none is left from words that went.
LETTERS = (*digits, *ascii_lowercase, OTHER)

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")


def block_of(day: int) -> int:
    """Return the number of the hundred that a day belongs to."""
    return day // BLOCK


def block_artifacts(block: int, digests: Iterable[Digest]) -> Iterator[Artifact]:
    """Yield the files of a block: of each day its lines, and of each first letter the words with where they stand.

    A word has a flat list of pairs, day and place of the line in it.
    """
    words: dict[str, dict[str, list[int]]] = {}
    for digest in digests:
        lines = [
            (anchor, passage.text, section.heading.text if section else "")
            for anchor, passage, section in anchored(digest)
        ]
        form = {"title": digest.title.text, "date": digest.date.isoformat(), "lines": lines}
        yield json_artifact(search_path(digest.day), form)
        for place, (_, text, heading) in enumerate(lines):
            for key in sorted({*keys_of(text), *keys_of(heading)}):
                words.setdefault(letter_of(key), {}).setdefault(key, []).extend((digest.day, place))
    for letter in LETTERS:
        found = dict(sorted(words.get(letter, {}).items()))
        yield json_artifact(f"search/words/{block}/{letter}.json", found)


def keys_of(text: str) -> list[str]:
    """Return the keys of the words of a text."""
    keys = (spelling_key(word) for word in _WORD.findall(text))
    return [key for key in keys if len(key) >= SHORTEST_WORD]


def letter_of(key: str) -> str:
    """Return the name of the file that a key stands in: its first letter or digit, "_" for any other sign."""
    first = key[0].lower()
    return first if first.isascii() and first.isalnum() else OTHER


def search_artifacts(
    days: Sequence[int], subjects: Sequence[Subject], crisis: Crisis, *, site: Site
) -> Iterator[Artifact]:
    """Yield the search page, its script, how keys are made and which blocks there are, and the names of subjects."""
    values = {"root": "../", "site": site.title, "crisis": crisis}
    yield page("search/index.html", "search.html", values, styles=("pages.css", "search.css"), has_script=True)
    yield own_file("search/search.js", "search.js", media_type="text/javascript")
    blocks = sorted({block_of(day) for day in days}, reverse=True)
    form = {"rules": rules(), "blocks": blocks, "shortest": SHORTEST_WORD, "other": OTHER}
    yield json_artifact("search/rules.json", form)
    names: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
    for subject in sorted(subjects, key=lambda s: (-s.lines, s.id)):
        note = subject.note if subject.kind == "person" else subject.kind
        for key in dict.fromkeys(keys_of(subject.name)):
            entry = (subject.name, subject_path(subject), note)
            names.setdefault(letter_of(key), {}).setdefault(key, []).append(entry)
    for letter in LETTERS:
        yield json_artifact(f"search/names/{letter}.json", dict(sorted(names.get(letter, {}).items())))
