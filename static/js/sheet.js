// A list that is decided on: all at once, how many are chosen, and the keys. Without this script, the boxes and buttons do the same.
//
// The keys act only while one of the list's boxes has the focus, so that they are nobody's surprise (WCAG 2.1.4).
{
  const sheet = document.querySelector("[data-sheet]");
  const boxes = [...sheet.querySelectorAll("input[name^='pick-']")];
  const all = sheet.querySelector("[data-all]");
  const chosen = sheet.querySelector("[data-chosen]");
  const keys = sheet.querySelector(".keys");
  const undo = document.querySelector("[data-undo]");

  const tell = () => {
    const number = boxes.filter((box) => box.checked).length;
    all.checked = number === boxes.length;
    all.indeterminate = number > 0 && number < boxes.length;
    chosen.textContent = number > 0 ? chosen.dataset.chosen.replace("#", number) : "";
  };
  const move = (from, step) => {
    const to = boxes[Math.min(Math.max(boxes.indexOf(from) + step, 0), boxes.length - 1)];
    to.focus();
    to.scrollIntoView({ block: "nearest" });
  };
  const press = (box, key) => {
    const button = sheet.querySelector(`[data-key="${key}"]`);
    if (!button) return;
    if (!boxes.some((other) => other.checked)) box.checked = true;
    tell();
    // What can't be called back is pressed by the person.
    if (button.classList.contains("danger")) button.focus();
    else sheet.requestSubmit(button);
  };

  all.closest("label").hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    tell();
  });
  sheet.addEventListener("change", tell);
  sheet.addEventListener("keydown", (event) => {
    const box = event.target;
    if (!boxes.includes(box) || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      j: () => move(box, 1),
      k: () => move(box, -1),
      x: () => box.click(),
      a: () => press(box, "a"),
      h: () => press(box, "h"),
      r: () => press(box, "r"),
      u: () => undo?.focus(),
      Enter: () => box.closest("tr, li").querySelector("a").click(),
      "?": () => {
        keys.open = true;
        keys.querySelector("summary").focus();
      },
    };
    const act = acts[event.key];
    if (!act || (event.key === "?" && !keys)) return;
    event.preventDefault();
    act();
  });
  // After a decision, the next one is under the fingers.
  if (new URLSearchParams(location.search).has("did")) boxes[0]?.focus();
  tell();
}
