/** Where the built site will stand, from the environment: SITE_URL (https://learn.example.org/course, default the local address) and REPORT_URL (a tracker that takes reports of mistakes). */
const LOCAL = "http://127.0.0.1:4321";

const url = readUrl("SITE_URL") ?? new URL(LOCAL);

export const site = {
  origin: url.origin,
  /** Path under which the site is served, with a slash at both ends. */
  base: url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`,
  /** Undefined: the page `report` offers a text to copy instead. */
  reportUrl: readUrl("REPORT_URL"),
};

function readUrl(name: string): URL | undefined {
  const value = process.env[name];
  if (!value) return undefined;
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol))
    throw new Error(`${name} is not an http(s) address: ${value}. Example: ${name}=https://learn.example.org/course`);
  return new URL(value);
}
