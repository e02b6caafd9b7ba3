import { eventually, expectThat, type HttpAnswer, type Lab } from "@course/grader/checks";

export type Members = Record<string, unknown>;
type Request = Parameters<Lab["http"]>[2];

/** A page of a list; of its notes the titles, which say more than ids when a check fails. */
interface Page {
  titles: unknown[];
  next: string | undefined;
}

/** On AWS a new API answers late, and a new grant works late: for so long after the first request, such answers are asked for again. */
const SETTLING_MS = 15_000;
let settledAt: number | undefined;

/** Sends a request, again while the API may not be ready, until its answer is as expected. */
async function ask(
  lab: Lab,
  method: string,
  path: string,
  request: Request,
  expectAnswer: (answer: HttpAnswer) => void,
): Promise<HttpAnswer> {
  const url = apiUrl(lab) + path;
  settledAt ??= Date.now() + SETTLING_MS;
  const answer = await eventually(
    async () => {
      const answer = await lab.http(method, url, request);
      if (mayBeUnsettled(answer)) expectAnswer(answer);
      return answer;
    },
    { within: settledAt - Date.now() },
  );
  expectAnswer(answer);
  return answer;
}

/** API Gateway's own answers: it does not know the route yet, or may not call the function, or the function threw, perhaps for want of a permission. */
function mayBeUnsettled({ status, text }: HttpAnswer): boolean {
  return [403, 500, 503].includes(status) || (status === 404 && text === '{"message":"Not Found"}');
}

/** Sends a request and expects one of these statuses; the first is the one that a failure names. */
export function send(lab: Lab, method: string, path: string, statuses: number | number[], request?: Request) {
  const expected = [statuses].flat();
  const where = describe(method, path, request);
  return ask(lab, method, path, request, (answer) =>
    expectThat(expected.includes(answer.status), { expected: `HTTP ${expected[0]}`, found: found(answer), where }),
  );
}

/** Expects 404 with a message that names the note: API Gateway says 404 too, of a route that it does not know. */
export function expectMissing(lab: Lab, path: string, id: string) {
  const where = `GET ${path}/${id}`;
  return ask(lab, "GET", `${path}/${id}`, undefined, (answer) => {
    expectThat(answer.status === 404, { expected: "HTTP 404", found: found(answer), where });
    const { message } = object(answer, where);
    expectThat(typeof message === "string" && message.includes(id), {
      expected: `HTTP 404 {"message":"... ${id} ..."}`,
      found: found(answer),
      where,
    });
  });
}

/** Expects 400 with errors, one of which names `member`. */
export async function expectInvalid(lab: Lab, method: string, path: string, request: Request, member?: string) {
  const where = describe(method, path, request);
  const answer = await send(lab, method, path, 400, request);
  const { message, errors } = object(answer, where);
  const named = Array.isArray(errors) && errors.filter(isObject).some((error) => !member || error["member"] === member);
  expectThat(typeof message === "string" && named, {
    expected: `{"message":"...","errors":[{"member":"${member ?? "..."}","message":"..."}]}`,
    found: answer.text,
    where,
  });
}

/** Creates a note that a check needs. Whether the status is exactly 201 is the claim of another check. */
export async function givenNote(lab: Lab, path: string, input: Members): Promise<Members> {
  const where = `POST ${path}`;
  const note = object(await send(lab, "POST", path, [201, 200], { json: input }), where);
  expectThat(typeof note["id"] === "string", { expected: '{"id":"..."}', found: note, where });
  return note;
}

export async function readNote(lab: Lab, path: string): Promise<{ note: Members; etag: string }> {
  const where = `GET ${path}`;
  const answer = await send(lab, "GET", path, 200);
  const etag = answer.headers.get("etag") ?? "";
  expectThat(etag !== "", { expected: 'ETag: "..."', found: "ETag: -", where });
  return { note: object(answer, where), etag };
}

export async function readPage(lab: Lab, path: string): Promise<Page> {
  return page(await send(lab, "GET", path, 200), `GET ${path}`);
}

export function page(answer: HttpAnswer, where: string): Page {
  const { notes, next } = object(answer, where);
  const isPage = Array.isArray(notes) && notes.every(isObject) && ["undefined", "string"].includes(typeof next);
  expectThat(isPage, { expected: '{"notes":[...],"next":"..."}', found: answer.text, where });
  return { titles: notes.map(({ title }) => title), next: next as string | undefined };
}

/** The body, which must be a JSON object. */
export function object(answer: HttpAnswer, where: string): Members {
  const body: unknown = answer.json();
  expectThat(isObject(body), { expected: "{...}", found: answer.text, where });
  return body;
}

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function found({ status, text }: HttpAnswer): string {
  return `HTTP ${status} ${text}`.trim();
}

function describe(method: string, path: string, request: Request): string {
  const body = request?.body ?? (request?.json === undefined ? "" : JSON.stringify(request.json));
  return `${method} ${path} ${body.length > 80 ? `${body.slice(0, 80)}...` : body}`.trim();
}

export function apiUrl(lab: Lab): string {
  const url = lab.output("ApiUrl").replace(/\/$/, "");
  expectThat(URL.canParse(url), { expected: "https://...", found: url, where: "ApiUrl" });
  return url;
}

/** Sends one request per writer, all before the first answer; expects that exactly one succeeds and the others get `refused`. Returns the winner. */
export async function expectOneWinner(
  lab: Lab,
  request: { method: string; path: string; headers?: Record<string, string> },
  bodies: Members[],
  refused: number,
): Promise<Members> {
  const { method, path, headers = {} } = request;
  const answers = await Promise.all(bodies.map((json) => lab.http(method, apiUrl(lab) + path, { json, headers })));
  const winners = bodies.filter((_, index) => [200, 201].includes(answers[index]!.status));
  const losers = answers.filter(({ status }) => status === refused);
  expectThat(winners.length === 1 && losers.length === bodies.length - 1, {
    expected: `HTTP ${method === "POST" ? 201 : 200}, HTTP ${refused}`,
    found: answers
      .map(({ status }) => `HTTP ${status}`)
      .toSorted()
      .join(", "),
    where: lab.text("atOnce", { count: bodies.length, request: `${method} ${path}` }),
  });
  return winners[0]!;
}
