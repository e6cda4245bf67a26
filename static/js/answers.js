// The address is the state: what is answered goes into the address of its own page at once, so that
// Back, Forward and Reload find it. data-address is the address of that page without answers.
let leaving = false;
const remember = ({ target }) => {
  const form = target.form ?? target;
  if (leaving || !form.dataset?.address) return;
  const answers = [...new FormData(form)]
    .filter(([name, value]) => name !== "at" && value.trim())
    .map(([name, value]) => `${name}=${encodeURIComponent(value).replace(/%2C/g, ",").replace(/%3A/g, ":")}`);
  const page = new URL(form.dataset.address, location);
  page.search = [page.search.slice(1), ...answers].filter(Boolean).join("&");
  page.hash = location.hash;
  history.replaceState(history.state, "", page);
};
document.addEventListener("input", remember);
document.addEventListener("submit", remember, true);
// htmx reloads the page that is gone back to; until then the form of another one is on the screen.
addEventListener("popstate", ({ state }) => { leaving = Boolean(state?.htmx); });
// The same page in another language takes along what was typed and not sent yet.
document.addEventListener("click", ({ target }) => {
  const link = target.closest("#choices a[hreflang]");
  const form = document.querySelector("form[data-typed]");
  if (!link || !form) return;
  const there = new URL(link.href);
  for (const [name, value] of new FormData(form)) {
    if (name !== "lang" && value.trim()) there.searchParams.set(name, value);
  }
  link.href = there;
});
