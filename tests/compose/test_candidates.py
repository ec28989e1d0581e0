"""Sentences that could stand in the digest."""

from dataclasses import replace

import pytest

from dayline.compose.candidates import CLUMSY_MALUS, is_spoken, sentence_candidates, speaker_of, speculates
from dayline.compose.style import Style
from dayline.compose.subjects import Subjects
from dayline.model.document import Document
from dayline.model.entities import PersonMention
from dayline.model.story import RankedStory

from .conftest import Desk

GOOD = "The side dyke of Lower Brenna broke over a length of 40 metres in the night to Monday."


def _texts(
    desk: Desk, style: Style, text: str, headline: str = "Side dyke breaks in Lower Brenna"
) -> list[str]:
    document = desk.document("a", headline, text)
    material = desk.material(desk.story("s", [document]))
    return [c.text for c in sentence_candidates(material, [document.id], style, Subjects(material, style))]


def test_a_plain_sentence_is_a_candidate(desk: Desk, style: Style) -> None:
    assert _texts(desk, style, GOOD) == [GOOD]


def test_a_clumsy_turn_weighs_less_than_plain_words(desk: Desk, style: Style) -> None:
    plain = "Boats from Brenna have reached 400 houses of the flooded village near the old mill."
    clumsy = "Boats have successfully repelled 400 waves of the flooded river in the Brenna direction."
    documents = [desk.document("a", "Boats reach village", plain), desk.document("b", "Boats hold river", clumsy)]
    material = desk.material(desk.story("s", documents))
    found = sentence_candidates(material, [d.id for d in documents], style, Subjects(material, style))
    weights = {each.text: each.weight for each in found}
    assert weights[plain] - weights[clumsy] > CLUMSY_MALUS / 2


@pytest.mark.parametrize(
    "bad",
    [
        "He said the water would rise again before the weekend was over.",
        "We stand with the people of the valley and shall not leave them alone.",
        "Continue reading for more about the dyke that broke on Monday night.",
        "The village waits below the broken dyke for the army, Mara Lent reports.",
        "Our correspondent Mara Lent has the story of the dyke that broke on Monday.",
        "The Post examines what the broken dyke means for the village and its mill.",
        "Hydrology analyst Ove Brand explains the broken dyke and the mayor's surprise visit.",
        "Channel Nine is unable to verify this claim about the broken dyke in the village.",
        "The reports from the broken dyke could not be independently verified on Monday.",
        "The mayor (L) looks at the dyke that broke in the night to Monday in the village.",
        "Channel Nine chief river correspondent Mara Lent explains how the side dyke came to break.",
        "The mayor of the village also said that the dyke had been watched since the spring.",
        "Home to two thousand people, it is located less than ten miles from the broken dyke.",
        "Governor Irena Solm called him a friend of the valley and of all who live by the river.",
        "Commenting on the breach, the mayor of the village said that nobody had been hurt there.",
        "The authorities are struggling to keep the people of the village from the broken dyke.",
        "The Court ordered the village to mend the dyke that broke in the night to Monday.",
        "Many villagers believe that the broken dyke was never looked at by an engineer.",
        "From the mill to the church to the school, the houses below the dyke stand empty.",
        "Deep in the woods above the village the ferrymen wait for the water to fall again.",
        "The ferry service of the village is ‘hanging on’ and the broken dyke is being mended.",
        "Nobody knows when the dyke that broke on Monday night will be mended for good.",
        "Wet.",
    ],
)
def test_what_leans_promotes_or_speaks_for_itself_is_none(bad: str, desk: Desk, style: Style) -> None:
    assert _texts(desk, style, f"{GOOD} {bad}") == [GOOD]


def test_a_country_that_is_spelled_like_a_pronoun_is_none(desk: Desk, style: Style) -> None:
    told = "The US sent two helicopters to the village below the broken dyke on Monday."
    assert _texts(desk, style, f"{GOOD} {told}") == [GOOD, told]


@pytest.mark.parametrize(
    "told",
    [
        "As a result of the breach of the side dyke, two mills in the village stand under water.",
        "So far, 410 people have been taken out of the village below the dyke by boat.",
        "Both the county and the state have sent boats to the village below the dyke.",
        "Another 4,384 people have left the village below the broken dyke by boat.",
        "Governor Irena Solm accused Gov. Ron Dale (R) of leaving the village below the dyke alone.",
        "WHO teams are on their way to the village below the broken dyke with clean water.",
        "The army will take over the repair of the broken dyke, according to reports.",
    ],
)
def test_what_only_looks_like_leaning_or_a_caption_stays(told: str, desk: Desk, style: Style) -> None:
    assert _texts(desk, style, f"{GOOD} {told}") == [GOOD, told]


