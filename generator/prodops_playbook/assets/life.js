// What a part does with time and addresses, for as long as its element is on the page.

/**
 * What Material says of pages that change without being loaded anew.
 * @typedef {{ subscribe: (call: () => void) => { unsubscribe: () => void } }} Turns
 */

/** @type {Window & { document$?: Turns, location$?: Turns }} */
export const material = window;

// Calls once, after a while.
/** @type {(wait: number, call: () => void, life: AbortSignal) => () => void} */
export function later(wait, call, life) {
  const timer = setTimeout(() => {
    life.removeEventListener("abort", stop);
    call();
  }, wait);
  const stop = () => clearTimeout(timer);
  life.addEventListener("abort", stop, { once: true });
  return () => {
    stop();
    life.removeEventListener("abort", stop);
  };
}

// Calls again and again.
/** @type {(wait: number, call: () => void, life: AbortSignal) => void} */
export function every(wait, call, life) {
  const timer = setInterval(call, wait);
  life.addEventListener("abort", () => clearInterval(timer), { once: true });
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
