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
