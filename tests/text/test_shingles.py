from dayline.text.shingles import shingles


def test_a_shingle_is_a_run_of_words() -> None:
    words = ["one", "two", "three", "four", "five", "six"]
    assert len(shingles(words, size=5)) == 2
    assert len(shingles(["two", "words"])) == 1
    assert len(shingles([])) == 0
    assert list(shingles(words)[1:]) == list(shingles(words[1:]))
    assert set(shingles(words)) != set(shingles(words[::-1]))


def test_shingles_are_the_same_in_every_process() -> None:
    assert shingles(["six", "died", "the", "ministry", "said"]).tolist() == [1060776737]


def test_any_bits_of_shingles_choose_evenly() -> None:
    found = shingles([f"word{n}" for n in range(8_000)])
    for modulus in (8, 1 << 12):
        assert 900 < (found % modulus < modulus // 8).sum() < 1_100


def test_half_characters_have_shingles_too() -> None:
    assert len(shingles(["\ud83dabc"])) == 1
