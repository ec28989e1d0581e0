"""Digests about a flood that never was, built by hand: full, thin, awkward and hostile ones."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dayline.model.claims import Figure, FigureId, PersonId
from dayline.model.crisis import Crisis
from dayline.model.digest import (
    Citation,
    Coverage,
    Digest,
    FigureClaim,
    FigureGroup,
    Passage,
    PassageKind,
    Section,
    Speaker,
)
from dayline.model.document import Document, DocumentId, Field
from dayline.model.review import Decision
from dayline.model.source import ItemId, SourceId
from dayline.model.story import StoryId
from dayline.publish.links import Site
from dayline.review import correct
from dayline.text.fingerprints import sha256_hex, short_id

CRISIS = Crisis(id="varda", name="Varda flood", first_day=date(2026, 5, 9), zone=ZoneInfo("Europe/Bucharest"))
SITE = Site(title="Varda flood", address="https://varda.example/", hub="https://hub.example/")
OUTLETS = (
    "Valley Post", "Varda Emergency Service", "Radio Teln", "KNA", "Courier", "Channel One", "The Lantern",
    "Varda Regional Police", "Meridian", "Saint Alda Relief Society",
)  # fmt: skip

HEADINGS = (
    "Leave by nightfall, governor tells villages below the dam",
    "No gate has failed, water ministry says; engineers quoted by the Courier disagree",
    "Nine dead in Lower Brenna, police say",
    "Rail line to Teln closed until Saturday",
    "Lindrava opens two schools to people from the valley",
    "Parliament to hear the acting water minister on Friday",
    "Relief society says that drinking water will last three days",
)
QUOTES = (
    "“Nobody should be sleeping below that wall tonight,” the governor of Varda region, Irena Solm, said at a "
    "briefing on Thursday.",
    "“All five gates answer to command,” the deputy minister for water, Tomas Rell, said on television.",
    "“We counted every door twice, and there is one family that we have not found,” the police colonel Mira "
    "Osk told reporters in Lower Brenna.",
    "“The ballast is gone over forty metres,” a spokesman for State Railways, Jon Tavel, said.",
    "“There are beds for three hundred, and soup,” the mayor of Lindrava, Edda Korm, said in a Telegram post.",
    "“He will be asked what he knew on Monday,” the speaker of parliament, Pavel Grun, said in an interview.",
    "“People are drinking from the tankers now,” the society’s coordinator in Teln, Ana Velt, said.",
)
SPEAKERS = (
    ("Irena Solm", "governor of Varda region"), ("Tomas Rell", "deputy minister for water"),
    ("Mira Osk", "police colonel"), ("Jon Tavel", "spokesman"), ("Edda Korm", "mayor of Lindrava"),
    ("Pavel Grun", "speaker of parliament"), ("Ana Velt", "coordinator"),
)  # fmt: skip
REPORTS = (
    "The order covers about 4,200 people in Upper Brenna, Lower Brenna and Teln, the regional emergency service "
    "said in a Telegram post.",
    "The Courier reported, citing an engineer familiar with the inspection, that the second gate had not closed "
    "since Wednesday evening.",
    "Police put the dead at nine, three more than on Wednesday; fourteen people were still missing in the evening.",
)
FILLER = (
    "The rain had stopped at noon, and people stood on the embankment to look at the lake. Buses waited along "
    "Mill Street with their engines running while volunteers carried boxes out of the library. A loudspeaker van "
    "went up and down the lower streets every ten minutes, reading the same three sentences. By the bridge, two "
    "soldiers counted those who crossed, and wrote the count on a board for all to see."
)


@dataclass(slots=True)
class Newsroom:
    """Makes documents, and passages that cite them."""

    documents: dict[DocumentId, Document] = field(default_factory=dict)

    def document(self, source: str, headline: str, text: str, **more: Any) -> Document:
        """Make a document, published 40 minutes after the one before."""
        name = str(len(self.documents))
        at = datetime(2026, 5, 14, 6, tzinfo=UTC) + timedelta(minutes=40 * len(self.documents) % 700)
        values: dict[str, Any] = {
            "id": DocumentId(short_id(source, headline, text, name)),
            "item_id": ItemId(short_id(name)),
            "given_id": f"item-{name}",
            "source_id": SourceId(source.casefold() or "none"),
            "source_name": source,
            "url": f"https://news.example/{name}",
            "headline": headline,
            "text": text,
            "language": "en",
            "published_at": at,
            "published_confidence": "time",
            "fetched_at": datetime(2026, 5, 14, 18, 45, tzinfo=UTC),
            "sha256": sha256_hex(text.encode("utf-8", "surrogatepass")),
            "raw_sha256": sha256_hex(b"raw" + text.encode("utf-8", "surrogatepass")),
            **more,
        }
        document = Document(**values)
        self.documents[document.id] = document
        return document

    def cite(self, document: Document, words: str = "", *, where: Field = "text") -> Citation:
        """Cite words of a document, or all of one of its fields."""
        characters = document.field(where)
        start = characters.index(words) if words else 0
        return Citation(
            span=document.span(start, start + len(words or characters), where),
            url=document.url,
            source_name=document.source_name,
            retrieved_at=document.fetched_at,
            sha256=document.sha256,
        )

    def report(self, source: str, headline: str, sentence: str, **more: Any) -> Document:
        """Make a report that has a sentence in the middle of others."""
        return self.document(source, headline, f"{FILLER} {sentence}\n\n{FILLER}", **more)

    def line(self, sentence: str, source: str, kind: PassageKind = "report", headline: str = "") -> Passage:
        """Make a passage with a report of its own to rest on."""
        document = self.report(source, headline or f"What {source} saw at the river", sentence)
        return passage(sentence, kind, self.cite(document, sentence))

    def from_headline(self, headline: str, source: str, kind: PassageKind = "heading") -> Passage:
        """Make a passage that rests on nothing but a headline."""
        document = self.document(source, headline, "")
        return passage(headline, kind, self.cite(document, where="title"))

    def claim(
        self,
        sentence: str,
        number: str,
        claimant: str,
        source: str,
        low: float,
        high: float | None = None,
        previous: tuple[int, float] | None = None,
        **more: Any,
    ) -> FigureClaim:
        """Make a claimed figure; ``previous`` is a day and the claimant's figure then."""
        words = self.line(sentence, source, "figure")
        document = self.documents[words.citations[0].span.document_id]
        start = document.text.index(sentence) + sentence.index(number)
        return FigureClaim(
            passage=words,
            figure=Figure(
                id=FigureId(short_id(sentence, number)),
                span=document.span(start, start + len(number)),
                low=low,
                high=low if high is None else high,
                **more,
            ),
            claimant=claimant,
            previous=previous[1] if previous else None,
            previous_day=previous[0] if previous else None,
        )


