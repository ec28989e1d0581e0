"""Sentences fit to print, and what makes others unfit; all of them made up after kinds seen in feeds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dayline.compose.form import LEAST_WORDS, MOST_WORDS, faults

CLEAN = [
    "Nine people died in Lower Brenna, police said.",
    "“Nobody should be sleeping below that wall tonight,” the governor said.",
    "The governor said: “Nobody should be sleeping below that wall.”",
    "‘It leaks,’ an engineer told the Courier (in 2021) of the second gate.",
    "A 16-storey block in the U.S. sector lost power at 6.30 a.m., the St. Anna hospital said.",
    "iRelief, a charity, sent 4,200 blankets to Teln.",
    "€2.5 million was paid to farmers on Monday.",
    "The court in The Hague heard the case of Teln v. Karst on Friday.",
    "The fight against the water goes on.",
    "Is the dam safe, the council asked the ministry?",
    "The order covers 98.5 percent of homes.",
    "Врятовано дев’ять людей, повідомила поліція.",
    "The Guardian of the Valley, a boat, sank off The Spit.",
    "WaterWorks says that the dam broke on Tuesday.",
]

FAULTY = {
    "clipped at its end": [
        "The order covers 4,200 people in",
        "The dam broke on Tuesday and the",
        "The dam broke on Tuesday and the.",
        "The invitation comes as Lund and Holm are...",
        "The water is high […]",
        "The water is high …",
        "The dam broke, police said,",
        "The men were held by Lt.",
        "The plan – which the council of",
    ],
    "clipped at its beginning": [
        "and the dam broke on Tuesday.",
        ", the dam broke on Tuesday.",
        "— the dam broke on Tuesday.",
        "... and then it broke.",
    ],
    "the outlet's own promotion": [
        "The dam broke on Tuesday Continue reading.",
        "READ MORE: the dam broke on Tuesday.",
        "Click here to see the dam break.",
        "Follow our live blog for the news of the flood.",
        "See all our Varda coverage in one place.",
        "Sign up for the Morning Flood, a newsletter.",
        "Watch the video of the dam breaking.",
        "Photo by Anna Lund of the dam.",
        "This article was originally published in the Post.",
        "The post Dam breaks appeared first on Valley Post.",
        "Reporting by Anna Lund in Teln.",
        "Varda flood live updates: the dam breaks.",
    ],
    "markup or an entity": [
        "Lund &amp; Holm met the council.",
        "<p>The dam broke on Tuesday.",
        "The dam broke<br/> on Tuesday.",
        "The **dam** broke on Tuesday.",
        "The dam [broke](x) on Tuesday.",
        "* The dam broke on Tuesday.",
        "# The dam broke on Tuesday.",
        "The dam&#8217;s gate broke.",
        "The `dam` broke on Tuesday.",
    ],
    "an address": [
        "The dam broke, see https://post.example/1 for more.",
        "Write to news@post.example about the dam.",
        "The dam broke #vardaflood on Tuesday.",
        "The dam broke, @valleypost said.",
        "More at www.post.example on the dam.",
    ],
    "damaged characters": [
        "The damâ€™s gate broke on Tuesday.",
        "The dam \ufffd broke on Tuesday.",
        "The dam\u200b broke on Tuesday.",
    ],
    "a byline or dateline": [
        "By Anna Lund, the dam broke.",
        "TELN (Agency) — The dam broke on Tuesday.",
        "LOWER BRENNA, Varda - The dam broke.",
    ],
    "too short": ["The dam broke.", "Terrible."],
    "too long": ["The dam " + "and the dam " * MOST_WORDS + "broke."],
    "brackets without their other half": [
        "The dam (the second one broke on Tuesday.",
        "The dam second one] broke on Tuesday.",
    ],
    "sentences run together": [
        "The dam broke on Tuesday.The gate held.",
        "Water fell in the valley The two leaders met in Teln.",
        "Lund reacts to comments by the ministry A visit to the dam was planned.",
        "The dam broke,police said in Teln.",
        "The dam broke in the valleyPolice said so on Monday.",
        "Water fund pays for the broken dyke The Water Fund, which lends to towns, has agreed to pay for the dyke.",
        "The minister said that the dam was “fully broken.”March 16 was wet.",
    ],
    "more than one paragraph": ["The dam broke.\n\nThe gate held."],
}


@pytest.mark.parametrize("text", CLEAN)
def test_clean_sentences_have_no_fault(text: str) -> None:
    assert faults(text) == ()


@pytest.mark.parametrize(
    ("fault", "text"), [(fault, text) for fault, texts in FAULTY.items() for text in texts]
)
def test_faulty_sentences_are_found_out(fault: str, text: str) -> None:
    assert fault in faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "Leave by nightfall, governor tells villages below the dam",
        "‘No gate has failed’, ministry says",
        "Dam Breaks As The Second gate fails",
        "iRelief sends blankets to Teln",
        "14 missing below Karst dam",
    ],
)
def test_headlines_need_no_full_stop(text: str) -> None:
    assert faults(text, headline=True) == ()
    assert faults(text)


@pytest.mark.parametrize(
    "text",
    [
        "Governor tells villages to leave the",
        "Dam breaks in",
        "Dam breaks, ministry says the gate was",
        "Two dead",
        "Dam breaks |",
    ],
)
def test_headlines_are_clipped_too(text: str) -> None:
    assert faults(text, headline=True)


@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    found = faults(text)
    assert len(text.split()) >= LEAST_WORDS or found
    assert len(set(found)) == len(found)
