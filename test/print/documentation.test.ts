import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { documentationSummary, documentationToMarkdown } from "../../generator/print/documentation-markdown.js";
import { documentationText } from "../../generator/print/documentation-tsdoc.js";

const markdown = (text: string): string =>
  documentationToMarkdown(text, (name) => (name === "Pool" ? "../shapes/P.md#pool" : undefined));
const tsdoc = (text: string): string => documentationText(text, (name) => (name === "Pool" ? "Pool" : undefined));

describe("documentation as Markdown and as TSDoc", () => {
  test.each([
    ["paragraphs", "<p>One <code>a</code> &amp; <b>two</b>.</p><p>Three.", "One `a` & **two**.\n\nThree."],
    ["what is not closed", "<p>One <b>two<p>three</p>", "One **two**\n\nthree"],
    [
      "lists in lists",
      "<ul><li><p>a</p></li><li>b<ul><li>c</li></ul></li></ul>",
      "- a\n\n- b\n\n  - c",
      "- a\n- b\n  - c",
    ],
    ["steps", "<ol><li>a<li>b</ol>", "1. a\n2. b"],
    ["terms", "<dl><dt>T</dt><dd><p>what</p></dd></dl>", "- **T**\n\n  what"],
    ["notes", "<note><p>a</p></note>", "> [!NOTE]\n> a", "**Note:** a"],
    ["notes that say so themselves", "<note><p>Note: a</p></note>", "> [!NOTE]\n> a", "**Note:** a"],
    ["notes that are not what they begin with", "<note>Notes: a</note>", "> [!NOTE]\n> Notes: a", "**Note:** Notes: a"],
    [
      "notes that begin with a list",
      "<important><ul><li>a</li></ul></important>",
      "> [!IMPORTANT]\n>\n> - a",
      "**Important:**\n\n- a",
    ],
    ["notes in lists", "<ul><li>x<note>a</note></li></ul>", "- x\n\n  > **Note**\n  >\n  > a", "- x\n\n  **Note:** a"],
    ["lists that follow each other", "<ul><li>a</ul><dl><dt>T</dl>", "- a\n\n* **T**", "- a\n\n+ **T**"],
    ["steps that follow each other", "<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b"],
    [
      "a list behind a note's",
      "<note><ul><li>a</ul></note><ul><li>b</ul>",
      "> [!NOTE]\n>\n> - a\n\n- b",
      "**Note:**\n\n- a\n\n+ b",
    ],
    [
      "a stop in the code of a link",
      "<code><a>Pool</a>.</code> B",
      "[`Pool`](../shapes/P.md#pool). B",
      "{@link Pool}. B",
    ],
    [
      "examples in tags of AWS's own",
      "<p>a</p><examples><example><name>N</name><request>\n  \nGET <x>\n\n{}\n </request></example></examples>",
      "a\n\n**N**\n\n```\nGET <x>\n\n{}\n```",
    ],
    ["code that stands apart", "<pre>a\n  b*c</pre>", "```\na\n  b*c\n```"],
    ["code of several pieces", "<code>arn:<i>x</i>:y</code>", "`arn:x:y`"],
    ["backticks in code", "<p><code>a`b</code></p>", "``a`b``"],
    ["blanks at the end of emphasis", "<p>a <i><i>B</i> </i>. <b>c </b>, d</p>", "a _B_. **c**, d", "a B. **c**, d"],
    ["blanks at the end of code", "<p><code>a </code>. <code>b </code><code>.c</code></p>", "`a`. `b .c`"],
    ["line breaks", "<p>a<br>b</p>", "a\\\nb"],
    ["links", '<a href="https://x.y/z">see</a> <a href="javascript:x">no</a>', "[see](https://x.y/z) no"],
    [
      "names of shapes",
      "<p><a>Pool</a> and <a>Pond</a></p>",
      "[`Pool`](../shapes/P.md#pool) and Pond",
      "{@link Pool} and Pond",
    ],
    ["members of shapes", "<p><a>Pool$Id</a></p>", "[`Pool.Id`](../shapes/P.md#pool)", "{@link Pool | Pool.Id}"],
    ["places to fill in", "<p>arn:<region>:x</p>", "arn:&lt;region>:x", "arn:\\<region>:x"],
    ["scripts", "<p>a<script>alert(1)</script>b</p>", "ab"],
    ["signs", "<p>a * b_c {{x}} @y</p>", "a \\* b_c &#123;{x}} @y", "a * b_c \\{\\{x\\}\\} \\@y"],
    ["signs that begin a quote", "<p>>a</p>", "\\>a"],
    ["signs that begin a definition", "<p>[YYYY]: year</p>", "\\[YYYY\\]: year", "[YYYY\\]: year"],
    ["backticks of Markdown", "<p>a `b` ``null`` ```c</p>", "a `b` `null` \\`\\`\\`c"],
    [
      "links whose words are their address",
      '<p><a href="https://x.y/z">https://x.y/z</a>.</p>',
      "<https://x.y/z>.",
      "https://x.y/z.",
    ],
  ])("%s", (_name, text, expected, comment = expected) => {
    expect(markdown(text)).toBe(expected);
    expect(tsdoc(text)).toBe(comment);
  });

  test.each([
    [
      "a list right below a line",
      "# Head\n\nOne:\n* a `b < c`\n* <https://x.y>",
      "**Head**\n\nOne:\n\n- a `b < c`\n- <https://x.y>",
      "**Head**\n\nOne:\n\n- a `b < c`\n- https://x.y",
    ],
    ["underlined headings", "Head\n====\n\nMore\n----\na", "**Head**\n\n**More**\n\na"],
    ["lines that are one paragraph", "a\n    *b*", "a _b_", "a b"],
    ["line breaks", "a  \nb\\\nc", "a\\\nb\\\nc"],
    ["code in a language", '```json\n{ "a": 1 }\n```\n\n    b @c', '```json\n{ "a": 1 }\n```\n\n```\nb @c\n```'],
    [
      "code in an item",
      "1. a\n\n   ```sh\n   b\n\n   c\n   ```\n\n2. d",
      "1. a\n\n   ```sh\n   b\n\n   c\n   ```\n\n2. d",
      "1. a\n\n   ```sh\n   b\n\n   c\n   ```\n2. d",
    ],
    ["references", "[a][x], [x]\n\n[x]: https://x.y/z 'title'", "[a](https://x.y/z), [x](https://x.y/z)"],
    ["images", "![a](https://x.y/z.png) [![b](c.png)](https://x.y)", "[a](https://x.y/z.png) [b](https://x.y)"],
    ["callouts", "> [!WARNING]\n> a\n> b", "> [!WARNING]\n> a b", "**Warning:** a b"],
    ["quotes", "> a\n> b\n\nc", "a b\n\nc"],
    ["comments", "a <!-- b --> c\n\n<!-- d -->\n\ne", "a c\n\ne"],
    ["escaped signs", "\\*a\\* \\`b\\` &lt;c&gt; <d>", "\\*a\\* \\`b\\` &lt;c> &lt;d>", "\\*a* \\`b\\` \\<c> \\<d>"],
    [
      "HTML among its words",
      'a <b>b</b> *c* <code>d</code> <a href="https://x.y">e</a> <a>Pool</a>',
      "a **b** _c_ `d` [e](https://x.y) [`Pool`](../shapes/P.md#pool)",
      "a **b** c `d` [e](https://x.y) {@link Pool}",
    ],
    [
      "HTML between its blocks",
      "*a*\n\n<ul>\n<li>b</li>\n\n<li>c</li>\n</ul>\n\n- d",
      "_a_\n\n- b\n- c\n\n* d",
      "a\n\n- b\n- c\n\n+ d",
    ],
    ["HTML before its blocks", "<p>a</p>\n\n## B\n\n- c", "a\n\n**B**\n\n- c"],
    ["details", "c\n\n<details>\n<summary>a</summary>\n\n*b*\n\n</details>", "c\n\n**a**\n\n_b_", "c\n\n**a**\n\nb"],
  ])("CommonMark: %s", (_name, text, expected, comment = expected) => {
    expect(markdown(text)).toBe(expected);
    expect(tsdoc(text)).toBe(comment);
  });

  test("tables", () => {
    const text = "<table><tr><th>A</th><th>B</th></tr><tr><td>1|2</td><td><p>x</p><p>y</p></td></tr></table>";
    expect(markdown(text)).toBe("<!-- prettier-ignore -->\n| A | B |\n| --- | --- |\n| 1\\|2 | x<br>y |");
    expect(tsdoc(text)).toBe("- A · B\n- 1|2 · x\\\ny");
    const pieces = "<table><tr><td> <code>arn:</code><code><i>x</i></code> </td></tr></table>";
    expect(markdown(pieces)).toMatch(/\| `arn:x` \|$/);
    expect(tsdoc(pieces)).toBe("- `arn:x`");
    expect(markdown("a\n\n| A | B |\n| :-- | --: |\n| 1 | `2` |")).toBe(
      "a\n\n<!-- prettier-ignore -->\n| A | B |\n| --- | --- |\n| 1 | `2` |",
    );
  });

  test("a summary is the first paragraph, on one line", () => {
    expect(documentationSummary("<p>a<br>b | c</p><p>d</p>", () => undefined)).toBe("a<br>b \\| c");
    expect(documentationSummary("<ul><li>a</li></ul>", () => undefined)).toBe("");
  });

  test.each([
    ["a note before it", "<note><p>n</p></note><p>a</p>", "a"],
    ["a heading before it", "<p><b>Overview</b></p><p>a</p>", "a"],
    ["a heading of CommonMark before it", "# Overview\n\na", "a"],
    ["words of welcome before it", "<p>Welcome to the <i>X API Reference</i>.</p><p>a</p>", "a"],
    ["what introduces a list", "<p>Makes <code>X</code>. Keep in mind:</p><ul><li>b</ul>", "Makes `X`."],
    ["nothing but what introduces a list", "<p>For these reasons:</p><ul><li>b</ul>", "For these reasons…"],
  ])("a summary without %s", (_name, text, expected) => {
    expect(documentationSummary(text, () => undefined)).toBe(expected);
  });

  const renderer = new MarkdownIt({ html: true });
  const PIECES = [
    "<p>",
    "</p>",
    "<ul><li>",
    "<code>",
    "</code>",
    "<b>",
    "`",
    "*",
    "_",
    "[x](",
    ")",
    "<img src=x onerror=y>",
  ];
  const MORE = [
    "<script>",
    "<!--",
    "-->",
    "|",
    "\n",
    "\n\n",
    "&lt;b&gt;",
    "{{x}}",
    "${y}",
    "*/",
    "<table><tr><td>",
    "a b",
  ];

  test("no mixture of its pieces brings HTML to a page", () => {
    let seed = 1;
    const next = (count: number): number => (seed = (seed * 48_271) % 2_147_483_647) % count;
    const all = [...PIECES, ...MORE, "text", "<note>", "<region>", "\\"];
    for (let run = 0; run < 2_000; run++) {
      const text = Array.from({ length: 2 + next(12) }, () => all[next(all.length)]!).join("");
      const html = renderer.parse(markdown(text), {}).flatMap((token) => [token, ...(token.children ?? [])]);
      const raw = html
        .filter(({ type }) => type === "html_block" || type === "html_inline")
        .map(({ content }) => content);
      expect({ text, raw: raw.filter((tag) => !/^(?:<!-- prettier-ignore -->\s*|<br>)$/.test(tag)) }).toEqual({
        text,
        raw: [],
      });
    }
  });
});
