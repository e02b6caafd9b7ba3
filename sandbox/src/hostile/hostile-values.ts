import type { Random } from "../wire/generate.ts";

const TEXTS = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "\u202e\u200b\ufeff",
  "𝒳👩‍👩‍👧‍👦é中文",
  "../../../../etc/passwd",
  "%00%ff",
  "${jndi:x}",
  "'\"`;--<!-- ]]>",
  "__proto__",
  "constructor",
  "-1",
  "1e999",
  "NaN",
  "9".repeat(400),
  "arn:aws:iam::000000000000:",
  "arn:aws:lambda:us-east-1:000000000000:function:",
  "*",
  "((((",
  "a".repeat(300),
];

const NUMBERS = ["0", "-1", "1e999", "-0", "1.5", "9007199254740993", "2147483648", "NaN", "1e-320"];

/** Something that a string, a number, a list or a structure does not expect; as JSON. */
export function hostileJson(random: Random): string {
  switch (random(10)) {
    case 0:
      return "null";
    case 1:
      return ["true", "[]", "{}", "[null]", '{"a":null}', '{"__proto__":{"a":1}}'][random(6)]!;
    case 2:
    case 3:
      return NUMBERS[random(NUMBERS.length)]!;
    case 4:
      return nested(random);
    case 5:
      return JSON.stringify("x".repeat(1 << random(19)));
    case 6:
      return `[${'"a",'.repeat(1 + random(5000))}"a"]`;
    default:
      return JSON.stringify(hostileText(random));
  }
}

/** Much deeper than anything that is meant; some of it as DynamoDB, IAM, CloudFormation and event patterns nest. */
function nested(random: Random): string {
  const [open, close] = [
    ["[", "]"],
    ['{"a":', "}"],
    ['{"L":[', "]}"],
    ['{"M":{"a":', "}}"],
    ['{"Fn::Not":[', "]}"],
    ['{"$or":[', "]}"],
  ][random(6)] as [string, string];
  const depth = [20, 40, 500, 20_000][random(4)]!;
  return open.repeat(depth) + '{"S":"a"}' + close.repeat(depth);
}

export function hostileText(random: Random): string {
  return TEXTS[random(TEXTS.length)]!;
}

/** A text with a little of it changed: what parsers of expressions, patterns, templates and documents in texts meet. */
export function brokenText(text: string, random: Random): string {
  const at = random(text.length + 1);
  const [begin, rest] = [text.slice(0, at), text.slice(at)];
  switch (random(8)) {
    case 0:
      return begin;
    case 1:
      return begin + hostileText(random) + rest;
    case 2:
      return begin + rest.slice(1 + random(4));
    case 3:
      return begin + "(){}[]\"'#$:,.<>=!*?\\/&|"[random(23)] + rest;
    case 4:
      return begin + "([{".charAt(random(3)).repeat(5000) + rest;
    case 5:
      return text.repeat(Math.min(1 + random(300), Math.ceil(100_000 / (text.length + 1))));
    case 6:
      return text.toUpperCase();
    default:
      return rest + begin;
  }
}
