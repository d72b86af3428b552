import { format } from "prettier";
import { describe, expect, test } from "vitest";
import { docsArtifact } from "../../../generator/artifacts/docs/docs-artifact.js";
import { packageArtifact } from "../../../generator/artifacts/package/package-artifact.js";
import { contextOf, snapshotOf } from "../cognito.js";

type Traits = Readonly<Record<string, unknown>>;

const member = (name: string, traits: Traits = {}): object => ({
  target: name.includes("#") ? name : `smithy.api#${name}`,
  traits: Object.fromEntries(Object.entries(traits).map(([id, value]) => [`smithy.api#${id}`, value])),
});

/** The pages of a service of one operation, by path. */
function pagesOf(
  service: Traits,
  operation: Traits,
  shapes: Readonly<Record<string, object>>,
): (path: string) => string {
  const model = {
    smithy: "2.0",
    shapes: {
      "a#S": { type: "service", version: "1", operations: [{ target: "a#Do" }], traits: service },
      "a#Do": {
        type: "operation",
        input: { target: "a#In" },
        output: { target: "a#Out" },
        errors: [{ target: "a#Busy" }],
        traits: operation,
      },
      "a#In": { type: "structure", members: {} },
      "a#Out": { type: "structure", members: {} },
      "a#Busy": { type: "structure", members: {}, traits: { "smithy.api#error": "client" } },
      "a#Texts": { type: "map", key: member("String"), value: member("String") },
      ...shapes,
    },
  };
  const context = contextOf([snapshotOf(undefined, "a.json", JSON.stringify(model))]);
  const files = [...docsArtifact(context), ...packageArtifact(context)];
  return (path) => files.find((file) => file.path === path)!.text;
}

/** The last cell of the row of a member. */
function cellOf(page: string, name: string): string {
  const row = page.split("\n").find((line) => line.startsWith(`| **\`${name}\`**`))!;
  return row.slice(row.lastIndexOf(" | ") + 3, -" |".length);
}

test("a length that rules nothing out is not told", () => {
  const free = { "smithy.api#length": { min: 0 } };
  const page = pagesOf(
    {},
    {},
    {
      "a#In": {
        type: "structure",
        members: { own: member("String", { length: { min: 0 } }), all: member("a#Free"), some: member("a#Some") },
      },
      "a#Free": { type: "map", key: member("String"), value: member("String", { length: { min: 0 } }), traits: free },
      "a#Some": { type: "list", member: member("String", { length: { min: 0, max: 9 } }), traits: free },
    },
  )("docs/operations/Do.md");
  expect(["own", "all", "some"].map((name) => cellOf(page, name))).toEqual([
    "",
    "",
    "_Constraints:_ each item: 0 to 9 characters",
  ]);
});

