// Whatever somebody pastes or opens (links, codes, files, with talk around them) as results.

import { isId, isMapping } from "../../forms.js";
import { unpack } from "../../travel.js";
import { say, several } from "../../words.js";
import { decode, PATTERN } from "./code.js";
import { read } from "./opening.js";
import { person } from "./session.js";
import { fit, Refused } from "./sheet.js";

/**
 * @import { About } from "./model.js"
 * @import { Person } from "./session.js"
 */

/** @typedef {Required<Person>} Brought */

const LINK = /(?:https?:\/\/[^\s#]{0,300})?#result=([^\s>)\]"']*)/g;
const LONGEST = 1024 * 1024; // characters that are looked at in one go; a link has some thousand
const PIECES = 1000; // links, codes and files in it
const REFUSED = 20; // that are told one by one
const TOO_MUCH = say("This is too much text at once. Paste it in parts.");

// One that was made for this model, whole, or a reason why not.
/** @type {(about: About, id: string, value: unknown, called: string) => Brought} */
function whole(about, id, value, called) {
  try {
    const { result, wrong, gone } = fit(about, value);
    if (wrong.length) throw new Refused(say("Something in it is not in this model: %(what)s.", { what: wrong[0] }));
    return { id, result, gone };
  } catch (error) {
    if (error instanceof Refused) throw new Refused(`${called}: ${error.message}`);
    throw error;
  }
}

/** @type {(about: About, packed: string, called?: string) => Promise<Brought>} */
export async function fromLink(about, packed, called = say("The link")) {
  const came = await unpack(packed);
  if (!isMapping(came) || !isId(came.id)) {
    throw new Refused(say("%(what)s is damaged. Ask for it again.", { what: called }));
  }
  return whole(about, came.id, came.result, called);
}

// What a file on this computer says; a large one is not even opened.
/** @type {(about: About, file: File) => Promise<Brought>} */
export async function fromOpened(about, file) {
  if (file.size > LONGEST) {
    const large = say("This file is too large to be a result.");
    throw new Refused(`${file.name}: ${large}`);
  }
  return fromFile(about, await file.text(), file.name);
}

/** @type {(about: About, text: string, called?: string) => Promise<Brought>} */
async function fromFile(about, text, called = say("The file")) {
  let value;
  try {
    value = await read(text);
  } catch (error) {
    if (error instanceof Refused) throw new Refused(`${called}: ${error.message}`);
    throw error;
  }
  return whole(about, person(), value, called);
}

/** @type {(text: string) => string[]} */
const filesIn = (text) =>
  text.trimStart().startsWith("{") ? [text] : text.split(/^(?=model:)/m).filter((part) => part.startsWith("model:"));

// {found: [{id, result, gone}], refused: [sentences]}
/** @type {(about: About, text: string) => Promise<{ found: Brought[], refused: string[] }>} */
export async function bring(about, text) {
  if (text.length > LONGEST) return { found: [], refused: [TOO_MUCH] };
  /** @type {Brought[]} */
  const found = [];
  /** @type {string[]} */
  const refused = [];
  /** @type {(make: () => Brought | Promise<Brought>) => Promise<void>} */
  const attempt = async (make) => {
    try {
      found.push(await make());
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push(error.message);
    }
  };
  const links = [...text.matchAll(LINK)];
  const files = filesIn(text.replace(LINK, "").replace(PATTERN, ""));
  if (links.length + files.length > PIECES) return { found, refused: [TOO_MUCH] };
  for (const [i, link] of links.entries()) {
    await attempt(() => fromLink(about, link[1], links.length > 1 ? say("Link %(num)s", { num: i + 1 }) : undefined));
  }
  for (const [code] of text.replace(LINK, "").matchAll(PATTERN)) {
    await attempt(() => {
      const { id, result } = decode(about.model, code);
      return whole(about, id, result, say("The code %(code)s", { code: code.slice(0, 60) }));
    });
  }
  for (const [i, file] of files.entries()) {
    await attempt(() => fromFile(about, file, files.length > 1 ? say("File %(num)s", { num: i + 1 }) : undefined));
  }
  if (!found.length && !refused.length && text.trim())
    refused.push(say("There is no link, code or file in this text."));
  const more = refused.length - REFUSED;
  if (more <= 0) return { found, refused };
  const left = several("And %(num)s more could not be read.", "And %(num)s more could not be read.", more);
  return { found, refused: [...refused.slice(0, REFUSED), left] };
}
