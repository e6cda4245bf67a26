// After a swap the reader continues at the new heading, or at what is wrong. (Browsers refuse the
// autofocus attribute once anything has had the focus.)
document.addEventListener("htmx:afterSettle", () => {
  document.querySelector("#page [data-focus]")?.focus({ preventScroll: true });
});
