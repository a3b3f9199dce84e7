package unrigged.stack;

/** The answer, which a JSON mapper writes as it stands; public, since some only write what is. */
public record Row(String a, String b) {}
