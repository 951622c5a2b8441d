// Everything here adds to a page that is complete without it.
import { copyButtons } from "./copy.js";
import { days } from "./days.js";
import { doors, finders, indexes } from "./filters.js";
import { typed } from "./paper.js";
import { rhythms } from "./rhythm.js";

function moved() {
  const link = document.querySelector('[data-playbook="moved"] a');
  if (link) location.replace(link.href + location.hash);
}

moved();
copyButtons();
days();
rhythms();
indexes();
finders();
doors();
typed();

// What few pages have is fetched by those alone.
const parts = {
  assess: () => import("./maturity/page/assess.js").then(({ assess }) => assess()),
  cards: () => import("./cards.js").then(({ decks }) => decks()),
  checklist: () => import("./checklist/list.js").then(({ checklists }) => checklists()),
  dates: () => import("./dates.js").then(({ dates }) => dates()),
};
for (const [name, start] of Object.entries(parts)) {
  if (document.querySelector(`[data-playbook="${name}"]`)) start();
}
