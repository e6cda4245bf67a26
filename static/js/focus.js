// After a swap the reader continues at the new heading, or at what is wrong. (Browsers refuse the
// autofocus attribute once anything has had the focus.) Elsewhere everything stays as it was: what
// stood open is open, and the control that was used has the focus; where that is gone, its part has.
let open = [], used = "", within = "";
// What is asked for again comes with the parts of the page that stand open.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.target.id !== "page") return;
  const parts = [...document.querySelectorAll(".folds > details[open]")].map((each) => each.id);
  if (parts.length) detail.parameters.open = parts.join(",");
});
document.addEventListener("htmx:beforeSwap", () => {
  open = [...document.querySelectorAll("#page details[open][id]")].map((each) => each.id);
  used = document.activeElement?.id;
  within = document.activeElement?.closest("#page details[id]")?.id;
});
document.addEventListener("htmx:afterSwap", () => {
  open.forEach((id) => document.getElementById(id)?.setAttribute("open", ""));
  if (document.activeElement !== document.body) return;
  const same = used && document.getElementById(used);
  if (same) same.focus({ preventScroll: true });
  else (document.getElementById(within)?.querySelector("summary")
    ?? document.querySelector("#page h1"))?.focus();
});
document.addEventListener("htmx:afterSettle", () => {
  document.querySelector("#page [data-focus]")?.focus({ preventScroll: true });
});
