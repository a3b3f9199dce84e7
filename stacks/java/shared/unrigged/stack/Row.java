package unrigged.stack;

/** The answer, which a JSON mapper writes as it stands. */
record Row(String a, String b) {}
