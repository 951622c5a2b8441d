// Makes a checklist live: real boxes, several runs, finishing, taking a run along. The page is complete without it.

import { copy } from "../copy.js";
import { today } from "../days.js";
import { ask, button, counted, element, listed } from "../dom.js";
import { isMapping } from "../forms.js";
import { newId } from "../kept.js";
import { addressed } from "../life.js";
import { print } from "../paper.js";
import { TOLD } from "../store.js";
import { pack, unpack } from "../travel.js";
import { chat, issue, markdown, nameOf, progress, tried } from "./report.js";
import { cleanRun, Runs, sound } from "./runs.js";

// What the page says of the list.
function read(root) {
  const strip = root.previousElementSibling;
  const data = strip.dataset;
  const after = root.nextElementSibling;
  const decision = after && after.dataset.decision === data.list ? after : null;
  const items = [...root.querySelectorAll(".pb-box")].map((box) => {
    const line = box.nextElementSibling;
    const part = box.closest("section") || root;
    const title = part.querySelector(":scope > p:first-child > strong");
    return {
      part,
      section: title ? title.textContent.trim() : "",
      box,
      line,
      row: box.closest("li"),
      id: box.dataset.item,
      must: box.classList.contains("pb-must"),
      evidence: box.classList.contains("pb-evidence"),
      who: box.dataset.who || "",
      shows: box.dataset.shows || "",
      text: line.textContent.trim().replace(/^Must not miss:\s*/, ""),
    };
  });
  return {
    root,
    strip,
    decision,
    items,
    id: data.list,
    title: data.title,
    file: data.file,
    edit: data.edit,
    issue: data.issue,
    runBy: data.runBy,
    decider: data.decidedBy,
    fields: [...strip.querySelectorAll(".pb-field")].map((field) => field.textContent.trim()),
    outcomes: decision ? [...decision.querySelectorAll("li")].map((item) => item.textContent.trim()) : [],
  };
}

const CONDITIONS = /\b(conditions?|conditional(ly)?|provided|subject to)\b/i;
let lists = 0; // live so far; each needs a name for its outcomes

class Live {
  constructor(root, life) {
    this.life = life;
    this.list = read(root);
    lists += 1;
    this.name = `pb-run-${lists}`;
    this.address = `${location.origin}${location.pathname}`;
    this.runs = new Runs(this.list.id, () => this.show(), life);
    this.sure = "";
    this.boxes();
    this.strip();
    this.outcome();
    this.panel();
    this.show();
    addressed(() => this.arrive(), life);
  }

  get run() {
    return this.runs.current || cleanRun({ id: "none", started: today() });
  }

  edit(apply, step = "") {
    this.sure = "";
    this.say("");
    this.runs.edit(apply, this.list.fields.includes("Date") ? { Date: today() } : {}, step);
  }

  // A field of one line, saved while it is written; what is written in one go is undone in one go.
  line(longest, apply, type = "text") {
    const input = element("input", { type, maxLength: longest });
    const step = newId();
    input.addEventListener("input", () => this.edit((run) => apply(run, input.value.trim()), step));
    return input;
  }

  // The list itself

  boxes() {
    for (const item of this.list.items) {
      item.input = element("input", { type: "checkbox", className: "pb-tick" });
      item.input.addEventListener("change", () => {
        const on = item.input.checked;
        this.edit((run) => {
          if (on) run.ticks[item.id] = true;
          else delete run.ticks[item.id];
        });
      });
      const label = element("label", { className: "pb-label" }, item.input);
      // A finger that ticks must not follow the link of a number.
      for (const link of item.line.querySelectorAll("a"))
        link.replaceWith(element("span", { className: link.className, title: link.title }, ...link.childNodes));
      item.box.replaceWith(label);
      label.append(" ", item.line);
      this.more(item);
      if (item.evidence) this.proof(item);
    }
    // Whoever hears the boxes hears which part of the list they stand in.
    for (const { part, section } of this.list.items) {
      if (!section) continue;
      part.setAttribute("role", "group");
      part.setAttribute("aria-label", section);
    }
  }

