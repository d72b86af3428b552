import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "../../generator/diagnostics/diagnostic.js";
import { globMatches, packageSettings, parseConfig, withImplied } from "../../generator/workspace/config.js";

const parse = (text: string) => parseConfig("swage.config.json", text, "/project");
const problems = (text: string) => parse(text).diagnostics.map((each) => formatDiagnostic(each).split("\n")[0]);

describe("the configuration", () => {
  test("has a default for every key", () => {
    const { value: config, diagnostics } = parse("{}");
    expect(diagnostics).toEqual([]);
    expect(config).toMatchObject({
      models: "models",
      output: "output",
      artifacts: ["types", "validators", "mock", "docs"],
      enums: "closed",
      package: { scope: "@swage", license: "UNLICENSED", private: true, repository: "", publishConfig: {}, banner: "" },
    });
    expect(packageSettings(config!, "kms")).toMatchObject({ name: "@swage/kms", release: 0 });
  });

  test("has settings of single services over those of all", () => {
    const { value: config } = parse(
      '{"package": {"scope": ""}, "services": {"kms": {"package": {"name": "@a/keys", "release": 2}, "enums": "open"}}}',
    );
    expect(packageSettings(config!, "kms")).toMatchObject({ name: "@a/keys", release: 2 });
    expect(packageSettings(config!, "s3")).toMatchObject({ name: "s3", release: 0 });
    expect(config!.services.get("kms")?.enums).toBe("open");
  });

  test("names every unknown key and wrong type with its line", () => {
    const text = `{
  "output": 3,
  "modles": "models",
  "enums": "half",
  "artifacts": ["types", "nonsense", 1],
  "package": { "private": "yes", "publishConfig": [] },
  "services": { "kms": { "package": { "release": -1 }, "operation": [] } }
}`;
    const found = problems(text);
    const expected = [
      '3:3: error SW2021: unknown key "modles"',
      '2:13: error SW2022: "output" must be a string, but is 3',
      '6:27: error SW2022: "package.private" must be true or false, but is "yes"',
      '6:51: error SW2022: "package.publishConfig" must be an object, but is a list',
      '5:38: error SW2022: "artifacts" must be a string, but is 1',
      '5:26: error SW2023: "artifacts" is "nonsense"',
      '4:12: error SW2023: "enums" is "half"',
      '7:56: error SW2021: unknown key "operation"',
      '7:50: error SW2022: "services.kms.package.release" must be a whole number from 0, but is -1',
    ];
    for (const problem of expected)
      expect(found).toContainEqual(expect.stringContaining(`swage.config.json:${problem}`));
    expect(found).toHaveLength(expected.length);
  });

  test.each([
    ['{"artifacts": []}', "names nothing to make"],
    ['{"package": {"scope": "acme"}}', "is not an npm scope"],
    ['{"package": {"scope": "@Acme/x"}}', "is not an npm scope"],
    ['{"services": {"a": {"package": {"name": "../../x"}}}}', "is not an npm package name"],
    ['{"output": "x\\u0000y"}', "is not the path of a folder"],
    ['{"enums": "open", "enums": "closed"}', 'the key "enums" is given twice'],
    ["{,}", "not valid JSON"],
    ["[]", "must be an object"],
  ])("refuses %s", (text, expected) => {
    expect(parse(text).value).toBeUndefined();
    expect(problems(text).join("\n")).toContain(expected);
  });

  test("is not moved by names that objects are born with", () => {
    const { value, diagnostics } = parse('{"services": {"__proto__": {"enums": "open"}, "constructor": {}}}');
    expect(diagnostics).toEqual([]);
    expect([...value!.services.keys()]).toEqual(["__proto__", "constructor"]);
    expect(({} as { enums?: string }).enums).toBeUndefined();
    expect(problems('{"__proto__": {}}')[0]).toContain('unknown key "__proto__"');
  });
});

test("a part brings what it stands on", () => {
  expect([...withImplied(["mock"])]).toEqual(["types", "validators", "mock"]);
  expect([...withImplied(["docs"])]).toEqual(["docs"]);
});

test.each([
  ["*", "kms", true],
  ["kms", "kms", true],
  ["kms", "kms2", false],
  ["c*-i*", "cognito-identity", true],
  ["*-idp", "cognito", false],
  ["a*a", "a", false],
  ["a.c", "abc", false],
])("%s matches %s: %s", (pattern, text, expected) => expect(globMatches(pattern, text)).toBe(expected));
