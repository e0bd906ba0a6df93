// Shows the button that copies a field's text, where the browser can copy. Without this script the field is selected by hand.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const words = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const field = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        field.select();
        return;
      }
      button.textContent = button.dataset.copied;
      setTimeout(() => (button.textContent = words), 4_000);
    });
  }
}
