// What a part does with time, for as long as its element is on the page.

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
