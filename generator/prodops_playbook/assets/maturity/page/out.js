// Taking the result along: a file, a link, a short code, paper, a proposal to the playbook. And bringing one back.

import { copy } from "../../copy.js";
import { ask, button, element } from "../../dom.js";
import { download } from "../../download.js";
import { print } from "../../paper.js";
import { pack } from "../../travel.js";
import { listed, say, woven } from "../../words.js";
import { bring, fromOpened } from "./bring.js";
import { encode } from "./code.js";
import { write } from "./file.js";
import { field } from "./parts.js";
import { empty, quiet, Refused, whose } from "./sheet.js";
import { Shown } from "./shown.js";
import { asked } from "./told.js";

/**
 * @import { Child } from "../../dom.js"
 * @import { Page } from "./assess.js"
 * @import { Brought } from "./bring.js"
 * @import { About } from "./model.js"
 * @import { Answers } from "./session.js"
 * @import { Full } from "./sheet.js"
 */

const FILE = "application/octet-stream"; // to be kept as it is, under its own name
const LONGEST = 7500; // characters that every host and browser takes in an address

/** @type {(about: About, result: Full) => string} */
const path = (about, result) => about.path.replace("{whose}", whose(result)).replace("{date}", result.date);

// The page of the repository on which the file is begun, and whether its text is in it already.
/** @type {(about: About, result: Full) => { address: string, fits: boolean }} */
function proposal(about, result) {
  /** @type {(text: string) => string} */
  const put = (text) => about.new.replace("{path}", path(about, result)).replace("{text}", text);
  const whole = put(encodeURIComponent(write(quiet(about.model, result))));
  const fits = about.new.includes("{text}") && whole.length < LONGEST;
  return { address: fits ? whole : put(""), fits };
}

export class Out extends Shown {
  /** @param {Page} page */
  constructor(page) {
    super(page);
    this.box = element("textarea", { rows: 3, autocomplete: "off" });
    /** @type {HTMLInputElement} */
    this.files = element("input", { type: "file", accept: ".yml,.yaml,.json,.txt", on: { change: () => this.open() } });
    this.told = element("div", { className: "pb-told", role: "status" });
    this.lacking = element("div", { className: "pb-told pb-lacking" });
    this.whole = [
      button(say("Save the file"), () => this.save(), { className: "pb-button pb-first" }),
      ...(page.about.new ? [button(say("Propose this result"), () => this.propose())] : []),
      button(say("Copy the text of the file"), () => this.copied(write(this.result), say("the text of the file"))),
    ];
    const link = button(say("Copy a link to these answers"), async () => this.copied(await this.link(), say("a link")));
    this.brief = button(say("Copy a short code"), () => this.copied(this.code, say("a short code")));
    this.shown = element("output", { className: "pb-short" });
    this.prints = element(
      "p",
      { className: "pb-buttons" },
      button(say("Print the result on one page"), () => print("result")),
      button(say("Print a blank form"), () => print("blank")),
    );
    this.text = element("code");
    this.file = element("p", {});
    this.send = element(
      "p",
      {},
      say("Send it to whoever collects the answers. Notes go with the link, and not with the code."),
    );
    this.undo = button(say("Undo"), () => this.session.undo());
    this.again = button(say("Begin again"), () => this.reset());
    this.root = element(
      "section",
      { className: "pb-out pb-screen" },
      element("h2", {}, say("Take it with you")),
      element(
        "p",
        {},
        say(
          "Nothing has left this browser so far. What you save, send or propose can be read by those who get it. A proposed result, with its notes, is read by everybody who reads this site: no names in it, please.",
        ),
      ),
      this.told,
      this.lacking,
      this.file,
      element("p", { className: "pb-buttons" }, ...this.whole),
      element("p", { className: "pb-buttons" }, link, this.brief),
      this.shown,
      this.send,
      this.prints,
      element(
        "details",
        {},
        element("summary", {}, say("The file as it stands")),
        element("pre", { tabIndex: 0 }, this.text),
      ),
      this.back(),
      element("p", { className: "pb-buttons" }, this.undo, this.again),
    );
  }

  get result() {
    return quiet(this.model, this.session.result);
  }

  get code() {
    return encode(this.model, { id: this.session.kept.id, result: this.result });
  }

  async link() {
    const packed = await pack({ id: this.session.kept.id, result: this.result });
    return `${this.page.address}#result=${packed}`;
  }

  // Only what the file would be refused for stands in the way.
  get stopped() {
    return this.session.missing.length > 0;
  }

  /** @type {(...words: Child[]) => void} */
  tell(...words) {
    this.told.replaceChildren(...words.map((one) => element("p", {}, one)));
  }

