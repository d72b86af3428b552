import type { Rule, Verdict } from "./rule.js";
import { RULES } from "./rules/table.js";
import type { Judgement } from "./severity.js";

const HEAD = `# Changes

<!-- Written from the table of rules in generator/changes/rules: \`npx vitest run test/changes -u\` after a rule changed. -->

<!-- prettier-ignore-start -->

\`swage diff\` compares two models and judges each change for both sides. The **client** is code built on the old model
that meets a service on the new one, or is compiled again on the new one: the worse of the two. The **server** is an
implementation likewise. The tables give client / server: for shapes that flow into operations, and for shapes that
flow out of them (errors too). A shape that flows both ways takes the worst on each side.

| Severity | Means |
| --- | --- |
| breaking | something that worked stops working: an alarm |
| risky | something that worked may surprise: a value never seen, an error never met, a pattern nobody can compare |
| additive | something new that disturbs nothing old |
| documentation | words only |
| none | that side does not notice |

The version of a package rises by what a client notices: a major version where something breaks a client, its types,
its validators or stored data; a minor one for what is risky or additive for a client; a patch for the rest.

Not raised, being noise for TypeScript: another order of members, values or operations; a shape with another name and
the same content that members or operations point at; an error that moves between a service and all its operations.
Another name is two changes, since code that uses the old name breaks: one thing is gone, and one is new. Where the two
seem to be one, both sentences say so: a member of the same type that is sent in the same place, has the same words or
a name that is like the old one, or is the only one of its type, or that is found in a new structure where it was; an
operation at the same address, or with the same structures and a name that is like the old one; an error or another
shape likewise; a value that is spelt otherwise, or has the name of the old one.

What no service of a model reaches is listed, but not judged, as nobody sends or receives it.
`;

const FOOT = "<!-- prettier-ignore-end -->\n";

const CODES: ReadonlyMap<string, string> = new Map([
  ["types", "callers' TypeScript"],
  ["validators", "the validators refuse what they took"],
  ["stored-data", "data stored under the old model fails the new validators"],
  ["mock", "tests against the mock"],
]);

/** docs/changes.md: every rule with its verdicts. */
export function rulesReference(): string {
  return [HEAD, breaksTable(), `## Kinds of change\n`, ...RULES.map(ruleText), FOOT].join("\n");
}

function breaksTable(): string {
  const rows = [...CODES].map(([code, meaning]) => `| ${code} | ${meaning} |`);
  return ["What breaks:\n", "| In `breaks` | Means |", "| --- | --- |", ...rows, ""].join("\n");
}

function ruleText({ id, title, remedy, opposite, verdicts }: Rule): string {
  const other = opposite === undefined ? "" : ` Its opposite is \`${opposite}\`.`;
  const rows = [...verdicts.values()].map(verdictRow);
  return [
    `### ${id}`,
    "",
    `${title} ${remedy}${other}`,
    "",
    "| When | In input | In output | Breaks |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function verdictRow({ when, input, output }: Verdict): string {
  const breaks = [...new Set([...input.breaks, ...output.breaks])].join(", ");
  return `| ${when} | ${cell(input)} | ${cell(output)} | ${breaks === "" ? "nothing" : breaks} |`;
}

function cell({ client, server }: Judgement): string {
  return `${client} / ${server}`;
}
