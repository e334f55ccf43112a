"""What a click says is told by the run that follows it, once."""

from streamlit.testing.v1 import AppTest


def page():
    import streamlit as st

    from ui.shared import message

    st.button("Simpan", on_click=message.keep_message, args=("pesan", "Tersimpan."))
    st.button("Gagal", on_click=message.keep_message, args=("pesan", "Terkunci."), kwargs={"done": False})
    message.show_message("pesan", ":material/check:")
    if st.button("Ulang") and not st.session_state.get("sudah"):
        st.session_state["sudah"] = True
        message.rerun_with_message("pesan")


def clicked(test: AppTest, label: str) -> AppTest:
    return next(button for button in test.button if button.label == label).click().run()


def told(test: AppTest) -> tuple[list[str], list[str]]:
    return [each.value for each in test.success], [each.value for each in test.error]


def test_a_message_is_told_once_in_the_colour_of_what_came_of_it():
    test = AppTest.from_function(page).run()
    assert told(test) == ([], [])
    assert told(clicked(test, "Simpan")) == (["Tersimpan."], [])
    assert told(clicked(test, "Gagal")) == ([], ["Terkunci."])
    assert told(test.run()) == ([], [])


def test_a_run_that_starts_over_tells_again_what_it_had_told():
    test = AppTest.from_function(page).run()
    next(button for button in test.button if button.label == "Simpan").click()
    assert told(clicked(test, "Ulang")) == (["Tersimpan."], [])
    assert told(test.run()) == ([], [])
