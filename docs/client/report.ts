/** Fills in where the reader came from (?page=…&section=…), copies, and hands the text to the tracker where there is one. */
class CourseReport extends HTMLElement {
  connectedCallback(): void {
    const text = this.querySelector("textarea")!;
    const query = new URLSearchParams(location.search);
    const page = query.get("page") ?? "";
    // Only addresses of pages, nothing that a crafted link could put into somebody's report.
    if (/^[a-z0-9/-]{0,120}(#[a-z0-9-]{1,80})?$/.test(page))
      text.value = text.value.replace(/: \n/, `: ${page || "/"}\n`);
    const button = this.querySelector("button")!;
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => {
      void navigator.clipboard.writeText(text.value).then(() => (button.textContent = button.dataset["copied"]!));
    });
    const { tracker } = this.dataset;
    this.querySelector<HTMLAnchorElement>("a.primary")?.addEventListener("click", (event) => {
      const target = new URL(tracker!);
      target.searchParams.set("title", page || "/");
      target.searchParams.set("body", text.value);
      (event.currentTarget as HTMLAnchorElement).href = target.href;
    });
  }
}

customElements.define("course-report", CourseReport);