describe("where members stand in HTTP messages", () => {
  const HTTP = { "smithy.api#http": { method: "PUT", uri: "/things/{id}", code: 201 } };
  const SHAPES = {
    "a#In": {
      type: "structure",
      members: {
        id: member("String", { required: {}, httpLabel: {}, length: { min: 1 }, documentation: "The thing." }),
        page: member("String", { httpQuery: "page-no", documentation: "The page." }),
        odd: member("String", { httpHeader: "x-|-odd" }),
        others: member("a#Texts", { httpQueryParams: {} }),
        inside: member("String", { documentation: "In the body." }),
      },
    },
    "a#Out": {
      type: "structure",
      members: {
        code: member("Integer", { httpResponseCode: {} }),
        labels: member("a#Texts", { httpPrefixHeaders: "x-label-" }),
        bytes: member("Blob", { httpPayload: {} }),
      },
    },
    "a#Busy": {
      type: "structure",
      members: { after: member("Integer", { httpHeader: "Retry-After", documentation: "Seconds." }) },
      traits: {
        "smithy.api#error": "client",
        "smithy.api#httpError": 429,
        "smithy.api#retryable": {},
        "aws.protocols#awsQueryError": { code: "Slow", httpResponseCode: 429 },
      },
    },
  };

  test("are told of requests, responses and errors", () => {
    const pages = pagesOf({ "aws.protocols#restJson1": {} }, HTTP, SHAPES);
    const page = pages("docs/operations/Do.md");
    expect(page).toContain("\n_`PUT /things/{id}` · answers with status 201_\n");
    expect(
      Object.fromEntries(["id", "page", "odd", "others", "inside"].map((name) => [name, cellOf(page, name)])),
    ).toEqual({
      id: "The thing.<br>_Constraints:_ at least 1 character<br>_Sent as:_ part of the path",
      page: "The page.<br>_Sent as:_ query parameter `page-no`",
      odd: "_Sent as:_ header `x-\\|-odd`",
      others: "_Sent as:_ query parameters, one an entry",
      inside: "In the body.",
    });
    expect(cellOf(page, "code")).toBe("_Sent as:_ the status code");
    expect(cellOf(page, "labels")).toBe("_Sent as:_ headers that begin with `x-label-`, one an entry");
    expect(cellOf(page, "bytes")).toBe("_Sent as:_ the whole body");
    const errors = pages("docs/errors.md");
    expect(errors).toContain(
      "## Busy\n\n_Error · status 429 · fault of the client · `Slow` in the query protocol · may be tried again_\n",
    );
    expect(cellOf(errors, "after")).toBe("Seconds.<br>_Sent as:_ header `Retry-After`");
  });

  test("of no member that is bound for the other direction alone", () => {
    const both = { type: "structure", members: { ...SHAPES["a#In"].members, ...SHAPES["a#Out"].members } };
    delete (both.members as { bytes?: object }).bytes;
    const shapes = { ...SHAPES, "a#In": both, "a#Out": both };
    const page = pagesOf({ "aws.protocols#restJson1": {} }, HTTP, shapes)("docs/operations/Do.md");
    const [request, response] = page.split("\n## Response\n") as [string, string];
    expect(request).not.toContain("the status code");
    expect(response).not.toMatch(/part of the path|query parameter/);
    expect(response).toContain("the status code");
  });

  test.each([["aws.protocols#awsJson1_0"], ["aws.protocols#awsQuery"], ["smithy.protocols#rpcv2Cbor"]])(
    "are not told where %s puts all into the body",
    (protocol) => {
      const pages = pagesOf({ [protocol]: {} }, HTTP, SHAPES);
      expect(pages("docs/operations/Do.md")).not.toMatch(/Sent as|PUT/);
      expect(pages("docs/errors.md")).not.toContain("Sent as");
    },
  );

  test("are told where one of several protocols needs them", () => {
    const service = { "aws.protocols#awsJson1_0": {}, "aws.protocols#restJson1": {} };
    expect(pagesOf(service, HTTP, SHAPES)("docs/operations/Do.md")).toContain("Sent as");
  });
});

describe("where a service's host depends on the request", () => {
  const OPERATION = {
    "smithy.api#http": { method: "GET", uri: "/things/{id}" },
    "smithy.api#endpoint": { hostPrefix: "{account}.{id}.data-" },
  };
  const BOTH = {
    type: "structure",
    members: {
      account: member("String", { required: {}, hostLabel: {}, httpHeader: "x-account" }),
      id: member("String", { required: {}, hostLabel: {}, httpLabel: {} }),
    },
  };

  test("the operation tells how the host begins, and its members that they are a part of it", () => {
    const pages = pagesOf({ "aws.protocols#restJson1": {} }, OPERATION, { "a#In": BOTH, "a#Out": BOTH });
    const page = pages("docs/operations/Do.md");
    expect(page).toContain("\n_`GET /things/{id}` · host begins with `{account}.{id}.data-`_\n");
    expect(cellOf(page, "account")).toBe("_Sent as:_ part of the host, and header `x-account`");
    expect(cellOf(page, "id")).toBe("_Sent as:_ part of the host, and part of the path");
    expect(page.split("\n## Response\n")[1]).not.toContain("part of the host");
  });

  test("so it is where all goes into the body", () => {
    const page = pagesOf({ "aws.protocols#awsJson1_0": {} }, OPERATION, { "a#In": BOTH })("docs/operations/Do.md");
    expect(page).toContain("\n_host begins with `{account}.{id}.data-`_\n");
    expect(cellOf(page, "account")).toBe("_Sent as:_ part of the host, and in the body");
  });
});

