// The model that the page asks, and what else stands in it.

// What the page says, read once. Records stand in the page as links, so that their addresses are the site's own.
export function about(form) {
  const said = JSON.parse(form.dataset.about);
  const records = new Map();
  for (const link of document.querySelectorAll("a[data-record]")) {
    const mark = link.nextElementSibling; // "library"
    const standing = mark?.matches(".pb-note") ? mark.textContent : "";
    records.set(link.dataset.record, { title: link.textContent, href: link.href, standing });
  }
  const asked = new Set(
    said.model.questions.flatMap((question) => question.roles.map((role) => role.record.replace("role:", ""))),
  );
  return { ...said, records, asked: said.roles.filter((role) => asked.has(role.id)) };
}

// The words behind each of them.
export function labels(model, question) {
  return question.ladder || (model.answer_sets[question.answers] || []).map((option) => option.label);
}

// "product" is a side's id and its name.
export function called(whose, id) {
  const found = whose.find((one) => one.id === id);
  const title = found ? found.title : id;
  return title === "all" ? "All sides" : title.charAt(0).toUpperCase() + title.slice(1);
}
