import { create, machine, pass, sfn } from "./fixture.ts";

const route = (...routes: [version: string, weight: number][]) =>
  routes.map(([version, weight]) => ({ stateMachineVersionArn: version && `${machine}:${version}`, weight }));
const alias =
  (name: string, ...routes: [string, number][]) =>
  () =>
    sfn.createStateMachineAlias({ name, routingConfiguration: route(...routes) });
const unversioned = (weight: number) => ({ stateMachineVersionArn: machine, weight });

export const aliases = {
  "ValidationException: Routing configuration must contain state machine version ARNs. Received: [arn:<partition>:states:<region>:111111111111:stateMachine:<ArnPart_0idx>]":
    () => sfn.createStateMachineAlias({ name: "a", routingConfiguration: [unversioned(100)] }),
  "ValidationException: Routing configuration must contain state machine version ARNs. Received: […, arn:<partition>:states:<region>:111111111111:stateMachine:<ArnPart_0idx>:2]":
    () => sfn.createStateMachineAlias({ name: "a", routingConfiguration: [unversioned(50), ...route(["2", 50])] }),
  "ConflictException: Failed to create alias because …": async () => {
    await alias("conflict", ["1", 100])();
    await alias("conflict", ["2", 100])();
  },
  "ValidationException: 1 validation error detected: Value '[RoutingConfigurationListItem(…": alias(
    "a",
    ["1", 50],
    ["2", 30],
    ["3", 20],
  ),
  "ValidationException: Routing configuration must contain distinct …": alias("a", ["1", 50], ["1", 50]),
  "ValidationException: 1 validation error detected: Value '101' at 'routingConfiguration.1.member.weight' …": alias(
    "a",
    ["1", 101],
  ),
  "ValidationException: Sum of routing configuration weights must equal 100. Received: [70, 29]": alias(
    "a",
    ["1", 70],
    ["2", 29],
  ),
  "ValidationException: Sum of routing configuration weights must equal 100. Received: [70, 31]": alias(
    "a",
    ["1", 70],
    ["2", 31],
  ),
  "ValidationException: 1 validation error detected: Value '123' at 'name' …": alias("123", ["1", 100]),
  "ValidationException: 1 validation error detected: Value 'AAA…": alias("A".repeat(81), ["1", 100]),
  "ValidationException: 1 validation error detected: Value 'INVALID ALIAS' …": alias("INVALID ALIAS", ["1", 100]),
  "ValidationException: 1 validation error detected: Value '!INVALID' …": alias("!INVALID", ["1", 100]),
  "ValidationException: 1 validation error detected: Value 'ALIAS@' …": alias("ALIAS@", ["1", 100]),
  "ConflictException: Version to be deleted must not be referenced by an alias. …": async () => {
    const { stateMachineVersionArn } = await create({ publish: true, definition: pass(9) });
    await sfn.createStateMachineAlias({
      name: "state_machine_alias_name",
      routingConfiguration: [{ stateMachineVersionArn, weight: 100 }],
    });
    await sfn.deleteStateMachineVersion({ stateMachineVersionArn });
  },
  "ResourceNotFound: Request references a resource that does not exist.": () =>
    sfn.describeStateMachineAlias({ stateMachineAliasArn: `${machine}:gone` }),
};