test("what is deprecated says so in sentences, in a table and in the lists of operations", () => {
  const old = (message?: string): Traits => ({
    documentation: "<p>What it is.</p>",
    deprecated: message === undefined ? {} : { message },
  });
  const pages = pagesOf(
    {},
    { "smithy.api#deprecated": {}, "smithy.api#documentation": "<p>Does it.</p>" },
    {
      "a#Old": { type: "string", traits: { "smithy.api#deprecated": { since: "2.0", message: "Use New." } } },
      "a#In": {
        type: "structure",
        members: {
          plain: member("String", old()),
          open: member("String", old("IpFamily has been replaced")),
          twice: member("String", old("Deprecated. No longer allowed.")),
          target: member("a#Old"),
          dated: member("String", old("since: 2022-08-30")),
          same: member("String", {
            documentation: "<p>Is unused. Always is <code>X</code>.</p>",
            deprecated: { message: "Deprecated. Always is X.", since: "2022-02-01" },
          }),
        },
      },
    },
  );
  const page = pages("docs/operations/Do.md");
  expect(cellOf(page, "plain")).toBe("**Deprecated.** What it is.");
  expect(cellOf(page, "open")).toBe("**Deprecated.** IpFamily has been replaced. What it is.");
  expect(cellOf(page, "twice")).toBe("**Deprecated.** No longer allowed. What it is.");
  expect(cellOf(page, "target")).toBe("**Deprecated** since 2.0. Use New.");
  expect(cellOf(page, "dated")).toBe("**Deprecated** since 2022-08-30. What it is.");
  expect(cellOf(page, "same")).toBe("**Deprecated** since 2022-02-01. Is unused. Always is `X`.");
  for (const path of ["docs/README.md", "README.md"])
    expect(pages(path)).toContain(".md) | **Deprecated.** Does it. |");
});

test("what the model calls internal, unstable, recommended or new says so wherever it is told", () => {
  const pages = pagesOf(
    { "smithy.api#deprecated": {}, "smithy.api#since": "2019" },
    { "smithy.api#unstable": {}, "smithy.api#documentation": "<p>Does it.</p>" },
    {
      "a#Trial": { type: "string", traits: { "smithy.api#unstable": {}, "smithy.api#since": "0.9" } },
      "a#Kept": { type: "structure", members: {}, traits: { "smithy.api#internal": {}, "smithy.api#unstable": {} } },
      "a#Tide": {
        type: "enum",
        members: { EBB: member("Unit", { unstable: {}, since: "3", documentation: "Falls." }) },
      },
      "a#In": {
        type: "structure",
        members: {
          all: member("String", {
            documentation: "<p>What it is.</p>",
            deprecated: { message: "Use New." },
            internal: {},
            recommended: { reason: "Soon it is a | must" },
            since: "1.2",
          }),
          advised: member("String", { recommended: {} }),
          target: member("a#Trial"),
          own: member("a#Trial", { internal: {} }),
          kept: member("a#Kept"),
          tide: member("a#Tide"),
        },
      },
    },
  );
  const page = pages("docs/operations/Do.md");
  expect(page).toContain("\n\n**Unstable.** It may change.\n\nDoes it.\n\n");
  const internal = "**Internal.** Callers should not build on it.";
  expect(cellOf(page, "all")).toBe(
    `**Deprecated.** Use New. ${internal} **Recommended.** Soon it is a \\| must. **Since** 1.2. What it is.`,
  );
  expect(cellOf(page, "advised")).toBe("**Recommended.**");
  expect(cellOf(page, "target")).toBe("**Unstable.** It may change.");
  expect(cellOf(page, "own")).toBe(internal);
  expect(pages("docs/shapes/K.md")).toContain(`_Structure_\n\n${internal}\n`);
  expect(pages("docs/shapes/T.md")).toContain('| `"EBB"` | **Unstable.** It may change. **Since** 3. Falls. |');
  expect(pages("docs/README.md")).toContain("\n\n**Deprecated.**\n\n**Since** 2019.\n\n");
  for (const path of ["docs/README.md", "README.md"]) expect(pages(path)).toContain(".md) | **Unstable.** Does it. |");
});

test("what a list says of its items, and a map of its keys and values, stands with the members that hold them", () => {
  const page = pagesOf(
    {},
    {},
    {
      "a#In": {
        type: "structure",
        members: {
          labels: member("a#Labels", { documentation: "<p>The labels.</p>" }),
          bare: member("a#Items"),
          empty: member("a#Empty"),
        },
      },
      "a#Labels": {
        type: "map",
        key: member("String", { documentation: "<p>One of <code>a|b</code>.</p><p>No other.</p>", length: { min: 1 } }),
        value: member("String", { documentation: "<p>See <a>In</a>.</p>" }),
      },
      "a#Items": { type: "list", member: member("String", { documentation: "An item." }) },
      "a#Empty": { type: "list", member: member("String", { documentation: "<p></p>" }) },
    },
  )("docs/operations/Do.md");
  expect(cellOf(page, "labels")).toBe(
    "The labels.<br>_Each key:_ One of `a\\|b`. No other.<br>_Each value:_ See [`In`](#request).<br>" +
      "_Constraints:_ each key: at least 1 character",
  );
  expect(cellOf(page, "bare")).toBe("_Each item:_ An item.");
  expect(cellOf(page, "empty")).toBe("");
});

