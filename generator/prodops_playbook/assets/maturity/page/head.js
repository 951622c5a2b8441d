// The way to answer, and whose answers these are.

import { all, button, element } from "../../dom.js";
import { under } from "../../forms.js";
import { say } from "../../words.js";
import { counter, field, put, select } from "./parts.js";
import { whose } from "./sheet.js";
import { Shown } from "./shown.js";
import { METHODS } from "./wording.js";

/**
 * @import { Page } from "./assess.js"
 * @import { Full } from "./sheet.js"
 */

/** @type {[string, string, string][]} */
const WAYS = [
  [
    "room",
    say("In the room"),
    say("One question at a time, on a projector. People show a number, you type how many showed what."),
  ],
  ["alone", say("Alone"), say("Answer for yourself in ten minutes, and send a link or a short code.")],
  [
    "together",
    say("Collect answers"),
    say("Paste what people sent you. You see where they differ, and get one result."),
  ],
  ["paper", say("On paper"), say("Print blank forms, and type the numbers in afterwards.")],
];

// Whether a result says who or how many answered what.
/** @type {(result: Full) => boolean} */
const told = ({ answers, respondents }) =>
  Object.keys(respondents.roles).length > 0 || Object.values(answers).some(({ votes }) => votes);

// Votes and roles as they were before, beside what was said since.
/** @type {(result: Full, before: Full) => void} */
function restore(result, { respondents, answers }) {
  result.respondents = respondents;
  for (const [id, { votes }] of Object.entries(answers))
    if (votes) result.answers[id] = { ...result.answers[id], votes };
}

export class Head extends Shown {
  /**
   * @param {Page} page
   * @param {HTMLElement} strip
   */
  constructor(page, strip) {
    super(page);
    const { model, session } = this;
    const team = model.subject === "team";
    this.ways = WAYS.map(([way, name, says]) => {
      const id = `${page.name}-${way}`;
      const named = { "aria-labelledby": id, "aria-describedby": `${id}-says` };
      const input = element("input", {
        type: "radio",
        name: `${page.name}-way`,
        value: way,
        ...named,
        on: { change: () => page.way(way) },
      });
      return {
        way,
        input,
        root: element(
          "label",
          { className: "pb-way" },
          input,
          element("b", { id }, name),
          element("span", { id: `${id}-says` }, says),
        ),
      };
    });
    const group = element(
      "fieldset",
      { className: "pb-ways" },
      element("legend", {}, say("How do you want to answer?")),
      ...this.ways.map((one) => one.root),
    );
    const choices = page.about.whose.map((one) => /** @type {const} */ ([one.id, page.called(one.id)]));
    this.whose = select([["", say("Choose")], ...choices], (id) =>
      session.edit((result) => {
        result[team ? "team" : "side"] = id;
      }),
    );
    this.date = element("input", {
      type: "date",
      on: {
        change: () =>
          session.edit((result) => {
            result.date = this.date.value;
          }),
      },
    });
    this.people = counter(this.model.limits.people, (number) => this.counted(number), {}, "change");
    const [first, second, third] = all(strip, ".pb-field");
    first.replaceChildren(field(team ? say("Team") : say("Side"), this.whose));
    second.replaceChildren(field(say("Date"), this.date));
    third.replaceChildren(field(say("How many people"), this.people));
    this.third = third;
    this.method = select(Object.entries(METHODS), (method) =>
      session.edit((result) => {
        result.method = method;
      }),
    );
    this.state = select(
      [
        ["submitted", say("It counts")],
        ["draft", say("A draft")],
      ],
      (state) =>
        session.edit((result) => {
          result.state = state;
        }),
    );
    this.roles = this.roleFields();
    this.more = element(
      "details",
      { className: "pb-more-said pb-screen" },
      element("summary", {}, say("More about this result")),
      element("div", { className: "pb-row" }, field(say("Who led it"), this.method), field(say("State"), this.state)),
      this.roles.root,
    );
    this.rescue = button(say("Save the file"), () => page.out.save());
    this.said = element("p", { className: "pb-said pb-screen", role: "status" });
    this.root = element("div", { className: "pb-screen" }, group);
    this.strip = strip;
  }

  // How many of the people hold which role; only where nobody can be told by it.
  roleFields() {
    const inputs = this.page.about.asked.map((role) => {
      const input = counter(
        this.model.limits.people,
        (number) =>
          this.session.edit((result) => {
            if (number) result.respondents.roles[role.id] = number;
            else delete result.respondents.roles[role.id];
          }),
        {},
        "change",
      );
      return { id: role.id, input, label: field(role.title, input) };
    });
    const root = element(
      "fieldset",
      { className: "pb-roles" },
      element("legend", {}, say("How many of you are")),
      ...inputs.map(({ label }) => label),
    );
    return { inputs, root };
  }

  // Of fewer than three people nobody keeps votes. Whoever changes the number by a slip gets them back.
  /** @type {(number: number | null) => void} */
  counted(number) {
    if (number === null) return;
    const before = this.session.result;
    this.session.edit((result) => {
      result.respondents.count = number;
    });
    const { fewest } = this.model.limits;
    if (!told(before) || number >= fewest) return;
    const notice = this.page.notice(
      say("With fewer than %(fewest)s people everybody would know the other’s answer. So the votes and roles went.", {
        fewest,
      }),
      " ",
      button(say("Bring them back"), () => {
        this.session.edit((result) => {
          restore(result, before);
        });
        notice.remove();
      }),
    );
  }

  show() {
    const {
      way,
      result: { respondents, ...result },
    } = { way: this.session.kept.way, result: this.session.result };
    for (const one of this.ways) one.input.checked = one.way === way;
    put(this.whose, whose(result));
    put(this.date, result.date);
    put(this.people, respondents.count || "");
    this.third.hidden = way === "alone";
    this.method.value = result.method;
    this.state.value = result.state;
    this.roles.root.hidden = respondents.count < this.model.limits.fewest || !this.roles.inputs.length;
    for (const { id, input } of this.roles.inputs) put(input, under(respondents.roles, id) || "");
    for (const input of [this.date, this.people]) input.classList.toggle("pb-empty", !input.value);
  }
}
