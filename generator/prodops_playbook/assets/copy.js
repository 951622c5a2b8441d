// A button beside each address copies the sentence and the link to it.

import { element, maybe, wordsOf } from "./dom.js";
import { oneLine } from "./forms.js";
import { later } from "./life.js";
import { say } from "./words.js";

/** @type {(text: string) => Promise<void>} */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copySelected(text);
  }
}

// Copies, and says that it did, or that it could not; whether it did.
/** @type {(make: () => string | Promise<string>, what: string, tell: (words: string) => void) => Promise<boolean>} */
export async function copyOrSay(make, what, tell) {
  try {
    await copy(await make());
    tell(say("Copied: %(what)s.", { what }));
    return true;
  } catch {
    tell(say("This browser did not allow copying."));
    return false;
  }
}

// An intranet on plain http has no clipboard interface, and a page inside another site's frame may not use it:
// select a field, and copy as a person would.
/** @type {(text: string) => void} */
function copySelected(text) {
  const field = element("textarea", { value: text, readOnly: true });
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("copying was refused");
}

/** @type {(label: string, text: () => string, life: AbortSignal) => HTMLButtonElement} */
function button(label, text, life) {
  const made = element("button", { type: "button", className: "pb-copy", "aria-label": label }, say("Copy"));
  made.addEventListener("click", async () => {
    try {
      await copy(text());
      made.textContent = say("Copied");
    } catch {
      made.textContent = say("Not copied");
    }
    later(
      2000,
      () => {
        made.textContent = say("Copy");
      },
      life,
    );
  });
  return made;
}

/** @type {(here: HTMLElement, life: AbortSignal) => void} */
export function copyHere(here, life) {
  const line = here.parentElement && maybe(here.parentElement, ".pb-line");
  if (!line || !(here instanceof HTMLAnchorElement)) return;
  const words = wordsOf(line);
  here.after(button(say("Copy: %(what)s", { what: words }), () => `${words}\n${here.href}`, life));
}

// A sentence to say is copied alone: its reader wants the words, and not where they came from.
/** @type {(line: HTMLElement, life: AbortSignal) => void} */
export function copySaid(line, life) {
  const words = wordsOf(line);
  line.after(
    " ",
    button(say("Copy: %(what)s", { what: words }), () => words, life),
  );
}

/** @type {(block: HTMLElement, life: AbortSignal) => void} */
export function copyBlock(block, life) {
  block.tabIndex = 0;
  block.before(button(say("Copy the text of a new file"), () => `${(block.textContent ?? "").trimEnd()}\n`, life));
}

// A form, to fill in where one works: its headings and what each asks for.
/** @type {(form: HTMLElement, life: AbortSignal) => void} */
export function copyForm(form, life) {
  const parts = [...form.children].map((part) => {
    const words = [...(part.matches("ul, ol") ? part.children : [part])].map((one) =>
      oneLine(wordsOf(one).replace(/¶/g, "")),
    );
    if (/^H[2-6]$/.test(part.tagName)) return `## ${words[0]}`;
    return part.matches("ul, ol") ? words.map((one) => `- ${one}`).join("\n") : words[0];
  });
  const text = parts.filter(Boolean).join("\n\n");
  form.prepend(button(say("Copy this form"), () => `${text}\n`, life));
}
