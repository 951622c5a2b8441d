// The parts of a page: what each stands at, and what starts it. `start(root, life)` gets one element and an AbortSignal
// that ends when the element has left the page: whatever a part holds outside of that element, it holds until then.

import { asking } from "./asking.js";
import { copyBlock, copyForm, copyHere, copySaid } from "./copy.js";
import { day } from "./days.js";
import { all, maybe } from "./dom.js";
import { doors, finder, index } from "./filters.js";
import { rhythm } from "./rhythm.js";

/**
 * @typedef {(root: HTMLElement, life: AbortSignal) => unknown} Start
 * @typedef {Map<HTMLElement, AbortController>} Running
 */

/** @type {(root: HTMLElement) => void} */
function moved(root) {
  const link = maybe(root, "a", HTMLAnchorElement);
  if (link) location.replace(link.href + location.hash);
}

// What few pages have is fetched by those alone.
/** @type {(load: () => Promise<Start>) => Start} */
function fetched(load) {
  return async (root, life) => {
    const start = await load();
    if (!life.aborted) start(root, life);
  };
}

/** @type {[string, Start][]} */
const STARTS = [
  ['[data-playbook="moved"]', moved],
  ["a.pb-here", copyHere],
  [".pb-say", copySaid],
  [".pb-add pre", copyBlock],
  ['[data-playbook="form"]', copyForm],
  ['time[data-playbook="past"], time[data-playbook="due"]', day],
  ['[data-playbook="rhythm"]', rhythm],
  ['[data-playbook="index"]', index],
  ['[data-playbook="find"]', finder],
  ['[data-playbook="doors"]', doors],
  ['[data-md-component="search-result"]', asking],
  ['[data-playbook="assess"]', fetched(async () => (await import("./maturity/page/assess.js")).assess)],
  ['[data-playbook="cards"]', fetched(async () => (await import("./cards.js")).deck)],
  ['[data-playbook="checklist"]', fetched(async () => (await import("./checklist/list.js")).checklist)],
  ['[data-playbook="dates"]', fetched(async () => (await import("./dates.js")).dates)],
];

const PARTS = STARTS.map(([place, start]) => ({ place, start, running: /** @type {Running} */ (new Map()) }));

// Ends the parts whose elements are gone, and starts those that are new. What goes on, goes on undisturbed.
export function alive() {
  for (const { running } of PARTS) {
    for (const [root, life] of running) {
      if (root.isConnected) continue;
      running.delete(root);
      life.abort();
    }
  }
  for (const { place, start, running } of PARTS) {
    for (const root of all(document, place)) {
      if (running.has(root)) continue;
      const life = new AbortController();
      running.set(root, life);
      try {
        start(root, life.signal);
      } catch (error) {
        reportError(error); // one part that fails takes no other with it
      }
    }
  }
}
