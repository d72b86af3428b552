import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PageNode } from "../../generator/pages/page.js";
import { findSections } from "../../generator/pages/read-page.js";
import { PAGE, page, PAGE_TEXT, readPage } from "./greenhouse.js";
import { toHtml, toSiteHtml } from "./html.js";

/** Without places, which differ between text and HTML. */
function plain(value: unknown): unknown {
  const text = JSON.stringify(value, (key, inner: unknown) =>
    key === "place" ? undefined : inner instanceof Map ? [...inner] : inner,
  );
  return JSON.parse(text) as unknown;
}

describe("a page", () => {
  const { title, date, operations } = page();
  const [update, move] = operations;

  test("names its service, its day and its operations", () => {
    expect([title, date]).toEqual(["Example Greenhouse", "2030-01-02"]);
    expect(operations.map(({ name, status }) => [name, status])).toEqual([
      ["UpdateBed", "updated"],
      ["MovePlant", "new"],
    ]);
    expect(update!.documentation).toBe("Changes a bed. See (new) and (updated) below.");
  });

  test("tells types, values, required flags and descriptions", () => {
    const watering = update!.request.members.get("Watering")!;
    expect([watering.required, watering.documentation]).toEqual([false, "When and how it is watered, & <how much>."]);
    expect(plain(watering.node)).toMatchObject({
      kind: "structure",
      members: [
        ["Plan", { required: true, node: { kind: "list", item: { kind: "structure" } } }],
        ["Notes", { required: false, node: { kind: "map", key: { kind: "string" }, value: { kind: "string" } } }],
      ],
    });
    expect(plain(update!.request.members.get("Light")!.node)).toEqual({
      kind: "enum",
      values: ["SHADE", "HALF_SHADE", "FULL_SUN"],
    });
    expect(move!.request.members.get("Token")).toMatchObject({ required: false });
    expect(update!.response.members.get("Bed")!.required).toBeUndefined();
  });

  test("puts long texts of its changes together again, and tells sets from dicts", () => {
    const text = JSON.stringify(plain(update!.announced.response));
    expect(text).toContain('["Mode",{"kind":"type","text":"MIST | DRIP"}]');
    expect(text).toContain('["Light",{"kind":"values","values":["FULL_SUN"]}]');
    expect(text).toContain('["Notes",{"kind":"members","members":[["string",{"kind":"type","text":"string"}]]}]');
  });

  test("is the same as HTML", () => {
    const { value, diagnostics } = readPage(PAGE, toHtml(PAGE_TEXT));
    expect(diagnostics).toEqual([]);
    expect(plain(value)).toEqual(plain(page()));
  });

  test("is the same as the site's own HTML", () => {
    const html = toSiteHtml(PAGE_TEXT);
    expect(html).toContain('<dt>type Light<span class="colon">:</span></dt>');
    const { value, diagnostics } = readPage(PAGE, html);
    expect(diagnostics).toEqual([]);
    expect(plain(value)).toEqual(plain(page()));
  });

  test("may tell of several services, and each is read by itself", () => {
    const other = PAGE_TEXT.replaceAll("Example Greenhouse", "Example Shed").replace(
      "'Litres': 'long'",
      "'Litres': long",
    );
    const { value } = findSections(PAGE, `${PAGE_TEXT}\n${other}`);
    expect(value!.map((section) => [section.title, section.date])).toEqual([
      ["Example Greenhouse", "2030-01-02"],
      ["Example Shed", "2030-01-02"],
    ]);
    const [first, second] = value!.map(({ read }) => read());
    expect(plain(first!.value)).toEqual(plain(page()));
    expect(second!.diagnostics.map(({ code }) => code)).toEqual(["SW6003"]);
  });

  test("may say that an operation is deleted, and need say no more of it", () => {
    const deleting = page(`${PAGE_TEXT}\nDigBed (deleted) Link ¶\n\nDigs.\n\nDropBed (removed) Link ¶\n`);
    expect(deleting.operations.slice(2).map(({ name, status }) => [name, status])).toEqual([
      ["DigBed", "deleted"],
      ["DropBed", "deleted"],
    ]);
  });

  test("is the same with line ends of Windows", () => {
    expect(plain(readPage(PAGE, PAGE_TEXT.replaceAll("\n", "\r\n")).value)).toEqual(plain(page()));
  });

  test("shows each kind of value", () => {
    const kindOf = (syntax: string): PageNode["kind"] | undefined =>
      readPage(
        PAGE,
        PAGE_TEXT.replace("'Moved': True|False", `'Moved': ${syntax}`).replace("Moved (boolean)", "Moved (x)"),
      ).value?.operations[1]!.response.members.get("Moved")?.node.kind;
    expect(
      ["123.0", "b'bytes'", "b'bytes'|file", "StreamingBody()", "{...}|[...]|123|123.4|'string'|True|None"].map(kindOf),
    ).toEqual(["float", "blob", "blob", "blob", "document"]);
    expect(["{'A'|'B': 123}", "{}", "[123,]", "EventStream({'A': {}})", "'... recursive ...'"].map(kindOf)).toEqual([
      "map",
      "structure",
      "list",
      "structure",
      "recursive",
    ]);
  });
});

