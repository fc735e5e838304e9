"""The desk by keyboard alone, where there is little room."""

from playwright.sync_api import expect


def test_the_menu_comes_and_goes_by_keyboard_where_there_is_little_room(staff):
    page = staff("amina", viewport={"width": 375, "height": 700})
    menu = page.get_by_role("button", name="Meny", exact=True)
    expect(page.get_by_role("link", name="Saker", exact=True)).to_be_hidden()
    assert (page.locator(".desk-header").bounding_box() or {})["height"] < 130

    menu.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Lukk menyen")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Min dag", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(page.get_by_role("link", name="Min dag", exact=True)).to_be_hidden()

    page.set_viewport_size({"width": 1280, "height": 700})
    expect(page.get_by_role("link", name="Min dag", exact=True)).to_be_visible()
    expect(menu).to_be_hidden()
