"""Headlines as headings."""

from dataclasses import replace

import pytest

from dayline.compose.headings import headline_span, is_title_case, ranked_headlines, title_span
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.model.claims import Sentence
from dayline.model.entities import PersonMention

from .conftest import Desk


@pytest.mark.parametrize(
    ("headline", "news"),
    [
        (
            "Breaking: Dyke breaks in Lower Brenna, 90 houses flooded",
            "Dyke breaks in Lower Brenna, 90 houses flooded",
        ),
        ("UPDATE 3 - Dyke breaks in Lower Brenna", "Dyke breaks in Lower Brenna"),
        (
            "Shelling: Village of Teln under fire again (14.05.26 09:28) « War in Varda | Some.NET",
            "Village of Teln under fire again",
        ),
        ("Dyke breaks in Lower Brenna. PHOTOS", "Dyke breaks in Lower Brenna"),
        ("Rell: all five gates answer to command", "Rell: all five gates answer to command"),
        ("Ukraine: Dyke at Teln will hold, says water minister", "Dyke at Teln will hold, says water minister"),
        ("Ukraine: Water reaches the town of Teln – mayor", "Water reaches the town of Teln – mayor"),
        ("Ukraine: Doctors run clinics by the dyke at Teln", "Doctors run clinics by the dyke at Teln"),
        ("Varda dam talks: Parties call for a second gate", "Parties call for a second gate"),
        ("Solm: President refuses to leave the flooded palace", "President refuses to leave the flooded palace"),
        ("Solm on talks: No gate will be opened at night", "Solm on talks: No gate will be opened at night"),
        ("Both gates are shut at Teln – media", "Both gates are shut at Teln – media"),
        ("Ada Rell: Water ministry: All gates are shut (14.05.26 09:28) « War in Varda | Some.NET",
         "Water ministry: All gates are shut"),
    ],
)
def test_the_news_of_a_headline(headline: str, news: str, desk: Desk, style: Style) -> None:
    document = desk.document("a", headline)
    span = headline_span(document, style)
    assert span is not None
    assert document.quote(span) == news


def test_a_whole_name_before_a_headline_is_that_of_a_speaker_or_the_headline_is_left(desk: Desk, style: Style) -> None:
    headline = "Ada Rell: More than 400 houses stand empty (14.05.26 09:28) « War in Varda | Some.NET"
    said = desk.document("a", headline, "The mayor, Ada Rell, said that more than 400 houses stand empty.")
    silent = desk.document("b", headline, "More than 400 houses stand empty. One of them is that of Ada Rell.")
    span = headline_span(said, style)
    assert span is not None
    assert said.quote(span) == "Ada Rell: More than 400 houses stand empty"
    assert headline_span(silent, style) is None


@pytest.mark.parametrize(
    "headline",
    [
        "Will the Karst dam hold through the night?",
        "Five things to know about the Karst dam",
        "Live updates: flood in Varda region",
        "Flood",
        "Transcript: the evening programme on the dam",
        "What we know about the broken dyke",
        "The dyke has broken in two places. Here are some pictures",
        "The papers: water in Mill Street, and a mayor on a roof",
        "Varda crisis: The volunteers racing sandbags to the dyke",
        "Mill Street: Why the water stood for eleven days",
        "Ada Rell on... the dykes of the valley",
        "Water will stand in Mill Street if the second dyke breaks",
        "Situation report, Tuesday noon in Varda",
        "Mapping the water in the streets of Teln",
        "The volunteers carrying sandbags to the second dyke",
        "Drone footage of the broken dyke above Teln",
        "If the second dyke breaks, water will stand in Mill Street",
        "They left Teln at dawn. Then the second dyke broke",
        "Excerpts of the speech of the governor of Varda",
        "‘I carried my father through the water’",
        "Governor: all five gates answer to command",
        "A second flood will change the valley of Brenna",
        "The ferryman caught by the flood below Teln",
        "Return to Teln, the town that the water took",
        "‘We heard it at night’: Teln residents tell of the flood",
        "‘Nobody came’ – the ferrymen who carried half of Teln",
        "Villagers wait on the roofs of Lower Brenna: 'We have no boats'",
        "Teln families mourn their dead after the flood",
        "'Water everywhere', say families of Lower Brenna",
        "The flood in Lower Brenna COULD last for months",
        # comment
        "Flood sends powerful message to the valley of Varda",
        "Questions swirl over the gates of the Karst dam",
        "Fears the second dyke of Lower Brenna may not hold",
        "Flood in Brenna is now a 'slow disaster'",
        "Teln 'will not be forgotten' after the flood",
        # what was said is not told
        "Water ministry outlines its plans for the second dyke",
        "Solm, Rell discuss further steps to strengthen the second dyke",
        "Solm thanks governor of Karst for his strong support of Varda",
        "In the mill of Teln was found with two dead",
        "The flood on the Ilm and the people left behind",
        "Solm calls dyke \"a disgrace,\" in first",
        # an outlet's own thoughts and people, speakers without a name, slips
        "‘Worried’ Teln ferrymen carry the pews out of the church",
        "Ferry service in Lower Brenna is ‘hanging on’ as water rises",
        "Karst denies that the dyke leaks. Experts say it does",
        "Solm, without evidence, says the dyke was blown up",
        "Post Reporter Mara Lent Details Night on the Dyke of Teln",
        "Potential Varda candidate says the dyke of Teln is a disgrace",
        "Solm: Such dykes are needed for Teln to sleep",
        "Solm: Karst is a terrorist state and nothing else",
        "In Teln, six resident killed as the dyke breaks",
        "Karst flood is likely to reach the town of Teln",
        "With sandbags and soup, Teln greets the ferrymen of Brenna",
        # features by their form
        "A ferry born of two doors and a mast in Lower Brenna",
        "The bell ringers: Volunteers count the hours above the flood",
        "Ferryman describes the night above the second dyke",
        "Water minister on the leak in the second dyke: ‘I saw it grow’",
        "Teln and Karst play it cool after the flood",
    ],
)
def test_what_is_no_statement_of_news_makes_no_heading(headline: str, desk: Desk, style: Style) -> None:
    assert headline_span(desk.document("a", headline), style) is None


