"""On stage: weights moved by hand, undone, kept over a reload; and from disagreement to its talk."""

import re

from tests.e2e.conftest import settle


def metric(page, label: str) -> str:
    card = page.get_by_test_id("stMetric").filter(has_text=label).first
    return card.get_by_test_id("stMetricValue").inner_text().strip()


def move(page, name: str, presses: int) -> None:
    """Move a slider by the keyboard."""
    handle = page.get_by_role("slider", name=name)
    handle.focus()
    for _ in range(presses):
        handle.press("ArrowRight")


def shares(page) -> list[int]:
    read = "element => element.ariaValueNow ?? element.getAttribute('aria-valuenow') ?? element.value"
    return [int(handle.evaluate(read)) for handle in page.get_by_role("slider").all()]


def test_weights_are_moved_seen_undone_and_survive_a_reload(sample_server, visit):
    page = visit(f"{sample_server}/simulasi?wilayah=35.18")
    official = metric(page, "Indeks resmi")
    assert metric(page, "Indeks skenario") == official
    move(page, "Smart Governance", 33)
    page.get_by_text("Smart Governance 50,0%").wait_for()
    settle(page)
    assert shares(page) == [50, 10, 10, 10, 10, 10]
    moved = metric(page, "Indeks skenario")
    assert moved != official
    assert metric(page, "Indeks resmi") == official
    page.get_by_text(re.compile(r"Pada skenario ini indeks (naik|turun) dari")).wait_for()
    page.reload()
    settle(page)
    assert metric(page, "Indeks skenario") == moved
    assert sum(shares(page)) == 100
    page.get_by_role("button", name="Kembali ke resmi").click()
    page.wait_for_function("() => !location.search.includes('skenario')")
    settle(page)
    assert metric(page, "Indeks skenario") == official
    page.get_by_role("button", name="Urungkan").first.click()
    page.wait_for_function("() => location.search.includes('skenario')")


def test_from_the_least_agreed_item_to_its_talk_and_back_again(sample_server, visit):
    page = visit(f"{sample_server}/kesepakatan?wilayah=35.18")
    page.get_by_role("button", name="Lihat survei pendapat persepsi").click()
    page.get_by_text("Jawaban paling terbelah: Smart Society, perlu dibahas").wait_for()
    page.get_by_test_id("stPlotlyChart").first.wait_for()
    page.get_by_role("radio", name="SOC3").or_(page.get_by_role("button", name="SOC3")).first.click()
    page.locator(".st-key-kepala").get_by_text("Klarifikasi", exact=True).wait_for()
    page.get_by_text("SOC3 · Menurut Bapak/Ibu").wait_for()
    page.reload()
    page.get_by_text("SOC3 · Menurut Bapak/Ibu").wait_for()
