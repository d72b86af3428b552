import type { Block, NoteKind, Run } from "./documentation-blocks.js";
import { joinRuns } from "./documentation-blocks.js";
import type { Tag } from "./html-tags.js";

type List = { readonly type: "list"; readonly ordered: boolean; readonly items: Block[][] };
type Note = { readonly type: "note"; readonly kind: NoteKind; readonly blocks: Block[] };
type Table = { readonly type: "table"; hasHead: boolean; readonly rows: Run[][][] };
type Container = List | Note | Table;

/** Lists within lists go so deep; what is deeper stands at the last level. Keeps recursion over blocks shallow. */
const DEEPEST = 8;

const LINE_BREAK: Run = { text: "\n", strong: false, emphasis: false, code: false, href: undefined };

/** The class of code in a language, as HTML recommends it. */
const LANGUAGE = /^language-([\w+#.-]+)$/;

/** White space other than a blank between two words. */
const MORE_THAN_BLANKS = /[^\S ]\s*| \s+/g;

/** White space in a row is one blank. */
export function singleBlanks(text: string): string {
  return text.replace(MORE_THAN_BLANKS, " ");
}

/** Makes blocks of what HTML holds, told in its order. What is never closed ends with its container. */
export class BlockBuilder {
  private readonly root: Block[] = [];
  private readonly containers: Container[] = [];
  private runs: Run[] = [];
  private hasWords = false;
  private preformatted: string | undefined = undefined;
  private language = "";
  private dropped = 0;
  private strong = 0;
  private emphasis = 0;
  private code = 0;
  private href: string | undefined = undefined;

  open(tag: Tag, href: string | undefined): void {
    if (tag.role === "dropped") this.dropped++;
    else if (this.dropped === 0 && this.preformatted === undefined) this.begin(tag, href);
  }

  close(tag: Tag): void {
    if (tag.role === "dropped") this.dropped--;
    else if (this.dropped > 0) return;
    else if (tag.role === "preformatted") this.endCode();
    else if (this.preformatted === undefined) this.end(tag);
  }

  /** The language of the code that has just begun; of other tags the class says nothing. */
  classOf(names: string | undefined): void {
    if (this.preformatted === "") this.language = LANGUAGE.exec(names ?? "")?.[1] ?? this.language;
  }

  text(text: string): void {
    if (this.dropped > 0) return;
    if (this.preformatted === undefined) this.addWords(singleBlanks(text));
    else this.preformatted += text;
  }

  /** Text outside of all that is dropped or preformatted. @param text with single blanks, and without backticks. */
  addRun(text: string, code = this.code > 0): void {
    // A blank between two blocks says nothing.
    if (text === "" || (text === " " && this.runs.length === 0)) return;
    this.hasWords ||= text !== " ";
    this.runs.push({ text, strong: this.strong > 0, emphasis: this.emphasis > 0, code, href: this.href });
  }

  finish(): readonly Block[] {
    this.flush();
    return this.root;
  }

  private begin({ name, role }: Tag, href: string | undefined): void {
    switch (role) {
      case "paragraph":
        return this.flush();
      case "code":
        this.code++;
        return;
      case "link":
        this.href = (href ?? "").trim();
        return;
      case "strong":
        this.strong++;
        return;
      case "emphasis":
        this.emphasis++;
        return;
      case "item":
        return this.beginItem();
      case "term":
        this.beginItem();
        this.strong++;
        return;
      case "list":
        return this.beginContainer({ type: "list", ordered: name === "ol", items: [] });
      case "note":
        return this.beginContainer({ type: "note", kind: name as NoteKind, blocks: [] });
      case "table":
        return this.beginContainer({ type: "table", hasHead: false, rows: [] });
      case "row":
        this.innermostTable()?.rows.push([]);
        return;
      case "cell":
        return this.beginCell(name === "th");
      case "heading":
        this.flush();
        this.strong++;
        return;
      case "preformatted":
        this.flush();
        this.preformatted = "";
        this.language = "";
        return;
      case "break":
        this.runs.push(LINE_BREAK);
    }
  }

  private end({ role }: Tag): void {
    switch (role) {
      case "paragraph":
      case "item":
      case "term":
      case "cell":
      case "heading":
        return this.flush();
      case "code":
        this.code = Math.max(0, this.code - 1);
        return;
      case "link":
        this.href = undefined;
        return;
      case "strong":
        this.strong = Math.max(0, this.strong - 1);
        return;
      case "emphasis":
        this.emphasis = Math.max(0, this.emphasis - 1);
        return;
      case "list":
      case "note":
      case "table":
        return this.endContainer(role);
    }
  }

  /** Authors write code in Markdown's way too, in the midst of HTML. */
  private addWords(text: string): void {
    if (this.code > 0 || !text.includes("`")) return this.addRun(text);
    for (const part of text.split(/((?<!`)(?:`[^`]+`|``[^`]+``)(?!`))/)) {
      const isCode = part.startsWith("`") && part.endsWith("`") && /[^`]/.test(part);
      this.addRun(isCode ? part.replaceAll("`", "") : part, isCode);
    }
  }

  private flush(): void {
    if (this.hasWords) {
      const blocks = this.target();
      const line = blocks === undefined ? this.cell() : undefined;
      if (blocks !== undefined) blocks.push({ type: "paragraph", runs: joinRuns(this.runs) });
      else if (line !== undefined) line.push(...(line.length > 0 ? [LINE_BREAK] : []), ...this.runs);
    }
    if (this.runs.length > 0) this.runs = [];
    this.hasWords = false;
    // A style that was never closed must not run on through all that follows.
    this.strong = 0;
    this.emphasis = 0;
    this.code = 0;
    this.href = undefined;
  }

  /** Where blocks go; undefined within a table. */
  private target(): Block[] | undefined {
    const top = this.containers.at(-1);
    if (top === undefined) return this.root;
    if (top.type === "note") return top.blocks;
    if (top.type === "table") return undefined;
    if (top.items.length === 0) top.items.push([]);
    return top.items.at(-1)!;
  }

  /** A table's cells hold text alone: blocks in them become lines. */
  private cell(): Run[] | undefined {
    const top = this.containers.at(-1);
    return top?.type === "table" ? top.rows.at(-1)?.at(-1) : undefined;
  }

  private beginContainer(container: Container): void {
    this.flush();
    const blocks = this.target();
    if (this.containers.length >= DEEPEST || blocks === undefined) return;
    blocks.push(container);
    this.containers.push(container);
  }

  private endContainer(type: Container["type"]): void {
    this.flush();
    const at = this.containers.findLastIndex((container) => container.type === type);
    if (at >= 0) this.containers.length = at;
  }

  /** Ends all that stands in the innermost container of that type. */
  private backTo(type: Container["type"]): Container | undefined {
    this.flush();
    const at = this.containers.findLastIndex((container) => container.type === type);
    if (at >= 0) this.containers.length = at + 1;
    return this.containers[at];
  }

  private beginItem(): void {
    (this.backTo("list") as List | undefined)?.items.push([]);
  }

  private innermostTable(): Table | undefined {
    return this.backTo("table") as Table | undefined;
  }

  private beginCell(isHead: boolean): void {
    const inner = this.innermostTable();
    if (inner === undefined) return;
    if (inner.rows.length === 0) inner.rows.push([]);
    inner.rows.at(-1)!.push([]);
    if (isHead && inner.rows.length === 1) inner.hasHead = true;
    else if (isHead) this.strong++;
  }

  private endCode(): void {
    const code = (this.preformatted ?? "").replace(/^(?:[ \t]*\n)+/, "").trimEnd();
    const blocks = this.target();
    if (code.trim() !== "" && blocks !== undefined) blocks.push({ type: "code", language: this.language, text: code });
    else if (code.trim() !== "") this.addWords(singleBlanks(code));
    this.preformatted = undefined;
  }
}