def passage(text: str, kind: PassageKind, *citations: Citation, speaker: str = "") -> Passage:
    """Make a passage, with somebody who speaks in it."""
    speakers = (PersonId(short_id(speaker)),) if speaker else ()
    return Passage(text=text, kind=kind, citations=citations, speakers=speakers)


def speakers(**roles: str) -> tuple[Speaker, ...]:
    """Make the speakers of a digest from their names and roles."""
    return tuple(Speaker(id=PersonId(short_id(name)), name=name, role=role) for name, role in roles.items())


def digest(day: int, sections: Sequence[Section], **more: Any) -> Digest:
    """Make a digest of a day of the flood from its sections."""
    on = CRISIS.date_of(day)
    headings = [section.heading for section in sections[:2]]
    values: dict[str, Any] = {
        "crisis_id": CRISIS.id,
        "day": day,
        "date": on,
        "cutoff": datetime(on.year, on.month, on.day, 19, tzinfo=UTC),
        "title": passage(
            f"Day {day}: " + ", ".join(heading.text for heading in headings),
            "title",
            *(citation for heading in headings for citation in heading.citations),
        ),
        "lede": (),
        "sections": tuple(sections),
        "coverage": Coverage(documents=83, sources=12, independent_origins=31),
        **more,
    }
    return Digest(**values)


def story(heading: Passage, *passages: Passage, **more: Any) -> Section:
    """Make a section."""
    return Section(
        **{"story_id": StoryId(short_id(heading.text)), "heading": heading, "passages": passages, **more}
    )


