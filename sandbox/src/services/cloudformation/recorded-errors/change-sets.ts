import { cloudformation, createChangeSet, createdStack, deletedStack, newName, SIMPLE } from "./fixture.ts";

const table = (after: string | undefined) => ({
  Type: "AWS::DynamoDB::Table",
  ...(after && { DependsOn: after }),
  Properties: {
    AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  },
});

export const changeSets = {
  "InvalidChangeSetStatus: ChangeSet [arn:…] cannot be executed in its current status of [FAILED]": async () => {
    const { name } = await createdStack();
    const { Id } = await createChangeSet(SIMPLE, { StackName: name, ChangeSetType: "UPDATE" });
    await cloudformation.executeChangeSet({ ChangeSetName: Id });
  },
  "ChangeSetNotFound: ChangeSet [arn:<partition>:cloudformation:<region>:111111111111:changeSet/<resource:1>] does not exist":
    async () => {
      const StackName = newName();
      const { Id } = await createChangeSet(SIMPLE, { StackName });
      await cloudformation.deleteChangeSet({ ChangeSetName: Id });
      await cloudformation.describeChangeSet({ ChangeSetName: Id });
    },
  "ChangeSetNotFound: ChangeSet [<cs-1-name>] does not exist": async () => {
    const { name } = await createdStack();
    await cloudformation.describeChangeSet({ StackName: name, ChangeSetName: "deleted" });
  },
  "ChangeSetNotFound: ChangeSet [<change-set-id>] does not exist": () =>
    cloudformation.getTemplate({
      ChangeSetName: "arn:aws:cloudformation:us-east-1:111111111111:changeSet/absent/d065e78c",
    }),
  "ValidationError: Stack [somestack] does not exist": () =>
    cloudformation.describeChangeSet({ StackName: "somestack", ChangeSetName: "DoesNotExist" }),
  "ValidationError: Stack [nostack] does not exist": () =>
    cloudformation.deleteChangeSet({ StackName: "nostack", ChangeSetName: "DoesNotExist" }),
  "ValidationError: StackName must be specified if ChangeSetName is not specified as an ARN.": () =>
    cloudformation.deleteChangeSet({ ChangeSetName: "DoesNotExist" }),
  "ValidationError: StackName is a required parameter.": () =>
    cloudformation.getTemplate({ ChangeSetName: "does-not-exist" }),
  "ValidationError: Stack [<stack-name:1>] already exists and cannot be created again with the changeSet [<change-set-name:1>].":
    async () => createChangeSet(SIMPLE, { StackName: (await createdStack()).name }),
  "ValidationError: Stack [arn:…] already exists and cannot be created again with the changeSet [revived-stack-changeset].":
    async () =>
      createChangeSet(SIMPLE, { StackName: (await deletedStack()).id, ChangeSetName: "revived-stack-changeset" }),
  "ValidationError: Stack [<stack-id>] already exists and cannot be created again with the changeSet [test].":
    async () => createChangeSet(SIMPLE, { StackName: (await deletedStack()).id, ChangeSetName: "test" }),
  "ValidationError: Stack:<stack-id> is in DELETE_COMPLETE state and can not be updated.": async () =>
    createChangeSet(SIMPLE, { StackName: (await deletedStack()).id, ChangeSetType: "UPDATE" }),
  "ValidationError: Stack:<stack-id> is in DELETE_IN_PROGRESS state and can not be updated.": async () => {
    // Tables take their time to go, one after the other.
    const { id, name } = await createdStack({
      Resources: Object.fromEntries(["A", "B", "C", "D"].map((key, index, all) => [key, table(all[index - 1])])),
    });
    const deletion = cloudformation.deleteStack({ StackName: name });
    const [, change] = await Promise.allSettled([
      deletion,
      createChangeSet(SIMPLE, { StackName: id, ChangeSetType: "UPDATE" }),
    ]);
    if (change.status === "rejected") throw change.reason;
  },
  "ValidationError: Parameters: [Input] must have values": () =>
    createChangeSet({ ...SIMPLE, Parameters: { Input: { Type: "String" } } }),
  "ValidationError: Parameter InputValue should either have input value or default value": () =>
    createChangeSet({ ...SIMPLE, Parameters: { InputValue: { Type: "AWS::SSM::Parameter::Value<String>" } } }),
};
