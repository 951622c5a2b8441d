import { element } from "./dom.js";

// Gives somebody a file to keep.
/** @type {(name: string, text: string, type: string) => void} */
export function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = element("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
