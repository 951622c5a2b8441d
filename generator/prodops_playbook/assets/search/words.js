// What search takes for a word, in a text and in what somebody types.

// Writing without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
const SIGNS = "\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmr}\\p{scx=Mymr}";
const WORD = new RegExp(`[${SIGNS}]+|(?:(?![${SIGNS}])[\\p{L}\\p{N}\\p{M}\\u00ad\\u200b])+(?:['’]\\p{L}+)*`, "gu");
const IN_SIGNS = new RegExp(`^[${SIGNS}]`, "u");

// Signs of such a text that are compared; a word can begin at each of them.
const LONGEST = 12;

/**
 * A word of a text: where it stands, and as it is compared. `signs`: it is of a writing without spaces, so that it may be
 * several words.
 * @typedef {{ at: number, end: number, word: string, signs: boolean }} Word
 */

// Letters as they are compared: without case, accents, other forms of the same letter, and marks that nobody sees.
/** @type {(text: string) => string} */
function plain(text) {
  if (/^[\w'-]*$/.test(text)) return text.toLowerCase();
  const letters = text.normalize("NFKC").toLowerCase().replaceAll("ß", "ss");
  return letters
    .normalize("NFD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u00ad\u200b]/g, "")
    .normalize("NFC");
}

/** @type {(text: string) => Word[]} */
export function wordsIn(text) {
  return [...text.matchAll(WORD)].map(({ 0: written, index: at }) => ({
    at,
    end: at + written.length,
    word: plain(written)
      .replace(/['’]s$/, "")
      .replace(/['’]/g, ""),
    signs: IN_SIGNS.test(written),
  }));
}

// Everything that a text is found by: its words, each with its root, compounds in one ("pre-mortem": premortem), and a text
// without spaces from each of its signs on.
/** @type {(text: string, rooted: boolean) => string[]} */
export function termsOf(text, rooted) {
  /** @type {string[]} */
  const terms = [];
  /** @type {Word | undefined} */
  let before;
  for (const one of wordsIn(text)) {
    if (one.signs) {
      const signs = [...one.word];
      terms.push(...signs.map((_, at) => signs.slice(at, at + LONGEST).join("")));
    } else if (one.word) {
      terms.push(one.word);
      if (rooted) terms.push(rootTerm(one.word));
      if (before && /^[-/‐‑]$/.test(text.slice(before.end, one.at))) terms.push(before.word + one.word);
    }
    before = one.signs ? undefined : one;
  }
  return terms;
}

// What a word is asked by, when it is typed.
/** @type {(one: Word) => string} */
export const asked = ({ word, signs }) => (signs ? [...word].slice(0, LONGEST).join("") : word);

/** @type {Map<string, string>} */
const ROOTS = new Map();

// A root in the index: no word that somebody types begins so.
/** @type {(word: string) => string} */
export function rootTerm(word) {
  const known = ROOTS.get(word) ?? `~${root(word)}`;
  ROOTS.set(word, known);
  return known;
}

const ENDINGS = [
  /(?:is|iz)(?:ations?|ing|e|es|ed)$/,
  /at(?:ions?|ing|e|es|ed)$/,
  /(?<=[^aeiou])(?:y|ies|ied|ying)$/,
  /ings?$/,
  /(?<=[sxz]|ch|sh|[^aeiou]e?)es$/,
  /(?<!s)s$/,
  /ed$/,
  /e$/,
];

// What English words have in common: launch, launches, launched; prioritise, prioritize, priority; behaviour, behavior.
/** @type {(word: string) => string} */
function root(word) {
  if (!/^[a-z]+$/.test(word)) return word;
  let cut = word;
  for (const ending of ENDINGS) {
    const left = word.replace(ending, "");
    if (left === word || left.length < 3 || !/[aeiouy]/.test(left)) continue;
    cut = left;
    break;
  }
  return cut
    .replace(/([bdfgmnprt])\1$/, "$1")
    .replace(/(?<=...)our$/, "or")
    .replace(/(?<=e)ll$/, "l")
    .replace(/(?<=lic|def|off)enc$/, "ens")
    .replace(/ogu$/, "og")
    .replace(/(?<=[nb])tr$/, "ter");
}
