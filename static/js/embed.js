// For the page that embeds: gives our frames the height that they ask for and lets them be no wider
// than their column, passes their news on as events, follows a link to us where a frame may open no
// window, and fills each element with data-heat-pump-fact. Nothing of the page is read.
// Events on the iframe, which bubble: heatpump:ready, :height, :step, :finished, with event.detail.
(() => {
  const ours = new URL(document.currentScript.src).origin;
  const known = ["ready", "height", "step", "finished"];
  const address = (text) => {
    try { return new URL(text, location); } catch { return {}; }
  };
  const heard = (frame, data) => {
    if (data.message === "height" && data.value > 0) {
      frame.height = Math.min(Math.ceil(data.value), 2000);
      frame.style.boxSizing = "border-box";
      if (!frame.style.maxWidth) frame.style.maxWidth = "100%";
    }
    if (data.message === "link" && document.activeElement === frame
      && address(data.value).origin === ours) location.assign(data.value);
    if (data.source === "room-heat-pump-advisor" && known.includes(data.event)) {
      const told = { detail: data.detail, bubbles: true };
      frame.dispatchEvent(new CustomEvent(`heatpump:${data.event}`, told));
    }
  };
  // A sandboxed frame has no origin of its own: then its window and its address say whose it is.
  addEventListener("message", ({ source, origin, data }) => {
    if (!data || typeof data !== "object" || ![ours, "null"].includes(origin)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow === source && address(frame.src).origin === ours) heard(frame, data);
    }
  });
  const fill = async (place) => {
    const from = new URL(`/snippet/${encodeURIComponent(place.dataset.heatPumpFact)}/`, ours);
    for (const name of ["model", "state", "units", "lang"]) {
      if (place.dataset[name]) from.searchParams.set(name, place.dataset[name]);
    }
    try {
      const answer = await fetch(from, { credentials: "omit", referrerPolicy: "no-referrer" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      place.replaceChildren(...page.body.childNodes);
    } catch { /* what stands there stays */ }
  };
  const start = () => document.querySelectorAll("[data-heat-pump-fact]").forEach(fill);
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
