import { describe, expect, test } from "vitest";
import { renderGithub } from "../../generator/changes/render-github.js";
import { renderJson } from "../../generator/changes/render-json.js";
import { renderJunit } from "../../generator/changes/render-junit.js";
import { escapeMarkdown, MARKDOWN_LIMIT, renderMarkdown } from "../../generator/changes/render-markdown.js";
import { renderText } from "../../generator/changes/render-text.js";
import type { ReportOptions } from "../../generator/changes/report.js";
import { createReport, reaches } from "../../generator/changes/report.js";
import { parseSuppressions, printSuppressions, withAcceptance } from "../../generator/changes/suppressions.js";
import { changesBetween, enumeration, list, operation, service as serviceOf, simple, struct } from "./support.js";

const changes = changesBetween(
  { Shared: struct({ gone: "String" }) },
  { Shared: struct({}, { documentation: "New." }), Answered: struct({ text: "String", more: "String" }) },
);
const gone = changes.find(({ id }) => id === "member-removed")!;
const compared = {
  service: "svc",
  old: { source: "models/svc/2020-01-01.json", snapshot: "2020-01-01" },
  new: { source: "other.json" },
  changes,
};

function report(options: Partial<ReportOptions> = {}, text?: string) {
  const suppressions = text === undefined ? undefined : parseSuppressions("swage.suppressions.json", text).value;
  return createReport([compared], {
    side: "both",
    today: "2024-06-01",
    ...(suppressions === undefined ? {} : { suppressions }),
    ...options,
  });
}

const accepting = (facts: object): string => JSON.stringify([{ reason: "Nobody uses it.", ...facts }]);

test("JSON has the form of the contract, key by key", () => {
  const document = JSON.parse(renderJson(report()));
  expect(Object.keys(document)).toEqual(["version", "services"]);
  const [only] = document.services;
  expect(Object.keys(only)).toEqual(["service", "old", "new", "semver", "summary", "changes"]);
  expect(only.semver).toBe("major");
  expect(only.summary).toEqual({ breaking: 1, risky: 0, additive: 1, documentation: 1 });
  expect(only.changes[0]).toEqual({
    id: "member-removed",
    fingerprint: gone.fingerprint,
    severity: { client: "breaking", server: "none" },
    shape: "ex#Shared",
    member: "gone",
    before: "smithy.api#String",
    message: "Shared no longer has the member gone (String).",
    reaches: [
      { operation: "ex#Op", side: "request", path: "shared.gone", paths: 1 },
      { operation: "ex#Op", side: "response", path: "shared.gone", paths: 1 },
    ],
    breaks: ["types", "validators", "mock"],
  });
});

test("what one side does not notice is no proof that nothing changed", () => {
  const removed = createReport([{ ...compared, changes: [gone] }], { side: "server", today: "2024-06-01" });
  expect(renderText(removed)).toContain("nothing changed for the server");
  const same = createReport([{ ...compared, changes: [] }], { side: "server", today: "2024-06-01" });
  expect(renderText(same)).toContain("nothing changed\n");
});

describe("sides and levels", () => {
  test.each([
    ["client", "breaking", true],
    ["server", "breaking", false],
    ["server", "risky", false],
    ["server", "any", true],
    ["both", "breaking", true],
  ] as const)("%s, %s: %s", (side, level, expected) => {
    expect(reaches(report({ side }), level)).toBe(expected);
  });
});

