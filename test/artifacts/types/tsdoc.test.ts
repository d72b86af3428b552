import { Project } from "ts-morph";
import { describe, expect, test } from "vitest";
import { typesArtifact } from "../../../generator/artifacts/types/types-artifact.js";
import { contextOf } from "../package.js";

const documentation =
  "<p>See <a>Do</a>, <a>Pool$size</a> and <a>Pond</a>: <code>a { @b } */ `c` </code>.</p><note>Mind {x} @y.</note>";
const deprecated = (value: object): object => ({
  target: "smithy.api#String",
  traits: { "smithy.api#deprecated": value },
});
const model = {
  smithy: "2.0",
  shapes: {
    "a#S": { type: "service", version: "1", operations: [{ target: "a#Do" }] },
    "a#Do": { type: "operation", input: { target: "a#In" }, output: { target: "smithy.api#Unit" } },
    "a#In": {
      type: "structure",
      members: {
        old: { target: "a#Old" },
        pool: {
          target: "a#Pool",
          traits: {
            "smithy.api#documentation": documentation,
            "smithy.api#deprecated": { message: "Use <b>other</b> {@link x}", since: "2.0" },
          },
        },
      },
    },
    "a#Old": {
      type: "structure",
      members: {
        twice: deprecated({ message: "Deprecated. No longer allowed.", since: "2022-02-01" }),
        word: deprecated({ message: "Deprecated." }),
        dated: deprecated({ message: "since: 2022-08-30" }),
        since: deprecated({ since: "2.0" }),
      },
    },
    "a#Pool": { type: "structure", members: { size: { target: "smithy.api#Integer" } } },
  },
};

test("a length that rules nothing out is not told", () => {
  const free = (max?: number): object => ({
    target: "smithy.api#String",
    traits: { "smithy.api#length": { min: 0, ...(max === undefined ? {} : { max }) } },
  });
  const shapes = { ...model.shapes, "a#In": { type: "structure", members: { free: free(), short: free(9) } } };
  const { text } = typesArtifact(contextOf("a.json", JSON.stringify({ ...model, shapes })))[0]!;
  expect(text.match(/Length: .*/g)).toEqual(["Length: 0 to 9 characters */"]);
});

test("what the model calls internal, unstable, recommended or new has TSDoc's words for it", () => {
  const marks = (traits: object): object =>
    Object.fromEntries(Object.entries(traits).map(([name, value]) => [`smithy.api#${name}`, value as unknown]));
  const shapes = {
    ...model.shapes,
    "a#In": {
      type: "structure",
      members: {
        trial: { target: "a#Trial" },
        kept: { target: "a#Trial", traits: marks({ internal: {}, unstable: {}, since: "1.2\n@beta" }) },
        advised: { target: "smithy.api#String", traits: marks({ recommended: { reason: "Soon a must" } }) },
        tide: { target: "a#Tide" },
      },
      traits: marks({ internal: {} }),
    },
    "a#Trial": { type: "string", traits: marks({ unstable: {}, since: "0.9", length: { min: 1 } }) },
    "a#Tide": { type: "enum", members: { EBB: { target: "smithy.api#Unit", traits: marks({ unstable: {} }) } } },
  };
  const { text } = typesArtifact(contextOf("a.json", JSON.stringify({ ...model, shapes })))[0]!;
  const commentOf = (start: string): string =>
    /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*$/
      .exec(text.slice(0, text.indexOf(start)))![1]!
      .split(/\n[ *]*/)
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .join(" / ");
  expect(commentOf("export interface In ")).toBe("@internal");
  expect(commentOf("export type Trial ")).toBe("- Length: at least 1 character / @since 0.9 / @experimental");
  expect(commentOf("trial?:")).toBe("- Length: at least 1 character / @experimental");
  expect(commentOf("kept?:")).toBe("- Length: at least 1 character / @since 1.2 \\@beta / @internal");
  expect(commentOf("advised?:")).toBe("- Recommended: Soon a must");
  expect(commentOf("EBB:")).toBe("@experimental");
});

test("what a list says of its items, and a map of its keys, is told of them and of the members that hold them", () => {
  const told = (words: string): object => ({
    target: "smithy.api#String",
    traits: { "smithy.api#documentation": words },
  });
  const own = { "smithy.api#length": { max: 9 } };
  const shapes = {
    ...model.shapes,
    "a#In": {
      type: "structure",
      members: {
        labels: { target: "a#Labels" },
        few: { target: "a#Labels", traits: own },
        items: { target: "a#Items" },
      },
    },
    "a#Labels": { type: "map", key: told("<p>A <code>@key</code>.</p><p>No {other}.</p>"), value: told("<p></p>") },
    "a#Items": { type: "list", member: told("An item.") },
  };
  const { text } = typesArtifact(contextOf("a.json", JSON.stringify({ ...model, shapes })))[0]!;
  const key = "- Each key: A `@key`. No \\{other\\}.";
  expect(text).toContain(`/** ${key} */\nexport type Labels =`);
  expect(text).toContain(`/** ${key} */\n  labels?:`);
  expect(text).toContain(`   * - Length: at most 9 entries\n   * ${key}\n   */\n  few?:`);
  expect(text).toContain("/** - Each item: An item. */\n  items?:");
});

describe("what an editor shows of a member", () => {
  const file = typesArtifact(contextOf("a.json", JSON.stringify(model))).find(({ path }) => path === "src/types.ts")!;
  const project = new Project({ useInMemoryFileSystem: true });
  project.createSourceFile("/types.ts", file.text);
  const service = project.getLanguageService().compilerObject;
  const info = service.getQuickInfoAtPosition("/types.ts", file.text.indexOf("  pool?:") + 3)!;
  const parts = info.documentation ?? [];

  test("is its documentation, with code whole and nothing read as a tag", () => {
    const text = parts
      .map((part) => part.text)
      .join("")
      .replace(/\s+/g, " ");
    expect(text).toContain("and Pond: `` a { \\@b } *\\/ `c` ``.");
    expect(text).toContain("**Note:** Mind \\{x\\} \\@y.");
    expect(info.tags?.map(({ name }) => name)).toEqual(["deprecated"]);
    expect(info.tags?.[0]?.text?.map((part) => part.text).join("")).toBe("Use **other** \\{\\@link x\\} (since 2.0)");
  });

  test("says once that it is deprecated, and since when", () => {
    const tag = (name: string): string | undefined =>
      new RegExp(`/\\*\\* @deprecated ?(.*) \\*/\n  ${name}\\?:`).exec(file.text)?.[1];
    expect(["twice", "word", "dated", "since"].map(tag)).toEqual([
      "No longer allowed. (since 2022-02-01)",
      "",
      "since 2022-08-30",
      "since 2.0",
    ]);
  });

  test("links what the documentation names", () => {
    const links = parts.filter(({ kind }) => kind === "linkName") as {
      text: string;
      target?: { textSpan: { start: number } };
    }[];
    const targets = links.map(({ target }) =>
      file.text
        .slice(target?.textSpan.start)
        .split(/[\s:{]/)
        .slice(0, 3)
        .join(" "),
    );
    expect(targets.map((target) => target.trim())).toEqual(["Do", "export interface Pool"]);
  });
});
