"""The drafter that a user brings: sections are put to it one by one, and every answer is kept with what was asked.

What was asked once is never asked again, so a build that is repeated has the same bytes, and needs no network. Where no
answer comes the day stands in dayline's own words, and the next build asks again.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from dayline import __version__
from dayline.compose import Material
from dayline.compose.answers import Answer, read_answer
from dayline.compose.drafting import DRAFTER, Brief, briefs, redraft
from dayline.config import Settings
from dayline.config.network import Drafting
from dayline.errors import ConfigError
from dayline.ingest.fetch import Failure, Gate, Limits
from dayline.ingest.guard import WEB_PORTS, Policy
from dayline.ingest.manners import agent_of
from dayline.model.digest import Digest
from dayline.pipeline.clock import utc_now
from dayline.store.archive import Archive

# Bytes of an answer that are taken: far more than the longest that is read, with all that servers put round it.
MOST_BYTES = 1024 * 1024
PATH = "/chat/completions"


class Drafter:
    """One build's drafter: after the first question that nobody answers it asks no more."""

    def __init__(self, archive: Archive, drafting: Drafting, gate: Gate, *, key: str = "") -> None:
        """Make a drafter; ``key`` is what the server knows its users by ("" for none)."""
        self._archive, self._drafting, self._gate, self._key = archive, drafting, gate, key
        self._failure = ""

    def reword(self, material: Material, digest: Digest) -> tuple[Digest, bool]:
        """Return the digest as the drafter words it, and whether every question about it has an answer."""
        answers: list[tuple[Brief, Answer]] = []
        silent: list[tuple[str, str]] = []
        for brief in briefs(material, digest, self._drafting.sections):
            content = self._answer(_question(brief, material, self._drafting))
            if content is None:
                silent.append((digest.sections[brief.place].heading.text, f"{DRAFTER}: {self._failure}"))
            else:
                answers.append((brief, read_answer(content)))
        return redraft(material, digest, answers, model=self._drafting.model, silent=silent), not silent

    def _answer(self, question: Mapping[str, Any]) -> str | None:
        """Return what was answered, now or on an earlier day; None where nothing is."""
        body = json.dumps(question, ensure_ascii=True, sort_keys=True).encode("ascii")
        address = self._drafting.address + PATH
        note = f"{DRAFTER} {sha256(address.encode() + bytes(1) + body).hexdigest()}"
        kept = self._archive.note(note)
        if kept is not None:
            return str(json.loads(kept)["answer"])
        if self._failure:
            return None
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        got = self._gate.fetch(address, headers=headers, body=body)
        content = None if isinstance(got, Failure) else _content_of(got.content)
        if content is None:
            self._failure = got.reason if isinstance(got, Failure) else "the answer is none of a chat"
            return None
        self._archive.put_note(note, json.dumps({"answer": content, "at": got.fetched_at.isoformat(),
                                                 "model": self._drafting.model, "asked": question}))  # fmt: skip
        return content


def drafter_of(
    archive: Archive,
    settings: Settings,
    environment: Mapping[str, str],
    *,
    now: Callable[[], datetime] = utc_now,
) -> Drafter | None:
    """Return the drafter of a crisis file, None where it names none; raise ConfigError where its key is missing."""
    drafting = settings.drafter
    if drafting is None:
        return None
    key = environment.get(drafting.key, "").strip() if drafting.key else ""
    if drafting.key and not (key and key.isascii() and key.isprintable()):
        raise ConfigError(f"the environment variable {drafting.key} holds no key for the drafter",
                          path=str(settings.path), advice=f"set {drafting.key}, or take [drafter] out")  # fmt: skip
    parts = urlsplit(drafting.address)
    port = parts.port or WEB_PORTS[parts.scheme]
    gate = Gate(
        agent=agent_of(__version__, settings.collect.contact),
        now=now,
        policy=Policy(ports=frozenset({port}), networks=drafting.networks),
        limits=Limits(seconds=float(drafting.seconds), body=MOST_BYTES, hops=0),
    )
    return Drafter(archive, drafting, gate, key=key)


def _question(brief: Brief, material: Material, drafting: Drafting) -> dict[str, Any]:
    """Return what is sent: the instructions, and the section as data."""
    return {
        "model": drafting.model,
        "messages": [
            {"role": "system", "content": str(material.language.table("drafter")["instructions"])},
            {"role": "user", "content": json.dumps(brief.values, ensure_ascii=False)},
        ],
        "max_tokens": drafting.tokens,
        "temperature": 0,
        "stream": False,
    }


def _content_of(answer: bytes) -> str | None:
    """Return the words of an answer of the protocol; None for what is none."""
    try:
        given = json.loads(answer)
        content = given["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return content if isinstance(content, str) else None
