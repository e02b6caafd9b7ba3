/** The schema registry of EventBridge is a service of its own that is not here: its requests and its types are refused by name. */
import { CloudFormation } from "@aws-sdk/client-cloudformation";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestSandbox, type TestSandbox } from "../testing.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

test("requests of the schema registry", async () => {
  const authorization =
    "AWS4-HMAC-SHA256 Credential=test/20261121/us-east-1/schemas/aws4_request, SignedHeaders=host, Signature=0";

  const response = await fetch(`${sandbox.endpoint}/v1/registries`, { headers: { authorization } });

  expect(response.status).toBe(501);
  expect(await response.text()).toContain("schemas");
});

test.each(["Registry", "Schema", "Discoverer", "RegistryPolicy"])("AWS::EventSchemas::%s", async (kind) => {
  const properties = {
    Registry: {},
    Schema: { RegistryName: "r", Type: "OpenApi3", Content: "{}" },
    Discoverer: { SourceArn: "arn:aws:events:us-east-1:000000000000:event-bus/default" },
    RegistryPolicy: { RegistryName: "r", Policy: {} },
  };
  const Type = `AWS::EventSchemas::${kind}`;
  const template = { Resources: { Thing: { Type, Properties: properties[kind as keyof typeof properties] } } };

  const created = new CloudFormation(sandbox.client()).createStack({
    StackName: `schemas-${kind}`,
    TemplateBody: JSON.stringify(template),
  });

  await expect(created).rejects.toMatchObject({
    name: "NotEmulated",
    message: expect.stringMatching(new RegExp(`${Type}.*Thing|Thing.*${Type}`)),
  });
});
