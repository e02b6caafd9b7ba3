import { Constraints } from "../../../core/constraints.ts";
import { invalidParameters } from "../errors.ts";
import { type Projection, projectionOf } from "../expressions/projection.ts";

/** AttributesToGet as a projection: names of attributes, never paths. */
export function attributesToGet(names: string[] | undefined): Projection | undefined {
  if (!names) return undefined;
  new Constraints().length("attributesToGet", names, { min: 1 }).check();
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) throw invalidParameters(`Duplicate value in attribute name: ${repeated}`);
  return projectionOf(names.map((name) => [name]));
}