  // Why, and what if not: one tap away.
  more(item) {
    const told = [...item.row.querySelectorAll("small:not(.pb-proof)")];
    if (!told.length) return;
    const name = told[0].querySelector("em").textContent.replace(/:$/, "");
    const box = element("span", { className: "pb-more", hidden: true }, ...told);
    const open = button(
      name,
      () => {
        box.hidden = !box.hidden;
        open.setAttribute("aria-expanded", String(!box.hidden));
      },
      { "aria-expanded": "false", "aria-label": `${name}: ${nameOf(this.list, item)}`, className: "pb-open" },
    );
    item.row.querySelector(".pb-anchor").before(open, " ");
    item.row.append(box);
  }

  proof(item) {
    const write = item.row.querySelector(".pb-write");
    item.proof = this.line(500, (run, words) => {
      run.evidence[item.id] = words;
    });
    write.replaceChildren(element("label", {}, ...write.childNodes, " ", item.proof));
  }

  strip() {
    this.inputs = this.list.fields.map((name, i) => {
      const input = this.line(
        200,
        (run, words) => {
          run.fields[name] = words;
        },
        name === "Date" ? "date" : "text",
      );
      this.list.strip.querySelectorAll(".pb-field")[i].replaceChildren(element("label", {}, `${name} `, input));
      return [name, input];
    });
  }

  outcome() {
    if (!this.list.decision) return;
    const choices = this.list.outcomes.map((outcome) => {
      const input = element("input", { type: "radio", name: this.name, value: outcome });
      input.addEventListener("change", () =>
        this.edit((run) => {
          run.outcome = outcome;
        }),
      );
      return [input, element("label", { className: "pb-label" }, input, " ", outcome)];
    });
    this.choices = choices.map(([input]) => input);
    this.decided = this.line(200, (run, words) => {
      run.decided = words;
    });
    this.conditions = this.line(500, (run, words) => {
      run.conditions = words;
    });
    const who = this.list.decider ? `Decided by (${this.list.decider}) ` : "Decided by ";
    const group = element("fieldset", {}, element("legend", {}, "Outcome"), ...choices.map(([, label]) => label));
    const sign = element("p", { className: "pb-paper pb-write" }, element("span", {}, "Signature, date"));
    const field = (words, input) => element("p", { className: "pb-write" }, element("label", {}, words, input));
    const outcome = choices.length
      ? [group, field("Conditions, or what must change, and by when ", this.conditions)]
      : [];
    this.list.decision.replaceChildren(...outcome, field(who, this.decided), sign);
  }

  // The panel above, and the buttons below

  panel() {
    this.pick = element("select", { on: { change: () => this.runs.choose(this.pick.value) } });
    this.picker = element("label", {}, "Run ", this.pick);
    this.fresh = button("New run", () => this.runs.begin(this.list.fields.includes("Date") ? { Date: today() } : {}));
    this.status = element("p", { className: "pb-progress", role: "status" });
    this.note = element("p", { className: "pb-said", role: "status" });
    this.came = element("p", { className: "pb-said", role: "status" });
    this.list.strip.before(element("div", { className: "pb-run pb-screen" }, this.picker, this.fresh, this.came));
    this.list.strip.after(element("div", { className: "pb-bar pb-screen" }, this.status, this.note));
    this.undo = button("Undo", () => {
      this.runs.undo();
      this.say("Undone.");
    });
    this.finish = button("Finish", () => this.end());
    this.clear = button("Clear this run", () => this.away());
    const take = element("details", { className: "pb-take" }, element("summary", {}, "Take it with you"), this.ways());
    const prints = element(
      "p",
      { className: "pb-buttons" },
      button("Print with my ticks", () => print("")),
      button("Print blank", () => print("blank")),
    );
    this.told = element("p", { className: "pb-said", role: "status" });
    const buttons = element("p", { className: "pb-buttons" }, this.finish, this.undo, this.clear);
    const below = element("div", { className: "pb-below pb-screen" }, this.told, buttons, prints, take);
    (this.list.decision || this.list.root).after(below);
  }

