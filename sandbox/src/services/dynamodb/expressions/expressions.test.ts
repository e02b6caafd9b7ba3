import { describe, expect, test } from "vitest";
import type { Item } from "../attribute-value.ts";
import { applyUpdate } from "./apply-update.ts";
import { bindCondition } from "./condition.ts";
import { holds } from "./evaluate-condition.ts";
import { keyConditions } from "./key-condition.ts";
import { Placeholders } from "./placeholders.ts";
import { bindProjection, project } from "./projection.ts";
import { bindUpdate } from "./update.ts";

function messageOf(run: () => unknown): string | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const NAMES = { "#n": "name", "#d": "a.b", "#c": "constructor" };
const VALUES: Item = {
  ":zero": { N: "0" },
  ":one": { N: "1" },
  ":two": { N: "2" },
  ":three": { N: "3" },
  ":ten": { N: "10" },
  ":a": { S: "a" },
  ":text": { S: "hello" },
  ":he": { S: "he" },
  ":bytes": { B: new Uint8Array([1, 2]) },
  ":true": { BOOL: true },
  ":null": { NULL: true },
  ":list": { L: [{ N: "1" }] },
  ":map": { M: { x: { N: "1" } } },
  ":set": { SS: ["b", "a"] },
  ":numbers": { NS: ["1", "2.0"] },
  ":typeN": { S: "N" },
  ":bad": { S: "X" },
};

function placeholders(parameter: string): Placeholders {
  return new Placeholders(
    { ExpressionAttributeNames: NAMES, ExpressionAttributeValues: VALUES },
    { [parameter]: "any" },
    [parameter],
  );
}

const ITEM: Item = {
  pk: { S: "p" },
  n: { N: "5" },
  s: { S: "hello world" },
  b: { B: new Uint8Array([1, 2, 3]) },
  flag: { BOOL: true },
  nothing: { NULL: true },
  l: { L: [{ N: "1" }, { S: "two" }, { M: { deep: { S: "x" } } }] },
  m: { M: { x: { N: "1" }, box: { M: { y: { S: "why" } } } } },
  tags: { SS: ["a", "b"] },
  nums: { NS: ["1", "2"] },
  "a.b": { S: "dotted" },
  unicode: { S: "é𝄞" },
};

