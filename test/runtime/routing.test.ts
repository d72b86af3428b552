import { describe, expect, test } from "vitest";
import type { ServiceDefinition } from "../../templates/mock/runtime/definition.js";
import type { HttpRequest } from "../../templates/mock/runtime/http.js";
import { protocols } from "../../templates/mock/runtime/protocols.js";
import { route } from "../../templates/mock/runtime/routing.js";
import { createService } from "../../templates/mock/runtime/service.js";
import { pools } from "./pools.js";

function service(name: string, changes: Partial<ServiceDefinition>): ReturnType<typeof createService> {
  return createService({ ...pools, name, ...changes }, protocols);
}

const services = [
  service("a", { id: "ns#A", signingName: "sign-a", endpointPrefix: "host-a" }),
  service("b", { id: "ns#B", signingName: "sign-b", endpointPrefix: "host-b" }),
  // Two that only the signature or the host can tell apart.
  service("c1", { id: "ns#C", signingName: "sign-c1", endpointPrefix: "host-c1" }),
  service("c2", { id: "ns#C", signingName: "sign-c2", endpointPrefix: "host-c2" }),
];

function routed(path: string, headers: Record<string, string>): string | undefined | string[] {
  const request: HttpRequest = {
    method: "POST",
    path,
    query: "",
    headers: new Map(Object.entries(headers)),
    body: new Uint8Array(0),
  };
  const found = route(services, request);
  if (found.service === undefined) return found.candidates.map(({ definition }) => definition.name);
  return `${found.service.definition.name} ${found.request.path} ${found.identified?.operation?.name}`;
}

const target = (name: string): Record<string, string> => ({ "x-amz-target": `${name}.CreateUserPool` });
const signed = (name: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AK/20220524/us-east-1/${name}/aws4_request, SignedHeaders=host, Signature=0`,
});

describe("the service of a request is told by", () => {
  test.each([
    ["the base path, whatever else says", "/a/x", { ...target("B"), ...signed("sign-b") }, "a /x undefined"],
    ["the target header", "/", target("B"), "b / CreateUserPool"],
    ["the target header before the signature", "/", { ...target("B"), ...signed("sign-a") }, "b / CreateUserPool"],
    ["its prefix, where the operation is unknown", "/", { "x-amz-target": "B.Nope" }, "b / undefined"],
    ["the signature, among equals", "/", { ...target("C"), ...signed("sign-c2") }, "c2 / CreateUserPool"],
    ["the host, among equals", "/", { ...target("C"), host: "host-c1.us-east-1.amazonaws.com" }, "c1 / CreateUserPool"],
    ["the signature alone", "/", signed("sign-b"), "b / undefined"],
    ["the host alone", "/", { host: "host-a:8080" }, "a / undefined"],
  ])("%s", (_what, path, headers, expected) => {
    expect(routed(path, headers)).toBe(expected);
  });

  test("nothing, where nothing fits", () => {
    expect(routed("/", {})).toEqual(["a", "b", "c1", "c2"]);
    expect(routed("/", target("C"))).toEqual(["c1", "c2"]);
  });
});

test("a service without a protocol of the mock's is refused, by name", () => {
  expect(() => service("x", { protocols: ["aws.protocols#restXml"] })).toThrow(
    /protocols of x \(aws\.protocols#restXml\)/,
  );
});
