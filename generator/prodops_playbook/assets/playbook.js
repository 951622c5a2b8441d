// Everything here adds to a page that is complete without it.
import { decks } from "./cards.js";
import { checklists } from "./checklist/list.js";
import { copyButtons } from "./copy.js";
import { days } from "./days.js";
import { doors, finders, indexes } from "./filters.js";
import { rhythms } from "./rhythm.js";

function moved() {
  const link = document.querySelector('[data-playbook="moved"] a');
  if (link) location.replace(link.href + location.hash);
}

moved();
copyButtons();
checklists();
decks();
days();
rhythms();
indexes();
finders();
doors();
if (document.querySelector('[data-playbook="dates"]')) import("./dates.js").then(({ dates }) => dates());
