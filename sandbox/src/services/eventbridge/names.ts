import { Constraints } from "../../core/constraints.ts";
import { invalidParameter } from "./errors.ts";
import { MAX_ARCHIVE_NAME, MAX_BUS_NAME, MAX_NAME } from "./limits.ts";

/** As AWS prints it in its messages (recorded). */
const NAME = String.raw`[\.\-_A-Za-z0-9]+`;

export function checkName(name: string, member = "name", max = MAX_NAME): void {
  new Constraints().matches(member, name, NAME).length(member, name, { min: 1, max }).check();
}

export function checkArchiveName(name: string, member: string): void {
  checkName(name, member, member === "archiveName" ? MAX_ARCHIVE_NAME : MAX_NAME);
}

/** A custom bus: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html (2026-11). */
export function checkBusName(name: string): void {
  new Constraints()
    .matches("name", name, String.raw`[/\.\-_A-Za-z0-9]+`)
    .length("name", name, { min: 1, max: MAX_BUS_NAME })
    .check();
  if (name.includes("/")) throw invalidParameter("Name", "Only partner event buses may have a slash in their name.");
}