describe("what is wrong with a page is told with its place", () => {
  const edits: readonly (readonly [string, string, string])[] = [
    ["2030/01/02 -", "2030/13/02 -", "SW6002 3:1"],
    ["2030/01/02 - Example", "On a day: Example", "SW6002 1:1"],
    ["'Litres': 'long'", "'Litres': long", "SW6003 12:35"],
    ["{'FULL_SUN'}", "{'FULL_SUN}", "SW6003 10:12"],
    ["Watering={", "Watering=[", "SW6003 34:15"],
    ["    'Moved': True|False", "    'Moved': maybe", "SW6003 240:14"],
    ["• Litres (integer)", "• Litres (string)", "SW6005 88:7"],
    ["UpdateBed (updated)", "UpdateBed (frozen)", "SW6007 7:1"],
    ["MovePlant (new)", "Move-Plant (new)", "SW6006 190:1"],
    ["    PlantId='string'", "    'PlantId'='string'", "SW6003 199:5"],
    ["client.move_plant(", "client.move_plant(\n    PlantId='string',", "SW6003 200:5"],
    ["Changes (request, response)", "Changes (request, answer)", "SW6003 8:1"],
    ["Response Syntax\n\n{\n    'Moved'", "{\n    'Moved'", "SW6010 190:1"],
    ["Changes (request, response)\n", "\n", "SW6010 7:1"],
  ];

  test.each(edits)("%j → %j", (from, to, found) => {
    expect(PAGE_TEXT).toContain(from);
    const { value, diagnostics } = readPage(
      PAGE,
      PAGE_TEXT.replace(from, () => to),
    );
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(value).toBeUndefined();
    expect(errors.map(({ code, line, column }) => `${code} ${line}:${column}`)).toContain(found);
  });

  test("all of it at once, in order", () => {
    const text = PAGE_TEXT.replace("{'FULL_SUN'}", "{'FULL_SUN}").replace("'Moved': True|False", "'Moved': maybe");
    const codes = readPage(PAGE, text).diagnostics.filter(({ severity }) => severity === "error");
    expect(codes.map(({ line }) => line)).toEqual([10, 240]);
  });

  test("what is only in the syntax, or only described, is told", () => {
    const text = PAGE_TEXT.replace("    To='string',\n", "").replace(
      "    PlantId=",
      "    Other='string',\n    PlantId=",
    );
    expect(readPage(PAGE, text).diagnostics.map(({ code }) => code)).toEqual(["SW6008", "SW6009"]);
  });
});

describe("a hostile page", () => {
  test("may nest as deep as it likes", () => {
    const deep = PAGE_TEXT.replace("'Moved': True|False", `'Moved': ${"[".repeat(100_000)}`);
    expect(readPage(PAGE, deep).diagnostics.map(({ code }) => code)).toContain("SW6004");
    const html = `<html>${"<ul><li>".repeat(20_000)}x`;
    expect(readPage(PAGE, html).diagnostics.map(({ code }) => code)).toEqual(["SW6002"]);
  });

  test("may have as many members, values and operations as it likes", () => {
    const many = (line: (index: number) => string, between: string): string =>
      Array.from({ length: 100_000 }, (_, index) => line(index)).join(between);
    const texts = [
      PAGE_TEXT.replace(
        "'Moved': True|False",
        many((index) => `'M${index}': 1`, ",\n"),
      ),
      PAGE_TEXT.replace("'Moved': True|False", `'Moved': ${many((index) => `'V${index}'`, "|")}`),
      PAGE_TEXT + many((index) => `Op${index} (new) Link ¶`, "\n"),
    ];
    for (const text of texts) expect(readPage(PAGE, text).value).toBeUndefined();
  });

  test("may use any name", () => {
    const named = PAGE_TEXT.replaceAll("Notes", "__proto__").replaceAll("Mode", "constructor");
    const { node } = page(named).operations[0]!.request.members.get("Watering")!;
    const members = node.kind === "structure" ? node.members : new Map<string, unknown>();
    expect([...members.keys()]).toEqual(["Plan", "__proto__"]);
  });

  test("cannot make the reader throw, or be slow", () => {
    const lines = PAGE_TEXT.split("\n");
    const place = fc.nat(lines.length - 1);
    const edit = fc.oneof(
      fc.record({
        at: place,
        text: fc.constantFrom("", "{", "[[", "'", "'a': ", "• X (dict) --", "type X", "rtype", "\\", "b'", "|"),
      }),
      fc.record({ at: place, text: fc.string() }),
      fc.record({ at: place, text: place.map((at) => lines[at]!) }),
    );
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.boolean(), (edits, isHtml) => {
        const changed = [...lines];
        for (const { at, text } of edits) changed[at] = text;
        const text = changed.join("\n");
        const { value, diagnostics } = readPage(PAGE, isHtml ? toHtml(text) : text);
        for (const { line, column } of diagnostics) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
        expect(value === undefined).toBe(diagnostics.some(({ severity }) => severity === "error"));
      }),
      { numRuns: 300 },
    );
  });
});
