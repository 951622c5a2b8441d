// Makes elements. Text is always text: nothing here reads HTML.

/**
 * What may stand in an element; what is null, undefined or false is left out.
 * @typedef {Node | string | number | null | undefined | false} Child
 */

/**
 * Properties and attributes of an element; under `on`, its listeners by their events.
 * @typedef {{ on?: Record<string, (event: Event) => unknown>, [name: string]: unknown }} Properties
 */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Properties} properties
 * @param {Child[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "on" || value === undefined || value === null || value === false) continue;
    if (name in made && !name.startsWith("aria")) Object.assign(made, { [name]: value });
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  for (const [event, listener] of Object.entries(properties.on || {})) made.addEventListener(event, listener);
  const there = children.filter((child) => child !== null && child !== undefined && child !== false);
  made.append(...there.map((child) => (child instanceof Node ? child : String(child))));
  return made;
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

// The one element that a page has there; whoever calls it knows that it does.
/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} place
 * @param {abstract new () => T} [kind]
 * @returns {T}
 */
export function here(root, place, kind) {
  const [found] = all(root, place, kind);
  if (!found) throw new Error(`Nothing stands at ${place}`);
  return found;
}

// The same where there may be none.
/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} place
 * @param {abstract new () => T} [kind]
 * @returns {T | null}
 */
export function maybe(root, place, kind) {
  return all(root, place, kind)[0] ?? null;
}

// The same in what a template wrote for a script, which is unseen until the script takes it.
/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} place
 * @param {abstract new () => T} [kind]
 * @returns {T}
 */
export function adopt(root, place, kind) {
  const found = here(root, place, kind);
  found.closest(".pb-soon")?.removeAttribute("hidden");
  return found;
}

// All elements of a kind that stand there.
/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} place
 * @param {abstract new () => T} [kind]
 * @returns {T[]}
 */
export function all(root, place, kind) {
  const wanted = kind ?? HTMLElement;
  return [...root.querySelectorAll(place)].flatMap((one) => (one instanceof wanted ? [/** @type {T} */ (one)] : []));
}

// The words of an element, without the space around them.
/** @type {(one: Node) => string} */
export const wordsOf = (one) => (one.textContent ?? "").trim();

// A table whose first row is its head and whose first column says what each row is about. Where it is too wide it scrolls,
// by the keyboard too.
/** @type {(name: string, rows: Child[][]) => HTMLElement} */
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

/** @type {(label: string, click: (event: Event) => unknown, properties?: Properties) => HTMLButtonElement} */
export function button(label, click, properties = {}) {
  return element("button", { type: "button", className: "pb-button", on: { click }, ...properties }, label);
}

// "3 of 10" in its own direction, wherever it stands.
/** @type {(words: string) => HTMLElement} */
export const counted = (words) => element("bdi", {}, words);

// One question with a few answers, in the browser's own dialog. Resolves to the answer chosen, or ""; that it is too when
// the page changes before somebody answered.
/** @type {(question: string, answers: [string, string][], life: AbortSignal) => Promise<string>} */
export function ask(question, answers, life) {
  const dialog = element("dialog", { className: "pb-dialog md-typeset", "aria-label": question });
  /** @type {(answer: string) => void} */
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
