// For the page that embeds: gives our frames the height that they ask for, and follows a link to
// us where a frame may open no window. Nothing else, and nothing of the page is read.
(() => {
  const ours = new URL(document.currentScript.src).origin;
  addEventListener("message", ({ source, data }) => {
    if (!data || typeof data !== "object") return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow !== source || new URL(frame.src, location).origin !== ours) continue;
      if (data.message === "height" && data.value > 0) {
        frame.height = Math.min(Math.ceil(data.value), 2000);
      }
      if (data.message === "link" && document.activeElement === frame) {
        try {
          if (new URL(data.value).origin === ours) location.assign(data.value);
        } catch { /* no address */ }
      }
    }
  });
})();
