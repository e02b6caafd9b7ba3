import type {
  AttributeValue,
  Condition as LegacyCondition,
  ReturnConsumedCapacity,
  ReturnValue,
  Select,
} from "@aws-sdk/client-dynamodb";
import type { AccessRequest, OperationContext } from "../../core/service.ts";
import type { Item } from "./attribute-value.ts";
import { attribute } from "./attribute-value.ts";
import { keyText } from "./key.ts";
import { conditionSyntax, projectionSyntax, updateSyntax } from "./expressions/parse.ts";
import type { ConditionSyntax } from "./expressions/condition-parser.ts";
import type { Operand, Path } from "./expressions/syntax.ts";
import type { SetValue } from "./expressions/update-parser.ts";
import { knownTable, requestedArn } from "./tables.ts";

/** What a data request asks IAM for, with DynamoDB's condition keys: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */

interface Described {
  TableName?: string | undefined;
  IndexName?: string | undefined;
  ConditionExpression?: string | undefined;
  FilterExpression?: string | undefined;
  KeyConditionExpression?: string | undefined;
  ProjectionExpression?: string | undefined;
  UpdateExpression?: string | undefined;
  /** Legacy parameters by attribute name, and the list of names. */
  AttributeUpdates?: object | undefined;
  Expected?: object | undefined;
  QueryFilter?: object | undefined;
  ScanFilter?: object | undefined;
  KeyConditions?: Record<string, LegacyCondition> | undefined;
  AttributesToGet?: string[] | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Item | undefined;
  ReturnValues?: ReturnValue | undefined;
  ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  Select?: Select | undefined;
}

interface Subject {
  /** Items or keys of the request. */
  items?: Item[];
  /** Hash keys named otherwise (Query). */
  leadingKeys?: string[];
  /** TransactWriteItems, TransactGetItems. */
  enclosing?: string;
  isRead?: boolean;
}

export function itemAccess(
  action: string,
  input: Described,
  context: OperationContext,
  subject: Subject,
): AccessRequest {
  const table = knownTable(context, input.TableName!);
  const hash = table?.keys.hash.name;
  const leadingKeys =
    subject.leadingKeys ??
    (hash === undefined
      ? []
      : (subject.items ?? []).map((item) => keyText(attribute(item, hash))).filter((text) => text !== undefined));
  const attributes = new Set<string>();
  for (const item of subject.items ?? []) for (const name in item) attributes.add(name);
  collectNames(input, attributes);
  const conditions: Record<string, string | string[]> = {};
  if (leadingKeys.length) conditions["dynamodb:LeadingKeys"] = [...new Set(leadingKeys)];
  if (attributes.size) conditions["dynamodb:Attributes"] = [...attributes];
  if (subject.isRead)
    conditions["dynamodb:Select"] =
      input.Select ??
      (input.ProjectionExpression || input.AttributesToGet
        ? "SPECIFIC_ATTRIBUTES"
        : input.IndexName
          ? "ALL_PROJECTED_ATTRIBUTES"
          : "ALL_ATTRIBUTES");
  if (input.ReturnValues) conditions["dynamodb:ReturnValues"] = input.ReturnValues;
  if (input.ReturnConsumedCapacity) conditions["dynamodb:ReturnConsumedCapacity"] = input.ReturnConsumedCapacity;
  if (subject.enclosing) conditions["dynamodb:EnclosingOperation"] = subject.enclosing;
  return {
    action: `dynamodb:${action}`,
    resource: requestedArn(context, input.TableName!, input.IndexName),
    conditions,
  };
}

/** The hash key that a Query asks for, read from its expression without judging it. */
export function queriedHash(input: Described, context: OperationContext): string[] {
  const table = knownTable(context, input.TableName!);
  const keys = input.IndexName === undefined ? table?.keys : table?.indexes.get(input.IndexName)?.keys;
  const { KeyConditionExpression: text } = input;
  if (!keys) return [];
  const legacy = input.KeyConditions?.[keys.hash.name];
  if (legacy) return (legacy.AttributeValueList ?? []).map(keyText).filter((key) => key !== undefined);
  if (!text) return [];
  const found: AttributeValue[] = [];
  const isHash = (operand: Operand) =>
    operand.kind === "path" && operand.parts.length === 1 && nameOf(operand.parts[0]!, input) === keys.hash.name;
  const visit = (condition: ConditionSyntax): void => {
    if (condition.kind === "and") {
      visit(condition.left);
      visit(condition.right);
    } else if (condition.kind === "compare" && condition.comparator === "=")
      for (const [path, value] of [
        [condition.left, condition.right],
        [condition.right, condition.left],
      ] as const) {
        const known = isHash(path) && value.kind === "value" && input.ExpressionAttributeValues?.[value.name];
        if (known) found.push(known);
      }
  };
  quietly(() => visit(conditionSyntax("KeyConditionExpression", text)));
  return found.map(keyText).filter((key) => key !== undefined);
}

function nameOf(part: string | number, input: Described): string {
  return input.ExpressionAttributeNames?.[part] ?? String(part);
}

function collectNames(input: Described, names: Set<string>): void {
  const add = (path: Path) => names.add(nameOf(path.parts[0]!, input));
  const operand = (node: Operand | SetValue): void => {
    if (node.kind === "path") add(node);
    else if (node.kind === "call") node.args.forEach(operand);
    else if (node.kind === "arithmetic") [node.left, node.right].forEach(operand);
  };
  const condition = (node: ConditionSyntax): void => {
    switch (node.kind) {
      case "and":
      case "or":
        [node.left, node.right].forEach(condition);
        break;
      case "not":
        condition(node.operand);
        break;
      case "compare":
        [node.left, node.right].forEach(operand);
        break;
      case "between":
        [node.operand, node.low, node.high].forEach(operand);
        break;
      case "in":
        [node.operand, ...node.list].forEach(operand);
        break;
      case "call":
        node.args.forEach(operand);
    }
  };
  const { AttributeUpdates, Expected, QueryFilter, ScanFilter, KeyConditions, AttributesToGet = [] } = input;
  for (const legacy of [AttributeUpdates, Expected, QueryFilter, ScanFilter, KeyConditions])
    for (const name in legacy) names.add(name);
  for (const name of AttributesToGet) names.add(name);
  quietly(() => {
    if (input.ConditionExpression) condition(conditionSyntax("ConditionExpression", input.ConditionExpression));
    if (input.KeyConditionExpression)
      condition(conditionSyntax("KeyConditionExpression", input.KeyConditionExpression));
    if (input.FilterExpression) condition(conditionSyntax("FilterExpression", input.FilterExpression));
    if (input.ProjectionExpression) projectionSyntax("ProjectionExpression", input.ProjectionExpression).forEach(add);
    if (input.UpdateExpression)
      for (const action of updateSyntax("UpdateExpression", input.UpdateExpression).actions) {
        add(action.path);
        if (action.kind === "SET") operand(action.value);
      }
  });
}

/** A malformed expression is the operation's to refuse, after it is allowed. */
function quietly(read: () => void): void {
  try {
    read();
  } catch {
    // Reported by the operation itself.
  }
}
