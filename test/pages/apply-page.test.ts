import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { compareModels } from "../../generator/changes/compare.js";
import { pageCodes } from "../../generator/diagnostics/codes/pages.js";
import { printModel } from "../../generator/load/smithy/print-model.js";
import { closureOf } from "../../generator/model/closure.js";
import type { Model } from "../../generator/model/model.js";
import { membersOf } from "../../generator/model/shapes.js";
import { applyPage } from "../../generator/pages/apply-page.js";
import type { Verification } from "../../generator/pages/verify-page.js";
import { verifyPage } from "../../generator/pages/verify-page.js";
import { BEFORE, load, page, PAGE_TEXT, SHARED, readPage } from "./greenhouse.js";

function apply(
  model: Model,
  text = PAGE_TEXT,
  names: Readonly<Record<string, string>> = {},
  operations: string[] = [],
) {
  return applyPage(page(text), model, model.services[0]!, { names: new Map(Object.entries(names)), operations });
}

function applied(text = PAGE_TEXT, names: Readonly<Record<string, string>> = {}, before = BEFORE): Model {
  const { value, diagnostics } = apply(load(before), text, names);
  if (value === undefined) throw new Error(JSON.stringify(diagnostics));
  return load(printModel(value.model));
}

function ast(model: Model): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return (JSON.parse(printModel(model)) as { shapes: Record<string, Record<string, unknown>> }).shapes;
}

function verify(text: string, after: Model, before: Model): Verification {
  const whole = (model: Model) => closureOf(model, model.services[0]!);
  return verifyPage(page(text), whole(after), whole(before));
}

describe("a page that says that an operation is deleted", () => {
  const text = `${PAGE_TEXT}\nListBeds (deleted) Link ¶\n`;
  const ns = "example.greenhouse#";

  test("takes it out, with what it alone reached", () => {
    const after = applied(text, {}, SHARED);
    expect(after.services[0]!.operations).toEqual([`${ns}UpdateBed`, `${ns}MovePlant`]);
    const names = Object.keys(ast(after));
    expect(names).not.toContain(`${ns}ListBeds`);
    expect(names).not.toContain(`${ns}ListBedsAnswer`);
    // UpdateBed reaches it too.
    expect(names).toContain(`${ns}BedList`);
    expect(apply(load(SHARED), text).value!.added.map(({ kind, at }) => [kind, at])).toContainEqual([
      "deletion",
      "ListBeds",
    ]);
  });

  test("agrees with a model that has it no longer, and with no other", () => {
    const after = applied(text, {}, SHARED);
    const { agreed, update } = verify(text, after, load(SHARED));
    expect([agreed, update!.announcedAndFound.map(({ at }) => at).includes("ListBeds")]).toEqual([true, true]);
    const kept = verify(text, applied(PAGE_TEXT, {}, SHARED), load(SHARED));
    expect(kept.agreed).toBe(false);
    expect(kept.disagreements.map(({ kind, at }) => [kind, at])).toEqual([["operation", "ListBeds"]]);
    expect(kept.update!.announcedNotThere).toMatchObject([{ at: "ListBeds", why: "the model still has it" }]);
  });

  test("is refused where nothing would be left", () => {
    const all = `${PAGE_TEXT.split("UpdateBed (updated)")[0]}UpdateBed (deleted) Link ¶\n`;
    const { value, diagnostics } = apply(load(BEFORE), all);
    expect([value, diagnostics.map(({ code }) => code)]).toEqual([undefined, [pageCodes.notLoadable.code]]);
  });
});

