// What stands behind the # of this page's address: it comes with a link, and no server ever sees it.

import { material } from "./life.js";

// The address of the page alone.
export const page = () => `${location.origin}${location.pathname}`;

// Puts something behind the #, or nothing; the page stays where it is.
/** @type {(words?: string) => void} */
export function behind(words = "") {
  history.replaceState(history.state, "", `${location.pathname}${location.search}${words && `#${words}`}`);
}

// Calls now, and whenever the address of this page changes behind its #. With instant navigation a link to a place on the
// same page changes the address without an event of the browser's own, and the address of the next page stands there
// while this one is still shown.
/** @type {(arrive: () => unknown, life: AbortSignal) => Promise<void>} */
export function addressed(arrive, life) {
  const own = location.pathname;
  let busy = "";
  const look = async () => {
    const { href, pathname } = location;
    if (life.aborted || pathname !== own || href === busy) return; // one change can be told twice
    busy = href;
    try {
      await arrive();
    } finally {
      busy = "";
    }
  };
  addEventListener("hashchange", look, { signal: life });
  const turns = material.location$?.subscribe(look);
  if (turns) life.addEventListener("abort", () => turns.unsubscribe(), { once: true });
  return look();
}
