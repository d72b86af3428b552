import type { Model } from "./model.js";

/** An index is computed once for each model and read many times; the model never changes, so it never ages. */
export function defineIndex<T extends object>(compute: (model: Model) => T): (model: Model) => T {
  const cache = new WeakMap<Model, T>();
  return (model) => {
    let index = cache.get(model);
    if (index === undefined) cache.set(model, (index = compute(model)));
    return index;
  };
}