describe("suppressions", () => {
  test("by fingerprint or by place take a change out of summary and level, and leave the advice", () => {
    for (const facts of [
      { fingerprint: gone.fingerprint },
      { id: "member-removed", shape: "ex#Shared", member: "gone" },
    ]) {
      const made = report({}, accepting(facts));
      expect(made.services[0]?.summary.breaking).toBe(0);
      expect(made.services[0]?.semver).toBe("major");
      expect(made.services[0]?.changes[0]?.suppressed).toEqual({ reason: "Nobody uses it." });
      expect(reaches(made, "breaking")).toBe(false);
      expect(made.diagnostics).toEqual([]);
    }
  });

  test.each([
    ["2024-06-01", false, []],
    ["2024-05-31", true, ["SW4013"]],
  ])("hold up to their day: %s", (until, fails, codes) => {
    const made = report({}, accepting({ fingerprint: gone.fingerprint, until }));
    expect(reaches(made, "breaking")).toBe(fails);
    expect(made.diagnostics.map(({ code }) => code)).toEqual(codes);
  });

  test("that match nothing are named, with their place, where a pull request is looked at too", () => {
    const made = report({}, `[\n  ${accepting({ fingerprint: "0123456789abcdef" }).slice(1)}`);
    expect(made.diagnostics.map(({ code, line, column }) => [code, line, column])).toEqual([["SW4012", 2, 3]]);
    expect(renderMarkdown(made)).toContain("- `swage.suppressions.json:2`: the suppression of 0123456789abcdef");
    expect(renderGithub(made, "api/")).toContain(
      "::warning file=api/swage.suppressions.json,line=2,col=3,title=swage::the suppression of 0123456789abcdef",
    );
  });

  test.each([
    ["{", "SW4010"],
    ["", "SW4010"],
    ["{}", "SW4011"],
    ['[{"fingerprint":"0123456789abcdef"}]', "SW4011"],
    ['[{"reason":"x"}]', "SW4011"],
    ['[{"reason":"x","fingerprint":"0123456789abcdef","until":"2024-02-30"}]', "SW4011"],
    ['[{"reason":"x","fingerprint":"0123456789abcdef","who":"me"}]', "SW4011"],
    ['[{"reason":"x","id":"member-removed"}]', "SW4011"],
  ])("that are none are refused: %s", (text, code) => {
    const { value, diagnostics } = parseSuppressions("s.json", text);
    expect(value).toBeUndefined();
    expect(diagnostics.map((one) => one.code)).toEqual([code]);
  });

  test("are written in one order, and an acceptance takes the place of an older one", () => {
    const first = { fingerprint: "00000000000000ff", reason: "B" };
    const second = { fingerprint: "00000000000000aa", reason: "A" };
    expect(printSuppressions([first, second])).toBe(printSuppressions([second, first]));
    expect(withAcceptance([first, second], { ...first, reason: "C" })).toEqual([second, { ...first, reason: "C" }]);
    expect(parseSuppressions("s.json", printSuppressions([first])).value?.entries[0]?.suppression).toEqual(first);
  });
});

describe("text", () => {
  test("tells what breaks first, where it reaches, and the advice", () => {
    const text = renderText(report());
    expect(text).toContain("svc  2020-01-01 -> other.json");
    expect(text).toContain(
      "breaking  Shared no longer has the member gone (String).\n            request of Op: shared.gone",
    );
    expect(text).toContain("1 breaking, 1 additive, 1 documentation; version: major");
    expect(text).not.toContain("The documentation of Shared");
  });

  test("tells new shapes in one line", () => {
    const added = changesBetween({}, { Shared: struct({ a: "A" }), A: struct({ b: "B" }), B: struct({}) });
    const text = renderText(createReport([{ ...compared, changes: added }], { side: "both", today: "2024-06-01" }));
    expect(text).toContain("\n  new shapes: A, B\n");
    expect(text).not.toContain("The structure A is new.");
  });

  test("colours only by the style it is given, and lets no model steer the terminal", () => {
    const styled = renderText(report(), (format, text) => `<${format}>${text}</${format}>`);
    expect(styled).toContain("<red>breaking</red>");
    const evil = { ...gone, message: "\u001b[2J gone." };
    expect(
      renderText(createReport([{ ...compared, changes: [evil] }], { side: "both", today: "2024-06-01" })),
    ).not.toContain("\u001b");
  });
});

