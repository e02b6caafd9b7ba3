import { expect, test } from "vitest";
import { proveDelivery } from "./queue-delivery.ts";

test("1,000 messages through SQS and Lambda with faults: nothing lost, groups in order, poison alone in the dead-letter queues", async () => {
  const { seconds: _, ...proof } = await proveDelivery(1000);

  expect(proof).toEqual({
    messages: 1000,
    lost: [],
    outOfOrder: [],
    misplaced: [],
    repeated: expect.any(Number),
    poison: 40,
    faults: expect.objectContaining({
      crash: expect.any(Number),
      error: expect.any(Number),
      partial: expect.any(Number),
    }),
  });
  expect(proof.repeated).toBeGreaterThan(0);
});
