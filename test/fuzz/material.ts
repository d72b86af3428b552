/** What mutated models are made of: names, texts and values that have broken generators before. */

/** Names that JavaScript, TypeScript, Windows, Markdown or swage itself give a meaning to. */
export const NAMES: readonly string[] = (
  "__proto__ constructor prototype toString valueOf hasOwnProperty then toJSON Error Object Date Record String Blob " +
  "Array Map Set Promise Symbol Function Number Boolean BigInt Uint8Array Partial Exclude globalThis undefined NaN " +
  "Infinity null class enum type interface default export import await async of as in new delete var let eval " +
  "arguments this super Operations OneOf DocumentValue BigDecimal StreamingInput Unit z types checks service Foo " +
  "FooSchema FooShape Foo_ PutInput putinput PUTINPUT con CON aux nul prn com1 LPT1 README readme index errors shapes " +
  "patterns _ __ _0 a A message Message name stack cause code $unknown $metadata x-amz-meta- 0digit ../x /etc/passwd " +
  "C:\\x a.b a/b é 名前 " +
  "A".repeat(300)
)
  .split(" ")
  .concat(["", " ", "a b", "a\nb", "\u0000", "\u2028", "'", '"', "`", "*/", "${x}", "{{x}}"]);

/** Text that tries to leave a comment, string, template, table, fence, link or formula. */
export const TEXTS: readonly string[] = [
  "",
  " ",
  "*/ throw 1; /*",
  "// x\u2028throw 1\u2029 \r throw 2 \r\n",
  "${process.exit(1)} `${x}` \\${y} {{boom}} {{{boom}}} {{#each x}} {% x %}",
  "<script>alert(1)</script><img src=x onerror=alert(1)><svg/onload=alert(1)><iframe>",
  "<p>Half <b>open <i>tags</p><ul><li>one<li>two<p>three</ul></div><table><tr><td>a|b<td>```\n</table>",
  '<a href="javascript:alert(1)">x</a> <a href=" data:text/html,x">y</a> <a href="https://a.b/(c)">z](d)</a>',
  "```\n~~~\n````\n| a | b |\n|---|---|\n# heading\n> quote\n- item\n1. item\n---\n===\n",
  "<code>`</code><code>``a`b``</code><pre>```\n</pre><code>a|b\\|c</code>",
  "&lt;script&gt; &amp;#123; &#x202e; &#0; &nbsp; &bogus;",
  "\\".repeat(500),
  "`".repeat(301),
  "[".repeat(300),
  "$$x$$ $`y`$ <!-- --> --> <![CDATA[ ]]> <?php ?>",
  "@deprecated {@link x} @ts-nocheck #region //# sourceMappingURL=x",
  "\u0000\u0007\u001b[31m\u007f\u202e\ufeff\ud800 lone \udc00 \u{1f9ea}",
  '"); process.exit(1); ("',
  "'+process.exit(1)+'",
  "a".repeat(2000),
  "word ".repeat(400),
  "../../x",
  "/etc/passwd",
  "C:\\con",
  "2024-01-01",
  "^[a-z]+$",
  "(a+)+$",
  "(?<x>a)\\k<x>",
  "[\\p{L}&&[^a]]",
  "\\u{110000}",
  "(",
];

/** Elements as deep as only a machine would nest them. */
export const DEEP_HTML: string = `${"<ul><li><b>".repeat(3000)}x${"<p>".repeat(500)}`;

export const SCALARS: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1.5,
  1e21,
  1e300,
  -1e300,
  Number.MAX_SAFE_INTEGER + 1,
  "",
  "x",
  "NaN",
  "Infinity",
  "smithy.api#String",
  "smithy.api#Unit",
  "ex#Nowhere",
  [],
  [null],
  [[]],
  {},
  { target: "smithy.api#String" },
  [{ target: "smithy.api#Unit" }],
];

