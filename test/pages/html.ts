/** A text page as the HTML of a page would show it: code in `pre`, bullets as nested lists, all else in paragraphs. */
export function toHtml(text: string): string {
  const html: string[] = [
    "<!DOCTYPE html><html><head><title>API changes</title><style>p { margin: 0 }</style></head><body>",
  ];
  const open: number[] = [];
  let code: string[] | undefined;
  const close = (indent: number): void => {
    while (open.length > 0 && open.at(-1)! >= indent) {
      html.push("</li></ul>");
      open.pop();
    }
  };
  for (const line of text.split("\n")) {
    const bullet = /^( *)• (?:(\w+) )?(\(.*)$/.exec(line);
    if (code === undefined && /^(?:client\.|[{[])/.test(line)) code = [];
    if (code !== undefined) {
      if (line !== "" && !/^(?:type |Request$|Response$)/.test(line)) {
        code.push(line);
        continue;
      }
      html.push(`<pre>${escape(code.join("\n"))}</pre>`);
      code = undefined;
    }
    const indent = bullet?.[1]?.length ?? line.length - line.trimStart().length;
    if (bullet !== null) {
      if (open.at(-1) !== indent) close(indent + 1);
      if (open.at(-1) === indent) html.push("</li><li>");
      else {
        open.push(indent);
        html.push("<ul><li>");
      }
      const name = bullet[2] === undefined ? "" : `<strong>${bullet[2]}</strong> `;
      html.push(`<p>${name}<em>${escape(bullet[3]!)}</em></p>`);
    } else if (line !== "") {
      close(indent);
      html.push(
        line.endsWith(" Link ¶")
          ? `<h3>${line.slice(0, -7)} <a href="#x">Link</a> <a>¶</a></h3>`
          : `<p>${escape(line.trim())}</p>`,
      );
    }
  }
  return [...html, "</body></html>"].join("\n");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/**
 * The same as the site's own templates have it: operations folded, their lists of changes in lines, parameters as terms
 * whose colon stands in a span of its own, between what leads about the site.
 */
export function toSiteHtml(text: string): string {
  const html: string[] = [];
  let isOpen = false;
  let inList = false;
  const endList = (): string => (inList ? "</dd>\n</dl>\n" : "");
  for (const part of text.split(/\n(?=\S+ \((?:new|updated)\) Link ¶\n)/)) {
    const heading = /^(\S+) (\((?:new|updated)\)) Link ¶\n/.exec(part);
    if (heading === null) {
      html.push(part.replace(/^(\d{4}\/\d\d\/\d\d) - (.*) - (.*)$/m, "<p>\n\t$1\n\t- $2 -\n\t$3\n</p>"));
      continue;
    }
    const [{ length }, name, status] = [heading[0], heading[1]!, heading[2]!];
    const summary = `<summary><span>${name}</span>&nbsp;${status}</summary>\n<span><a href="#${name}">Link ¶</a></span>`;
    html.push(`${isOpen ? `${endList()}</details>\n` : ""}<details id="${name}">\n${summary}\n`);
    isOpen = true;
    inList = false;
    const body = toHtml(part.slice(length))
      .replace(/^.*<body>\n|\n<\/body><\/html>$/gs, "")
      .replace(/<p>(Changes) (\([^)]*\))<\/p>/, "<br/>\n<span><em>$1</em> $2</span>\n<br/>")
      .replace(/<p>(Request|Response)<\/p>/g, "$1")
      .replace(/<p>((?:type|param) \w+|rtype|returns)<\/p>/g, (_, term: string) => {
        const start = inList ? "</dd>\n" : '<dl class="field-list">\n';
        inList = true;
        return `${start}<dt>${term}<span class="colon">:</span></dt>\n<dd>`;
      });
    html.push(body);
  }
  const head = "<head><title>API Changes</title><script>var page = '<p>';</script></head>";
  const navigation = '<nav><ul><li><a href="/">API Changes</a></li><li><a href="#">2030-01-02</a></li></ul></nav>';
  const foot = `${endList()}</details>\n<footer><p><strong>API Changes</strong> <em>Built well.</em></p></footer>`;
  return `<!DOCTYPE html>\n<html>\n${head}\n<body>\n${navigation}\n${html.join("")}${foot}\n</body></html>`;
}