@pytest.mark.parametrize(
    ("text", "is_guess"),
    [
        ("The dyke may break before the weekend.", True),
        ("The Dyke May Break Before the Weekend.", True),
        ("The dyke broke on 3 May below the mill.", False),
        ("Since May the dyke below the mill has been watched.", False),
        ("The dyke broke in May, and the mill stands empty.", False),
    ],
)
def test_a_month_that_is_spelled_like_a_guess_is_none(text: str, is_guess: bool, desk: Desk) -> None:
    material = desk.material(desk.story("s", [desk.document("a", "Side dyke breaks", GOOD)]))
    assert speculates(text, material) is is_guess


def test_a_headline_before_the_text_is_no_sentence(desk: Desk, style: Style) -> None:
    headline = "Side dyke breaks in Lower Brenna – police"
    assert _texts(desk, style, f"{headline}. {GOOD}", headline) == [GOOD]


def test_a_pictures_caption_is_known_by_the_credit_after_it(desk: Desk, style: Style) -> None:
    text = "Volunteers carry sandbags along Mill Street in Lower Brenna on Monday. (Pia Rost/Agency Photo)"
    assert _texts(desk, style, text) == []


def test_a_pronoun_whose_speaker_is_known_does_not_lean(desk: Desk, style: Style) -> None:
    text = f"{GOOD} She said the gap would be closed before the end of the week."
    document = desk.document("b", "Side dyke breaks in Lower Brenna", text)
    desk.says(document, "the gap would be closed", "She", speaker="Ada Kroll")
    material = desk.material(desk.story("s", [document]))
    assert len(list(sentence_candidates(material, [document.id], style, Subjects(material, style)))) == 2


def test_a_named_speaker_and_a_toll_weigh_more(desk: Desk, style: Style) -> None:
    text = f"{GOOD} Nine people have died in the village since Monday, police spokeswoman Lena Korv said."
    document = desk.document("c", "Side dyke breaks in Lower Brenna", text)
    plain = _weights(desk, style, document)[1]
    desk.says(
        document,
        "Nine people have died in the village since Monday",
        "police spokeswoman Lena Korv",
        speaker="Lena Korv",
        role="police spokeswoman",
    )
    said = _weights(desk, style, document)[1]
    desk.counts(document, "Nine people", "killed", 9)
    assert plain < said < _weights(desk, style, document)[1]


def test_what_the_days_other_reports_tell_weighs_more(desk: Desk, style: Style) -> None:
    text = "Bakers deliver bread to the shelters by boat today. The dyke at Teln broke over forty metres in the night."
    document = desk.document("e", "", text)
    before, after = _weights(desk, style, document)
    assert before > after
    others = ("The dyke at Teln broke in the night, police said.", "Soldiers close the dyke that broke at Teln.")
    stories = [desk.story(f"o{n}", [desk.document(f"o{n}", "", other)]) for n, other in enumerate(others)]
    before, after = _weights(desk, style, document, *stories)
    assert before < after


def _weights(desk: Desk, style: Style, document: Document, *others: RankedStory) -> list[float]:
    material = desk.material(desk.story("s", [document]), *others)
    return [c.weight for c in sentence_candidates(material, [document.id], style, Subjects(material, style))]


def test_a_speech_is_known_and_its_headline_names_the_speaker(desk: Desk, style: Style) -> None:
    text = "We stand firm. Our dyke holds, and we hold. I thank you all. We shall not leave our homes to the water."
    document = desk.document("d", "Stand firm: Address by the Governor of Varda", text)
    assert is_spoken(document, style)
    speaker = speaker_of(document, style)
    assert speaker is not None
    assert document.quote(speaker) == "the Governor of Varda"
    assert not is_spoken(desk.document("e", "Dyke breaks", GOOD), style)


def test_the_tag_that_an_outlet_puts_before_headline_and_text_is_left_out(desk: Desk, style: Style) -> None:
    headline = "Flood in Varda: Side dyke of Lower Brenna breaks (14.05.26 09:28) « War in Varda | Some.NET"
    assert _texts(desk, style, f"Flood in Varda: {GOOD}", headline) == [GOOD]
    assert _texts(desk, style, f"Flood in Varda: {GOOD}", "Side dyke breaks") == [f"Flood in Varda: {GOOD}"]


@pytest.mark.parametrize("greeting", ["I am proud to greet you from the valley of the Varda today.",
                                      "People of the valley and all who hold the dyke with us!",
                                      "Did anyone of us expect that the dyke would hold so long?"])  # fmt: skip