describe("a page applied to the model before it", () => {
  const shapes = ast(applied());
  const ns = "example.greenhouse#";

  test("adds members with types, required flags and descriptions, where they stand on the page", () => {
    expect(shapes[`${ns}PlanInfo`]).toEqual({
      type: "structure",
      members: {
        At: {
          target: "smithy.api#Timestamp",
          traits: { "smithy.api#documentation": "When.", "smithy.api#required": {} },
        },
        Litres: { target: "smithy.api#Long", traits: { "smithy.api#documentation": "How much." } },
        Mode: { target: `${ns}ModeKind`, traits: { "smithy.api#documentation": "By which means." } },
      },
    });
    expect(Object.keys(shapes[`${ns}UpdateBedQuestion`]!["members"]!)).toEqual(["BedId", "Light", "Watering"]);
    expect(shapes[`${ns}BedInfo`]!["members"]).toMatchObject({
      Watering: {
        target: `${ns}WateringInfo`,
        traits: { "smithy.api#documentation": "When and how it is watered, &amp; &lt;how much>." },
      },
    });
  });

  test("adds values, and names them as the others are named", () => {
    expect(Object.keys(shapes[`${ns}LightKind`]!["members"]!)).toEqual(["SHADE", "HALF_SHADE", "FULL_SUN"]);
  });

  test("adds operations, named by the service's habit", () => {
    expect(shapes[`${ns}MovePlant`]).toMatchObject({
      input: { target: `${ns}MovePlantQuestion` },
      output: { target: `${ns}MovePlantAnswer` },
    });
    expect(shapes[`${ns}MovePlantQuestion`]!["members"]).toMatchObject({
      PlantId: { traits: { "smithy.api#required": {} } },
      Token: { traits: { "smithy.api#idempotencyToken": {} } },
    });
  });

  test("lists whatever no page tells, and what else could have been", () => {
    const { assumptions } = apply(load(BEFORE)).value!;
    expect(assumptions.map(({ at, chosen }) => `${at} ${chosen}`)).toContain(
      `UpdateBed.request.Watering ${ns}WateringInfo`,
    );
    expect(assumptions.find(({ at }) => at === "MovePlant.request.To")).toEqual({
      at: "MovePlant.request.To",
      chosen: "smithy.api#String",
      others: [`${ns}Id`],
      why: "the service has no shape of its own for it",
    });
    expect(new Set(assumptions.map(({ at }) => at)).size).toBe(assumptions.length);
  });

  test("takes what is settled: a shape that is there, a new name, for one operation or for all", () => {
    const names = {
      "MovePlant.request.To": "Id",
      "Watering.Plan": "Times",
      "UpdateBed.request.Watering.Plan[]": `${ns}Time`,
      "MovePlant.response": "Moved",
    };
    const settled = ast(applied(PAGE_TEXT, names));
    expect(settled[`${ns}MovePlantQuestion`]!["members"]).toMatchObject({ To: { target: `${ns}Id` } });
    expect(settled[`${ns}Times`]).toEqual({ type: "list", member: { target: `${ns}Time` } });
    expect(settled[`${ns}MovePlant`]).toMatchObject({ output: { target: `${ns}Moved` } });
    expect(Object.keys(settled)).not.toContain(`${ns}PlanList`);
  });

  test.each([
    [{ "MovePlant.request.To": "LightKind" }, "SW6024"],
    [{ "MovePlant.request.To": "no name" }, "SW6024"],
    [{ "MovePlant.request.To": "UpdateBedAnswer" }, "SW6024"],
    [{ "MovePlant.response": "Id" }, "SW6024"],
    [{ "MovePlant.request.Nothing": "Id" }, "SW6023"],
  ])("refuses %j", (names, code) => {
    const { value, diagnostics } = apply(load(BEFORE), PAGE_TEXT, names);
    expect(value).toBeUndefined();
    expect(diagnostics.filter(({ severity }) => severity === "error").map((one) => one.code)).toEqual([code]);
  });

  test("may be settled in words that come out as they are", () => {
    const { diagnostics } = apply(load(BEFORE), PAGE_TEXT, { "UpdateBed.response.Bed.Watering": "WateringInfo" });
    expect(diagnostics.map(({ code }) => code)).toEqual(["SW6029"]);
  });

  test("tells who gains by a shared shape, what was not announced, and what it leaves", () => {
    const unannounced = PAGE_TEXT.replace(" 'Watering': {'Plan': [{'At': 'timestamp',", " 'X': [{'At': 'timestamp',");
    expect(apply(load(SHARED)).diagnostics.map(({ code }) => code)).toContain("SW6031");
    expect(apply(load(BEFORE), unannounced).diagnostics.map(({ code }) => code)).toContain("SW6005");
    const removed = PAGE_TEXT.replace("    Light='SHADE'|'HALF_SHADE'|'FULL_SUN',\n", "").replace(
      "{'Light': {'FULL_SUN'},\n ",
      "{",
    );
    expect(apply(load(BEFORE), removed).diagnostics.map(({ code }) => code)).toContain("SW6027");
    const silent = PAGE_TEXT.replace("{'Light': {'FULL_SUN'},\n ", "{").replace(
      "{'Bed': {'Light': {'FULL_SUN'},\n         ",
      "{'Bed': {",
    );
    expect(apply(load(BEFORE), silent).diagnostics.map(({ code }) => code)).toContain("SW6026");
  });

  test("refuses one shape that it shows in two ways", () => {
    const text = PAGE_TEXT.replace(
      "        'Light': 'SHADE'|'HALF_SHADE'|'FULL_SUN'",
      "        'Light': 'SHADE'|'HALF_SHADE'",
    );
    expect(apply(load(BEFORE), text).diagnostics.map(({ code }) => code)).toContain("SW6005");
    const silent = text.replace("{'Light': {'FULL_SUN'},\n         ", "{");
    expect(apply(load(BEFORE), silent).diagnostics.map(({ code }) => code)).toContain("SW6030");
  });

  test("adds nothing twice", () => {
    expect(apply(applied()).diagnostics.map(({ code }) => code)).toContain("SW6028");
  });

  test("leaves operations out that the configuration leaves out", () => {
    const { value } = apply(load(BEFORE), PAGE_TEXT, {}, ["UpdateBed"]);
    expect(value!.model.shapes.has(`${ns}MovePlant` as never)).toBe(false);
  });
});