  ways() {
    const way = (label, make) =>
      button(label, async () => {
        try {
          await copy(await make());
          this.say(`Copied: ${label.replace(/^Copy /, "")}.`);
        } catch {
          this.say("This browser did not allow copying.");
        }
      });
    const ways = [
      way(
        "Copy a link to this run",
        async () => `${this.address}#run=${await pack({ list: this.list.id, run: this.run })}`,
      ),
      way("Copy as text for a chat", () => chat(this.list, this.run, this.address)),
      way("Copy as Markdown", () => markdown(this.list, this.run, this.address)),
    ];
    if (this.list.issue) {
      const open = () => window.open(issue(this.list, this.run, this.address, this.list.issue), "_blank", "noopener");
      ways.push(button("Open an issue with it", open));
    }
    this.lesson = element("pre", { tabIndex: 0 }, element("code"));
    const file = this.list.edit
      ? element("a", { href: this.list.edit }, this.list.file)
      : element("code", {}, this.list.file);
    this.teach = element(
      "div",
      { className: "pb-teach" },
      element(
        "p",
        {},
        "The list learns from use. Say in “changed” what you would word differently, and put this into ",
        file,
        ":",
      ),
      this.lesson,
      way("Copy the lines", () => this.lesson.textContent),
    );
    return element("div", {}, element("p", { className: "pb-buttons" }, ...ways), this.teach);
  }

  // What was done is said beside the buttons; what came with a link, above the list.
  say(words) {
    if (this.told) this.told.textContent = words;
  }

  // Everything as the current run has it.
  show() {
    if (!this.status) return;
    const { run, list } = this;
    const done = Boolean(run.finished);
    // What is being written stays, unless it is another run by now.
    const other = this.shown !== run.id;
    this.shown = run.id;
    const put = (input, words) => {
      if (other || document.activeElement !== input) input.value = words;
      input.disabled = done;
    };
    for (const item of list.items) {
      item.input.checked = run.ticks[item.id] === true;
      item.input.disabled = done;
      if (item.proof) put(item.proof, run.evidence[item.id] || "");
    }
    for (const [name, input] of this.inputs) {
      put(input, run.fields[name] || "");
      input.classList.toggle("pb-empty", !input.value); // an empty date would print its pattern
    }
    for (const choice of this.choices || []) {
      choice.checked = choice.value === run.outcome;
      choice.disabled = done;
    }
    if (this.decided) {
      put(this.decided, run.decided);
      put(this.conditions, run.conditions);
    }
    const names = this.runs.all.map((one) => this.called(one));
    this.pick.replaceChildren(...this.runs.all.map((one, i) => new Option(names[i], one.id)));
    this.pick.value = run.id;
    this.picker.hidden = names.length < 2;
    this.status.replaceChildren(counted(`${progress(list, run)}.${done ? ` Finished on ${run.finished}.` : ""}`));
    this.note.textContent = TOLD[this.runs.store.problem] || "";
    this.note.hidden = !this.note.textContent;
    this.undo.disabled = !this.runs.before.length;
    this.clear.disabled = !this.runs.current;
    this.fresh.disabled = !this.runs.current;
    this.finish.textContent = done ? "Open it again" : this.sure ? "Finish all the same" : "Finish";
    this.lesson.firstChild.textContent = tried(list, run, today());
    this.teach.hidden = !done;
  }

  // The field that says what a run is for.
  get about() {
    return this.list.fields.find((field) => field !== "Date" && !/\bby$/i.test(field));
  }

