import { expect, test } from "vitest";
import { propertyProblems } from "./check-properties.ts";
import { coerceProperties } from "./coerce.ts";
import { propertiesNotEmulated } from "./emulated.ts";
import { replacementOf } from "./replacement.ts";
import { isKnownType, specificationOf } from "./specification.ts";

const table = specificationOf("AWS::DynamoDB::Table")!;
const bucket = specificationOf("AWS::S3::Bucket")!;

test("unknown types are told apart from types of other services and custom resources", () => {
  expect(["AWS::SSM::Parameter", "AWS::EC2::Instance", "Custom::Thing", "AWS::CDK::Metadata"].every(isKnownType)).toBe(
    true,
  );
  expect(isKnownType("AWS::SSM::Parametre")).toBe(false);
});

test("propertyProblems() finds what is missing, unknown and of the wrong type", () => {
  expect(
    propertyProblems(
      { KeySchema: [{ AttributeName: "pk" }], Foo: 1, TimeToLiveSpecification: "on", BillingMode: { Ref: "P" } },
      table,
    ),
  ).toEqual([
    "#/KeySchema/0: required key [KeyType] not found",
    "#: extraneous key [Foo] is not permitted",
    "#/TimeToLiveSpecification: expected type: JSONObject, found: String",
  ]);
});

test("coerceProperties() turns text and numbers into what the specification says", () => {
  const properties = { DelaySeconds: "5", QueueName: 7, FifoQueue: "true" };
  expect(coerceProperties(properties, specificationOf("AWS::SQS::Queue")!)).toEqual({
    DelaySeconds: 5,
    QueueName: "7",
    FifoQueue: true,
  });
});

test("propertiesNotEmulated() follows lists and names paths once", () => {
  const properties = {
    BucketName: "b",
    LifecycleConfiguration: {
      Rules: [
        { Id: "a", Status: "Enabled", Prefix: "x" },
        { Id: "b", Prefix: "y" },
      ],
    },
    WebsiteConfiguration: {},
  };
  const emulates = {
    BucketName: true as const,
    LifecycleConfiguration: { Rules: { Id: true as const, Status: true as const } },
  };
  expect(propertiesNotEmulated(properties, emulates, bucket)).toEqual([
    "LifecycleConfiguration.Rules.Prefix",
    "WebsiteConfiguration",
  ]);
});

test("replacementOf() follows the specification", () => {
  expect(replacementOf("BucketName", "a", "b", bucket)).toBe("yes");
  expect(replacementOf("VersioningConfiguration", {}, { Status: "Enabled" }, bucket)).toBe("no");
});
