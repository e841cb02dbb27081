// What both pages know of the town: its people, and what happens on its phones.

export const roles = { elder: "老人", contact: "家属", vendor: "服务商", operator: "接线员", other: "其他号码" };

export async function people() {
  const response = await fetch("/local/people");
  if (!response.ok) throw new Error(`people: ${response.status}`);
  const town = await response.json();
  for (const person of town) person.detail = person.detail.replace("00:00-00:00", "全天");
  return town;
}

// 13978210101 → 139 7821 0101, 07732820101 → 0773 2820101
export function spaced(number) {
  if (/^1\d{10}$/.test(number)) return number.replace(/(\d{3})(\d{4})(\d{4})/, "$1 $2 $3");
  if (/^0\d{9,11}$/.test(number)) return number.replace(/^(0\d{3})(\d+)$/, "$1 $2");
  return number;
}

// Calls handle.open() each time the stream (again) misses nothing from here on, and handle[kind](event) for everything that happens.
export function follow(handle) {
  const events = new EventSource("/local/events");
  events.onmessage = ({ data }) => {
    const happened = JSON.parse(data);
    handle[happened.kind]?.(happened);
  };
  events.onerror = () => handle.lost?.();
}
