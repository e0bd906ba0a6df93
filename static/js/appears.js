// Shows how the name will appear on the letter while the form is filled in. Without this script, the button for the preview does.
if (!navigator.connection?.saveData) {
  const form = document.querySelector("[data-line]");
  const shown = form.querySelector("[data-appears]");
  const [before, line] = [shown.querySelector("span"), shown.querySelector("bdi")];
  const status = form.querySelector("[data-appears-said]");
  const fields = new Set(shown.dataset.appears.split(" "));
  // The service is asked after a pause of so many milliseconds.
  const pause = 500;
  let waiting;
  let asked;
  // Whether a field was left since a screen reader was last told: it is not told while somebody types.
  let left = false;

  const say = () => {
    if (left && line.textContent) {
      const words = shown.textContent.trim();
      if (status.textContent !== words) status.textContent = words;
      left = false;
    }
  };

  const show = (words) => {
    before.textContent = words.before;
    line.textContent = words.line;
    if (words.line) shown.hidden = false;
    say();
  };

  const ask = async () => {
    const typed = new URLSearchParams([...new FormData(form)].filter(([name]) => fields.has(name)));
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.line, { method: "POST", body: typed, signal: asked.signal });
      if (answer.status === 200) show(await answer.json());
    } catch {
      // Nothing is shown, or another question is on its way.
    }
  };

  form.addEventListener("input", ({ target }) => {
    if (!fields.has(target.name)) return;
    left = false;
    clearTimeout(waiting);
    asked?.abort();
    // What was shown may not be true any more.
    show({ before: "", line: "" });
    waiting = setTimeout(ask, pause);
  });
  form.addEventListener("change", ({ target }) => {
    left ||= fields.has(target.name);
    say();
  });
}
