import { badRequest, conflict } from "./errors.ts";
import type { Definition, Resource } from "./rest-api.ts";

/** "/" for the root, "/pets/{id}" below. */
export function pathOf(resource: Resource, { resources }: Definition): string {
  const parts: string[] = [];
  for (let node: Resource | undefined = resource; node?.parentId; node = resources.get(node.parentId))
    parts.unshift(node.pathPart);
  return `/${parts.join("/")}`;
}

export function childrenOf(id: string, { resources }: Definition): Resource[] {
  return [...resources.values()].filter(({ parentId }) => parentId === id);
}

/** Whether `pathPart` may stand below `parent`; `self` is the resource that moves or is renamed. */
export function checkPlace(parent: Resource, pathPart: string, definition: Definition, self?: Resource): void {
  checkPathPart(pathPart);
  if (isGreedy(parent.pathPart))
    throw badRequest(`Cannot create a child of a resource with a greedy path variable: ${parent.pathPart}`);
  const siblings = childrenOf(parent.id, definition).filter((sibling) => sibling !== self);
  if (siblings.some((sibling) => sibling.pathPart === pathPart))
    throw conflict(`Another resource with the same parent already has this name: ${pathPart}`);
  const variable = siblings.find((sibling) => sibling.pathPart.startsWith("{"));
  if (variable && pathPart.startsWith("{"))
    throw badRequest(
      `A sibling (${variable.pathPart}) of this resource already has a variable path part -- only one is allowed`,
    );
}

function checkPathPart(pathPart: string): void {
  if (!/^(\{[a-zA-Z0-9._:-]+\+?\}|[a-zA-Z0-9._:~!$&'()*,;=@%-]+)$/.test(pathPart))
    throw badRequest(
      "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.",
    );
}

export function isGreedy(pathPart: string): boolean {
  return pathPart.endsWith("+}");
}

/** Removes the resource and everything below it. */
export function removeTree(id: string, definition: Definition): void {
  for (const child of childrenOf(id, definition)) removeTree(child.id, definition);
  definition.resources.delete(id);
}

/** Depth first by path, as AWS lists them. */
export function inOrder(definition: Definition): Resource[] {
  return [...definition.resources.values()].sort((a, b) => (pathOf(a, definition) < pathOf(b, definition) ? -1 : 1));
}

/** Whether `id` is `resource` or stands below it. */
export function isWithin(id: string | undefined, resource: Resource, { resources }: Definition): boolean {
  for (let node = id; node !== undefined; node = resources.get(node)?.parentId) if (node === resource.id) return true;
  return false;
}
