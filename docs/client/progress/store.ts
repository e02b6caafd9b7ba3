/** `progress`: the record of this browser. See progress.ts for what it can do. */
import { KEY, Progress } from "./progress.ts";

export const progress = new Progress({
  storage: () => window.localStorage,
  now: () => new Date(),
  persist: () => {
    // Absent where the page is not served securely; a refusal changes nothing.
    void navigator.storage?.persist?.().catch(() => false);
  },
  onOutsideChange: (callback) => {
    window.addEventListener("storage", ({ key }) => {
      if (key === null || key === KEY) callback();
    });
    // A page that comes back from the browser's cache has heard no events.
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) callback();
    });
  },
});
