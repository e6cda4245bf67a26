// After a swap the reader continues at the new heading, or at what is wrong. (Browsers refuse the
// autofocus attribute once anything has had the focus.) Elsewhere everything stays as it was: what
// stood open is open, and the control that was used has the focus.
let open = [], used = "";
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#page details[open][id]")].map((each) => each.id);
  used = document.activeElement?.id;
});
document.addEventListener("htmx:afterSwap", () => {
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  if (used && document.activeElement === document.body) {
    document.getElementById(used)?.focus({ preventScroll: true });
  }
});
document.addEventListener("htmx:afterSettle", () => {
  document.querySelector("#page [data-focus]")?.focus({ preventScroll: true });
});
