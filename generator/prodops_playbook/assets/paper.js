// What paper needs that a screen does not.

// A field of one line cannot show all that was typed into it. Paper gets the words as text, which wraps.
export function typed() {
  addEventListener("beforeprint", () => {
    const fields = document.querySelectorAll(":is(.pb-strip, .pb-write) input[type=text]");
    for (const field of fields) field.parentElement.dataset.typed = field.value;
  });
}

// Prints the page in one of its ways: the style sheet reads `data-print`.
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