def full_day(day: int = 6) -> tuple[Digest, dict[DocumentId, Document]]:
    """Make an ordinary full day: seven sections, fourteen lines, figures with rivals, ranges and changes."""
    room = Newsroom()
    sections = []
    for place, (heading, quote) in enumerate(zip(HEADINGS, QUOTES, strict=True)):
        main = room.report(OUTLETS[place], heading, f"{quote} {REPORTS[place % 3]}")
        rival = room.line(REPORTS[place % 3], OUTLETS[(place + 3) % 10])
        passages = [passage(quote, "quote", room.cite(main, quote), speaker=SPEAKERS[place][0]), rival]
        if place < 2:
            second = room.line(REPORTS[(place + 1) % 3], OUTLETS[(place + 5) % 10])
            passages.append(
                passage(
                    second.text,
                    "report",
                    *second.citations,
                    room.cite(main, REPORTS[place % 3]),
                    *rival.citations,
                )
            )
        background = (
            room.line(
                f"From Tuesday, 12 May (day {4 - place}): the ministry called the dam “stable”.", "KNA"
            ),
        )
        sections.append(
            story(
                passage(heading, "heading", room.cite(main, where="title")),
                *passages,
                background=background if place < 3 else (),
                background_days=(4 - place,) if place < 3 else (),
                outlets=7 - place,
                origins=3,
                notes=(f"{7 - place} outlets, 3 origins",)
                if place != 1
                else ("4 outlets", "one anonymous source"),
                documents=tuple(room.documents),
            )
        )
    also = tuple(
        room.from_headline(f"{words} in {town}", OUTLETS[place % 10], "report")
        for place, (words, town) in enumerate(
            (words, town)
            for town in ("Teln", "Upper Brenna")
            for words in (
                "Bridge closed to lorries",
                "Market moved to the school yard",
                "Phone mast out of order",
                "Two cows found on a roof and brought down by rescuers",
                "Water cut for six hours",
                "Soldiers fill sandbags through the night",
                "Museum carries its archive upstairs",
            )
        )
    )  # fmt: skip
    worth = (
        room.line("The last evening in Mill Street, told by the woman who kept its shop.", "Valley Post"),
    )
    return digest(
        day,
        sections,
        lede=tuple(passage(s.heading.text + ".", "report", *s.heading.citations) for s in sections[:3]),
        figures=figures(room),
        speakers=speakers(**dict(SPEAKERS)),
        also=also,
        worth=worth,
        coverage=Coverage(
            documents=123,
            sources=12,
            independent_origins=31,
            set_aside=40,
            sources_failed=("Orlin Gazette",),
            sources_silent=("Border Waters Commission", "State Railways"),
            sides_missing=("the dam’s builders",),
            languages_unread=("uk", "ro"),
            figures_not_updated=("displaced",),
        ),
    ), room.documents


def figures(room: Newsroom) -> tuple[FigureGroup, ...]:
    """Make claims of every sort: exact, rising, rival, ranged, hedged, in money, in per cent, a month."""
    police, post = "Varda Regional Police", "Valley Post"
    return (
        FigureGroup(
            of="killed, Lower Brenna",
            claims=(
                room.claim(
                    "Nine people died in Lower Brenna, police said.", "Nine", "police", police, 9,
                    previous=(5, 6), of="killed", unit="people", as_of="2026-05-14T18:00",
                ),
                room.claim(
                    "Between 10 and 12 bodies lie in the school, the Valley Post counted.", "10 and 12", post, post,
                    10, 12, previous=(2, 7), of="killed", unit="people",
                ),
            ),
        ),
        FigureGroup(
            of="missing",
            claims=(
                room.claim(
                    "At least 14 people are missing, police said.", "14", police, police, 14, of="missing",
                    unit="people", hedge="at least", as_of="2026-05-13", previous=(5, 11),
                ),
                room.claim(
                    "About 30 are unaccounted for, the relief society said.", "30", "Saint Alda Relief Society",
                    "Courier", 30, of="missing", unit="people", hedge="about",
                ),
            ),
        ),
        FigureGroup(
            of="damage",
            claims=(
                room.claim(
                    "Insurers put the damage at up to 1.25 billion dollars.", "1.25 billion", "insurers", "Meridian",
                    1_250_000_000, of="damage", unit="USD", hedge="up to", change=250_000_000,
                ),
            ),
        ),
        FigureGroup(
            of="lake level",
            claims=(
                room.claim(
                    "The lake stood at 98.5 percent.", "98.5", "River Office", "Radio Teln", 98.5, unit="%",
                    of="lake level", previous=(5, 98.5),
                ),
            ),
        ),
        FigureGroup(
            of="evacuated",
            claims=(
                room.claim(
                    "Some 25,000 people a month left the valley, the service said.", "25,000",
                    "Varda Emergency Service", "Varda Emergency Service", 25_000, of="evacuated", unit="people",
                    per="month", since="2026-05-09", hedge="more than",
                ),
            ),
        ),
    )  # fmt: skip


def thin_day(day: int = 5) -> tuple[Digest, dict[DocumentId, Document]]:
    """Make a day of one section that rests on one headline, without lede, figures and lines."""
    room = Newsroom()
    heading = room.from_headline("Water reaches the red line of the gauge", "Radio Teln")
    section = story(heading, passage(heading.text + ".", "report", *heading.citations), outlets=1, origins=1)
    return digest(
        day, [section], coverage=Coverage(documents=1, sources=1, independent_origins=1)
    ), room.documents


