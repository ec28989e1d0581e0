from dayline.ingest.deadlines import Deadline


def test_a_deadline_to_come_leaves_time_and_one_that_is_over_next_to_none() -> None:
    far, over = Deadline(60.0), Deadline(0.0)
    assert not far.is_over
    assert 50.0 < far.left <= 60.0
    assert over.is_over
    assert 0.0 < over.left < 0.01
