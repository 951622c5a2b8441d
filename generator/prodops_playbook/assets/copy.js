// A button beside each address copies the sentence and the link to it.

export async function copy(text) {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  // An intranet on plain http has no clipboard interface: select a field, and copy as a person would.
  const field = document.createElement("textarea");
  field.value = text;
  field.setAttribute("readonly", "");
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("copying was refused");
}

function button(label, text) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "pb-copy";
  made.textContent = "Copy";
  made.setAttribute("aria-label", label);
  made.addEventListener("click", async () => {
    try {
      await copy(text());
      made.textContent = "Copied";
    } catch {
      made.textContent = "Not copied";
    }
    setTimeout(() => { made.textContent = "Copy"; }, 2000);
  });
  return made;
}

export function copyButtons() {
  for (const here of document.querySelectorAll("a.pb-here")) {
    const line = here.parentElement.querySelector(".pb-line");
    if (!line) continue;
    const words = line.textContent.trim();
    here.after(button(`Copy: ${words}`, () => `${words}\n${here.href}`));
  }
  // A sentence to say is copied alone: its reader wants the words, and not where they came from.
  for (const line of document.querySelectorAll(".pb-say")) {
    const words = line.textContent.trim();
    line.after(" ", button(`Copy: ${words}`, () => words));
  }
  for (const block of document.querySelectorAll(".pb-add pre")) {
    block.tabIndex = 0;
    block.before(button("Copy the text of a new file", () => `${block.textContent.trimEnd()}\n`));
  }
}