def corrected_day(day: int = 5) -> tuple[Digest, dict[DocumentId, Document]]:
    """Make the thin day with its heading corrected, and its only line withdrawn a day later."""
    thin, documents = thin_day(day)
    heading, line, at = thin.sections[0].heading.text, thin.sections[0].passages[0].text, thin.cutoff
    both = (
        Decision(
            by="Night desk", at=at, action="replace", target="sections[0].heading", before=heading,
            after="Water nears the red line", reason="The gauge stood below the line.", kind="corrected",
        ),
        Decision(
            by="A. Lund", at=at.replace(day=at.day + 1), action="drop", target="sections[0].passages[0]",
            before=line, reason="The report was of another gauge.", kind="withdrawn",
        ),
    )  # fmt: skip
    return correct(thin, both)[0], documents


def awkward_day(day: int = 4) -> tuple[Digest, dict[DocumentId, Document]]:
    """Make a day of long names, a long title, Cyrillic and Arabic evidence, and words that cannot be broken."""
    room = Newsroom()
    long_name = "Joint Information Centre of the Regional Administration for the Upper and Lower Varda Valley"
    first = room.from_headline(
        "Ministry calls the dam stable at every gauge while the mayors of four towns below it say that nobody "
        "has read the gauges since Monday evening, and ask for soldiers to watch them through",
        long_name,
    )
    text = "Вода піднялася на два метри за чверть години. Мер міста сказав: «Ми чекали цього». " * 8
    cyrillic = room.document(
        "Долина сьогодні", "Вода піднялася на два метри", text.strip(), language="uk", given_id="", url=""
    )
    arabic = room.document("نهر", "ارتفع الماء", "قال رئيس البلدية إن الماء ارتفع مترين.", language="ar")
    noon = datetime(2026, 5, 12, 12, tzinfo=UTC)
    unbroken = room.document(
        "x" * 90,
        "y" * 140,
        "z" * 900,
        published_at=noon,
        published_on=date(2026, 5, 12),
        published_confidence="day",
    )
    undated = room.document(
        "Channel One", "", "The dam is stable. " * 40, published_at=None, published_confidence="low"
    )
    section = story(
        first,
        passage(
            "“Ми чекали цього,” the mayor of Teln said.", "quote", room.cite(cyrillic, "«Ми чекали цього»"),
            speaker="Ганна Вовк",
        ),
        passage("The water rose by two metres, the mayor said.", "report", room.cite(arabic)),
        passage("Nothing can break this: " + "w" * 120, "report", room.cite(unbroken, "z" * 200)),
        passage("The dam was stable.", "report", room.cite(undated, "The dam is stable.")),
        background=(room.line("From Sunday, 10 May (day 2): rain.", long_name),),
        background_days=(2,),
        outlets=4,
        origins=4,
    )
    return digest(day, [section], speakers=speakers(**{"Ганна Вовк": "мер Тельна"}), figures=(
        FigureGroup(of="s" * 60, claims=(room.claim(
            "There are 3 of them.", "3", long_name, "c" * 70, 3, of="s" * 60, unit="u" * 50),)),
    )), room.documents  # fmt: skip


def hostile_day(words: Sequence[str], day: int = 6) -> tuple[Digest, dict[DocumentId, Document]]:
    """Make a day in which each of the words is a text, a headline, a name, a byline and an address."""
    room = Newsroom()
    sections = []
    for word in words:
        document = room.document(
            word, word, f"before {word} after", byline=word, url=word, language=word, given_id=word,
            source_id=SourceId(short_id(word)),
        )
        quoted = passage(word, "quote", room.cite(document, word), speaker=word)
        sections.append(
            story(
                passage(word, "heading", room.cite(document, where="title")),
                quoted,
                story_id=StoryId(word),
                background=(quoted,),
                background_days=(1,),
                notes=(word,),
                documents=tuple(room.documents),
            )
        )
    first = words[0]
    group = FigureGroup(of=first, claims=(room.claim(
        f"{first} 1", "1", first, first, 1, of=first, unit=first, per=first, as_of=first, since=first),))  # fmt: skip
    line = sections[0].passages
    names = tuple(words)
    return digest(
        day, sections, lede=line, also=line, worth=line, figures=(group,),
        speakers=speakers(**{word: word for word in words}),
        title=passage(f"Day {day}: {' '.join(words)}", "title", *sections[0].heading.citations),
        coverage=Coverage(
            documents=1, sources=1, independent_origins=1, sources_failed=names, sources_silent=names,
            sides_missing=names, languages_unread=names, figures_not_updated=names,
        ),
    ), room.documents  # fmt: skip
