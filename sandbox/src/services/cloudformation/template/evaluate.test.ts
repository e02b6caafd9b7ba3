import { describe, expect, test } from "vitest";
import { evaluate, isUnresolved, type Scope } from "./evaluate.ts";

const scope: Scope = {
  template: { Resources: {}, Mappings: { M: { a: { b: "found" } } } },
  region: "us-east-1",
  values: { P: "text", L: ["x", "y"], "AWS::Region": "us-east-1" },
  condition: (name) => name === "Yes",
  ref: (id) => (id === "Known" ? "known-ref" : undefined),
  attribute: (id, name) => (id === "Known" ? `known-${name}` : undefined),
  importValue: (name) => `imported ${name}`,
};

describe("evaluate()", () => {
  test.each([
    [{ Ref: "P" }, "text"],
    [{ "Fn::GetAtt": ["Known", "Arn"] }, "known-Arn"],
    [{ "Fn::GetAtt": "Known.Endpoint.Port" }, "known-Endpoint.Port"],
    [{ "Fn::Join": ["-", ["a", { Ref: "Known" }, 1]] }, "a-known-ref-1"],
    [{ "Fn::Join": ["-", { Ref: "L" }] }, "x-y"],
    [{ "Fn::Sub": "${P} ${Known.Arn} ${AWS::Region} ${!Literal}" }, "text known-Arn us-east-1 ${Literal}"],
    [{ "Fn::Sub": ["${own} ${P}", { own: { Ref: "Known" } }] }, "known-ref text"],
    [{ "Fn::Select": ["1", { Ref: "L" }] }, "y"],
    [{ "Fn::Split": ["|", "a|b"] }, ["a", "b"]],
    [{ "Fn::FindInMap": ["M", "a", "b"] }, "found"],
    [{ "Fn::If": ["Yes", 1, 2] }, 1],
    [{ "Fn::If": ["No", 1, 2] }, 2],
    [{ "Fn::Base64": "hi" }, "aGk="],
    [{ "Fn::GetAZs": "" }, ["us-east-1a", "us-east-1b", "us-east-1c"]],
    [{ "Fn::Cidr": ["10.0.0.0/24", 2, 4] }, ["10.0.0.0/28", "10.0.0.16/28"]],
    [{ "Fn::ImportValue": "e" }, "imported e"],
    [{ "Fn::Length": { Ref: "L" } }, 2],
    [{ "Fn::ToJsonString": { a: { Ref: "P" } } }, '{"a":"text"}'],
    [{ Condition: { StringEquals: { a: "b" } } }, { Condition: { StringEquals: { a: "b" } } }],
  ])("%j", (value, expected) => {
    expect(evaluate(value, scope)).toEqual(expected);
  });

  test("AWS::NoValue takes members and list items away", () => {
    expect(
      evaluate({ a: { Ref: "AWS::NoValue" }, b: [1, { "Fn::If": ["No", 2, { Ref: "AWS::NoValue" }] }] }, scope),
    ).toEqual({ b: [1] });
  });

  test("leaves what is not known as a function, and what depends on it", () => {
    const value = { "Fn::Join": ["", ["a", { "Fn::GetAtt": ["Later", "Arn"] }]] };
    expect(evaluate(value, scope)).toEqual(value);
    expect(isUnresolved(evaluate({ deep: [value] }, scope))).toBe(true);
  });

  test.each([
    [
      { "Fn::Select": ["x", ["a"]] },
      "Template error: Fn::Select requires a list argument with two elements: an integer index and a list",
    ],
    [{ "Fn::Select": [3, ["a"]] }, "Template error: Fn::Select cannot select nonexistent value at index 3"],
    [{ "Fn::FindInMap": ["M", "a", "x"] }, "Template error: Unable to get mapping for M::a::x"],
    [
      { "Fn::Split": ["-"] },
      "Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.",
    ],
    [
      { "Fn::Join": ["-", "text"] },
      "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.",
    ],
    [
      { "Fn::GetAtt": ["Known"] },
      "Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute",
    ],
  ])("%j fails as on AWS", (value, message) => {
    expect(() => evaluate(value, scope)).toThrow(message);
  });
});