test("a value of an enumeration has its words in a cell, what a cell cannot hold below, and a number its name", () => {
  const page = pagesOf(
    { "aws.protocols#awsJson1_0": {} },
    {},
    {
      "a#In": { type: "structure", members: { tide: member("a#Tide"), depth: member("a#Depth") } },
      "a#Tide": {
        type: "enum",
        members: {
          EBB: member("Unit", { enumValue: "ebb", documentation: "<p>Falls.</p><p>Until it turns.</p>" }),
          FLOOD: member("Unit", { enumValue: "flood", documentation: "<p>Rises:</p><ul><li>to quays</li></ul>" }),
        },
      },
      "a#Depth": { type: "intEnum", members: { SHALLOW: member("Unit", { enumValue: 2 }) } },
    },
  );
  const tides = page("docs/shapes/T.md");
  expect(tides).toContain('| `"ebb"` | Falls. Until it turns. |');
  expect(tides).toContain('| `"flood"` | Rises: _More below._ |');
  expect(tides).toContain('**`"flood"`**\n\n- to quays\n');
  expect(page("docs/shapes/D.md")).toContain("| `2`<br>`SHALLOW` |  |");
});

test("a member is told by its name in a body where that is another, and an operation by a status that is not 200", () => {
  const named = {
    type: "structure",
    members: {
      Depth: member("Integer", { jsonName: "depth", xmlName: "DepthOf" }),
      same: member("Integer", { jsonName: "same" }),
      inner: member("a#Inner"),
    },
  };
  const shapes = {
    "a#In": named,
    "a#Out": named,
    "a#Inner": { type: "structure", members: { Tide: member("String", { jsonName: "tide" }) } },
  };
  const http = { "smithy.api#http": { method: "POST", uri: "/things", code: 201 } };
  const json = pagesOf({ "aws.protocols#restJson1": {} }, http, shapes);
  expect(json("docs/operations/Do.md")).toContain("\n_`POST /things` · answers with status 201_\n");
  expect(cellOf(json("docs/operations/Do.md"), "Depth")).toBe("_Sent as:_ `depth`");
  expect(cellOf(json("docs/operations/Do.md"), "same")).toBe("");
  expect(cellOf(json("docs/shapes/I.md"), "Tide")).toBe("_Sent as:_ `tide`");
  expect(cellOf(pagesOf({ "aws.protocols#restXml": {} }, http, shapes)("docs/operations/Do.md"), "Depth")).toBe(
    "_Sent as:_ `DepthOf`",
  );
  const rpc = pagesOf({ "aws.protocols#awsJson1_0": {} }, http, shapes)("docs/operations/Do.md");
  expect(rpc).not.toMatch(/Sent as|201/);
});

test("an index of a service without version or operations says so", () => {
  const context = contextOf([
    snapshotOf(undefined, "a.json", JSON.stringify({ smithy: "2.0", shapes: { "a#S": { type: "service" } } })),
  ]);
  const index = docsArtifact(context).find(({ path }) => path === "docs/README.md")!.text;
  expect(index).not.toContain("API version");
  expect(index).toContain("## Operations\n\nThere are none.\n");
});

test("a program is in prettier's form where the name of its request is long", async () => {
  const name = `Request${"OfAQuiteLongName".repeat(3)}`;
  const page = pagesOf(
    { "aws.protocols#restXml": {} },
    {},
    {
      "a#Do": { type: "operation", input: { target: `a#${name}` } },
      [`a#${name}`]: { type: "structure", members: { text: member("String", { required: {} }) } },
    },
  )("docs/operations/Do.md");
  const program = /```ts\n(import .*?)```/s.exec(page)![1]!;
  expect(program).toContain(`\n  ${name}Schema.parse(input),\n`);
  expect(await format(program, { parser: "typescript" })).toBe(program);
});
