import { expect, test } from "vitest";
import { documentationOf, withLinks } from "../../generator/print/documentation-of.js";
import { documentationToMarkdown } from "../../generator/print/documentation-markdown.js";
import type { Json } from "../../generator/model/traits.js";

const links = { Guide: "https://example.com/a?b=1&c=2", 'The "API"': "https://example.com/api_(new)" };

function shape(documentation: string | undefined, externalDocumentation?: Json) {
  const traits = { documentation, externalDocumentation };
  const given = Object.entries(traits).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return { traits: new Map(given.map(([name, value]) => [`smithy.api#${name}`, value])) };
}

const markdown = (documentation: string | undefined): string =>
  documentationToMarkdown(documentationOf(shape(documentation, links)), () => undefined);

const SEE = `See [Guide](https://example.com/a?b=1&c=2), [The "API"](https://example.com/api_%28new%29).`;

test("links stand behind the documentation, in the form that it has", () => {
  expect(markdown("<p>Moors a ship.</p>")).toBe(`Moors a ship. ${SEE}`);
  expect(markdown("<p>Moors a ship</p> ")).toBe(`Moors a ship. ${SEE}`);
  expect(markdown("<p>Moors:</p><ul><li>a ship</li></ul>")).toBe(`Moors:\n\n- a ship\n\n${SEE}`);
  expect(markdown("Moors a `ship`.")).toBe(`Moors a \`ship\`.\n\n${SEE}`);
  expect(markdown(undefined)).toBe(SEE);
});

test("without links, documentation is what it was", () => {
  expect(documentationOf(shape("<p>Moors.</p>"))).toBe("<p>Moors.</p>");
  expect(documentationOf(shape("<p>Moors.</p>", {}))).toBe("<p>Moors.</p>");
  expect(documentationOf(shape(undefined))).toBeUndefined();
  expect(withLinks("Of the target.", shape(undefined))).toBe("Of the target.");
});

test("a link that a reader must not follow is none", () => {
  const documentation = documentationOf(shape("Moors.", { Bad: "javascript:alert(1)" }));
  expect(documentationToMarkdown(documentation, () => undefined)).not.toContain("](javascript");
});
