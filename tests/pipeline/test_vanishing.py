"""What a source gives no more is noticed: deleted messages, pages that are gone."""

import json
from typing import Any

import pytest
from desk import LONG, Desk, article, rss

from dayline.errors import InputError
from dayline.pipeline.importing import import_paths
from dayline.pipeline.versions import changed_items, versions_of

TEXTS = {4: "The Varda rose.", 5: "Bridge closed.", 6: "Bridge open.", 8: "The Varda falls.", 9: "All is well."}


def preview(*numbers: int, **edited: str) -> str:
    """Return a channel's preview with these messages."""
    posts = "".join(
        f'<div class="tgme_widget_message" data-post="varda_news/{number}"><div class="tgme_widget_message_text">'
        f'{edited.get(f"n{number}", TEXTS[number])}</div><time datetime="2031-05-04T06:{number:02}:00+00:00">'
        "</time></div>"
        for number in numbers
    )
    return f'<html><body><div class="tgme_channel_info"></div>{posts}</body></html>'


def gone(desk: Desk) -> dict[str, str]:
    """Return the given ids of what is taken down, with the day on which that was noticed."""
    found = desk.archive.taken_down()
    return {desk.archive.document(id_).given_id: f"{one.at:%d}" for id_, one in found.items()}


def test_messages_that_were_edited_and_deleted_are_noticed(desk: Desk) -> None:
    def show(page: str) -> Any:
        return desk.web.on("t.example", "/s/varda_news", desk.faults.whole(page))

    show(preview(4, 5, 6, 8))
    desk.add("channel", "t.example", "/s/varda_news", desk.faults.whole(preview(4, 5, 6, 8)), kind='"telegram"')
    desk.collect()
    assert gone(desk) == {}
    desk.later(days=1)
    show(preview(5, 8, 9, n8="The Varda falls slowly."))
    desk.collect()
    # 4 is above what the page shows; only 6 is missing from among its neighbours
    assert gone(desk) == {"varda_news/6": "05"}
    (edited, down) = changed_items(desk.archive)
    assert {edited.latest.given_id, down.latest.given_id} == {"varda_news/6", "varda_news/8"}
    (message,) = desk.archive.find_given("varda_news/6")
    assert message.text == "Bridge open."
    versions = list(versions_of(desk.archive, "varda_news/8"))
    assert versions[1].difference == (("-", "The Varda falls."), ("+", "The Varda falls slowly."))
    desk.later(days=1)
    show(preview(5, 6, 9))
    desk.collect()
    assert gone(desk) == {"varda_news/8": "06"}


def take_export(desk: Desk, name: str, texts: dict[int, str]) -> None:
    """Import an export of a channel that was made at a time."""
    folder = desk.folder / name
    folder.mkdir()
    messages = [{"id": number, "type": "message", "date": "2031-05-04T06:00:00", "date_unixtime": "1935640800",
                 "from": "Varda", "text": text} for number, text in texts.items()]  # fmt: skip
    chat = {"name": "Varda", "type": "public_channel", "id": 7, "messages": messages}
    (folder / "result.json").write_text(json.dumps(chat, indent=1), encoding="utf-8")
    import_paths(desk.archive, desk.settings.crisis, [folder])


def test_words_that_stand_under_another_number_were_not_deleted(desk: Desk) -> None:
    take_export(desk, "20310504T120000Z", {4: TEXTS[4], 6: TEXTS[6], 9: TEXTS[9]})
    take_export(desk, "20310505T120000Z", {4: TEXTS[4], 5: TEXTS[6], 9: TEXTS[9]})
    assert gone(desk) == {}


def test_a_message_that_a_later_export_has_not_was_deleted(desk: Desk) -> None:
    def export(name: str, *numbers: int) -> None:
        take_export(desk, name, {number: TEXTS[number] for number in numbers})

    export("20310504T120000Z", 4, 5, 6, 8, 9)
    assert gone(desk) == {}
    export("20310505T120000Z", 4, 6, 9)
    assert {id_.rpartition("/")[2]: day for id_, day in gone(desk).items()} == {"5": "05", "8": "05"}
    export("20310506T120000Z", 4, 5, 6, 9)
    assert {id_.rpartition("/")[2] for id_ in gone(desk)} == {"8"}
    export("20310503T120000Z", 6, 9)
    assert {id_.rpartition("/")[2] for id_ in gone(desk)} == {"8"}


@pytest.mark.parametrize("status", [404, 410, 451])
def test_a_page_that_its_source_took_down_is_noticed_and_stays(desk: Desk, status: int) -> None:
    url = desk.web.on("courier.example", "/flood", desk.faults.whole(article("Varda floods the lower town", LONG)))
    desk.add("courier", "courier.example", "/feed", desk.faults.whole(rss((url, "Varda floods", "The river rose."))))
    desk.collect()
    desk.web.on("courier.example", "/flood", desk.faults.whole("down", status=503))
    desk.later(hours=7)
    desk.collect()
    assert not desk.archive.taken_down()
    desk.web.on("courier.example", "/flood", desk.faults.whole("gone", status=status))
    desk.later(hours=7)
    desk.collect()
    (changed,) = changed_items(desk.archive)
    assert (changed.latest.url, changed.taken_down) == (url, f"the server answered {status} Said")
    # the clock stands, so neither version is the later one
    headlines = {version.document.headline for version in versions_of(desk.archive, url)}
    assert headlines == {"Varda floods", "Varda floods the lower town"}


def test_versions_of_nothing_are_refused(desk: Desk) -> None:
    with pytest.raises(InputError, match="is no document of this archive"):
        list(versions_of(desk.archive, "https://courier.example/never"))
