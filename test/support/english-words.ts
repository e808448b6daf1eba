/** Words that English cannot do without and German does not have. */
export const ENGLISH =
  /\b(the|and|of|is|are|not|with|this|that|its|your|you|it|for|from|to|by|when|what|which|has|have|can|cannot|may|made|here|no)\b/i;
