type Payload = Record<string, unknown>;

/** Everything in memory, over which the issuer can be started again. */
export function oidcStorage() {
  const store = new Map<string, Payload>();
  return (kind: string) => {
    const key = (id: string) => `${kind}:${id}`;
    return {
      upsert: async (id: string, payload: Payload) => void store.set(key(id), payload),
      find: async (id: string) => store.get(key(id)),
      destroy: async (id: string) => void store.delete(key(id)),
      async consume(id: string) {
        store.set(key(id), { ...store.get(key(id)), consumed: Math.floor(Date.now() / 1000) });
      },
      async revokeByGrantId(grant: string) {
        for (const [name, payload] of store) if (payload['grantId'] === grant) store.delete(name);
      },
    };
  };
}