def test_a_comment_is_news_where_somebody_says_it(desk: Desk, style: Style) -> None:
    for at, said in enumerate((", Solm says", " – Solm")):
        assert headline_span(desk.document(f"a{at}", f"Questions swirl over Karst dam{said}"), style) is not None


def test_the_words_of_somebody_of_whom_nobody_says_who_that_is_head_nothing(desk: Desk, style: Style) -> None:
    headline = "Ove Brand: The people of Lower Brenna 'want their dyke back'"
    assert _headings(desk, style, headline, "") != []
    document = desk.document("b", headline)
    mention = PersonMention(span=document.span(0, 9, "title"), name="Ove Brand")
    for role, stays in ((None, False), ("governor", True)):
        held = desk.annotations[document.id]
        desk.annotations[document.id] = replace(held, people=(replace(mention, role=role),))
        material = desk.material(desk.story("s", [document]))
        assert bool(ranked_headlines(material, [document.id], style, Subjects(material, style))) is stays


def test_an_office_whose_country_was_cut_heads_nothing(desk: Desk, style: Style) -> None:
    assert _headings(desk, style, "Karst conflict: Government to sell mill of Lower Brenna", "") == []
    assert _headings(desk, style, "Government to sell mill of Lower Brenna", "") != []


def test_a_quotation_before_somebody_s_deed_is_cut(desk: Desk, style: Style) -> None:
    document = desk.document("a", "‘We are not alone’: Irena Solm thanks the ferrymen of Teln")
    span = headline_span(document, style)
    assert span is not None
    assert document.quote(span) == "Irena Solm thanks the ferrymen of Teln"


def test_a_whole_name_of_somebody_who_is_only_told_of_is_a_topic(desk: Desk, style: Style) -> None:
    told = "The mill of the late Ada Rell was taken by the water."
    assert _headings(desk, style, "Ada Rell: Mill of the former mayor taken by water", told) == []
    said = "The mill was taken by the water, the former mayor, Ada Rell, said."
    assert _headings(desk, style, "Ada Rell: The mill has been taken by water", said) != []


def test_title_case_is_known_when_seen() -> None:
    assert is_title_case("Governor Orders Evacuation Of Three Villages")
    assert not is_title_case("Governor of Varda orders evacuation of villages")


def test_the_headline_that_says_what_the_others_say_comes_first(desk: Desk, style: Style) -> None:
    documents = [
        desk.document("a", "Governor orders evacuation of three villages below Karst dam"),
        desk.document(
            "b", "Evacuation of three villages below the Karst dam ordered by governor", source="agency"
        ),
        desk.document("c", "Brass festival in Hallin goes on in the rain"),
    ]
    material = desk.material(desk.story("s", documents))
    ranked = ranked_headlines(material, [d.id for d in documents], style, Subjects(material, style))
    assert ranked[0].document_id in {"a", "b"}
    assert ranked[-1].document_id == "c"


def _headings(desk: Desk, style: Style, headline: str, text: str) -> list[str]:
    document = desk.document("m", headline, text)
    material = desk.material(desk.story("s", [document]))
    return [document.quote(span) for span in ranked_headlines(material, ("m",), style, Subjects(material, style))]


def test_an_early_sentence_heads_what_has_no_headline_the_first_before_its_like(desk: Desk, style: Style) -> None:
    first = "The side dyke of Lower Brenna broke over a length of 40 metres in the night."
    assert _headings(desk, style, "", f"{first} The army is on its way.") == [first, "The army is on its way."]
    assert _headings(desk, style, "Flood", f"{first} The army is on its way.") == []


@pytest.mark.parametrize(
    "text",
    [
        "He said that the dyke broke in the night.",
        "Our dyke has broken in the night.",
        "The side dyke of Lower Brenna " + "broke and " * 40 + "fell.",
        "Will the dyke of Lower Brenna hold tonight?",
        "Live updates on the broken dyke.",
    ],
)
def test_a_first_sentence_that_is_no_news_heads_nothing(text: str, desk: Desk, style: Style) -> None:
    assert _headings(desk, style, "", text) == []


