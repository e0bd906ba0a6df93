// Keeps the numbers on a page true while somebody looks at it. Without this script the page is whole, and true when it was made.
{
  const { live } = document.currentScript.dataset;
  const status = document.querySelector("[data-tally-said]");
  // A screen reader is told of what changed at most this often, in milliseconds.
  const quiet = 60_000;
  let source;
  let latest;
  let waiting;

  const show = (words) => {
    for (const element of document.querySelectorAll("[data-tally]")) {
      const text = words[element.dataset.tally];
      if (element.textContent !== text) element.textContent = text;
      if (words.counted) element.closest("[hidden]")?.removeAttribute("hidden");
    }
    for (const bar of document.querySelectorAll("[data-tally-bar]")) bar.value = words.counted;
    const changed = latest !== undefined && latest !== words.said;
    latest = words.said;
    if (!changed || waiting || !status) return;
    waiting = setTimeout(() => {
      waiting = undefined;
      status.textContent = latest;
    }, quiet);
  };

  const close = () => {
    source?.close();
    source = undefined;
  };

  // Nobody looks at a hidden page, and nobody pays for numbers who wants to save data.
  const follow = () => {
    if (document.hidden || navigator.connection?.saveData) return close();
    if (source && source.readyState !== EventSource.CLOSED) return;
    source = new EventSource(live);
    source.addEventListener("tally", (event) => show(JSON.parse(event.data)));
  };

  document.addEventListener("visibilitychange", follow);
  addEventListener("pagehide", close);
  addEventListener("pageshow", follow);
}
