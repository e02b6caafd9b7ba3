import { check, eventually, expectEqual, expectThat, steadily } from "@course/grader/checks";
import { closingBus } from "@course/grader/checks/close";
import { queueArn } from "@course/grader/checks/deliver";
import { allowedActions } from "@course/grader/checks/permissions";
import { throttled } from "@course/grader/checks/throttle";
import { expectHeard, listening, ofVersion2, orderPlaced, put, stockReserved, stockShort, withMore } from "./events.ts";
import { consumer, expectParked, failed, taken, takenAll, withoutStock } from "./queues.ts";
import { appFunctions, serviceOf, stockFunctions, throttledAll } from "./services.ts";
import {
  CATCHING_UP_MS,
  comesTo,
  expectLevel,
  expectOneOrder,
  expectStatus,
  found,
  get,
  isTaken,
  newOrder,
  type Order,
  place,
  post,
  settled,
  stocked,
  told,
} from "./shop.ts";

// Each check has orders and goods of its own. They stay in the tables, and go with the stack.

/** A write that follows a read lets two through when both read before one writes: often, not each time. */
const RACES = 5;
/** Long enough for a second attempt, where a message is tried again a minute later. */
const OUTAGE_MS = 90_000;

check("accepts-orders", async (lab) => {
  const order = newOrder(lab);
  const where = `POST /orders ${told(order)}`;
  const accepted = await place(lab, order);
  expectThat(accepted.status === 202, { expected: "HTTP 202", found: found(accepted), where });
  const location = accepted.headers.get("location") ?? "-";
  expectThat(location.endsWith(`/orders/${order.id}`), {
    expected: `Location: /orders/${order.id}`,
    found: `Location: ${location}`,
    where,
  });
  const { status, ...rest } = (await get(lab, order.id)).json() as Order & { status: string };
  expectEqual(rest, order, `GET /orders/${order.id}`);
  const isStatus = ["PENDING", "CONFIRMED", "REJECTED"].includes(status);
  expectThat(isStatus, { expected: "PENDING", found: status, where: `GET /orders/${order.id}` });

  const { customer, ...nameless } = newOrder(lab);
  for (const invalid of [
    nameless,
    { ...nameless, customer, quantity: 0 },
    { ...nameless, customer, quantity: 1.5 },
    {},
  ]) {
    const answer = await post(lab, invalid);
    expectThat(answer.status === 400, {
      expected: "HTTP 400",
      found: found(answer),
      where: `POST /orders ${JSON.stringify(invalid)}`,
    });
  }
  const missing = lab.unique("order");
  const answer = await get(lab, missing);
  expectThat(answer.status === 404, { expected: "HTTP 404", found: found(answer), where: `GET /orders/${missing}` });
});

check("announces-orders", async (lab) => {
  await listening(lab, (heard) =>
    settled(async () => {
      const order = newOrder(lab, { customer: lab.unique("customer") });
      await place(lab, order);
      await eventually(() => expectHeard(lab, heard, order, "shop.orders", orderPlaced(order)), { within: 20_000 });
    }),
  );
});

check("takes-an-order-once", async (lab) => {
  const order = newOrder(lab, { quantity: 2 });
  const answers = await Promise.all([post(lab, order), post(lab, order), post(lab, order)]);
  const where = lab.text("atOnce", { count: 3, order: told(order) });
  for (const answer of answers) expectThat(isTaken(answer), { expected: "HTTP 202", found: found(answer), where });
  await place(lab, order);

  const other = { ...order, quantity: 3 };
  const refused = await post(lab, other);
  const after = lab.text("after", { first: told(order), second: told(other) });
  expectThat(refused.status === 409, { expected: "HTTP 409", found: found(refused), where: after });
  expectEqual((await get(lab, order.id)).json()?.quantity, 2, `GET /orders/${order.id}`);

  for (let race = 1; race <= RACES; race++) await expectOneOrder(lab);
});

// #region parks-poison
check("parks-poison", async (lab) => {
  const sku = await stocked(lab, 10);
  const first = newOrder(lab, { sku, quantity: 1 });
  const last = newOrder(lab, { sku, quantity: 2 });

  // For stock: an order without goods between two good ones.
  const poison = orderPlaced(newOrder(lab));
  const { orderId } = poison.detail.data;
  const unreadable = { ...poison, detail: { metadata: poison.detail.metadata, data: { orderId } } };
  await expectParked(lab, "StockQueueUrl", [first.id, orderId, last.id], orderId, async () => {
    for (const event of [orderPlaced(first), unreadable, orderPlaced(last)]) await put(lab, event);
  });
  await eventually(() => expectLevel(lab, sku, 7), { within: CATCHING_UP_MS });

  // For orders: an answer about no order between two good ones.
  const answered = [newOrder(lab), newOrder(lab)];
  const answer = stockReserved(newOrder(lab));
  const marker = answer.detail.metadata.id;
  const aboutNothing = { ...answer, detail: { metadata: answer.detail.metadata, data: {} } };
  await withoutStock(lab, async () => {
    for (const order of answered) await place(lab, order);
    const [one, two] = answered.map(stockReserved);
    const ids = answered.map(({ id }) => id);
    await expectParked(lab, "OrdersQueueUrl", [...ids, marker], marker, async () => {
      for (const event of [one!, aboutNothing, two!]) await put(lab, event);
    });
    for (const order of answered) await comesTo(lab, order, "CONFIRMED");
  });
});
// #endregion

