/** Words that English cannot do without and German does not have. A letter with dots is no end of a word: "frühere" has no "here". */
export const ENGLISH =
  /(?<!\p{L})(the|and|of|is|are|not|with|this|that|its|your|you|it|for|from|to|by|when|what|which|has|have|can|cannot|may|made|here|no)(?!\p{L})/iu;
