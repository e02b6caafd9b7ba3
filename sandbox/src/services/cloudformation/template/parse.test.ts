import { describe, expect, test } from "vitest";
import { parseTemplate } from "./parse.ts";

describe("parseTemplate()", () => {
  test("reads JSON", async () => {
    expect(await parseTemplate('\n{"Resources":{}}')).toEqual({ Resources: {} });
  });

  test("reads the short tags of YAML, also inside each other", async () => {
    const yaml = `
AWSTemplateFormatVersion: 2010-09-09
Resources:
  A:
    Type: AWS::SSM::Parameter
    Properties:
      Value: !Join ["-", [!Ref P, !Sub "\${AWS::Region}", !GetAtt T.Stream.Arn]]
      Other: !If [C, !Select [0, !Split [",", !Ref L]], !Ref "AWS::NoValue"]
      Map: !Sub ["\${x}", { x: !ImportValue y }]
Conditions:
  C: !And [!Condition D, !Not [!Equals [!Ref P, ""]]]`;
    expect(await parseTemplate(yaml)).toEqual({
      AWSTemplateFormatVersion: "2010-09-09",
      Resources: {
        A: {
          Type: "AWS::SSM::Parameter",
          Properties: {
            Value: {
              "Fn::Join": ["-", [{ Ref: "P" }, { "Fn::Sub": "${AWS::Region}" }, { "Fn::GetAtt": ["T", "Stream.Arn"] }]],
            },
            Other: {
              "Fn::If": ["C", { "Fn::Select": [0, { "Fn::Split": [",", { Ref: "L" }] }] }, { Ref: "AWS::NoValue" }],
            },
            Map: { "Fn::Sub": ["${x}", { x: { "Fn::ImportValue": "y" } }] },
          },
        },
      },
      Conditions: {
        C: { "Fn::And": [{ Condition: "D" }, { "Fn::Not": [{ "Fn::Equals": [{ Ref: "P" }, ""] }] }] },
      },
    });
  });

  test.each([
    ['{"Resources": {"A": nonsense}}', "Template format error: JSON not well-formed."],
    ['{"Resources": {\n"A": 1 "B"}}', "Template format error: JSON not well-formed. (line 2, column 9)"],
    ["Resources: [", /^Template format error: YAML not well-formed\./],
    ["just text", "Template format error: unsupported structure."],
    ["[1]", "Template format error: unsupported structure."],
  ])("refuses %s", async (body, message) => {
    await expect(parseTemplate(body)).rejects.toThrow(message);
  });
});
