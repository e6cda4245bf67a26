"""Two rooms that adjoin, and the ways to serve both."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from advisor.advice.two_rooms import two_rooms as study_two_rooms
from advisor.pages.shared.render import address
from advisor.pages.shared.request import read_form, unless_zip_unknown
from advisor.pages.two_rooms.page import (
    PREFIX,
    SECOND,
    DoorAnswers,
    second_room,
    two_rooms_page,
    with_second,
)


@require_safe
def two_rooms(request: HttpRequest) -> HttpResponse:
    """The ways for the room of the address and a second one; both rooms are in the address.

    A second room that is typed joins the rooms of the address, so that Back and a shared link
    keep it.
    """
    form = read_form(request)
    door = DoorAnswers.read(request.GET)
    second = second_room(form, request.GET)
    is_typed = any(request.GET.get(f"{PREFIX}{name}") for name in SECOND)
    if is_typed and second is not None and form.answers and second.answers:
        return redirect(address("two_rooms", with_second(form, second), **door.given))
    first, other, found = form.answers, second.answers if second else None, None
    if first is not None and other is not None:
        form, found = unless_zip_unknown(
            form,
            lambda: study_two_rooms(
                first,
                other,
                doorway=door.doorway,
                shut_at_night=door.night == "shut",
                units=form.units,
            ),
        )
    page = two_rooms_page(form, second, door, found, is_typed=is_typed)
    response = render(request, "two_rooms/two_rooms.html", {"page": page, "title": page.title})
    if found is not None or page.errors:
        response["X-Robots-Tag"] = "noindex"
    return response
