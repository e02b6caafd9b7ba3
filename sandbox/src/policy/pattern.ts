/** A compiled pattern of a policy: does `value` match? */
export type Match = (value: string) => boolean;

/**
 * Wildcards that stand for themselves, from `${*}`, `${?}` and from the values put in for policy variables. They are carried
 * through compilation as characters of the private use area.
 */
const LITERAL_STAR = "\uE000";
const LITERAL_QUESTION = "\uE001";

/** Marks the wildcards of a text as literal characters. */
export function literal(text: string): string {
  return text.replaceAll("*", LITERAL_STAR).replaceAll("?", LITERAL_QUESTION);
}

/** The plain text again. */
export function unliteral(text: string): string {
  return text.replaceAll(LITERAL_STAR, "*").replaceAll(LITERAL_QUESTION, "?");
}

function source(pattern: string, star: string, question: string): string {
  let text = "";
  for (const character of pattern) {
    if (character === "*") text += star;
    else if (character === "?") text += question;
    else if (character === LITERAL_STAR) text += "\\*";
    else if (character === LITERAL_QUESTION) text += "\\?";
    else text += /[\\^$.|+()[\]{}/]/.test(character) ? `\\${character}` : character;
  }
  return text;
}

const HAS_WILDCARD = /[*?]/;

/** `*` stands for any characters, `?` for one. Case-sensitive. */
export function compileGlob(pattern: string): Match {
  if (pattern === "*") return () => true;
  if (!HAS_WILDCARD.test(pattern)) {
    const exact = unliteral(pattern);
    return (value) => value === exact;
  }
  const expression = new RegExp(`^${source(pattern, "[^]*", "[^]")}$`, "u");
  return (value) => expression.test(value);
}

/** Actions are compared without regard to case: `S3:getobject` is `s3:GetObject`. */
export function compileAction(pattern: string): Match {
  const match = compileGlob(pattern.toLowerCase());
  return (action) => match(action.toLowerCase());
}

/**
 * The Resource element. A wildcard stays within its segment of the ARN, but a `*` that ends a segment also matches beyond the
 * colon; in the resource part (the sixth and on) wildcards match colons too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function compileResource(pattern: string): Match {
  if (pattern === "*") return () => true;
  if (!HAS_WILDCARD.test(pattern)) return compileGlob(pattern);
  const segments = pattern.split(":");
  const fixed = segments.slice(0, 5).map((segment) => {
    if (!segment.endsWith("*")) return source(segment, "[^:]*", "[^:]");
    return source(segment.slice(0, -1), "[^:]*", "[^:]") + "[^]*";
  });
  const rest = segments.length > 5 ? [source(segments.slice(5).join(":"), "[^]*", "[^]")] : [];
  const expression = new RegExp(`^${[...fixed, ...rest].join(":")}$`, "u");
  return (resource) => expression.test(resource);
}

/** ArnEquals and ArnLike: each of the six segments is compared on its own. */
export function compileArn(pattern: string): Match {
  if (pattern === "*") return () => true;
  const segments = pattern.split(":");
  if (segments.length < 6) return () => false;
  const matches = [...segments.slice(0, 5), segments.slice(5).join(":")].map(compileGlob);
  return (arn) => {
    const parts = arn.split(":");
    if (parts.length < 6) return false;
    return matches.every((match, index) => match(index < 5 ? parts[index]! : parts.slice(5).join(":")));
  };
}