describe("Markdown", () => {
  test("is short first, with the rest folded", () => {
    const text = renderMarkdown(report());
    expect(text.indexOf("**1 change breaks.**")).toBeLessThan(text.indexOf("### Breaking (1)"));
    expect(text).toContain("| svc | 2020-01-01 → other.json | 1 | 0 | 1 | 1 | major |");
    expect(text).toContain("<summary>Additive (1)</summary>");
    expect(text).toContain("**1 change breaks.** Clients: 1; servers: 0.\n");
    expect(text).toContain(
      "\n**member-removed** (1). Stop sending and reading it; look for the member that took its place.\n",
    );
    const accepted = renderMarkdown(report({}, accepting({ fingerprint: gone.fingerprint })));
    expect(accepted).toContain("accepted: Nobody uses it.");
    expect(accepted).toContain("Nothing breaks. 1 accepted.");
  });

  test("says once what to do about a kind of change, and tells last which shapes are gone with it", () => {
    const removed = changesBetween(
      { Shared: struct({ a: "Aged", b: "Aged" }), Aged: struct({ c: "String" }) },
      { Shared: struct({}) },
    );
    const two = [
      { ...compared, service: "calm", changes: changes.filter(({ id }) => id !== "member-removed") },
      { ...compared, changes: removed },
    ];
    const text = renderMarkdown(createReport(two, { side: "both", today: "2024-06-01" }));
    expect(text.match(/Stop sending and reading it/g)).toHaveLength(1);
    expect(text).toContain("**svc: member-removed** (2).");
    const gone2 = removed.find(({ id }) => id === "shape-removed")!.fingerprint;
    expect(text).toContain(`\n- The structure Aged is gone. <sub>\`${gone2}\`</sub>\n\n<details>`);
    // What breaks comes first.
    expect(text.indexOf("| svc |")).toBeLessThan(text.indexOf("| calm |"));
    expect(
      renderText(createReport(two, { side: "both", today: "2024-06-01" })).indexOf("Aged is gone"),
    ).toBeGreaterThan(text.indexOf("Shared no longer"));
  });

  test("gathers what is the same of three members or more, with a fingerprint for each", () => {
    const members = (type: string) => Object.fromEntries(["a", "b", "c"].map((name) => [name, type]));
    const types = { Short: simple("string"), Other: simple("string", { length: { max: 9 } }) };
    const retargeted = changesBetween(
      { Asked: struct({ ...members("Short"), d: "Short" }), ...types },
      { Asked: struct({ ...members("Other"), d: "String" }), ...types },
    );
    const made = createReport([{ ...compared, changes: retargeted }], { side: "both", today: "2024-06-01" });
    const all = retargeted.filter(({ id }) => id === "member-target-changed");
    expect(all).toHaveLength(3);
    for (const text of [renderMarkdown(made), renderText(made)]) {
      expect(text).toContain("Each of 3 members is now Other; it was Short: Other: the greatest length is 9");
      for (const { fingerprint, member } of all) expect(text).toMatch(new RegExp(`Asked\\.${member} .*${fingerprint}`));
    }
    // Two are told one by one.
    const two = createReport([{ ...compared, changes: all.slice(1) }], { side: "both", today: "2024-06-01" });
    expect(renderMarkdown(two)).not.toContain("Each of");
  });

  test("gathers what reads alike but for its subject: documentation, whatever has it", () => {
    const words = (documentation: string) => ({
      Shared: struct({
        a: ["String", { documentation }],
        b: ["String", { documentation }],
        c: ["String", { documentation }],
      }),
    });
    const made = changesBetween(words("One."), words("Two."));
    const text = renderMarkdown(createReport([{ ...compared, changes: made }], { side: "both", today: "2024-06-01" }));
    expect(text).toContain(
      "- The documentation of each of 3 members was changed.\n  <br>Shared.a, Shared.b, Shared.c\n",
    );
  });

  test("gathers operations that are new, and shapes that are gone", () => {
    const names = ["A", "B", "C"];
    const shapes = Object.fromEntries(names.map((name) => [name, struct({ text: "String" })]));
    const operations = Object.fromEntries(names.map((name) => [`Get${name}`, operation({})]));
    const made = changesBetween(
      { Shared: struct({ a: "A", b: "B", c: "C" }), ...shapes },
      { Shared: struct({}), Svc: serviceOf({ operations: ["Op", ...Object.keys(operations)] }), ...operations },
    );
    const text = renderMarkdown(createReport([{ ...compared, changes: made }], { side: "both", today: "2024-06-01" }));
    expect(text).toContain("- Each of 3 operations is new.\n  <br>GetA `");
    expect(text).toContain("- Each of 3 shapes is gone.\n  <br>A `");
  });

  test("gathers the values of an enumeration, with where they reach", () => {
    const sizes = (values: string) => ({
      Shared: struct({ size: "Size" }),
      Size: enumeration(Object.fromEntries([...values].map((value) => [value.toUpperCase(), value]))),
    });
    const made = changesBetween(sizes("axyz"), sizes("abcd"));
    const all = createReport([{ ...compared, changes: made }], { side: "both", today: "2024-06-01" });
    const { fingerprint } = made.find(({ id }) => id === "enum-value-added")!;
    expect(renderMarkdown(all)).toContain("- Size no longer has 3 values.\n");
    expect(renderMarkdown(all)).toContain(`- Size has 3 new values.\n  <br>"b" \`${fingerprint}\`, "c" \``);
    expect(renderMarkdown(all)).toContain("\n  <br>request of Op (`shared.size`)");
    expect(renderText(all)).toContain(`Size has 3 new values.\n            "b"  ${fingerprint}\n`);
    expect(renderText(all)).toContain("request of Op: shared.size");
  });

  test("gathers a trait that many have now, each with its value", () => {
    const named = (traits: (name: string) => Readonly<Record<string, unknown>>) => ({
      Shared: struct({ a: ["String", traits("a")], b: ["String", traits("b")], names: "Names" }),
      Names: list(["String", traits("item")]),
    });
    const made = changesBetween(
      named(() => ({})),
      named((xmlName) => ({ xmlName })),
    );
    const text = renderMarkdown(createReport([{ ...compared, changes: made }], { side: "both", today: "2024-06-01" }));
    expect(text).toContain('- Each of 3 members now has @<!-- -->xmlName.\n  <br>Names.member: "item" `');
    expect(text).toContain(', Shared.b: "b" `');
  });

  test("tells first what concerns all of a service: the rest may follow from it", () => {
    const speaking = (protocol: string, name: string) => ({
      Svc: serviceOf({}, { [`aws.protocols#${protocol}`]: {} }),
      Shared: struct({ text: ["String", { jsonName: name }] }),
    });
    const made = changesBetween(speaking("awsJson1_0", "a"), speaking("restJson1", "b"));
    const all = createReport([{ ...compared, changes: made }], { side: "both", today: "2024-06-01" });
    for (const text of [renderMarkdown(all), renderText(all), renderGithub(all)]) {
      const [protocol, name] = [text.indexOf("awsJson1"), text.indexOf("jsonName")];
      expect(protocol).toBeGreaterThan(-1);
      expect(protocol).toBeLessThan(name);
    }
  });

  test("shows the few things that are new at once where nothing breaks", () => {
    const added = (names: readonly string[]) => {
      const members = Object.fromEntries(names.map((name) => [name, "String"]));
      const made = changesBetween({ Shared: struct({}) }, { Shared: struct(members) });
      return renderMarkdown(createReport([{ ...compared, changes: made }], { side: "both", today: "2024-06-01" }));
    };
    expect(added(["a", "b"])).toContain("\n### Additive (2)\n");
    expect(added([..."abcdefghijk"])).toContain("<summary>Additive (11)</summary>");
  });

  test("stays under the limit, closes what it opened, and says what is missing", () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({
      ...gone,
      severity: { client: "risky", server: "none" } as const,
      fingerprint: String(index),
    }));
    const text = renderMarkdown(
      createReport([{ ...compared, changes: [gone, ...many] }], { side: "both", today: "2024-06-01" }),
    );
    expect(text.length).toBeLessThanOrEqual(MARKDOWN_LIMIT);
    expect(text.length).toBeGreaterThan(MARKDOWN_LIMIT * 0.9);
    expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
    const shown = text.match(/^- /gm)!.length;
    expect(text).toContain(`${5001 - shown} more changes`);
  });

  test("says where the rest is, and leaves out rows where there are too many services", () => {
    const services = Array.from({ length: 300 }, (_, index) => ({ ...compared, service: `service-${index}` }));
    const limit = 5000;
    const text = renderMarkdown(createReport(services, { side: "both", today: "2024-06-01" }), {
      limit,
      restAt: "https://example.com/run 1>",
    });
    expect(text.length).toBeLessThanOrEqual(limit);
    const rows = text.match(/^\| service-/gm)!.length;
    expect(text).toContain(`\n${300 - rows} more services changed.\n`);
    expect(text).toMatch(
      /^_The rest was cut: \d+ more changes stand in \[the full report\]\(<https:[^ ]*%201%3E>\)\._$/m,
    );
  });

  test("tells new shapes in one entry, and that nothing changed", () => {
    const added = changesBetween({}, { Shared: struct({ a: "A" }), A: struct({ b: "B" }), B: struct({}) });
    const text = renderMarkdown(createReport([{ ...compared, changes: added }], { side: "both", today: "2024-06-01" }));
    expect(text).toContain("\n- New shapes: `A`, `B`.\n");
    expect(text).not.toContain("The structure A is new");
    expect(renderMarkdown(createReport([], { side: "both", today: "2024-06-01" }))).toContain("No service changed.");
  });

  test("shows the text of a model and does nothing with it", () => {
    const escaped = escapeMarkdown("<script> @someone #12 `x` [a](https://b) | *c*\nd");
    expect(escaped).toBe(
      "&lt;script&gt; @<!-- -->someone #<!-- -->12 \\`x\\` \\[a\\](https:<!-- -->//b) \\| \\*c\\* d",
    );
  });
});

