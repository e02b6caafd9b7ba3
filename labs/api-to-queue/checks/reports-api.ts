import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, paginateScan } from "@aws-sdk/lib-dynamodb";
import { eventually, expectThat, type HttpAnswer, type Lab } from "@course/grader/checks";

export interface Accepted {
  status: number;
  text: string;
  /** What the answer calls the report. */
  id: string;
  /** API Gateway's name for the request. */
  requestId: string;
}

export interface Report {
  body: string;
  attributes: Record<string, string>;
}

/** On AWS a new API, role or policy works late: for so long after the first request, such answers are asked for again. */
const SETTLING_MS = 20_000;
/** From the answer of the API until the consumer has stored the report. */
const STORED_WITHIN_MS = 60_000;
let settledAt: number | undefined;

/** Sends a report and expects one of these statuses; the first is the one that a failure names. */
export async function send(
  lab: Lab,
  query: string,
  body: string,
  statuses: number | number[],
  type = "application/json",
): Promise<Accepted> {
  const expected = [statuses].flat();
  const path = `reports${query}`;
  const where = `POST /${path} ${type === "application/json" ? "" : `${type} `}${shortened(body)}`;
  const expectStatus = ({ status, text }: HttpAnswer) =>
    expectThat(expected.includes(status), {
      expected: `HTTP ${expected[0]}`,
      found: `HTTP ${status} ${text}`.trim(),
      where,
    });
  settledAt ??= Date.now() + SETTLING_MS;
  const answer = await eventually(
    async () => {
      const answer = await lab.http("POST", `${apiUrl(lab)}/${path}`, { body, headers: { "content-type": type } });
      if (answer.status === 403 || answer.status >= 500) expectStatus(answer);
      return answer;
    },
    { within: settledAt - Date.now() },
  );
  expectStatus(answer);
  const requestId = answer.headers.get("x-amzn-requestid") ?? "";
  return { status: answer.status, text: answer.text, id: idIn(answer), requestId };
}

function idIn({ text }: HttpAnswer): string {
  try {
    const id = (JSON.parse(text) as { id?: unknown } | null)?.id;
    return typeof id === "string" ? id : "";
  } catch {
    return "";
  }
}

/** Expects an error in JSON that says nothing about what is behind the API. */
export function expectOwnWords(lab: Lab, { text }: Accepted, where: string): void {
  let message: unknown;
  try {
    message = (JSON.parse(text) as { message?: unknown } | null)?.message;
  } catch {
    message = undefined;
  }
  expectThat(typeof message === "string" && message !== "", { expected: '{"message":"..."}', found: text, where });
  const told =
    /arn:aws|amazonaws|\bsqs\b|\biam\b|AccessDenied|InvalidParameterValue|InvalidMessageContents|"Type":"Sender"/i;
  expectThat(!told.test(text), { expected: lab.text("ownWords"), found: text, where });
}

/** The report that the consumer has stored under the id that the API gave. */
export async function storedReport(lab: Lab, id: string): Promise<Report> {
  const where = lab.text("stored", { id: id || "-" });
  return eventually(
    async () => {
      const command = new GetCommand({
        TableName: lab.output("StoredTable"),
        Key: { id: id || "-" },
        ConsistentRead: true,
      });
      const { Item } = await documents(lab).send(command);
      expectThat(Item !== undefined, { expected: "{body, attributes}", found: "-", where });
      return Item as unknown as Report;
    },
    { within: STORED_WITHIN_MS },
  );
}

/** The bodies of stored reports that contain a text. */
export async function storedWith(lab: Lab, text: string): Promise<string[]> {
  const found: string[] = [];
  const input = {
    TableName: lab.output("StoredTable"),
    FilterExpression: "contains(body, :text)",
    ExpressionAttributeValues: { ":text": text },
    ConsistentRead: true,
  };
  for await (const { Items = [] } of paginateScan({ client: documents(lab) }, input))
    for (const { body } of Items) found.push(String(body));
  return found;
}

function documents(lab: Lab): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(lab.client(DynamoDBClient));
}

function apiUrl(lab: Lab): string {
  const url = lab.output("ApiUrl").replace(/\/$/, "");
  expectThat(URL.canParse(url), { expected: "https://...", found: url, where: "ApiUrl" });
  return url;
}

function shortened(body: string): string {
  return body.length > 80 ? `${body.slice(0, 80)}...` : body;
}
