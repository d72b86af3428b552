import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createResponder } from "../../templates/mock/runtime/behaviour/responder.js";
import { mergeOverlay } from "../../templates/mock/runtime/behaviour/overlay.js";
import type { ServiceError } from "../../templates/mock/runtime/definition.js";
import { definitionOf } from "./definition.js";
import type { Ast } from "./definition.js";
import { greenhouse, greenhouseOverlay } from "./greenhouse.js";

const ROOT = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, ROOT), "utf8");
const definitions = (JSON.parse(read("traits/swage.json")) as Ast).shapes;
const defined = Object.keys(definitions).filter((id) => "smithy.api#trait" in (definitions[id]?.traits ?? {}));

describe("the traits that traits/swage.json defines", () => {
  test("are those that the runtime reads", () => {
    const runtime = readdirSync(new URL("templates/mock/runtime/", ROOT), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .flatMap((path) => read(`templates/mock/runtime/${path}`).match(/"swage#[a-zA-Z]+"/g) ?? [])
      .map((text) => JSON.parse(text) as string);
    expect([...new Set(runtime)].toSorted()).toEqual(defined.toSorted());
  });

  test("are explained in docs/overlay.md", () => {
    const docs = read("docs/overlay.md");
    expect(defined.filter((id) => !docs.includes(`**\`${id}\`**`))).toEqual([]);
  });

  test("hold together: every target is there, every trait has a selector and a text", () => {
    const targets = Object.values(definitions).flatMap((shape) => [
      ...(shape.member ? [shape.member.target] : []),
      ...Object.values(shape.members ?? {}).map(({ target }) => target),
    ]);
    expect(targets.filter((id) => id.startsWith("swage#") && !(id in definitions))).toEqual([]);
    const traits = defined.map((id) => definitions[id]?.traits ?? {});
    expect(traits.every((one) => typeof one["smithy.api#documentation"] === "string")).toBe(true);
  });
});

describe("the example in docs/overlay.md", () => {
  const string = { target: "smithy.api#String" };
  const integer = { target: "smithy.api#Integer" };
  const id = { target: "example.notes#NotebookId", traits: { "smithy.api#required": {} } };
  const error = { type: "structure", members: { message: string }, traits: { "smithy.api#error": "client" } };
  const shown = structure({ notebook: { target: "example.notes#Notebook" } });
  const model = {
    shapes: {
      "example.notes#Notes": { type: "service" },
      "example.notes#NotebookId": { type: "string" },
      "example.notes#Notebook": structure({
        notebookId: { target: "example.notes#NotebookId" },
        name: string,
        color: string,
        pages: integer,
        changed: { target: "smithy.api#Timestamp" },
      }),
      "example.notes#CreateNotebook": operation("CreateNotebook"),
      "example.notes#CreateNotebookInput": structure({ title: string, color: string, pages: integer }),
      "example.notes#CreateNotebookOutput": shown,
      "example.notes#GetNotebook": operation("GetNotebook"),
      "example.notes#GetNotebookInput": structure({ id }),
      "example.notes#GetNotebookOutput": shown,
      "example.notes#UpdateNotebook": operation("UpdateNotebook"),
      "example.notes#UpdateNotebookInput": structure({ id, color: string, pages: integer }),
      "example.notes#UpdateNotebookOutput": structure({}),
      "example.notes#NoSuchNotebook": error,
      "example.notes#BadRequest": error,
    },
  } as unknown as Ast;
  const overlay = JSON.parse(/<!-- example -->\s+```json\n(.*?)```/s.exec(read("docs/overlay.md"))?.[1] ?? "") as Ast;
  const definition = definitionOf(model, overlay);

  test("does what the table says", () => {
    const responder = createResponder(definition);
    const call = (name: string, input: Record<string, unknown>): Record<string, unknown> => {
      const called = definition.operations.find((one) => one.name === name);
      if (called === undefined) throw new Error(`no operation ${name}`);
      const context = {
        service: "",
        operation: name,
        requestId: "",
        region: "",
        accountId: "",
        partition: "",
        now: 5000,
      };
      try {
        return responder.respond(called, input, context) as Record<string, unknown>;
      } catch (thrown) {
        const { code, message } = thrown as ServiceError;
        return { code, message };
      }
    };
    const { notebook } = call("CreateNotebook", { title: "Birds" }) as { notebook: Record<string, unknown> };
    const made = notebook["notebookId"];
    expect(made).toMatch(/^nb-[0-9a-f]{6}$/);
    expect(notebook).toEqual({ notebookId: made, name: "Birds", color: "blue", pages: 40, changed: new Date(5000) });
    expect(call("UpdateNotebook", { id: made, color: "red", pages: 60 })).toEqual({});
    expect(call("UpdateNotebook", { id: made })).toEqual({});
    expect(call("GetNotebook", { id: made })).toMatchObject({ notebook: { color: "blue", pages: 60 } });
    expect(call("UpdateNotebook", { id: made, pages: 20 })).toEqual({
      code: "BadRequest",
      message: "Birds has 60 pages already.",
    });
    expect(call("GetNotebook", { id: "nb-000000" })).toEqual({
      code: "NoSuchNotebook",
      message: "There is no notebook nb-000000.",
    });
  });
});

describe("an overlay that says what the mock cannot do", () => {
  const definition = definitionOf(greenhouse, greenhouseOverlay);
  const refused = (target: string, traits: object): unknown => {
    try {
      return createResponder(definition, { overlay: { shapes: { [target]: { type: "apply", traits } } } });
    } catch (error) {
      return (error as Error).message.split("\n").slice(1);
    }
  };
  const house = "ex.green#GetHouseOutput";

  test.each([
    [`${house}$title`, "swage#titel", "x", "swage#titel is no trait of swage"],
    [
      `${house}$climate`,
      "swage#initial",
      { degrees: "warm" },
      "swage#initial does not fit: climate.degrees is not an integer.",
    ],
    [`${house}$notes`, "swage#mirror", "climate.place", "swage#mirror leads to no member at place"],
    [
      `${house}$notes`,
      "swage#computed",
      { on: "write", value: "a", text: "b" },
      "swage#computed must be an object with on, and either value or text",
    ],
    [
      `${house}$houseId`,
      "swage#identifier",
      { random: "[" },
      "swage#identifier.random must be a pattern that a text can be made for",
    ],
    [
      `${house}$houseId`,
      "swage#identifier",
      { also: ["titel"] },
      "swage#identifier.also[0] must be one of houseId, title, climate, notes, built, plan",
    ],
    [
      "ex.green#UpdateHouse",
      "swage#sets",
      { houseId: "'x'" },
      "swage#sets.houseId must be one of title, climate, notes, built, plan, key, degrees",
    ],
    [
      "ex.green#GetHouse",
      "swage#rules",
      [{ when: `${"a".repeat(300)}[`, error: "Missing", message: "" }],
      `swage#rules[0].when:1:302: the expression ends here, in ${"a".repeat(120)}…`,
    ],
  ])("is refused: %s %s %o", (target, trait, value, problem) => {
    expect(refused(target, { [trait]: value })).toEqual([`${target} ${problem}`]);
  });
});

describe("merging", () => {
  const definition = definitionOf(greenhouse, greenhouseOverlay);

  test("leaves the definition as it was, and passes other traits by", () => {
    const before = structuredClone(definition.behaviour);
    const traits = { "swage#property": "other", "smithy.api#required": {} };
    const merged = mergeOverlay(definition, {
      shapes: { "ex.green#CreateHouseInput$label": { type: "apply", traits } },
    });
    expect(definition.behaviour).toEqual(before);
    expect(merged.behaviour["ex.green#CreateHouseInput$label"]).toEqual({ "swage#property": "other" });
    expect(merged.resources).toEqual(definition.resources);
  });

  test("takes nothing from what is no overlay, and nothing of the prototype", () => {
    for (const overlay of [{}, { shapes: [] }, { shapes: { a: null, b: { traits: 1 }, c: { members: [1] } } }]) {
      expect(mergeOverlay(definition, overlay).resources).toEqual(definition.resources);
    }
    const hostile = JSON.parse('{"shapes": {"__proto__": {"traits": {"swage#initial": 1}}}}') as Record<
      string,
      unknown
    >;
    expect(Object.hasOwn(mergeOverlay(definition, hostile).behaviour, "__proto__")).toBe(true);
    expect(({} as Record<string, unknown>)["swage#initial"]).toBeUndefined();
  });

  test("binds child resources through their parents, parents first", () => {
    expect(definition.resources.map(({ id }) => id)).toEqual(["ex.green#House", "ex.green#PlantBed"]);
  });
});

function structure(members: object): object {
  return { type: "structure", members };
}

function operation(name: string): object {
  return {
    type: "operation",
    input: { target: `example.notes#${name}Input` },
    output: { target: `example.notes#${name}Output` },
    errors: [{ target: "example.notes#NoSuchNotebook" }, { target: "example.notes#BadRequest" }],
  };
}
