import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findListedModels, findModels, isDate } from "../../generator/workspace/find-models.js";
import { put, temporaryFolder } from "./project.js";

function find(...paths: readonly string[]) {
  const folder = temporaryFolder();
  put(folder, Object.fromEntries(paths.map((path) => [path, "{}"])));
  const { services, broken } = findModels(folder, "models");
  const told = [...broken.values()].flat().map(({ file, code }) => `${file} ${code}`);
  return { services, broken: [...broken.keys()], told };
}

describe("the layouts of a models folder", () => {
  test("one file a service, with its overlay in a folder beside it", () => {
    expect(find("KMS.json", "kms/overlay.json", "README.md", "notes/readme.txt")).toEqual({
      services: [
        {
          service: "kms",
          snapshots: [{ date: undefined, source: "KMS.json", files: ["KMS.json"] }],
          overlay: "kms/overlay.json",
          versions: undefined,
        },
      ],
      broken: [],
      told: [],
    });
  });

  test("dated files and dated folders, oldest first", () => {
    const { services, told } = find(
      "kms/2022-05-24/b.json",
      "kms/2022-05-24/a.json",
      "kms/2021-01-01.json",
      "kms/overlay.json",
      "kms/versions.json",
    );
    expect(told).toEqual([]);
    expect(services).toEqual([
      {
        service: "kms",
        snapshots: [
          { date: "2021-01-01", source: "kms/2021-01-01.json", files: ["kms/2021-01-01.json"] },
          {
            date: "2022-05-24",
            source: "kms/2022-05-24",
            files: ["kms/2022-05-24/a.json", "kms/2022-05-24/b.json"],
          },
        ],
        overlay: "kms/overlay.json",
        versions: "kms/versions.json",
      },
    ]);
  });

  test("the layout in which AWS publishes: the newest version alone", () => {
    const { services, told } = find(
      "kms/service/2014-11-01/kms-2014-11-01.json",
      "kms/service/2015-01-01/kms.json",
      "kms/service/2016-01-01/readme.txt",
    );
    expect(told).toEqual([]);
    expect(services[0]?.snapshots).toEqual([
      { date: undefined, source: "kms/service/2015-01-01", files: ["kms/service/2015-01-01/kms.json"] },
    ]);
  });

  test.each([
    [["KMS.json", "kms.json"], ["models/kms.json SW2050"]],
    [["KMS/2020-01-01.json", "kms/2021-01-01.json"], ["models/kms SW2050"]],
    [["kms.json", "kms/2021-01-01.json"], ["models/kms.json SW2051"]],
    [["kms/2022-02-30.json"], ["models/kms/2022-02-30.json SW2052"]],
    [["kms/model.json", "kms/2022-02-02.json"], ["models/kms/model.json SW2052"]],
    [["kms/2022-02-01.json", "kms/2022-02-01/a.json"], ["models/kms/2022-02-01.json SW2053"]],
    [["kms/2022-02-01/readme.md"], ["models/kms/2022-02-01 SW2054"]],
    [["con.json"], ["models/con.json SW2055"]],
    [["my service.json"], ["models/my service.json SW2055"]],
    [["kms/2022-02-01.json", "kms/service/1/a.json"], ["models/kms SW2056"]],
  ])("%j is told", (paths, expected) => {
    const { services, broken, told } = find("other.json", ...paths);
    expect(told).toEqual(expected);
    expect(broken).toHaveLength(1);
    expect(services.map(({ service }) => service)).toEqual(["other"]);
  });

  test("links count as what they point at", () => {
    const folder = temporaryFolder();
    put(folder, { "elsewhere/a.json": "{}", "models/readme.md": "" });
    symlinkSync(join(folder, "elsewhere/a.json"), join(folder, "models/a.json"));
    symlinkSync(join(folder, "nowhere.json"), join(folder, "models/b.json"));
    symlinkSync("c.json", join(folder, "models/c.json"));
    symlinkSync("d", join(folder, "models/d"));
    expect(findModels(join(folder, "models"), "models").services.map(({ service }) => service)).toEqual(["a"]);
  });

  test.skipIf(process.platform === "win32")("what is neither file nor folder does not count", () => {
    const folder = temporaryFolder();
    put(folder, { "a.json": "{}", "kms/2024-01-01.json": "{}" });
    execFileSync("mkfifo", [join(folder, "b.json"), join(folder, "kms/overlay.json")]);
    symlinkSync("/dev/zero", join(folder, "c.json"));
    const { services } = findModels(folder, "models");
    expect(services.map(({ service, overlay }) => ({ service, overlay }))).toEqual([
      { service: "a", overlay: undefined },
      { service: "kms", overlay: undefined },
    ]);
  });

  test("a folder that cannot be listed keeps no other service from work", () => {
    const refused = Object.assign(new Error("EACCES"), { code: "EACCES", syscall: "scandir", path: "/x/b" });
    const { services, broken } = findListedModels((path) => {
      if (path === "B") throw refused;
      return ["a.json", "B"].map((name) => ({ name, isFolder: name === "B" }));
    }, "models");
    expect(services.map(({ service }) => service)).toEqual(["a"]);
    expect([...broken.keys()]).toEqual(["b"]);
    expect(broken.get("b")).toMatchObject([
      { file: "models/B", code: "SW2002", message: "cannot read /x/b: permission denied" },
    ]);
  });
});

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["2022-13-01", false],
  ["2022-5-24", false],
  ["0000-00-00", false],
])("%s is a date: %s", (text, expected) => expect(isDate(text)).toBe(expected));
