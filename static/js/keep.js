// Keeps what was typed into the short form while its page is opened in another language. Without this script, the form begins empty there.
{
  const form = document.querySelector("form.short");
  const fields = [...form.querySelectorAll(".field input")];
  // The same letter in every language.
  const key = location.pathname.replace(/^\/[^/]+/, "typed ");
  try {
    const kept = JSON.parse(sessionStorage.getItem(key)) ?? [];
    sessionStorage.removeItem(key);
    for (const [n, text] of kept.entries()) fields[n].value ||= text;
    for (const link of document.querySelectorAll(".languages a")) {
      link.addEventListener("click", () => {
        const typed = fields.map((field) => field.value);
        if (typed.some(Boolean)) sessionStorage.setItem(key, JSON.stringify(typed));
      });
    }
  } catch {
    // The browser keeps nothing.
  }
}