// #region reads-tolerantly
check("reads-tolerantly", async (lab) => {
  const sku = await stocked(lab, 100);
  const [grown, foreign, last] = [1, 2, 3].map((quantity) => newOrder(lab, { sku, quantity }));
  await settled(async () => {
    await put(lab, withMore(orderPlaced(grown!)));
    await eventually(() => expectLevel(lab, sku, 99), { within: 20_000 });
  });
  // Version 2 counts in dozens. Who reads it as version 1 reserves something else than was ordered.
  await put(lab, ofVersion2(orderPlaced(foreign!)), orderPlaced(last!));
  await eventually(() => expectLevel(lab, sku, 96, lab.text("version2", { level: `GET /stock/${sku}` })), {
    within: 60_000,
  });
  await steadily(() => expectLevel(lab, sku, 96, lab.text("version2", { level: `GET /stock/${sku}` })), {
    during: 5_000,
  });

  await withoutStock(lab, async () => {
    const [one, two] = [newOrder(lab), newOrder(lab)];
    for (const order of [one, two]) await place(lab, order);
    await put(lab, ofVersion2(stockReserved(one)), withMore(stockReserved(two)));
    await comesTo(lab, two, "CONFIRMED");
    await steadily(() => expectStatus(lab, one, "PENDING"), { during: 5_000 });
  });
});
// #endregion

check("reserves-once", async (lab) => {
  const sku = await stocked(lab, 100);
  const order = newOrder(lab, { sku, quantity: 3 });
  await settled(async () => {
    await put(lab, orderPlaced(order), orderPlaced(order));
    await eventually(() => expectLevel(lab, sku, 97), { within: 20_000 });
  });
  await put(lab, orderPlaced(order));
  const where = lab.text("again", { order: told(order) });
  await steadily(() => expectLevel(lab, sku, 97, where), { during: 5_000 });

  // The same message twice at once.
  const goods = await Promise.all(Array.from({ length: RACES }, () => stocked(lab, 10)));
  const raced = goods.map((sku) => newOrder(lab, { sku, quantity: 4 }));
  for (const [race, deliver] of (await takenAll(lab, raced.map(orderPlaced))).entries()) {
    await Promise.all([deliver(), deliver()]);
    await deliver();
    await expectLevel(lab, goods[race]!, 6, lab.text("twiceAtOnce", { order: told(raced[race]!) }));
  }

  // Refused, then there are goods, then the same order again: the answer was no, and stays no.
  const gone = await stocked(lab, 0);
  const refused = newOrder(lab, { sku: gone, quantity: 2 });
  const deliver = await taken(lab, orderPlaced(refused));
  await deliver();
  await stocked(lab, 10, gone);
  await deliver();
  await expectLevel(lab, gone, 10, lab.text("afterDelivery", { order: told(refused) }));
});

// #region answers-again
check("answers-again", async (lab) => {
  const sku = await stocked(lab, 10);
  const order = newOrder(lab, { sku, quantity: 3 });
  const deliver = await taken(lab, orderPlaced(order));
  await closingBus(lab, lab.output("BusName"), async () => {
    const answer = await deliver();
    const where = lab.text("closed", { order: told(order) });
    expectThat(failed(answer), { expected: lab.text("failure"), found: answer.payload ?? null, where });
  });
  await listening(lab, async (heard) => {
    await settled(async () => {
      await deliver();
      await eventually(() => expectHeard(lab, heard, order, "shop.stock", stockReserved(order)), { within: 20_000 });
    });
    await expectLevel(lab, sku, 7);

    const refused = newOrder(lab, { sku, quantity: 8 });
    const deliverRefused = await taken(lab, orderPlaced(refused));
    for (const count of [1, 2]) {
      await deliverRefused();
      await eventually(() => expectHeard(lab, heard, refused, "shop.stock", stockShort(refused), count), {
        within: 20_000,
      });
    }
  });
});
// #endregion

check("decides-by-stock", async (lab) => {
  const sku = await stocked(lab, 5);
  const all = newOrder(lab, { sku, quantity: 5 });
  const tooLate = newOrder(lab, { sku, quantity: 1 });
  await settled(async () => {
    await place(lab, all);
    await eventually(() => expectStatus(lab, all, "CONFIRMED"), { within: 20_000 });
  });
  await expectLevel(lab, sku, 0);
  await place(lab, tooLate);
  await comesTo(lab, tooLate, "REJECTED");
  await expectLevel(lab, sku, 0);

  const some = await stocked(lab, 3);
  const tooMuch = newOrder(lab, { sku: some, quantity: 4 });
  const unknown = newOrder(lab);
  for (const order of [tooMuch, unknown]) {
    await place(lab, order);
    await comesTo(lab, order, "REJECTED");
  }
  await expectLevel(lab, some, 3);
});