describe("conditions", () => {
  const check = (text: string) => {
    const condition = bindCondition("FilterExpression", text, placeholders("FilterExpression"));
    return holds(condition, ITEM);
  };

  test.each([
    ["n = :one", false],
    ["n > :two", true],
    ["n > :ten", false],
    ["n <= :ten AND n >= :zero", true],
    ["n < :a", false],
    ["n <> :one", true],
    ["absent <> :one", true],
    ["absent = :one", false],
    ["absent < :one", false],
    ["NOT absent = :one", true],
    ["not n = :one", true],
    ["NOT NOT NOT NOT n > :one", true],
    ["absent <> absent2", true],
    ["absent BETWEEN a1 AND a2", false],
    ["n = :one OR flag = :true AND s = :a", false],
    ["(n = :one OR flag = :true) AND n > :one", true],
    ["n BETWEEN :one AND :ten", true],
    ["n between :zero and :one", false],
    [":two BETWEEN :one AND n", true],
    ["n IN (:one, :two)", false],
    ["s IN (:a, s2, :text)", false],
    ["attribute_exists(n) and attribute_not_exists(absent)", true],
    ["attribute_exists(m.box.y)", true],
    ["attribute_exists(m.box.z)", false],
    ["attribute_exists(l[2].deep)", true],
    ["attribute_exists(l[3])", false],
    ["attribute_exists(#c)", false],
    ["attribute_exists(#d)", true],
    ["attribute_type(n, :typeN)", true],
    ["begins_with(s, :he)", true],
    ["begins_with(n, :he)", false],
    ["begins_with(b, :bytes)", true],
    ["contains(s, :text)", true],
    ["contains(tags, :a)", true],
    ["contains(nums, :two)", true],
    ["contains(nums, :a)", false],
    ["contains(l, :one)", true],
    ["contains(l, :two)", false],
    ["size(s) > :ten", true],
    ["size(unicode) = :three", true],
    ["size(tags) = :two", true],
    ["size(absent) = :zero", false],
    ["size(m) = :two", true],
    ["tags = :set", true],
    ["nums = :numbers", true],
    ["m.x = :one", true],
    ["l[0] = :one", true],
    ["(n) > (:two)", true],
    ["nothing = :null", true],
  ])("%s is %s", (text, expected) => expect(check(text)).toBe(expected));

  test.each([
    ["", "The expression can not be empty;"],
    ["n =", 'Syntax error; token: "<EOF>", near: "="'],
    ["n == :one", 'Syntax error; token: "=", near: "== :one"'],
    ["n ! :one", 'Syntax error; token: "!", near: "n ! :one"'],
    ["n :one", 'Syntax error; token: ":one", near: "n :one"'],
    ["(n = :one", 'Syntax error; token: "<EOF>", near: ":one"'],
    ["n = :one AND", 'Syntax error; token: "<EOF>", near: "AND"'],
    ["((n = :one))", "The expression has redundant parentheses;"],
    ["n = ((:one))", "The expression has redundant parentheses;"],
    ["status = :one", "Attribute name is a reserved keyword; reserved keyword: status"],
    ["m.Size = :one", "Attribute name is a reserved keyword; reserved keyword: Size"],
    ["foo(n)", "Invalid function name; function: foo"],
    ["if_not_exists(n, :one) = :one", "The function is not allowed in a condition expression; function: if_not_exists"],
    ["size(n)", "The function is not allowed to be used this way in an expression; function: size"],
    [
      "attribute_exists(n) = :one",
      "The function is not allowed to be used this way in an expression; function: attribute_exists",
    ],
    ["#x = :one", "An expression attribute name used in the document path is not defined; attribute name: #x"],
    ["n = :x", "An expression attribute value used in expression is not defined; attribute value: :x"],
    ["attribute_exists(:one)", "Operator or function requires a document path; operator or function: attribute_exists"],
    [
      "attribute_exists(n, s)",
      "Incorrect number of operands for operator or function; operator or function: attribute_exists, number of operands: 2",
    ],
    [
      "begins_with(s, :one)",
      "Incorrect operand type for operator or function; operator or function: begins_with, operand type: N",
    ],
    ["n < :true", "Incorrect operand type for operator or function; operator or function: <, operand type: BOOL"],
    [
      "size(:one) = :one",
      "Incorrect operand type for operator or function; operator or function: size, operand type: N",
    ],
    [
      "attribute_type(n, :bad)",
      "Invalid attribute type name found; type: X, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
    ],
    [
      "n = n",
      "The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]",
    ],
    [
      "n BETWEEN :ten AND :one",
      "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:10}, upper bound operand: AttributeValue: {N:1}",
    ],
    [
      "n BETWEEN :one AND :a",
      "The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:a}",
    ],
    ["n = " + "x".repeat(4096), "Expression size has exceeded the maximum allowed size; expression size: 4100"],
  ])("%s is refused", (text, message) =>
    expect(messageOf(() => check(text))).toBe(`Invalid FilterExpression: ${message}`),
  );
});

