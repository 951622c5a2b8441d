// What paper needs that a screen does not.

import { all } from "./dom.js";

// A field of one line cannot show all that was typed into it. Paper gets the words as text, which wraps.
export function typed() {
  addEventListener("beforeprint", () => {
    for (const field of all(document, ":is(.pb-strip, .pb-write) input[type=text]", HTMLInputElement)) {
      if (field.parentElement) field.parentElement.dataset.typed = field.value;
    }
  });
}

// Prints the page in one of its ways: the style sheet reads `data-print`.
/** @type {(how: string) => void} */
export function print(how) {
  const { dataset } = document.documentElement;
  dataset.print = how;
  addEventListener(
    "afterprint",
    () => {
      delete dataset.print;
    },
    { once: true },
  );
  window.print();
}
