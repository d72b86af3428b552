/** Characters of texts whose results are kept, by each that keeps some. */
const KEPT_CHARACTERS = 2_000_000;

/** `read`, doing its work once for a text: types, tables and pages each show the same ones. It forgets all now and then. */
export function keepByText<Result>(read: (text: string) => Result): (text: string) => Result {
  const kept = new Map<string, Result>();
  let characters = 0;
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const result = read(text);
    if (characters > KEPT_CHARACTERS) {
      kept.clear();
      characters = 0;
    }
    kept.set(text, result);
    characters += text.length;
    return result;
  };
}
