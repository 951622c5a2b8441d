// If nothing is found, the search box says where to ask.

import { element } from "./dom.js";

/** @typedef {{ before: string, way: string, after: string, address: string }} Ask */

// Starts at Material's list of what was found. Its first element says how much that is, its last one holds it.
/** @type {(root: HTMLElement, life: AbortSignal) => void} */
export function asking(root, life) {
  const told = document.getElementById("__config")?.textContent;
  const [said, list] = [root.firstElementChild, root.lastElementChild];
  if (!told || !said || !list) return;
  const { base, translations } = JSON.parse(told);
  const index = new URL("search/search_index.json", new URL(`${base}/`, location.href));
  const line = element("p", { className: "pb-search-ask", hidden: true });
  root.append(line);
  const look = async () => {
    line.hidden = list.childElementCount > 0 || said.textContent !== translations["search.result.none"];
    if (line.hidden || line.hasChildNodes()) return;
    const { ask } = (await (await fetch(index, { signal: life })).json()).config;
    if (ask && !line.hasChildNodes()) line.append(...words(ask));
  };
  const watch = new MutationObserver(() => look().catch(() => {}));
  watch.observe(said, { childList: true, characterData: true, subtree: true });
  life.addEventListener("abort", () => watch.disconnect(), { once: true });
}

// Enter goes to the link with the highest score, so that ours has one too.
/** @type {(ask: Ask) => (Node | string)[]} */
function words({ before, way, after, address }) {
  const label = element("span", { "data-md-score": 0 }, way);
  return [before, address ? element("a", { href: address }, label) : label, after];
}
