// Adds a row for another person in place. Without this script, the button sends the form, which comes back with one more row.
{
  const most = 12;
  const button = document.querySelector("[data-add]");
  button.addEventListener("click", (event) => {
    const rows = document.querySelectorAll("[data-row]");
    const number = rows.length + 1;
    const last = rows[number - 2];
    const row = last.cloneNode(true);
    event.preventDefault();
    row.querySelector("legend").textContent = button.dataset.add.replace("#", number);
    for (const error of row.querySelectorAll(".error")) error.remove();
    for (const field of row.querySelectorAll(".wrong")) field.classList.remove("wrong");
    for (const input of row.querySelectorAll("input")) {
      const label = row.querySelector(`[for="${input.id}"]`);
      // The first row's fields have no number.
      input.id = input.name = label.htmlFor = `${input.name.replace(/_\d+$/, "")}_${number}`;
      input.value = "";
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    }
    last.after(row);
    button.hidden = number >= most;
    row.querySelector("input").focus();
  });
}
