import { expect, test } from "vitest";
import { crc32c, crc64nvme } from "./crc.ts";

// The check values of the CRC catalogue: https://reveng.sourceforge.io/crc-catalogue/all.htm
test("the CRCs of 123456789 are those of the catalogue", () => {
  const body = Buffer.from("123456789");

  expect(crc32c(body)).toBe(0xe3069283);
  expect(crc64nvme(body).toString("hex")).toBe("ae8b14860a799888");
});
