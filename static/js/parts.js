// What stands open goes into the address at once, so that Reload, Back, another language and a link
// that is sent find it open. A part that does not come says so, above the link to its own page, and
// so does a form whose answers did not get through.
const folds = ".folds > details";
const opened = () => [...document.querySelectorAll(`${folds}[open]`)].map(({ id }) => id).join(",");
const withParts = (search, parts) => {
  const pairs = search.replace(/^\?/, "").split("&").filter((pair) => pair && !/^open(=|$)/.test(pair));
  const all = [...pairs, ...(parts ? [`open=${parts}`] : [])];
  return all.length ? `?${all.join("&")}` : "";
};
const say = (where, what) => {
  const said = document.getElementById(what);
  if (said && !where.querySelector(".error")) where.prepend(said.content.cloneNode(true));
};
document.addEventListener("toggle", ({ target }) => {
  if (!target.matches?.(folds)) return;
  const parts = opened();
  const { pathname, search, hash } = location;
  history.replaceState(history.state, "", `${pathname}${withParts(search, parts)}${hash}`);
  for (const link of document.querySelectorAll("#choices a")) link.search = withParts(link.search, parts);
}, true);
// What is asked for again comes with the parts that stand open.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const parts = opened();
  if (detail.target.id === "page" && parts) detail.parameters.open = parts;
});
for (const failed of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failed, ({ detail }) => {
    const form = detail.elt.closest("form");
    if (detail.target?.matches(".fold")) say(detail.target, "not-loaded");
    else if (form && detail.target?.id === "page") say(form, "not-sent");
  });
}