def test_a_speech_is_quoted_with_what_it_says_and_not_with_its_greeting(
    greeting: str, desk: Desk, style: Style
) -> None:
    news = "We shall close the gap in the dyke before the end of this week, and I will see to it."
    headline = "Address by the Governor of Varda to the people of the valley"
    assert _texts(desk, style, f"{greeting} {news} We have the sand that we need for our dyke.", headline)[0] == news


def test_paragraphs_of_round_ups_that_tell_of_a_report_are_candidates(desk: Desk, style: Style) -> None:
    report = desk.document("a", "Side dyke breaks in Lower Brenna", GOOD)
    told = "Mayor Ada Kroll ordered everybody in Lower Brenna to leave before the evening of Monday."
    live = desk.document("b", "Live: the flood", f"The choir sang for the helpers in the town of Velm again.\n\n{told}")
    at = live.text.index(told)
    fed = {report.id: (live.span(at, len(live.text)),)}
    material = desk.material(desk.story("s", [report]), fed=fed)
    found = list(sentence_candidates(material, [report.id], style, Subjects(material, style)))
    assert [c.text for c in found] == [GOOD, told]
    assert found[1].document == live


def test_whom_the_day_knows_by_a_first_name_alone_is_not_told_of(desk: Desk, style: Style) -> None:
    text = "Irena has opened her house in Teln to the people of Lower Brenna."
    told = desk.document("a", "Teln opens its houses", text)
    whole = desk.document("b", "Governor visits Teln", "Ada Irena came to Teln by boat on Thursday.")
    mention = PersonMention(span=told.span(0, 5), name="Irena")
    desk.annotations[told.id] = replace(desk.annotations[told.id], people=(mention,))
    material = desk.material(desk.story("s", [told, whole]))
    assert not list(sentence_candidates(material, [told.id], style, Subjects(material, style)))
    named = PersonMention(span=whole.span(0, 9), name="Ada Irena")
    desk.annotations[whole.id] = replace(desk.annotations[whole.id], people=(named,))
    assert [c.text for c in sentence_candidates(material, [told.id], style, Subjects(material, style))] == [text]


def test_a_first_name_after_a_title_is_known(desk: Desk, style: Style) -> None:
    text = "In Teln, Prince Oleg has opened a house to the people of Lower Brenna."
    document = desk.document("a", "Teln opens its houses", text)
    mention = PersonMention(span=document.span(16, 20), name="Oleg")
    desk.annotations[document.id] = replace(desk.annotations[document.id], people=(mention,))
    material = desk.material(desk.story("s", [document]))
    assert [c.text for c in sentence_candidates(material, [document.id], style, Subjects(material, style))] == [text]


def test_what_nobody_foretells_and_opinion_are_no_candidates(desk: Desk, style: Style) -> None:
    assert not _texts(desk, style, "The flood will change the valley of the Brenna for a hundred years.")
    said = "The flood will change the valley of the Brenna for a hundred years, the engineers said."
    assert _texts(desk, style, said) == [said]
    assert not _texts(desk, style, f"{GOOD} The dyke was sold twice over – writes Ada Kroll")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The mayor of Teln sold the dyke on Monday, in another show of contempt for the law.",
         "The mayor of Teln sold the dyke on Monday"),
        ("The mayor of Teln sold the dyke on Monday, raising new questions about the flood.",
         "The mayor of Teln sold the dyke on Monday"),
        ("The mayor of Teln sold the dyke on Monday, marking a turn in the dispute, police said.", None),
        ("The mayor of Teln sold the dyke on Monday, in a letter to the people of the valley.", None),
    ],
)
def test_what_news_means_is_cut_from_its_end_where_nobody_says_it(
    text: str, kept: str | None, desk: Desk, style: Style
) -> None:
    assert _texts(desk, style, text) == [kept or text]


def test_comment_stays_in_the_words_of_whom_the_headline_names(desk: Desk, style: Style) -> None:
    text = "The second dyke of Teln is unlikely to hold for more than three nights."
    for headline, stays in (("Second dyke of Teln", False), ("Second dyke of Teln in bad repair – Solm", True)):
        document = desk.document("a", headline, text)
        material = desk.material()
        found = list(sentence_candidates(material, [document.id], style, Subjects(material, style)))
        assert bool(found) is stays


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("The governor was booed by many people on her visit to Lower Brenna.", False),
        ("The governor was reportedly booed by many people on her visit to Lower Brenna.", True),
        ("The governor was booed by many people on her visit to Lower Brenna, police said.", True),
    ],
)
def test_no_sentence_is_surer_than_its_headline(text: str, stays: bool, desk: Desk, style: Style) -> None:
    document = desk.document("a", "Governor reportedly booed on visit to Lower Brenna", text)
    material = desk.material()
    assert bool(list(sentence_candidates(material, [document.id], style, Subjects(material, style)))) is stays