export const TYPES: readonly string[] = (
  "structure union list set map enum intEnum operation resource service apply string blob boolean byte short integer " +
  "long float double bigInteger bigDecimal timestamp document member nonsense"
).split(" ");

const EMPTY: readonly unknown[] = [{}];
const ANY_TEXT = TEXTS;

/** Traits with values that fit them, most of the time. */
export const TRAITS: readonly (readonly [id: string, values: readonly unknown[]])[] = [
  ...(
    "required clientOptional sparse uniqueItems sensitive streaming idempotencyToken readonly idempotent input output " +
    "private internal box httpPayload httpResponseCode eventPayload eventHeader xmlFlattened hostLabel mixin " +
    "requiresLength httpQueryParams xmlAttribute noReplace unitTest"
  )
    .split(" ")
    .map((name) => [`smithy.api#${name}`, EMPTY] as const),
  ...["title", "since", "mediaType", "jsonName", "xmlName", "httpHeader", "httpQuery", "enumValue"].map(
    (name) => [`smithy.api#${name}`, ANY_TEXT] as const,
  ),
  ["smithy.api#deprecated", [{}, ...TEXTS.map((text) => ({ message: text, since: text }))]],
  ["smithy.api#pattern", TEXTS],
  [
    "smithy.api#pattern",
    ["^a*$", "^(a|aa)+$", "^(?!x).*$", "\\p{Lu}{2}", "^.{1,100000}$", "[]", "(?i)a", "/*/", "\\/"],
  ],
  ["smithy.api#length", [{ min: 0 }, { min: 2, max: 1 }, { max: 1e9 }, { min: 5, max: 5 }, { min: -1 }, {}]],
  [
    "smithy.api#range",
    [{ min: 0 }, { min: -1e300, max: 1e300 }, { max: 0.5 }, { min: Number.MAX_SAFE_INTEGER + 2 }, {}],
  ],
  ["smithy.api#default", [null, 0, 1, "", "x", false, true, [], {}, 1e21, "AAAA", "2024-01-01T00:00:00Z"]],
  ["smithy.api#addedDefault", EMPTY],
  ["smithy.api#timestampFormat", ["date-time", "epoch-seconds", "http-date", "x"]],
  ["smithy.api#tags", [TEXTS]],
  ["smithy.api#error", ["client", "server", "x"]],
  ["smithy.api#httpError", [404, 599, 99]],
  ["smithy.api#retryable", [{}, { throttling: true }]],
  ["smithy.api#externalDocumentation", [{ x: "javascript:alert(1)" }, { "*/": "https://example.com/(a)|b" }]],
  [
    "smithy.api#http",
    [
      { method: "POST", uri: "/" },
      { method: "GET", uri: "/{a}/{b+}?x=y" },
      { method: "*/", uri: "`" },
    ],
  ],
  ["smithy.api#endpoint", [{ hostPrefix: "{a}." }, { hostPrefix: "../" }]],
  ["smithy.api#paginated", [{}, { inputToken: "a", outputToken: "b.c", items: "constructor", pageSize: "__proto__" }]],
  ["smithy.api#enum", [[{ value: "a", name: "A" }, { value: "*/`${" }], [{ value: "x" }], []]],
  ["smithy.api#references", [[{ resource: "ex#Foo" }]]],
  ["smithy.api#examples", [[{ title: TEXTS[2], input: { name: "*/", __proto__: 1 }, output: { "": null } }], []]],
  ["smithy.api#examples", [[{ title: "|", documentation: "```", error: { shapeId: "ex#Broken", content: {} } }]]],
  ["aws.protocols#awsJson1_1", EMPTY],
  ["aws.protocols#restJson1", EMPTY],
  ["aws.protocols#awsQuery", EMPTY],
  ["aws.api#service", [{ sdkId: "*/ `x` {{y}}", endpointPrefix: "../x" }, { sdkId: "" }]],
  ["swage#nonsense", SCALARS],
  ["ex#own", SCALARS],
];
