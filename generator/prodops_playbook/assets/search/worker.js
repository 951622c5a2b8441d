// Search, where Material starts its own: the same four messages, but the index comes when somebody searches.
{
  const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3];

  /** @type {Promise<(typed: string) => unknown> | undefined} */
  let finding;
  let last = "";

  async function load() {
    const here = new URL("./", location.href);
    const [{ finder }, answer] = await Promise.all([import("./ranking.js"), fetch(new URL("index.json", here))]);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    return finder(await answer.json());
  }

  /** @type {() => Promise<(typed: string) => unknown>} */
  async function loaded() {
    finding ??= load();
    try {
      return await finding;
    } catch (error) {
      finding = undefined; // the next letter tries again
      throw error;
    }
  }

  addEventListener("message", async ({ data: { type, data } }) => {
    if (type === SETUP) postMessage({ type: READY });
    if (type !== QUERY) return;
    last = data;
    const find = data.trim() ? await loaded() : () => ({ items: [], suggest: [] });
    await new Promise((go) => setTimeout(go)); // who types on is answered once
    if (data === last) postMessage({ type: RESULT, data: find(data) });
  });
}
