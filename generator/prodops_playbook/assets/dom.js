// Makes elements. Text is always text: nothing here reads HTML.

export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (name in made && !name.startsWith("aria")) made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

export function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// A table whose first row is its head and whose first column says what each row is about. Where it is too wide it scrolls,
// by the keyboard too.
export function table(name, [heads, ...rows]) {
  const head = element("tr", {}, ...heads.map((words) => element("th", { scope: "col" }, words)));
  const body = rows.map(([first, ...cells]) =>
    element("tr", {}, element("th", { scope: "row" }, first), ...cells.map((cell) => element("td", {}, cell))),
  );
  const made = element("table", {}, element("thead", {}, head), element("tbody", {}, ...body));
  return element(
    "div",
    { className: "md-typeset__scrollwrap", tabIndex: 0, role: "region", "aria-label": name },
    element("div", { className: "md-typeset__table" }, made),
  );
}

export function button(label, click, properties = {}) {
  return element("button", { type: "button", className: "pb-button", on: { click }, ...properties }, label);
}

// "3 of 10" in its own direction, wherever it stands.
export const counted = (words) => element("bdi", {}, words);

// "a, b and c"
export function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

// Gives somebody a file to keep.
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// One question with a few answers, in the browser's own dialog. Resolves to the answer chosen, or ""; that it is too when
// the page changes before somebody answered.
export function ask(question, answers, life) {
  const dialog = element("dialog", { className: "pb-dialog md-typeset", "aria-label": question });
  const choose = (answer) => {
    dialog.returnValue = answer;
    dialog.close(answer);
  };
  const row = answers.map(([name, label]) => button(label, () => choose(name)));
  dialog.append(element("p", {}, question), element("p", { className: "pb-buttons" }, ...row));
  document.body.append(dialog);
  return new Promise((resolve) => {
    const leave = () => choose("");
    dialog.addEventListener("close", () => {
      life.removeEventListener("abort", leave);
      dialog.remove();
      resolve(dialog.returnValue || "");
    });
    life.addEventListener("abort", leave, { once: true });
    dialog.showModal();
  });
}