  called(run) {
    const name = this.list.fields
      .filter((field) => field !== "Date")
      .map((field) => run.fields[field])
      .find(Boolean);
    const place = this.runs.all.findIndex((one) => one.id === run.id) + 1;
    return `${name || `Run ${place}`}, ${run.fields.Date || run.started}${run.finished ? ", finished" : ""}`;
  }

  // Finishing

  end() {
    const { run, list } = this;
    if (run.finished)
      return this.edit((now) => {
        now.finished = "";
      });
    const needed = [];
    if (list.outcomes.length && !run.outcome) needed.push("choose the outcome");
    if (CONDITIONS.test(run.outcome) && !run.conditions) needed.push("write the conditions");
    if (list.decision && !run.decided) needed.push("say who decided");
    if (list.outcomes.length && this.about && !run.fields[this.about]) needed.push(`fill in “${this.about}”`);
    if (needed.length) return this.say(`Before it is finished, ${listed(needed)}.`);
    const open = list.items.filter((item) => item.must && !run.ticks[item.id]).map((item) => nameOf(list, item));
    const bare = list.items.filter((item) => item.evidence && run.ticks[item.id] && !run.evidence[item.id]);
    const told = [];
    if (open.length) told.push(`Still open, and it must not be missed: ${open.join("; ")}.`);
    if (bare.length) told.push(`Without evidence: ${bare.map((item) => nameOf(list, item)).join("; ")}.`);
    if (told.length && this.sure !== told.join(" ")) {
      this.sure = told.join(" ");
      this.say(this.sure);
      this.finish.textContent = "Finish all the same";
      return undefined;
    }
    this.edit((now) => {
      now.finished = today();
    });
    this.say("Finished. Take it with you: a link, a text for the chat, or lines for the list itself.");
    this.told.closest(".pb-below").querySelector("details").open = true;
    return undefined;
  }

  async away() {
    const answer = await ask(
      `Clear “${this.called(this.run)}”? ${progress(this.list, this.run)}. Its ticks are nowhere else.`,
      [
        ["copy", "Copy it first, then clear"],
        ["clear", "Clear without a copy"],
        ["", "Keep it"],
      ],
      this.life,
    );
    if (!answer) return;
    if (answer === "copy") {
      try {
        await copy(chat(this.list, this.run, this.address));
      } catch {
        this.say("This browser did not allow copying, so nothing was cleared.");
        return;
      }
    }
    this.sure = "";
    this.runs.remove();
    this.say(answer === "copy" ? "Copied, then cleared. “Undo” brings it back." : "Cleared. “Undo” brings it back.");
  }

  // A run in the address

  async arrive() {
    const match = /^#run=(.*)$/.exec(location.hash);
    if (!match) return;
    const { href } = location;
    const came = await unpack(match[1]);
    if (this.life.aborted || location.href !== href) return;
    if (came && came.list !== this.list.id && document.querySelectorAll("[data-list]").length > 1) return;
    const run =
      came && came.list === this.list.id && isMapping(came.run) && sound(came.run) ? cleanRun(came.run) : null;
    history.replaceState(history.state, "", location.pathname + location.search);
    if (!run) this.came.textContent = "The link to a run was damaged, or belongs to another list. Nothing was changed.";
    else await this.receive(run);
    if (!this.life.aborted) this.came.parentElement.scrollIntoView({ block: "start" });
  }

  // What is ticked here is never lost to a link that may be older.
  async receive(run) {
    const here = this.runs.other(run);
    const answer = !here
      ? "replace"
      : await ask(
          `You have this run already, and it says something else. Here: ${progress(this.list, here)}. In the link: ${progress(this.list, run)}.`,
          [
            ["beside", "Keep both"],
            ["replace", "Take the one of the link in its place"],
            ["", "Keep mine"],
          ],
          this.life,
        );
    if (answer) this.runs.take(run, answer === "beside");
    this.came.textContent = answer
      ? "This run came with the link. “Undo” takes it away again."
      : "Your run stayed as it was.";
  }
}

export function checklist(root, life) {
  new Live(root, life);
}
