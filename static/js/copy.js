// Copies what stands in a field; without a clipboard the text is selected, ready to be copied.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    document.getElementById("said").textContent = button.dataset.said;
    button.textContent = button.dataset.said;
  } catch { /* the selection stays */ }
});