// #region moves-only-forward
check("moves-only-forward", async (lab) => {
  const [confirmed, rejected, nobodys] = [newOrder(lab), newOrder(lab), newOrder(lab)];
  const expectUnmoved = async () => {
    await expectStatus(lab, confirmed, "CONFIRMED");
    await expectStatus(lab, rejected, "REJECTED");
    const answer = await get(lab, nobodys.id);
    expectThat(answer.status === 404, {
      expected: "HTTP 404",
      found: found(answer),
      where: lab.text("nobodys", { order: `GET /orders/${nobodys.id}` }),
    });
  };
  await withoutStock(lab, async () => {
    for (const order of [confirmed, rejected]) await place(lab, order);
    await settled(async () => {
      await put(lab, stockReserved(confirmed), stockShort(rejected));
      await eventually(() => expectStatus(lab, confirmed, "CONFIRMED"), { within: 20_000 });
      await eventually(() => expectStatus(lab, rejected, "REJECTED"), { within: 20_000 });
    });
    // The same answer again, and then the contrary: that must not be the last word.
    await put(lab, stockReserved(confirmed), stockShort(rejected), stockReserved(nobodys));
    await put(lab, stockShort(confirmed), stockReserved(rejected));
    await steadily(expectUnmoved, { during: 10_000 });
  });
});
// #endregion

// #region survives-an-outage
check("survives-an-outage", async (lab) => {
  const sku = await stocked(lab, 10);
  const [answeredByUs, waiting] = [newOrder(lab, { sku, quantity: 1 }), newOrder(lab, { sku, quantity: 2 })];
  const stock = await stockFunctions(lab);
  await throttledAll(
    lab,
    stock.map(({ name }) => name),
    async () => {
      for (const order of [answeredByUs, waiting]) await place(lab, order);
      await steadily(() => expectStatus(lab, waiting, "PENDING"), { during: OUTAGE_MS });
      // Whoever says that it is reserved: the orders do not know, and need not.
      await put(lab, stockReserved(answeredByUs));
      await comesTo(lab, answeredByUs, "CONFIRMED");
    },
  );
  await comesTo(lab, waiting, "CONFIRMED");
  await eventually(() => expectLevel(lab, sku, 7), { within: CATCHING_UP_MS });

  // The other way round: stock goes on while nobody hears its answers.
  const late = newOrder(lab, { sku, quantity: 4 });
  await throttled(lab, await consumer(lab, "OrdersQueueUrl"), async () => {
    await place(lab, late);
    await eventually(() => expectLevel(lab, sku, 3), { within: 60_000 });
    await expectStatus(lab, late, "PENDING");
  });
  await comesTo(lab, late, "CONFIRMED");
});
// #endregion

// #region repairs-a-lost-announcement
check("repairs-a-lost-announcement", async (lab) => {
  const sku = await stocked(lab, 10);
  const order = newOrder(lab, { sku, quantity: 3 });
  await settled(async () => {
    const first = newOrder(lab, { sku: await stocked(lab, 10) });
    await place(lab, first);
    await eventually(() => expectStatus(lab, first, "CONFIRMED"), { within: 20_000 });
  });
  const answer = await closingBus(lab, lab.output("BusName"), () => post(lab, order));
  // Either the client was told that it failed, and asks again. Or it was told 202, and that was a promise.
  if (!isTaken(answer)) await place(lab, order);
  const where = lab.text("lost", { answer: found(answer), order: told(order) });
  await eventually(
    async () => {
      const { status } = (await get(lab, order.id)).json() ?? {};
      expectThat(status === "CONFIRMED", { expected: "CONFIRMED", found: status ?? "-", where });
    },
    { within: CATCHING_UP_MS },
  );
});
// #endregion

check("keeps-to-its-own", async (lab) => {
  const functions = await appFunctions(lab);
  const [settles, reserves] = [await consumer(lab, "OrdersQueueUrl"), await consumer(lab, "StockQueueUrl")];
  const service = serviceOf(settles, functions);
  expectThat(!service.some(({ arn }) => arn === reserves), {
    expected: lab.text("ownTables"),
    found: service.map(({ name, tables }) => `${name}: ${tables.map((arn) => arn.split("/").at(-1)).join(", ")}`),
    where: `${settles}, ${reserves}`,
  });

  const queues = [await queueArn(lab, lab.output("OrdersQueueUrl")), await queueArn(lab, lab.output("StockQueueUrl"))];
  for (const { name, role } of functions) {
    for (const other of functions) {
      const calls = await allowedActions(lab, role, ["lambda:InvokeFunction"], other.arn);
      expectEqual(calls, [], `${name}, ${other.arn}`);
    }
    for (const queue of queues)
      expectEqual(await allowedActions(lab, role, ["sqs:SendMessage"], queue), [], `${name}, ${queue}`);
  }
});
