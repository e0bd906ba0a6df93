// Solves the form's challenge in the background, from the page's first moment on. Whoever presses the button earlier waits a
// moment and is told so. Where it can't be solved, the form goes as it is: the service has a slower way for it.
const form = document.querySelector("form[data-challenge]");

function solve(challenge) {
  return new Promise((found, failed) => {
    const worker = new Worker(form.dataset.worker);
    worker.addEventListener("message", ({ data }) => {
      worker.terminate();
      found(data);
    });
    // An error in the worker, or a promise that was broken there.
    worker.addEventListener("error", failed);
    worker.postMessage(challenge);
  });
}

if (form && globalThis.crypto?.subtle && globalThis.Worker) {
  const status = form.querySelector("[data-challenge-status]");
  // A browser may have put the solution of an earlier challenge back.
  form.elements.proof.value = "unsolved";
  const slowerWay = status.textContent;
  status.textContent = "";
  let ended = false;
  let waiting = false;
  const work = solve(JSON.parse(form.dataset.challenge)).then(
    (proof) => { form.elements.proof.value = proof; },
    () => { status.textContent = slowerWay; },
  ).then(() => { ended = true; });

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    // A preview is free, and so are the form in another language and the other party's form.
    if (ended || ["preview", "language", "other"].includes(button?.name)) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    status.textContent = form.dataset.working;
    status.className = "notice";
    button?.setAttribute("aria-disabled", "true");
    work.then(() => form.requestSubmit(button));
  });
}
