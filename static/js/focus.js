// After a swap the reader continues at the new heading, or at what is wrong. (Browsers refuse the
// autofocus attribute once anything has had the focus.) Elsewhere everything stays as it was: what
// stood open is open, and the control that was used has the focus; where that is gone, its part has.
let open = [], used = "", within = "";
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
// A form that sends itself as soon as something changes sends the same answers once: leaving a field
// that was sent while it was typed in, or pressing the button of what is shown already, asks nothing.
const sent = {};
const PASSING = ["open", "was", "shown"];
document.addEventListener("htmx:configRequest", (event) => {
  const { elt, target, path, formData } = event.detail;
  const answers = new URLSearchParams(formData);
  PASSING.forEach((name) => answers.delete(name));
  const asked = `${path}?${answers}`;
  const sendsItself = elt.matches('[data-hx-trigger*="change"]');
  if (sendsItself && sent[target.id] === asked) event.preventDefault();
  else sent[target.id] = asked;
});
for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:sendAbort", "htmx:timeout"]) {
  document.addEventListener(failed, ({ detail }) => delete sent[detail.target?.id]);
}
// Back or Forward pressed before htmx was ready has moved the address, and left the page as it was.
document.addEventListener("DOMContentLoaded", () => {
  const [loaded] = performance.getEntriesByType("navigation");
  if (loaded?.redirectCount !== 0 || !loaded.name.startsWith(location.origin)) return;
  if (loaded.name.split("#")[0] !== location.href.split("#")[0]) location.reload();
});
