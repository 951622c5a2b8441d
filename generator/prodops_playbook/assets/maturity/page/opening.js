// What a file says, in YAML or in JSON. Of YAML a result holds names, lists and texts on one line, each arriving as its
// characters; anything else is refused with its line. The library that reads it is fetched with the first file.

import { say } from "../../words.js";
import { Refused } from "./sheet.js";

/**
 * @import * as Yaml from "../../yaml/yaml.js"
 * @import { Node } from "../../yaml/yaml.js"
 */

const LARGEST = 1024 * 1024; // characters
const PIECES = 250_000; // words, marks and spaces between them
const DEEPEST = 12;
const NAME = /^(?!__proto__$)[\w.-]+$/;

/** @type {(line: number) => never} */
function refuse(line) {
  throw new Refused(
    say(
      "Line %(line)s is written in a way that this page does not read. It reads files that it wrote itself, or “playbook assess”.",
      { line },
    ),
  );
}

// The only document of a text, or null where there is none. The library goes on after a slip and with any number of words,
// as an editor wants it; this stops at the first slip, and where no result would go on.
/** @type {(yaml: typeof Yaml, text: string, stop: (offset: number) => never, lines: Yaml.LineCounter) => Node | null} */
function contents(yaml, text, stop, lines) {
  let pieces = 0;
  class Parser extends yaml.Parser {
    /** @type {(piece: string) => Iterable<Yaml.Token>} */
    next(piece) {
      pieces += 1;
      return pieces > PIECES ? stop(this.offset) : super.next(piece);
    }
  }
  const composer = new yaml.Composer({ schema: "failsafe", uniqueKeys: false }); // found below, in less time
  composer.onError = (at) => stop(typeof at === "number" ? at : Array.isArray(at) ? at[0] : at.offset);
  const found = [];
  for (const token of new Parser(lines.addNewLine).parse(text)) {
    if (token.type === "error") stop(token.offset);
    found.push(...composer.next(token));
  }
  found.push(...composer.end());
  if (found.length > 1) stop(found[1].range[0]);
  return found.length ? found[0].contents : null;
}

/** @type {(yaml: typeof Yaml, text: string) => unknown} */
function fromYaml(yaml, text) {
  const lines = new yaml.LineCounter();
  /** @type {(offset: number) => never} */
  const stop = (offset) => refuse(lines.linePos(offset).line || 1);

  /** @type {(node: Yaml.Scalar) => unknown} */
  const word = ({ type, value, range: [start, end] }) =>
    type?.startsWith("BLOCK") || /[\r\n]/.test(text.slice(start, end)) ? stop(start) : value;

  /** @type {(pairs: Yaml.Pair[], deep: number) => unknown} */
  const mapping = (pairs, deep) => {
    const made = Object.create(null);
    for (const { key, value } of pairs) {
      const name = yaml.isScalar(key) ? String(whole(key, deep)) : "";
      if (!NAME.test(name) || name in made) stop(key.range[0]);
      made[name] = whole(value, deep + 1);
    }
    return made;
  };

  /** @type {(node: Node | null, deep: number) => unknown} */
  const whole = (node, deep) => {
    if (!node) return "";
    if (deep > DEEPEST || node.anchor || node.tag) stop(node.range[0]);
    if (yaml.isScalar(node)) return word(node);
    if (yaml.isSeq(node)) return node.items.map((item) => whole(item, deep + 1));
    return yaml.isMap(node) ? mapping(node.items, deep) : stop(node.range[0]);
  };

  const node = contents(yaml, text, stop, lines);
  if (!node) throw new Refused(say("This file is empty."));
  return yaml.isMap(node) ? whole(node, 0) : stop(node.range[0]);
}

/** @type {(text: string) => Promise<unknown>} */
export async function read(text) {
  if (text.length > LARGEST) throw new Refused(say("This file is too large to be a result."));
  if (text.trimStart().startsWith("{")) {
    try {
      return JSON.parse(text);
    } catch {
      throw new Refused(say("This looks like JSON, but it is damaged."));
    }
  }
  const yaml = await import("../../yaml/yaml.js").catch(() => {
    throw new Refused(say("What reads files did not arrive. Try again when you are online."));
  });
  return fromYaml(yaml, text);
}
