"""Play lists are kept as the facilitator ordered them, each change can be undone, none is lost to another."""

import pytest

from storage import entries
from storage.errors import StoreError
from storage.values import Actor
from workflow import playlists


@pytest.fixture
def kept(engine):
    return playlists.create_playlist(
        engine, "Bimtek Nganjuk", ["profil", "kesenjangan", "sumbangan"], Actor("Sari")
    )


def test_a_list_is_read_back_as_it_was_ordered(engine, kept):
    found = playlists.list_saved_playlists(engine)[kept]
    assert found == playlists.PlayList("Bimtek Nganjuk", ("profil", "kesenjangan", "sumbangan"))


@pytest.mark.parametrize(
    ("position", "step", "order"),
    [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc"), (2, 1, "abc"), (1, 1, "acb"), (7, 1, "abc")],
)
def test_a_slide_changes_places_with_its_neighbour_and_stays_at_the_ends(position, step, order):
    assert playlists.move_slide("abc", position, step) == tuple(order)


def test_each_change_is_undone_step_by_step(engine, kept):
    playlists.replace_playlist_slides(engine, kept, ["sumbangan"], Actor("Budi"))
    playlists.remove_playlist(engine, kept, Actor("Budi"))
    assert kept not in playlists.list_saved_playlists(engine)
    assert not playlists.undo_playlist_change(engine, Actor("Sari"))  # hers lies beneath what Budi did
    assert playlists.undo_playlist_change(engine, Actor("Budi"))
    assert playlists.list_saved_playlists(engine)[kept].slides == ("sumbangan",)
    assert playlists.undo_playlist_change(engine, Actor("Budi"))
    assert playlists.list_saved_playlists(engine)[kept].slides == ("profil", "kesenjangan", "sumbangan")
    assert playlists.undo_playlist_change(engine, Actor("Sari"))
    assert playlists.list_saved_playlists(engine) == {}
    assert not playlists.undo_playlist_change(engine, Actor("Sari"))


@pytest.mark.parametrize("title", ["", "   ", "x" * 61, "BIMTEK nganjuk"])
def test_a_title_that_is_empty_too_long_or_taken_is_refused_in_words(engine, kept, title):
    with pytest.raises(StoreError):
        playlists.create_playlist(engine, title, ["profil"], Actor("Sari"))
    assert list(playlists.list_saved_playlists(engine)) == [kept]


def test_a_removed_list_is_not_brought_back_by_a_late_change(engine, kept):
    playlists.remove_playlist(engine, kept, Actor("Budi"))
    with pytest.raises(StoreError, match="sudah dihapus"):
        playlists.replace_playlist_slides(engine, kept, ["profil"], Actor("Sari"))


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"title": "x", "slides": 3}'])
def test_a_damaged_list_is_named_and_hides_no_other(engine, kept, text):
    entries.save_entries(engine, playlists.LISTS.place(), {"daftar-x": text}, by=Actor("Sari"))
    assert list(playlists.list_saved_playlists(engine)) == [kept]
    assert playlists.list_damaged_playlists(engine) == ["daftar-x"]
