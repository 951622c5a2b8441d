// A field of one line cannot show all that was typed into it. Paper gets the words as text, which wraps.

export function typed() {
  addEventListener("beforeprint", () => {
    const fields = document.querySelectorAll(":is(.pb-strip, .pb-write) input[type=text]");
    for (const field of fields) field.parentElement.dataset.typed = field.value;
  });
}
