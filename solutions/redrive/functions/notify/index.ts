// Given; nothing to change here. The shop invokes it asynchronously once a parcel is booked, and hears nothing of what becomes of it.

interface Notification {
  orderId: string;
  email: string;
}

export async function handler({ email }: Notification): Promise<void> {
  if (email.endsWith("@bounce.example")) throw new Error(`No such mailbox: ${email}`);
}
