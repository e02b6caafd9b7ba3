/** Files from a reader: chosen, or dropped onto a zone. */
import { MAX_BYTES, Refused, type Refusal } from "./refusal.ts";
import type { Words } from "./words.ts";

/** Calls back with the files that are chosen in the input or dropped onto the zone. */
export function takeFiles(zone: HTMLElement, take: (files: File[]) => void): void {
  const input = zone.querySelector<HTMLInputElement>("input[type=file]");
  input?.addEventListener("change", () => {
    take([...(input.files ?? [])]);
    // So that the same file can be chosen again.
    input.value = "";
  });
  const over = (event: DragEvent): void => {
    event.preventDefault();
    zone.toggleAttribute("data-over", zone.contains(event.target as Node));
  };
  // Beside the zone a dropped file would replace the page.
  window.addEventListener("dragover", over);
  window.addEventListener("dragleave", () => zone.removeAttribute("data-over"));
  window.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    zone.removeAttribute("data-over");
    if (zone.contains(event.target as Node)) take([...event.dataTransfer.files]);
  });
}

/** The text of a file; one that is too large is not even read. */
export async function textOf(file: File): Promise<string> {
  if (file.size > MAX_BYTES) throw new Refused({ code: "too-large", megabytes: MAX_BYTES / 1_000_000 });
  return file.text();
}

export function refusalText(refusal: Refusal, words: Words): string {
  return words.say(`progress.refused.${refusal.code}`, { ...refusal });
}
