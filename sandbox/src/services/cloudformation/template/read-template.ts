import type { OperationContext } from "../../../core/service.ts";
import { expandLoops, hasLoops } from "./for-each.ts";
import { parameterValues, type ParameterInput, type ParameterValue } from "./parameters.ts";
import { parseTemplate } from "./parse.ts";
import { checkStructure } from "./structure.ts";
import { isMap, type Template } from "./template.ts";

interface ReadTemplate {
  template: Template;
  /** The text after the transform; undefined where it changed nothing. */
  processed: string | undefined;
}

/** Reads a template whose parameters are not given: loops run over the defaults. */
export async function readDeclaration(text: string): Promise<Template> {
  const parsed = await parseTemplate(text);
  if (!hasLoops(parsed)) return checkStructure(parsed);
  const defaults = Object.entries(isMap(parsed.Parameters) ? parsed.Parameters : {}).map(([key, definition]) => {
    const value = isMap(definition) ? String(definition.Default ?? "") : "";
    return [key, value === "" ? [] : value.split(",").map((each) => each.trim())];
  });
  return checkStructure(expandLoops(parsed, Object.fromEntries(defaults) as Record<string, unknown>));
}

/** Reads a template for its deployment. */
export async function readTemplate(
  text: string,
  given: ParameterInput[],
  previous: ParameterValue[],
  context: OperationContext,
): Promise<ReadTemplate> {
  const parsed = await parseTemplate(text);
  if (!hasLoops(parsed)) return { template: checkStructure(parsed), processed: undefined };
  const parameters = await parameterValues(parsed as unknown as Template, given, previous, context);
  const expanded = expandLoops(parsed, Object.fromEntries(parameters.map(({ key, value }) => [key, value])));
  const { Transform: _transform, ...rest } = expanded;
  return { template: checkStructure(expanded), processed: JSON.stringify(rest) };
}
