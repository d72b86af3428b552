import { expect, test } from "vitest";
import { createTemplates } from "../../generator/print/templates.js";

const VIEW = {
  name: "*<One>*",
  none: "",
  nothing: undefined,
  zero: 0,
  inner: { rows: [{ name: "a" }, { name: "b", rows: [] }] },
  words: ["x", "", "y"],
  empty: [],
};

function filled(template: string, own: boolean): string {
  const sources = new Map([["one.hbs", template]]);
  return createTemplates(sources, own ? sources : undefined).render("one.hbs", VIEW);
}

test.each([
  ["{{name}} {{none}}{{nothing}}{{zero}}|{{words}}", "*<One>* 0|x,,y"],
  ["{{#each words}}\n- {{this}}\n{{/each}}\n", "- x\n- \n- y\n"],
  ["{{#each inner.rows}}{{name}}{{#if rows}}!{{/if}}{{else}}none{{/each}}", "ab"],
  ["{{#each empty}}x{{else}}none of {{name}}{{/each}}", "none of *<One>*"],
  ["{{#if none}}a{{else if empty}}b{{else if inner.rows}}c{{else}}d{{/if}}{{#unless zero}}e{{/unless}}", "ce"],
])("%j is filled alike, be it ours or a person's own", (template, expected) => {
  expect(filled(template, false)).toBe(expected);
  expect(filled(template, true)).toBe(expected);
});

test("a person's own template may ask for a row's number, and for no name that the view lacks", () => {
  expect(filled("{{#each words}}{{@index}}{{/each}}", true)).toBe("012");
  expect(() => filled("a\n\n{{misspelt}}\n", true)).toThrow(
    expect.objectContaining({ template: "one.hbs", line: 3, message: expect.stringContaining("misspelt") as string }),
  );
});

test.each([
  "{{name}}\n{{#each words}}- {{this}}\n{{/each}}",
  "{{#each nested}}-{{#each this}}{{this}}{{/each}}{{/each}}{{#each empty}}x{{else}}none{{/each}}.",
])("the pieces of %j are the whole", (template) => {
  const templates = createTemplates(new Map([["one.hbs", template]]));
  const view = { ...VIEW, nested: [["a", "b"], ["c"]] };
  const pieces = templates.renderPieces("one.hbs", view);
  expect([...pieces].join("")).toBe(templates.render("one.hbs", view));
  expect([...pieces].join("")).toBe([...pieces].join(""));
});
