import { invalidMapping } from "./errors.ts";

/**
 * Rules of parameter mappings, as an integration keeps them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html (2026-11)
 */
const REQUEST_TARGET = /^((append|overwrite|remove):(header|querystring)\.\S+|overwrite:path)$/;
const RESPONSE_TARGET = /^((append|overwrite|remove):header\.\S+|overwrite:statuscode)$/;

/** "Reserved headers" of the same page. */
const RESERVED =
  /^(access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|keep-alive|origin|proxy-authenticate|proxy-authorization|te|trailers|transfer-encoding|upgrade|x-amz-.*|x-amzn-.*|x-forwarded-for|x-forwarded-host|x-forwarded-proto|via)$/i;

export function checkRequestParameters(parameters: Record<string, string>): void {
  check(parameters, REQUEST_TARGET, /^(request\.(header|querystring)\.\S+|request\.(body|path)(\.\S+)?)$/);
}

export function checkResponseParameters(parameters: Record<string, Record<string, string>>): void {
  for (const [status, mappings] of Object.entries(parameters)) {
    if (!/^[2-5]\d\d$/.test(status)) throw invalidMapping(`Invalid status code specified: ${status}`);
    check(mappings, RESPONSE_TARGET, /^(response\.header\.\S+|response\.body(\.\S+)?)$/);
  }
}

function check(mappings: Record<string, string>, target: RegExp, source: RegExp): void {
  for (const [place, value] of Object.entries(mappings)) {
    if (!target.test(place)) throw invalidMapping(`Invalid mapping expression specified: ${place}`);
    const header = /:header\.(.+)$/.exec(place)?.[1];
    if (header !== undefined && RESERVED.test(header))
      throw invalidMapping(`Operations on header ${header.toLowerCase()} are restricted`);
    for (const expression of expressionsIn(value))
      if (!source.test(expression) && !/^(context|stageVariables)\.\S+$/.test(expression))
        throw invalidMapping(`Invalid mapping expression specified: ${value}`);
  }
}

const VARIABLE = /\$\{([^{}]+)\}|^\$((?:request|response|context|stageVariables)[.\w[\]-]*)$/g;

function expressionsIn(value: string): string[] {
  return [...value.matchAll(VARIABLE)].map(([, inBraces, whole]) => inBraces ?? whole!);
}

/** The text that `value` stands for: constants with their variables filled; undefined when a single variable has no value. */
export function fillValue(value: string, valueOf: (expression: string) => string | undefined): string | undefined {
  const [only] = expressionsIn(value);
  if (only !== undefined && (value === `$${only}` || value === `\${${only}}`)) return valueOf(only);
  return value.replace(VARIABLE, (_, inBraces: string | undefined, whole: string | undefined) => {
    return valueOf(inBraces ?? whole!) ?? "";
  });
}

/** An update adds mappings, and takes away those whose value is empty. */
export function merged(
  before: Record<string, string> | undefined,
  changes: Record<string, string> | undefined,
): Record<string, string> {
  const all = { ...before, ...changes };
  return Object.fromEntries(
    Object.entries(all).filter(([place, value]) => value !== "" || (place.startsWith("remove:") && !before?.[place])),
  );
}
