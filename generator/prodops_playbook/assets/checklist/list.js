// Makes a checklist live: real boxes, several runs, finishing, taking a run along. The page is complete without it.

import { addressed, behind, page } from "../address.js";
import { copy } from "../copy.js";
import { today } from "../days.js";
import { adopt, ask, button, counted, element, here } from "../dom.js";
import { isMapping, mapping, under } from "../forms.js";
import { newId } from "../kept.js";
import { print } from "../paper.js";
import { TOLD } from "../store.js";
import { unpack } from "../travel.js";
import { listed, say } from "../words.js";
import { Decision, undecided } from "./decision.js";
import { Fields } from "./fields.js";
import { isDate, isPerson, read } from "./page.js";
import { chat, finished, nameOf, progress } from "./report.js";
import { Rows } from "./rows.js";
import { blank, cleanRun, Runs, sound } from "./runs.js";
import { Take } from "./take.js";

/**
 * @import { Run } from "./runs.js"
 */

/**
 * A run on its way to the page; `put` sets a field and leaves alone what is being written in it.
 * @typedef {{ run: Run, done: boolean, put: (input: HTMLInputElement, words: string) => void }} Showing
 */

export class Live {
  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} life
   */
  constructor(root, life) {
    this.life = life;
    this.list = read(root);
    this.address = page();
    this.runs = new Runs(this.list.id, () => this.show(), life);
    this.sure = ""; // what was open when somebody was asked whether to finish all the same
    this.shown = ""; // the run that the page shows
    this.told = element("p", { className: "pb-said", role: "status" });
    const { decision, panel, bar } = this.list;
    this.take = new Take(this);
    this.parts = [new Rows(this), new Fields(this), ...(decision ? [new Decision(this, decision)] : []), this.take];
    this.pick = adopt(panel, "select", HTMLSelectElement);
    this.pick.addEventListener("change", () => this.runs.choose(this.pick.value));
    this.picker = here(panel, "label");
    this.fresh = here(panel, "button", HTMLButtonElement);
    this.fresh.addEventListener("click", () => this.runs.begin(this.dated));
    this.came = here(panel, ".pb-said");
    this.status = adopt(bar, ".pb-progress");
    this.note = here(bar, ".pb-said");
    this.undo = button(say("Undo"), () => {
      this.runs.undo();
      this.tell(say("Undone."));
    });
    this.finish = button(say("Finish"), () => this.end());
    this.clear = button(say("Clear this run"), () => this.away());
    this.place();
    this.show();
    addressed(() => this.arrive(), life);
  }

  // The buttons below.
  place() {
    const { decision, root } = this.list;
    const prints = element(
      "p",
      { className: "pb-buttons" },
      button(say("Print with my ticks"), () => print("")),
      button(say("Print blank"), () => print("blank")),
    );
    const buttons = element("p", { className: "pb-buttons" }, this.finish, this.undo, this.clear);
    const below = element("div", { className: "pb-below pb-screen" }, this.told, buttons, prints, this.take.root);
    (decision || root).after(below);
  }

  get run() {
    return this.runs.current || blank("none");
  }

  // What a new run has already.
  /** @returns {Record<string, string>} */
  get dated() {
    return Object.fromEntries(this.list.fields.filter(isDate).map((name) => [name, today()]));
  }

  /** @type {(apply: (run: Run) => void, step?: string) => void} */
  edit(apply, step = "") {
    this.sure = "";
    this.tell("");
    this.runs.edit(apply, this.dated, step);
  }

  // A field of one line, saved while it is written; what is written in one go is undone in one go.
  /** @type {(longest: number, apply: (run: Run, words: string) => void) => HTMLInputElement} */
  line(longest, apply) {
    return this.kept(element("input", { type: "text", maxLength: longest }), apply);
  }

  /** @type {(input: HTMLInputElement, apply: (run: Run, words: string) => void) => HTMLInputElement} */
  kept(input, apply) {
    const step = newId();
    input.addEventListener("input", () => this.edit((run) => apply(run, input.value.trim()), step));
    return input;
  }

  // What was done is said beside the buttons; what came with a link, above the list.
  /** @type {(words: string) => void} */
  tell(words) {
    this.told.textContent = words;
  }

  // Everything as the current run has it.
  show() {
    if (!this.clear) return;
    const { run, list } = this;
    const done = Boolean(run.finished);
    // What is being written stays, unless it is another run by now.
    const other = this.shown !== run.id;
    this.shown = run.id;
    /** @type {Showing["put"]} */
    const put = (input, words) => {
      if (other || document.activeElement !== input) input.value = words;
      input.disabled = done;
    };
    for (const part of this.parts) part.show({ run, done, put });
    const names = this.runs.all.map((one) => this.called(one));
    this.pick.replaceChildren(...this.runs.all.map((one, i) => new Option(names[i], one.id)));
    this.pick.value = run.id;
    this.picker.hidden = names.length < 2;
    this.status.replaceChildren(counted([`${progress(list, run)}.`, ...finished(run)].join(" ")));
    const { problem } = this.runs.store;
    this.note.textContent = problem ? TOLD[problem] : "";
    this.note.hidden = !problem;
    this.undo.disabled = !this.runs.before.length;
    this.clear.disabled = !this.runs.current;
    this.fresh.disabled = !this.runs.current;
    this.finish.textContent = done ? say("Open it again") : this.sure ? say("Finish all the same") : say("Finish");
  }

  // The field that says what a run is for.
  get about() {
    return this.list.fields.find((field) => !isDate(field) && !isPerson(field));
  }

  /** @type {(run: Run) => string} */
  called(run) {
    const name = this.list.fields
      .filter((field) => !isDate(field))
      .map((field) => under(run.fields, field))
      .find(Boolean);
    const place = this.runs.all.findIndex((one) => one.id === run.id) + 1;
    const called = name || say("Run %(num)s", { num: place });
    const day = this.list.fields.filter(isDate).map((field) => under(run.fields, field))[0] || run.started;
    return run.finished ? say("%(run)s, %(day)s, finished", { run: called, day }) : `${called}, ${day}`;
  }

  // Finishing

  end() {
    const { run, list } = this;
    if (run.finished)
      return this.edit((now) => {
        now.finished = "";
      });
    const needed = undecided(list, run);
    if (list.outcomes.length && this.about && !under(run.fields, this.about))
      needed.push(say("fill in “%(field)s”", { field: this.about }));
    if (needed.length) return this.tell(say("Before it is finished, %(needed)s.", { needed: listed(needed) }));
    const open = list.items.filter((item) => item.must && !under(run.ticks, item.id)).map((item) => nameOf(list, item));
    const bare = list.items
      .filter((item) => item.evidence && under(run.ticks, item.id) && !under(run.evidence, item.id))
      .map((item) => nameOf(list, item));
    const told = [];
    if (open.length) told.push(say("Still open, and it must not be missed: %(items)s.", { items: open.join("; ") }));
    if (bare.length) told.push(say("Without evidence: %(items)s.", { items: bare.join("; ") }));
    if (told.length && this.sure !== told.join(" ")) {
      this.sure = told.join(" ");
      this.tell(this.sure);
      this.finish.textContent = say("Finish all the same");
      return undefined;
    }
    this.edit((now) => {
      now.finished = today();
    });
    this.tell(say("Finished. Take it with you: a link, a text for the chat, or lines for the list itself."));
    this.take.root.open = true;
    return undefined;
  }

  async away() {
    const answer = await ask(
      say("Clear “%(run)s”? %(progress)s. Its ticks are nowhere else.", {
        run: this.called(this.run),
        progress: progress(this.list, this.run),
      }),
      [
        ["copy", say("Copy it first, then clear")],
        ["clear", say("Clear without a copy")],
        ["", say("Keep it")],
      ],
      this.life,
    );
    if (!answer) return;
    if (answer === "copy") {
      try {
        await copy(chat(this.list, this.run, this.address));
      } catch {
        this.tell(say("This browser did not allow copying, so nothing was cleared."));
        return;
      }
    }
    this.sure = "";
    this.runs.remove();
    this.tell(
      answer === "copy" ? say("Copied, then cleared. “Undo” brings it back.") : say("Cleared. “Undo” brings it back."),
    );
  }

  // A run in the address

  async arrive() {
    const match = /^#run=(.*)$/.exec(location.hash);
    if (!match) return;
    const { href } = location;
    const told = await unpack(match[1]);
    if (this.life.aborted || location.href !== href) return;
    const came = mapping(told);
    const ours = came.list === this.list.id;
    if (told && !ours && document.querySelectorAll("[data-list]").length > 1) return;
    const run = ours && isMapping(came.run) && sound(came.run) ? cleanRun(came.run) : null;
    behind();
    if (!run)
      this.came.textContent = say("The link to a run was damaged, or belongs to another list. Nothing was changed.");
    else await this.receive(run);
    if (!this.life.aborted) this.list.panel.scrollIntoView({ block: "start" });
  }

  // What is ticked here is never lost to a link that may be older.
  /** @type {(run: Run) => Promise<void>} */
  async receive(run) {
    const here = this.runs.other(run);
    const answer = !here
      ? "replace"
      : await ask(
          say("You have this run already, and it says something else. Here: %(here)s. In the link: %(there)s.", {
            here: progress(this.list, here),
            there: progress(this.list, run),
          }),
          [
            ["beside", say("Keep both")],
            ["replace", say("Take the one of the link in its place")],
            ["", say("Keep mine")],
          ],
          this.life,
        );
    if (answer) this.runs.take(run, answer === "beside");
    this.came.textContent = answer
      ? say("This run came with the link. “Undo” takes it away again.")
      : say("Your run stayed as it was.");
  }
}

/** @type {(root: HTMLElement, life: AbortSignal) => void} */
export function checklist(root, life) {
  new Live(root, life);
}
