import { Lambda } from "@aws-sdk/client-lambda";
import { S3 } from "@aws-sdk/client-s3";
import { SSM } from "@aws-sdk/client-ssm";
import {
  cloudformation,
  createChangeSet,
  createdStack,
  createStack,
  deletedStack,
  newName,
  options,
  parameter,
  SIMPLE,
  withValue,
} from "./fixture.ts";

const describeResource = (StackName: string, LogicalResourceId: string) =>
  cloudformation.describeStackResource({ StackName, LogicalResourceId });

async function update(template: object, more: object = {}): Promise<void> {
  const { name } = await createdStack();
  await cloudformation.updateStack({ StackName: name, TemplateBody: JSON.stringify(template), ...more });
}

/** Stacks, and what is left of resources when theirs is gone. */
export const stacks = {
  "ValidationError: Stack with id <nested-stack-name> does not exist": () =>
    cloudformation.listStackResources({ StackName: "absent" }),
  "ValidationError: Stack with id <stack-name:1> does not exist": async () =>
    cloudformation.describeStacks({ StackName: (await deletedStack()).name }),
  "ValidationError: Stack with id <stack-name> does not exist": () =>
    cloudformation.describeStacks({ StackName: "absent" }),
  "ValidationError: Stack with id does-not-exist does not exist": () =>
    cloudformation.getTemplate({ StackName: "does-not-exist" }),
  "ValidationError: StackName is required if ChangeSetName is not specified.": () => cloudformation.getTemplate({}),
  "ValidationError: Stack 'not-a-valid-stack' does not exist": () => describeResource("not-a-valid-stack", "Parameter"),
  "ValidationError: Resource not-a-valid-resource does not exist for stack <stack-id>": async () =>
    describeResource((await createdStack()).id, "not-a-valid-resource"),
  "ValidationError: Resource Parameter does not exist for stack <stack-name:1>": async () => {
    const { name } = await createdStack();
    await cloudformation.updateStack({
      StackName: name,
      TemplateBody: JSON.stringify({ Resources: { Other: parameter() } }),
    });
    await cloudformation.describeStacks({ StackName: name });
    await describeResource(name, "Parameter");
  },
  "ValidationError: Resource Parameter does not exist for stack <stack-name>": async () => {
    const { name } = await createdStack({ Resources: { Other: parameter() } });
    await describeResource(name, "Parameter");
  },
  "ValidationError: Resource NonExistentResource does not exist for stack <stack-name>": async () =>
    describeResource((await createdStack()).name, "NonExistentResource"),
  "ValidationError: Stack [<stack-name:1>] does not exist": async () =>
    cloudformation.describeStackEvents({ StackName: (await deletedStack()).name }),
  "ValidationError: Stack [does-not-exist] does not exist": () =>
    cloudformation.describeStackEvents({ StackName: "does-not-exist" }),
  "AlreadyExistsException: Stack [<stack-name:1>] already exists": async () =>
    createStack(SIMPLE, (await createdStack()).name),
  "ValidationError: 1 validation error detected: Value '*@da591fa3_$' at 'stackName' …": () =>
    createStack(SIMPLE, "*@da591fa3_$"),
  "ValidationError: No updates are to be performed.": () => update(SIMPLE),
  "ValidationError: Either Template URL or Template Body must be specified.": async () =>
    cloudformation.updateStack({ StackName: (await createdStack()).name }),
  "ValidationError: Role arn:… is invalid or cannot be assumed": () =>
    update(withValue("other"), { RoleARN: "arn:aws:iam::111111111111:role/role-fb405076" }),
  "ValidationError: GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.": async () => {
    const StackName = newName();
    await createChangeSet(SIMPLE, { StackName });
    await cloudformation.getTemplateSummary({ StackName });
  },
  "ValidationError: Error validating stack policy: Invalid stack policy": async () =>
    cloudformation.setStackPolicy({ StackName: (await createdStack()).name, StackPolicyBody: '{"Statement":[{}]}' }),
  "ValidationError: You cannot specify both StackPolicyURL and StackPolicyBody": async () =>
    cloudformation.setStackPolicy({
      StackName: (await createdStack()).name,
      StackPolicyBody: "{}",
      StackPolicyURL: "https://s3.amazonaws.com/bucket/policy.json",
    }),
  "InsufficientCapabilitiesException: Requires capabilities : [CAPABILITY_AUTO_EXPAND]": () =>
    createStack({ ...SIMPLE, Transform: "AWS::LanguageExtensions" }),

  "ParameterNotFound: ": async () => {
    const { name } = await createdStack({
      Resources: {
        Other: parameter(),
        Parameter: { Type: "AWS::SSM::Parameter", Properties: { Name: "first", Type: "String", Value: "v" } },
      },
    });
    await cloudformation.updateStack({
      StackName: name,
      TemplateBody: JSON.stringify({ Resources: { Other: parameter() } }),
    });
    await cloudformation.describeStacks({ StackName: name });
    await new SSM(options).getParameter({ Name: "first" });
  },
  "ResourceNotFoundException: The resource you requested does not exist.": () =>
    new Lambda(options).getFunctionUrlConfig({ FunctionName: "absent", Qualifier: "absent" }),
  "NoSuchBucketPolicy: The bucket policy does not exist": async () => {
    await createdStack({ Resources: { Bucket: { Type: "AWS::S3::Bucket", Properties: { BucketName: "no-policy" } } } });
    await new S3(options).getBucketPolicy({ Bucket: "no-policy" });
  },
  "NoSuchBucket: The specified bucket does not exist": async () => {
    const { name } = await createdStack({
      Resources: { Bucket: { Type: "AWS::S3::Bucket", Properties: { BucketName: "deleted-bucket" } } },
    });
    await cloudformation.deleteStack({ StackName: name });
    await new S3(options).getBucketNotificationConfiguration({ Bucket: "deleted-bucket" });
  },
};