describe("a page held against two models", () => {
  const before = load(BEFORE);
  const after = applied();

  test("agrees with what it was made from", () => {
    const { agreed, checked, disagreements, update } = verify(PAGE_TEXT, after, before);
    expect([agreed, disagreements]).toEqual([true, []]);
    expect(checked.required).toBeGreaterThan(5);
    expect(update!.announcedAndFound.map(({ at, value }) => (value === undefined ? at : `${at} ${value}`))).toEqual([
      "UpdateBed.request.Light FULL_SUN",
      "UpdateBed.request.Watering",
      "UpdateBed.response.Bed.Light FULL_SUN",
      "UpdateBed.response.Bed.Watering",
      "MovePlant",
    ]);
    expect([update!.announcedNotThere, update!.foundNotAnnounced]).toEqual([[], []]);
  });

  test.each([
    ["a member", (text: string) => text.replace('"Mode": {', '"Moad": {'), ["member", "member"]],
    ["a type", (text: string) => text.replace("smithy.api#Long", "smithy.api#Double"), ["type"]],
    [
      "a value",
      (text: string) => text.replace('"smithy.api#enumValue": "MIST"', '"smithy.api#enumValue": "RAIN"'),
      ["value", "value"],
    ],
    [
      "a required flag",
      (text: string) =>
        text.replace(
          '#documentation": "The plant.",\n            "smithy.api#required": {}',
          '#documentation": "The plant."',
        ),
      ["required"],
    ],
  ])("names %s that differs", (_, edit, kinds) => {
    const text = printModel(after);
    expect(edit(text)).not.toBe(text);
    const { agreed, disagreements } = verify(PAGE_TEXT, load(edit(text)), before);
    expect(agreed).toBe(false);
    expect([...new Set(disagreements.map(({ kind }) => kind))]).toEqual([...new Set(kinds)]);
    expect(disagreements[0]!.place.line).toBeGreaterThan(1);
  });

  test("names what was announced and is not there, and what is there and was not announced", () => {
    const shared = verify(PAGE_TEXT, applied(PAGE_TEXT, {}, SHARED), load(SHARED));
    expect(shared.update!.foundNotAnnounced.map(({ at }) => at)).toContain("ListBeds.response.Beds[].Watering");
    expect(shared.agreed).toBe(false);
    const { update } = verify(PAGE_TEXT, before, before);
    expect(update!.announcedNotThere.map(({ at }) => at)).toContain("MovePlant");
    expect(verify(PAGE_TEXT, after, after).update!.announcedNotThere[0]!.why).toBe("it was there before");
  });

  test("takes no offence at what pages do not tell", () => {
    const narrowed = load(printModel(after).replace('"max": 36', '"max": 20'));
    const { agreed, update } = verify(PAGE_TEXT, narrowed, before);
    expect(update!.foundNotAnnounced.map(({ change, tellable }) => [change.id, tellable])).toEqual([
      ["constraint-narrowed", false],
    ]);
    expect(agreed).toBe(true);
  });
});

/** The page of a real update, which is not part of the repo. */
const SEED = resolve(import.meta.dirname, "../../../shared/seed/2022-05-24-cognito-identity-provider.txt");

describe.skipIf(!existsSync(SEED))("a real page (skipped where it is not at hand)", () => {
  const models = resolve(import.meta.dirname, "../../models/cognito-identity-provider");
  const model = (date: string): Model => load(readFileSync(resolve(models, `${date}.json`), "utf8"));
  const real = existsSync(SEED) ? readPage("page", readFileSync(SEED, "utf8")).value! : page();
  const [before, after] = [model("2022-03-15"), model("2022-05-24")];
  const result = (names: Readonly<Record<string, string>>) =>
    applyPage(real, before, before.services[0]!, { names: new Map(Object.entries(names)), operations: [] });

  test("arrives at the model that came of it, and by shape id with the names settled", () => {
    const settled = result({
      "UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate":
        "AttributesRequireVerificationBeforeUpdateType",
    });
    const differences = compareModels(load(printModel(settled.value!.model)), after).flatMap(({ changes }) => changes);
    expect(differences.filter(({ trait }) => trait !== "smithy.api#documentation")).toEqual([]);
    expect(membersOf(settled.value!.model.getShape(after.services[0]!.id)!)).toEqual([]);
    const chosen = result({}).value!.assumptions;
    expect(chosen.map(({ chosen: id, others }) => [id.split("#")[1], others.length])).toEqual([
      ["UserAttributeUpdateSettingsType", 0],
      ["AttributesRequireVerificationBeforeUpdateListType", 2],
      ["VerifiedAttributeType", 2],
    ]);
  });

  test("agrees with it", () => {
    const whole = (one: Model) => closureOf(one, one.services[0]!);
    const { agreed, update } = verifyPage(real, whole(after), whole(before));
    expect(agreed).toBe(true);
    expect(update!.announcedAndFound).toHaveLength(4);
  });
});
