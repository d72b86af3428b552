import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { TRAIT_RULES } from "../../generator/load/check/trait-table.js";
import { trait } from "../../generator/model/traits.js";
import { membersOf } from "../../generator/model/shapes.js";
import { loaded } from "./helpers.js";

const definitions = loaded(
  JSON.parse(readFileSync(new URL("../../traits/swage.json", import.meta.url), "utf8")) as object,
);
const traits = [...definitions.shapes.values()].filter((shape) => trait(shape, "smithy.api#trait") !== undefined);

test("the table has every trait that traits/swage.json defines, and no other", () => {
  const inTable = [...TRAIT_RULES.keys()].filter((id) => id.startsWith("swage#"));
  expect(inTable.toSorted()).toEqual(traits.map(({ id }) => id).toSorted());
});

test.each(traits.filter(({ type }) => type === "structure").map((shape) => [shape.id, shape] as const))(
  "%s has the same members in both",
  (id, shape) => {
    const form = TRAIT_RULES.get(id)!.form;
    if (form.kind !== "object") throw new Error(`${id} is no structure in the table`);
    const members = membersOf(shape);
    expect([...form.fields.keys()].toSorted()).toEqual(members.map(({ name }) => name).toSorted());
    const required = members.filter((member) => member.traits.has("smithy.api#required"));
    expect(form.required.toSorted()).toEqual(required.map(({ name }) => name).toSorted());
  },
);