@pytest.mark.parametrize(
    "comment",
    [
        "How governor Hallin uses the radio to empty villages below the Karst dam",
        "Governor talks about the evacuation of villages below the Karst dam",
        "Evacuation of villages below the Karst dam exposes the governor",
        # a clumsy turn
        "Governor is convinced of evacuation of villages below the Karst dam",
    ],
)
def test_news_comes_before_comment(comment: str, desk: Desk, style: Style) -> None:
    news = desk.document("b", "Governor orders evacuation of villages below the Karst dam", source="agency")
    documents = [desk.document("a", comment), news]
    material = desk.material(desk.story("s", documents))
    spans = ranked_headlines(material, [d.id for d in documents], style, Subjects(material, style))
    assert spans[0].document_id == news.id


def test_a_quotation_in_title_case_comes_after_title_case_without_one(desk: Desk, style: Style) -> None:
    quoting = desk.document("a", "Governor Calls Flooded Villages Below Karst Dam ‘A Very Bad Dream’")
    plain = desk.document("b", "Governor Orders Evacuation of Villages Below Karst Dam", source="agency")
    material = desk.material(desk.story("s", [quoting, plain]))
    spans = ranked_headlines(material, [quoting.id, plain.id], style, Subjects(material, style))
    assert [span.document_id for span in spans] == [plain.id, quoting.id]


def test_a_neutral_outlets_headline_comes_before_that_of_a_side(desk: Desk, style: Style) -> None:
    sided = desk.document("a", "Dyke breaks in Lower Brenna, 90 houses flooded", source="ministry")
    neutral = desk.document("b", "Dyke breaks in Lower Brenna, 90 houses are flooded")
    material = desk.material(desk.story("s", [sided, neutral]))
    sources = tuple(replace(s, side="Varda" if s.id == "ministry" else "") for s in material.crisis.sources)
    material = replace(material, crisis=replace(material.crisis, sources=sources))
    spans = ranked_headlines(material, [sided.id, neutral.id], style, Subjects(material, style))
    assert [span.document_id for span in spans] == [neutral.id, sided.id]


def test_a_headline_that_demands_names_who_does(desk: Desk, style: Style) -> None:
    silent = desk.document("a", "Engineers should urgently come to the dam of Karst")
    said = desk.document("b", "Rell: Engineers should urgently come to the dam of Karst")
    material = desk.material(desk.story("s", [silent]), desk.story("t", [said]))
    subjects = Subjects(material, style)
    assert not ranked_headlines(material, [silent.id], style, subjects)
    assert ranked_headlines(material, [said.id], style, subjects)


def test_a_headline_of_one_sentence_goes_before_one_of_two(desk: Desk, style: Style) -> None:
    two = desk.document("a", "Water rises in Lower Brenna. Nine streets are closed")
    one = desk.document("b", "Nine streets are closed as water rises in Brenna")
    material = desk.material(desk.story("s", [two, one]))
    first = ranked_headlines(material, [two.id, one.id], style, Subjects(material, style))[0]
    assert first.document_id == one.id


def test_the_name_of_a_piece_may_keep_its_topic(desk: Desk, style: Style) -> None:
    document = desk.document("a", "Breaking: Varda refugees: Why so few came to Teln")
    kept, cut = title_span(document, style, topic=True), title_span(document, style)
    assert kept is not None
    assert cut is not None
    assert document.quote(kept) == "Varda refugees: Why so few came to Teln"
    assert document.quote(cut) == "Why so few came to Teln"


@pytest.mark.parametrize(
    ("headline", "text", "usable"),
    [
        ("Parliament fines another nine owners", "Parliament on Thursday fined another nine owners of dykes.", True),
        ("Parliament fines another nine owners", "The hall was full when the water minister rose to speak.", False),
        ("“Damn the dyke!” – Rell on parliament", "Rell said damn the dyke of parliament on Thursday.", False),
        ("Dykes and owners - mayor on parliament", "The mayor spoke of dykes and owners in parliament.", False),
    ],
)
def test_a_headline_without_a_verb_read_is_news_where_its_first_sentence_says_it(
    headline: str, text: str, usable: bool, desk: Desk, style: Style
) -> None:
    document = desk.document("d", headline, text)
    held = desk.annotations[document.id]
    title = Sentence(span=document.span(0, len(headline), "title"), index=0, has_verb=False)
    desk.annotations[document.id] = replace(held, sentences=(title, *held.sentences))
    material = desk.material(desk.story("s", [document]))
    spans = ranked_headlines(material, [document.id], style, Subjects(material, style))
    assert [document.quote(span) for span in spans] == [headline] * usable


def test_a_number_that_opens_a_headline_makes_no_list_of_it(desk: Desk, style: Style) -> None:
    assert headline_span(desk.document("d", "Ten people killed by the flood in Teln"), style)
    assert headline_span(desk.document("e", "Ten reasons to fear the flood in Teln"), style) is None