describe("forms for CI", () => {
  const evil = { ...gone, message: '50% of a,b:\nc]]> "<x>" \u0000' };
  const made = createReport([{ ...compared, service: "a,b:c", changes: [evil] }], {
    side: "both",
    today: "2024-06-01",
  });

  test("annotations stand at the new model, a line each, whatever the model says", () => {
    expect(renderGithub(made).split("\n")).toEqual([
      `::error file=other.json,title=a%2Cb%3Ac%3A member-removed ${gone.fingerprint}::50%25 of a,b:%0Ac]]> "<x>" \u0000` +
        " In: request of Op (shared.gone); response of Op (shared.gone).",
      "::notice file=other.json,title=a%2Cb%3Ac::1 breaking; version: major",
      "",
    ]);
  });

  test("annotations stand at paths from the top, wherever the configuration lies", () => {
    const outside = { ...compared, new: { source: "../models/svc.json" } };
    const placed = createReport([outside], { side: "both", today: "2024-06-01" });
    expect(renderGithub(placed, "tools/")).toContain("::notice file=models/svc.json,");
  });

  test("JUnit's XML fails what breaks and skips what was accepted", () => {
    expect(renderJunit(made)).toContain(
      '<failure type="breaking" message="50% of a,b:&#10;c]]&gt; &quot;&lt;x&gt;&quot; \ufffd">request of Op (shared.gone)\nresponse of Op (shared.gone)\nStop sending',
    );
    const github = renderGithub(report({}, accepting({ fingerprint: gone.fingerprint })), "api/").split("\n");
    expect(github).toEqual([
      "::notice file=api/other.json,title=svc::1 additive, 1 documentation; version: major; 1 accepted",
      "",
    ]);
    const accepted = renderJunit(report({}, accepting({ fingerprint: gone.fingerprint })));
    expect(accepted).toContain('<testsuite name="svc" tests="3" failures="0" skipped="1">');
    expect(accepted).toContain('<skipped message="Nobody uses it."/>');
  });
});
