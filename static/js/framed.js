// Inside the frame. Tells the embedding page our height and how far its reader is, and finds a way
// out where the frame may neither send forms nor open windows (sandbox="allow-scripts", as WordPress
// frames a page). WordPress passes a secret in the fragment and listens for exactly these messages.
// It runs before there is a body: a field that is shown would lose what is sent before we listen.
// What is told is the name of a question and the kind of verdict, never an answer.
(() => {
  let secret = (location.hash.match(/secret=([a-zA-Z0-9]+)/) || [])[1] || "";
  try { sessionStorage.secret = secret = secret || sessionStorage.secret || ""; } catch { /* opaque origin */ }
  const around = (location.ancestorOrigins || [])[0] || "null";
  const to = around === "null" ? "*" : around;
  const say = (message, value) => parent.postMessage({ message, value, secret }, to);
  const tell = (event, detail) =>
    parent.postMessage({ source: "room-heat-pump-advisor", event, detail }, to);
  let last = 0;
  const grow = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height) + 2;
    say("height", height);
    if (height !== last) tell("height", { height: last = height });
  };
  // The frame's own links lead to its next page: the secret goes along.
  const within = (address) => (secret ? `${address}#?secret=${secret}` : address);

  const leave = (address) => {
    const opened = window.open(address, "_blank");
    if (opened) { opened.opener = null; return; }
    say("link", address);
    const note = document.getElementById("blocked");
    document.getElementById("blocked-address").textContent = address;
    note.hidden = false;
    grow();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link && link.target === "_blank") {
      event.preventDefault();
      leave(link.href);
    } else if (link && secret) {
      event.preventDefault();
      location.assign(within(link.href));
    }
    const button = event.target.closest("button");
    if (!button || !button.form) return;
    event.preventDefault();
    const query = new URLSearchParams(new FormData(button.form));
    const address = `${button.form.action}?${query}`;
    if (button.form.target === "_blank") leave(address);
    else location.assign(within(address));
  });

  addEventListener("DOMContentLoaded", () => {
    const { frame, step, answered, outcome } = document.getElementById("page").dataset;
    tell("ready", { frame });
    if (step) tell("step", { frame, step, answered: Number(answered) });
    if (outcome) tell("finished", { frame, outcome });
    new ResizeObserver(grow).observe(document.body);
    grow();
  });
})();
