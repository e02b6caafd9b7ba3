/** A bill as markup: made at build for readers without JavaScript, and again in the browser after each change. */
import type { BillText } from "./text.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function text(value: string): string {
  return value.replaceAll(/[&<>"]/g, (character) => entities[character]!);
}

export function billHtml(
  { summary, columns, rows, sums, gaps, advice }: BillText,
  words: Record<string, string>,
): string {
  const word = (key: string): string => text(words[`cost.${key}`]!);
  const region = text(columns.find(({ isCurrent }) => isCurrent)!.text);
  const largest = words["cost.table.largest"]!;
  const head = columns
    .map(({ text: name, isCurrent }) => `<th scope="col"${isCurrent ? ' class="current"' : ""}>${text(name)}</th>`)
    .join("");
  const body = rows.map(({ line, label, count, share, part, isLargest, cells }) => {
    const bar =
      share && `<span class="part"><span class="bar" style="width: ${(part * 100).toFixed(1)}%"></span></span>`;
    const measures = [count, share, isLargest && largest].filter(Boolean).join(" · ");
    const amounts = cells
      .map((cell, index) => {
        const names = [columns[index]!.isCurrent && "current", cell.isMissing && "missing"].filter(Boolean).join(" ");
        return `<td${names && ` class="${names}"`}>${text(cell.text)}</td>`;
      })
      .join("");
    return `<tr data-line="${line}"${isLargest ? ' class="largest"' : ""}><th scope="row">${text(label)} <small>${text(measures)}</small>${bar}</th>${amounts}</tr>`;
  });
  const foot = sums
    .map(
      (sum, index) =>
        `<td${columns[index]!.isCurrent ? ' class="current"' : ""}>${text(sum.text)}${sum.isMissing ? ` <small class="missing">${word("table.incomplete")}</small>` : ""}</td>`,
    )
    .join("");
  const gapList = gaps.length ? `<ul class="gaps">${gaps.map((gap) => `<li>${text(gap)}</li>`).join("")}</ul>` : "";
  const changes = advice.items.map(
    ({ text: change, saving, isHalving }) =>
      `<li${isHalving ? ' class="halving"' : ""}><span>${text(change)}</span> <span class="saving">${text(saving)}</span>${isHalving ? ` <strong>${word("halving")}</strong>` : ""}</li>`,
  );
  return `<p class="summary">${text(summary)}</p>
<table><caption>${word("table.caption").replace("{{region}}", region)}</caption><thead><tr><th scope="col">${word("table.line")}</th>${head}</tr></thead><tbody>${body.join("")}</tbody><tfoot><tr><th scope="row">${word("table.sum")}</th>${foot}</tr></tfoot></table>${gapList}
<div class="advice"><p class="heading">${text(advice.title)}</p><p>${text(advice.lead)}</p>${changes.length ? `<ul>${changes.join("")}</ul>` : ""}</div>`;
}
