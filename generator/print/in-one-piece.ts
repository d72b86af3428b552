/**
 * The same text in one piece. What is joined of many small texts stays a tree of them until its letters are asked for:
 * a text that is kept while a package is made takes several times its size, and garbage collections move all of it.
 */
export function inOnePiece(text: string): string {
  // The first letter is not a number where there is none; being asked for it puts the text together.
  return Number.isNaN(text.charCodeAt(0)) ? "" : text;
}
