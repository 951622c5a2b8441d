// A deck of questions, one card at a time, for a meeting. Without it the page is the list of all of them.

import { adopt, all, counted, element, here, wordsOf } from "./dom.js";
import { say } from "./words.js";

/** @type {(root: HTMLElement) => void} */
export function deck(root) {
  const cards = all(root, "li");
  let order = cards.map((_, i) => i);
  let at = 0;
  let alone = false;
  /** @type {(card: HTMLElement) => string} */
  const named = (card) => wordsOf(here(card, "small"));
  const row = adopt(root, ".pb-buttons");
  const pick = here(row, "select", HTMLSelectElement);
  const [mode, back, next, mix] = all(row, "button");
  const where = element("p", { role: "status", className: "pb-said" });
  mode.addEventListener("click", () => {
    alone = !alone;
    show();
  });
  /** @type {(by: number) => void} */
  const step = (by) => {
    at = (at + by + order.length) % order.length;
    show();
  };
  back.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  mix.addEventListener("click", () => {
    for (let i = order.length - 1; i > 0; i -= 1) {
      const j = Math.floor(Math.random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    at = 0;
    show();
  });
  const inPlay = () => cards.map((_, i) => i).filter((i) => !pick.value || named(cards[i]) === pick.value);
  pick.addEventListener("change", () => {
    order = inPlay();
    at = 0;
    show();
  });

  function show() {
    const wanted = new Set(order);
    cards.forEach((card, i) => {
      card.hidden = alone ? i !== order[at] : !wanted.has(i);
    });
    root.classList.toggle("pb-alone", alone);
    mode.textContent = alone ? say("All cards") : say("One card at a time");
    for (const control of [back, next, mix, where]) control.hidden = !alone;
    where.replaceChildren(counted(say("%(num)s of %(all)s", { num: at + 1, all: order.length })));
  }

  root.addEventListener("keydown", (event) => {
    if (!alone || event.target === pick) return;
    if (event.key === "ArrowRight") step(1);
    else if (event.key === "ArrowLeft") step(-1);
  });
  here(root, "ul").after(where);
  show();
}