describe("updates", () => {
  const update = (text: string) =>
    applyUpdate(bindUpdate(text, placeholders("UpdateExpression")), structuredClone(ITEM));

  test.each<[string, Item]>([
    ["SET n = :one", { n: { N: "1" } }],
    ["set n = n + :one", { n: { N: "6" } }],
    ["SET n = :ten - n", { n: { N: "5" } }],
    ["SET n = (n + :one)", { n: { N: "6" } }],
    ["SET n = (n) + (:one)", { n: { N: "6" } }],
    ["SET fresh = if_not_exists(fresh, :zero) + :one", { fresh: { N: "1" } }],
    ["SET n = if_not_exists(n, :zero)", { n: { N: "5" } }],
    ["SET fresh = if_not_exists(x1, if_not_exists(x2, :a))", { fresh: { S: "a" } }],
    ["SET l = list_append(l, :list)", { l: { L: [...ITEM["l"]!.L!, { N: "1" }] } }],
    ["SET l = list_append(:list, if_not_exists(x1, :list))", { l: { L: [{ N: "1" }, { N: "1" }] } }],
    ["SET n = s, s = n", { n: ITEM["s"]!, s: ITEM["n"]! }],
    ["SET m.x = m.x + :one, m.z = :a", { m: { M: { x: { N: "2" }, box: ITEM["m"]!.M!["box"]!, z: { S: "a" } } } }],
    ["SET m.box.y = :a", { m: { M: { x: { N: "1" }, box: { M: { y: { S: "a" } } } } } }],
    ["SET l[0] = :a", { l: { L: [{ S: "a" }, ITEM["l"]!.L![1]!, ITEM["l"]!.L![2]!] } }],
    ["SET l[99] = :a, l[50] = :one", { l: { L: [...ITEM["l"]!.L!, { N: "1" }, { S: "a" }] } }],
    ["SET l[2].deep = :a REMOVE l[0]", { l: { L: [{ S: "two" }, { M: { deep: { S: "a" } } }] } }],
    ["REMOVE l[0], l[1]", { l: { L: [{ M: { deep: { S: "x" } } }] } }],
    ["REMOVE m.box.y, absent", { m: { M: { x: { N: "1" }, box: { M: {} } } } }],
    ["ADD n :one, fresh :two", { n: { N: "6" }, fresh: { N: "2" } }],
    ["ADD tags :set", { tags: { SS: ["a", "b"] } }],
    ["ADD fresh :set", { fresh: { SS: ["b", "a"] } }],
    ["ADD m.x :one", { m: { M: { x: { N: "2" }, box: ITEM["m"]!.M!["box"]! } } }],
    ["SET #c = :a", { constructor: { S: "a" } }],
    ["SET #d = :a ADD n :one", { "a.b": { S: "a" }, n: { N: "6" } }],
  ])("%s", (text, changes) => expect(update(text)).toEqual({ ...ITEM, ...changes }));

  test("DELETE takes members out, and the attribute with the last", () => {
    const { tags: _, ...rest } = ITEM;
    expect(update("DELETE tags :set")).toEqual(rest);
  });

  test.each([
    ["", "The expression can not be empty;"],
    ["SET", 'Syntax error; token: "<EOF>", near: "SET"'],
    ["PUT n = :one", 'Syntax error; token: "PUT", near: "PUT n"'],
    ["SET n = :one,", 'Syntax error; token: "<EOF>", near: ","'],
    ["SET n = VALUE 1", 'Syntax error; token: "1", near: "VALUE 1"'],
    ["SET n = :one SET s = :a", 'The "SET" section can only be used once in an update expression;'],
    ["SET name = :one", "Attribute name is a reserved keyword; reserved keyword: name"],
    ["SET n = foo(:one)", "Invalid function name; function: foo"],
    ["SET n = size(s)", "The function is not allowed in an update expression; function: size"],
    ["SET #x = :one", "An expression attribute name used in the document path is not defined; attribute name: #x"],
    ["SET n = :x", "An expression attribute value used in expression is not defined; attribute value: :x"],
    [
      "SET m = :one, m.x = :two",
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m], path two: [m, x]",
    ],
    [
      "SET m.x = :one, m[0] = :two",
      "Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [m, x], path two: [m, [0]]",
    ],
    ["ADD n :a", "Incorrect operand type for operator or function; operator: ADD, operand type: STRING"],
    ["DELETE n :one", "Incorrect operand type for operator or function; operator: DELETE, operand type: NUMBER"],
    ["SET n = n + :a", "Incorrect operand type for operator or function; operator or function: +, operand type: S"],
    [
      "SET n = list_append(l, :one)",
      "Incorrect operand type for operator or function; operator or function: list_append, operand type: N",
    ],
    [
      "SET n = if_not_exists(:one, :two)",
      "Operator or function requires a document path; operator or function: if_not_exists",
    ],
    [
      "SET n = if_not_exists(n)",
      "Incorrect number of operands for operator or function; operator or function: if_not_exists, number of operands: 1",
    ],
  ])("%s is refused", (text, message) =>
    expect(messageOf(() => update(text))).toBe(`Invalid UpdateExpression: ${message}`),
  );

  test.each([
    ["SET n = absent", "The provided expression refers to an attribute that does not exist in the item"],
    ["SET n = s + :one", "An operand in the update expression has an incorrect data type"],
    ["SET l = list_append(n, :list)", "An operand in the update expression has an incorrect data type"],
    ["ADD s :one", "An operand in the update expression has an incorrect data type"],
    ["DELETE l :set", "An operand in the update expression has an incorrect data type"],
    ["SET absent.x = :one", "The document path provided in the update expression is invalid for update"],
    ["SET n.x = :one", "The document path provided in the update expression is invalid for update"],
    ["SET m[0] = :one", "The document path provided in the update expression is invalid for update"],
    ["REMOVE absent.x", "The document path provided in the update expression is invalid for update"],
  ])("%s cannot be applied", (text, message) => expect(messageOf(() => update(text))).toBe(message));

  test("the item before the update stays as it was", () => {
    const before = structuredClone(ITEM);
    applyUpdate(bindUpdate("SET m.box.y = :a, l[0] = :a REMOVE l[1]", placeholders("UpdateExpression")), before);

    expect(before).toEqual(ITEM);
  });
});

