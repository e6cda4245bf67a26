// The width of a preview follows its slider; without a script it stands at its two usual widths.
for (const slider of document.querySelectorAll("[data-preview]")) {
  const [narrow, wide] = document.getElementById(slider.dataset.preview).children;
  const output = slider.parentElement.querySelector("output");
  const follow = () => {
    wide.style.width = `${slider.value}px`;
    output.textContent = `${slider.value} px`;
    wide.querySelector("figcaption").textContent = output.textContent;
  };
  slider.parentElement.hidden = false;
  narrow.hidden = true;
  slider.max = Math.max(320, Math.min(1000, wide.parentElement.clientWidth));
  slider.value = Math.min(640, slider.max);
  slider.addEventListener("input", follow);
  follow();
}
// A frame of ours says how high it is.
addEventListener("message", ({ source, origin, data }) => {
  if (origin !== location.origin || data?.message !== "height" || !(data.value > 0)) return;
  for (const frame of document.querySelectorAll(".preview iframe")) {
    if (frame.contentWindow === source) frame.height = Math.min(Math.ceil(data.value), 2000);
  }
});