  /** @type {(text: string, what: string) => Promise<void>} */
  async copied(text, what) {
    try {
      await copy(text);
      this.tell(say("Copied: %(what)s.", { what }));
    } catch {
      this.tell(say("This browser did not allow copying. Here it is, to copy by hand:"), element("code", {}, text));
    }
  }

  save() {
    const place = path(this.page.about, this.result);
    const name = place.split("/").slice(-3).join("-");
    download(name, write(this.result), FILE);
    this.tell(say("Saved as %(name)s. In the playbook it stands at %(place)s.", { name, place }));
  }

  // What an older version of the page has kept, in the form in which it was kept.
  /** @type {(kept: Answers, version: string) => void} */
  saveOld(kept, version) {
    download(`${this.model.id}-${version}.json`, JSON.stringify(kept.result, null, 2), FILE);
  }

  async propose() {
    const { address, fits } = proposal(this.page.about, this.result);
    window.open(address, "_blank", "noopener");
    const link = element("a", { href: address, target: "_blank", rel: "noopener" }, say("the page for a new file"));
    if (fits)
      return this.tell(
        element(
          "span",
          {},
          ...woven("Path and text are filled in on %(page)s. Send it off there as a proposal.", { page: link }),
        ),
      );
    try {
      await copy(write(this.result));
      return this.tell(
        element(
          "span",
          {},
          ...woven("The file’s name is filled in on %(page)s. The text is copied: paste it there.", { page: link }),
        ),
      );
    } catch {
      return this.tell(
        element(
          "span",
          {},
          ...woven("The file’s name is filled in on %(page)s. Put the text from “The file as it stands” there.", {
            page: link,
          }),
        ),
      );
    }
  }

  // Bringing one back

  back() {
    return element(
      "details",
      { className: "pb-back" },
      element("summary", {}, say("Bring a result back")),
      element("p", {}, say("It takes the place of the answers on this page. “Undo” brings them back.")),
      field(say("A link, a code or the text of a file"), this.box),
      element(
        "p",
        { className: "pb-buttons" },
        button(say("Bring it back"), () => this.paste()),
      ),
      field(say("Or open a file"), this.files),
    );
  }

  async open() {
    const file = this.files.files?.[0];
    try {
      if (file) this.put(await fromOpened(this.page.about, file));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.tell(error.message, say("Nothing was changed."));
    }
    this.files.value = "";
  }

  async paste() {
    const { found, refused } = await bring(this.page.about, this.box.value);
    if (found.length > 1)
      refused.push(say("These are several. To lay them side by side, choose “Collect answers” above."));
    if (refused.length || !found.length)
      return this.tell(...(refused.length ? refused : [say("Nothing is pasted yet.")]), say("Nothing was changed."));
    this.put(found[0]);
    this.box.value = "";
    return undefined;
  }

  /** @type {(one: Brought) => void} */
  put({ result, gone }) {
    this.session.take(result);
    const told =
      result.version === this.model.version
        ? []
        : [
            say("It answered version %(version)s, and counts here for %(now)s.", {
              version: result.version,
              now: this.model.version,
            }),
          ];
    if (gone.length) told.push(say("No longer asked, and left out: %(questions)s.", { questions: listed(gone) }));
    this.tell(say("The result is here. “Undo” takes it away again."), ...told);
  }

  // Beginning again

  async reset() {
    const answer = await ask(
      say("Begin again? These answers are only in this browser."),
      [
        ["save", say("Save the file first, then begin again")],
        ["clear", say("Begin again without a file")],
        ["", say("Keep them")],
      ],
      this.page.life,
    );
    if (!answer) return;
    if (answer === "save") this.save();
    this.session.again();
    this.tell(
      answer === "save"
        ? say("Saved, and begun again. “Undo” brings the answers back.")
        : say("Begun again. “Undo” brings the answers back."),
    );
  }

  show() {
    const { session } = this;
    const { missing } = session;
    const nothing = empty(session.result);
    const said = nothing ? [say("Nothing is answered yet.")] : [...missing, ...asked(this.page.about, session.result)];
    this.lacking.replaceChildren(...said.map((words) => element("p", {}, words)));
    for (const one of this.whole) one.disabled = nothing || this.stopped;
    this.file.textContent =
      nothing || this.stopped
        ? ""
        : say("Its place in the playbook: %(place)s", { place: path(this.page.about, session.result) });
    this.text.textContent = write(this.result);
    const { code } = this;
    const short = session.kept.way === "alone" && code && !nothing;
    this.brief.hidden = !short;
    this.shown.hidden = !short;
    this.shown.textContent = short ? code : "";
    this.send.hidden = session.kept.way !== "alone" || nothing;
    this.undo.disabled = !session.before.length;
    this.again.disabled = session.untouched;
  }
}