describe("projections", () => {
  const bind = (text: string) => bindProjection(text, placeholders("ProjectionExpression"));

  test.each<[string, Item]>([
    ["n, absent", { n: { N: "5" } }],
    ["m.box.y, n", { m: { M: { box: { M: { y: { S: "why" } } } } }, n: { N: "5" } }],
    ["l[2], l[0]", { l: { L: [{ N: "1" }, { M: { deep: { S: "x" } } }] } }],
    ["l[2].deep", { l: { L: [{ M: { deep: { S: "x" } } }] } }],
    ["m.absent, l[7], n.x", {}],
    ["#d", { "a.b": { S: "dotted" } }],
    ["#c", {}],
  ])("%s", (text, expected) => expect(project(ITEM, bind(text))).toEqual(expected));

  test.each([
    ["", "The expression can not be empty;"],
    ["n,", 'Syntax error; token: "<EOF>", near: ","'],
    ["data", "Attribute name is a reserved keyword; reserved keyword: data"],
    [
      "m, m.x",
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [m], path two: [m, x]",
    ],
    ["#x", "An expression attribute name used in the document path is not defined; attribute name: #x"],
  ])("%s is refused", (text, message) =>
    expect(messageOf(() => bind(text))).toBe(`Invalid ProjectionExpression: ${message}`),
  );
});

describe("key conditions", () => {
  const conditions = (text: string) =>
    keyConditions(bindCondition("KeyConditionExpression", text, placeholders("KeyConditionExpression")));

  test("values may stand on either side", () => {
    expect([...conditions("pk = :a AND :two < sk")]).toEqual([
      ["pk", { operator: "=", values: [{ S: "a" }] }],
      ["sk", { operator: ">", values: [{ N: "2" }] }],
    ]);
    expect([...conditions("(sk BETWEEN :one AND :two) AND (pk = :a)")][0]).toEqual([
      "sk",
      { operator: "BETWEEN", values: [{ N: "1" }, { N: "2" }] },
    ]);
  });

  test.each([
    ["pk = :a OR sk = :one", "Invalid operator used in KeyConditionExpression: OR"],
    ["NOT pk = :a", "Invalid operator used in KeyConditionExpression: NOT"],
    ["pk <> :a", "Invalid operator used in KeyConditionExpression: <>"],
    ["pk IN (:a)", "Invalid operator used in KeyConditionExpression: IN"],
    ["attribute_exists(pk)", "Invalid operator used in KeyConditionExpression: attribute_exists"],
    ["contains(pk, :a)", "Invalid operator used in KeyConditionExpression: contains"],
    ["size(pk) = :one", "KeyConditionExpressions cannot contain nested operations"],
    ["pk.x = :a", "KeyConditionExpressions cannot have conditions on nested attributes"],
    [":a = :text", "Invalid condition in KeyConditionExpression: No key attribute specified"],
    ["pk = sk", "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition"],
    [
      ":a BETWEEN pk AND :text",
      "Invalid condition in KeyConditionExpression: BETWEEN operator must have the key attribute as its first operand",
    ],
    ["pk = :a AND pk = :text", "KeyConditionExpressions must only contain one condition per key"],
    ["pk = :a AND sk = :a AND s3 = :a", "Conditions can be of length 1 or 2 only"],
  ])("%s is refused", (text, message) => expect(messageOf(() => conditions(text))).toBe(message));
});

describe("placeholders", () => {
  const make = (names: Record<string, string> | undefined, values: Item | undefined, expression: string | undefined) =>
    new Placeholders(
      {
        ...(names && { ExpressionAttributeNames: names }),
        ...(values && { ExpressionAttributeValues: values }),
      },
      { ConditionExpression: expression },
      ["ConditionExpression"],
    );

  test.each([
    [{ "#a": "a" }, undefined, undefined, "ExpressionAttributeNames can only be specified when using expressions"],
    [
      undefined,
      { ":a": { S: "a" } },
      undefined,
      "ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null",
    ],
    [{}, undefined, "x", "ExpressionAttributeNames must not be empty"],
    [undefined, {}, "x", "ExpressionAttributeValues must not be empty"],
    [{ a: "a" }, undefined, "x", 'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"'],
    [undefined, { a: { S: "a" } }, "x", 'ExpressionAttributeValues contains invalid key: Syntax error; key: "a"'],
    [
      undefined,
      { ":a": { N: "x" } },
      "x",
      "ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :a",
    ],
  ] as [Record<string, string> | undefined, Item | undefined, string | undefined, string][])(
    "%j %j %j is refused",
    (names, values, expression, message) => expect(messageOf(() => make(names, values, expression))).toBe(message),
  );

  test("what is not used is named", () => {
    const unusedName = make({ "#a": "a", "#b": "b" }, undefined, "x");
    unusedName.name("#a");
    expect(() => unusedName.checkAllUsed()).toThrow(
      "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b}",
    );
    const unusedValue = make(undefined, { ":a": { S: "a" }, ":b": { S: "b" } }, "x");
    expect(() => unusedValue.checkAllUsed()).toThrow(
      "Value provided in ExpressionAttributeValues unused in expressions: keys: {:a, :b}",
    );
  });
});
