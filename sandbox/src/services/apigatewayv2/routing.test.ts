import { describe, expect, test } from "vitest";
import { parseRouteKey } from "./route-key.ts";
import { selectRoute } from "./routing.ts";

const ROUTE = {
  target: undefined,
  operationName: undefined,
  authorizationType: "NONE" as const,
  authorizerId: undefined,
  authorizationScopes: [],
};

function select(keys: string[], method: string, path: string): [string, Record<string, string>] | undefined {
  const match = selectRoute(
    keys.map((key) => ({ ...ROUTE, id: key, key })),
    method,
    path,
  );
  return match && [match.route.key, match.parameters];
}

describe("selectRoute", () => {
  // The first list is the example of the AWS documentation page that routing.ts cites.
  const DOCUMENTED = ["GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default"];
  const cases: [string[], string, string, string | undefined, Record<string, string>?][] = [
    [DOCUMENTED, "GET", "/pets/dog/1", "GET /pets/dog/1", {}],
    [DOCUMENTED, "GET", "/pets/dog/2", "GET /pets/dog/{id}", { id: "2" }],
    [DOCUMENTED, "GET", "/pets/cat/1", "GET /pets/{proxy+}", { proxy: "cat/1" }],
    [DOCUMENTED, "POST", "/test/5", "ANY /{proxy+}", { proxy: "test/5" }],
    [["$default"], "PUT", "/anything", "$default", {}],
    [["GET /a"], "POST", "/a", undefined],
    [["GET /a"], "GET", "/a/", undefined],
    [["GET /a"], "GET", "/b", undefined],
    [["ANY /a", "GET /a"], "GET", "/a", "GET /a", {}],
    [["ANY /a", "GET /a"], "PUT", "/a", "ANY /a", {}],
    [["GET /{x}/b", "GET /a/{y}"], "GET", "/a/b", "GET /a/{y}", { y: "b" }],
    [["GET /notes/{id}"], "GET", "/notes/a%2Fb%20%C3%A9", "GET /notes/{id}", { id: "a/b é" }],
    [["GET /notes/{id}"], "GET", "/notes/", undefined],
    [["GET /{proxy+}"], "GET", "/", undefined],
    [["GET /"], "GET", "/", "GET /", {}],
  ];
  test.each(cases)("%j %s %s", (keys, method, path, key, parameters) => {
    expect(select(keys, method, path)).toEqual(key && [key, parameters]);
  });
});

test("route keys that AWS refuses", () => {
  for (const key of ["/a", "GET a", "FETCH /a", "get /a"])
    expect(() => parseRouteKey(key)).toThrow(
      'The provided route key is not formatted properly for HTTP protocol. Format should be "<HTTP METHOD> /<RESOURCE PATH>" or "$default"',
    );
  expect(() => parseRouteKey("GET /{a+}/b")).toThrow("must be at the end");
  expect(() => parseRouteKey("GET /x{a}")).toThrow("is not valid");
});
