import { expect, test } from "vitest";
import type { ResourcePlan } from "../../templates/mock/runtime/behaviour/plan.js";
import { createStore } from "../../templates/mock/runtime/behaviour/store.js";
import type { Instance } from "../../templates/mock/runtime/behaviour/store.js";

const plan = (id: string, identifiers: readonly string[], parent?: ResourcePlan): ResourcePlan =>
  ({ id, identifiers, parent, opaqueIdentifiers: new Set(), alternatives: new Map() }) as unknown as ResourcePlan;
const city = plan("City", ["city"]);
const street = plan("Street", ["city", "street"], city);
const house = plan("House", ["city", "street", "house"], street);
const mayor = plan("Mayor", ["city"]);

function instance(resource: ResourcePlan, ...values: readonly string[]): Instance {
  const identifiers = new Map(resource.identifiers.map((name, index) => [name, values[index] ?? ""]));
  return { resource, identifiers, state: {}, order: 1, written: 0 };
}

test("removing an instance removes what lives in it, and nothing else", () => {
  const store = createStore();
  const all = [
    instance(city, "Ulm"),
    instance(street, "Ulm", "Main"),
    instance(house, "Ulm", "Main", "1"),
    instance(house, "Bonn", "Main", "1"),
    instance(mayor, "Ulm"),
  ];
  for (const one of all) store.put(one);
  store.remove(instance(city, "Ulm"));
  expect(all.map(({ resource, identifiers }) => store.find(resource, identifiers) !== undefined)).toEqual([
    false,
    false,
    false,
    true,
    true,
  ]);
});

test("values that hold what separates them are told apart", () => {
  const store = createStore();
  store.put(instance(street, 'a","b', "c"));
  expect(store.find(street, instance(street, "a", 'b","c').identifiers)).toBeUndefined();
});
