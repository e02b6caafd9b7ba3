import { eventually, expectEqual, expectThat, type HttpAnswer, type Lab } from "@course/grader/checks";

export interface Order {
  id: string;
  sku: string;
  quantity: number;
  customer: string;
}

/** On AWS a new rule or grant may take a minute to count. */
const SETTLING_MS = 180_000;
/** A message that failed comes back when its visibility timeout is over; a service that was down catches up. */
export const CATCHING_UP_MS = 600_000;

export function newOrder(lab: Lab, members: Partial<Order> = {}): Order {
  return { id: lab.unique("order"), sku: lab.unique("sku"), quantity: 1, customer: "Ann", ...members };
}

/** Repeats a stimulus with what should come of it, while the app may not be ready. */
export function settled(attempt: () => Promise<void>): Promise<void> {
  return eventually(attempt, { within: SETTLING_MS });
}

function ordersUrl(lab: Lab, path: string): string {
  return lab.output("OrdersUrl").replace(/\/$/, "") + path;
}

export function post(lab: Lab, order: object): Promise<HttpAnswer> {
  return lab.http("POST", ordersUrl(lab, "/orders"), { json: order });
}

/** Places an order; repeats the request while the app may not be ready, which makes no second order. */
export async function place(lab: Lab, order: Order): Promise<HttpAnswer> {
  return eventually(
    async () => {
      const answer = await post(lab, order);
      expectThat(isTaken(answer), {
        expected: "HTTP 202",
        found: found(answer),
        where: `POST /orders ${told(order)}`,
      });
      return answer;
    },
    { within: 20_000 },
  );
}

/** Whether the status is exactly 202 is the claim of one check. */
export function isTaken({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

export function get(lab: Lab, id: string): Promise<HttpAnswer> {
  return lab.http("GET", ordersUrl(lab, `/orders/${id}`));
}

/** Two orders with one id at the same moment: expects that one of them is taken, and stays. */
export async function expectOneOrder(lab: Lab): Promise<void> {
  const one = newOrder(lab, { quantity: 4 });
  const orders = [one, { ...one, quantity: 5 }];
  const answers = await Promise.all(orders.map((order) => post(lab, order)));
  const where = lab.text("twoOrders", { id: one.id });
  const statuses = answers.map((answer) => `HTTP ${isTaken(answer) ? 202 : answer.status}`).toSorted();
  expectEqual(statuses, ["HTTP 202", "HTTP 409"], where);
  const winner = orders[answers.findIndex(isTaken)]!;
  expectEqual((await get(lab, one.id)).json()?.quantity, winner.quantity, `GET /orders/${one.id}`);
}

export async function expectStatus(lab: Lab, order: Order, status: string): Promise<void> {
  const where = `GET /orders/${order.id}`;
  const answer = await get(lab, order.id);
  expectThat(answer.status === 200, { expected: `HTTP 200 {"status":"${status}",...}`, found: found(answer), where });
  expectEqual(answer.json()?.status, status, where);
}

/** Waits for what both services make of an order. */
export function comesTo(lab: Lab, order: Order, status: string): Promise<void> {
  return eventually(() => expectStatus(lab, order, status), { within: CATCHING_UP_MS });
}

/** A sku of which there are so many. */
export async function stocked(lab: Lab, available: number, sku = lab.unique("sku")): Promise<string> {
  await eventually(
    async () => {
      const answer = await lab.http("PUT", stockUrl(lab, sku), { json: { available } });
      expectThat(answer.status === 200, { expected: "HTTP 200", found: found(answer), where: `PUT /stock/${sku}` });
    },
    { within: 20_000 },
  );
  return sku;
}

export async function expectLevel(
  lab: Lab,
  sku: string,
  available: number,
  where = `GET /stock/${sku}`,
): Promise<void> {
  const answer = await lab.http("GET", stockUrl(lab, sku));
  expectThat(answer.status === 200, { expected: "HTTP 200", found: found(answer), where });
  expectEqual(answer.json(), { sku, available }, where);
}

function stockUrl(lab: Lab, sku: string): string {
  return `${lab.output("StockUrl").replace(/\/$/, "")}/stock/${sku}`;
}

export function found({ status, text }: HttpAnswer): string {
  return `HTTP ${status} ${text}`.trim();
}

export function told({ id, sku, quantity }: Order): string {
  return `${id}, ${quantity} x ${sku}`;
}
