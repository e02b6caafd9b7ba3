import type { HttpRequest } from "../core/http.ts";
import { operationTraits, shapeOf, structureOf, traitsOf, type OperationSchema } from "./schema.ts";

/** One operation of a REST protocol and how its requests are told from others. */
export interface Route {
  operation: OperationSchema;
  method: string;
  path: RegExp;
  labels: string[];
  /** Query parts that are fixed in the URI pattern: `?list-type=2`. An empty value means "present". */
  fixedQuery: [string, string][];
  requiredQuery: string[];
  requiredHeaders: string[];
  /** S3 alone: whether the operation speaks about a bucket, which is cut from host or path before routing. */
  wantsBucket: boolean;
  /** `x-id` of the URI pattern, which the SDK sends as a tie-break. */
  id: string | undefined;
  specificity: number;
}

/** Most specific first, so that the first match is the operation. */
export function createRoutes(operations: Iterable<OperationSchema>): Route[] {
  return [...operations].map(createRoute).sort((a, b) => b.specificity - a.specificity);
}

function createRoute(operation: OperationSchema): Route {
  const [method, uri] = operationTraits(operation).http!;
  const [path, search] = uri.split("?") as [string, string | undefined];
  const labels: string[] = [];
  let specificity = 0;
  const pattern = path.split("/").map((segment) => {
    const label = /^\{([^}+]+)(\+)?\}$/.exec(segment);
    if (!label) {
      if (segment) specificity += 10;
      return segment.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    }
    labels.push(label[1]!);
    specificity += label[2] ? 1 : 3;
    return label[2] ? "(.+)" : "([^/]+)";
  });

  const query = new URLSearchParams(search ?? "");
  const fixedQuery = [...query].filter(([key]) => key !== "x-id");
  const requiredQuery: string[] = [];
  const requiredHeaders: string[] = [];
  const input = shapeOf(operation, "input");
  if (input) {
    const required = structureOf(input)[6] ?? 0;
    for (const [, member] of [...input.structIterator()].slice(0, required)) {
      const { httpQuery, httpHeader } = traitsOf(member);
      if (httpQuery) requiredQuery.push(httpQuery);
      if (httpHeader) requiredHeaders.push(httpHeader.toLowerCase());
    }
  }
  return {
    operation,
    method,
    path: new RegExp(`^${pattern.join("/")}/?$`),
    labels,
    fixedQuery,
    requiredQuery,
    requiredHeaders,
    wantsBucket: input !== undefined && structureOf(input)[4].includes("Bucket"),
    id: query.get("x-id") ?? undefined,
    specificity: specificity * 100 + fixedQuery.length * 20 + (requiredQuery.length + requiredHeaders.length) * 5,
  };
}

/** `bucket`: for S3, whether the request names one; `undefined` for every other service. */
export function findRoute(routes: Route[], request: HttpRequest, hasBucket: boolean | undefined): Route | undefined {
  const id = request.query.get("x-id");
  const find = (matches: (route: Route) => boolean) =>
    routes.find(
      (route) =>
        route.method === request.method &&
        (hasBucket === undefined || route.wantsBucket === hasBucket) &&
        route.path.test(request.path) &&
        route.fixedQuery.every(([key, value]) =>
          value === "" ? request.query.has(key) : request.query.get(key) === value,
        ) &&
        (!id || !route.id || id === route.id) &&
        matches(route),
    );
  const isComplete = (route: Route) =>
    route.requiredQuery.every((key) => request.query.has(key)) &&
    route.requiredHeaders.every((key) => key in request.headers);
  // S3's operations differ in nothing else; elsewhere a missing parameter is told as such.
  return find(isComplete) ?? (hasBucket === undefined ? find(() => true) : undefined);
}
