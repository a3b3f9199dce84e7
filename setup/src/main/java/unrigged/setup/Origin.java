package unrigged.setup;

/** Where a program may come from; the order of a list is the preference. */
public enum Origin {
    /** On PATH and in the folders where distributions put servers. */
    INSTALLED,
    /** PostgreSQL only: binaries from Maven Central, unpacked privately. */
    MAVEN_CENTRAL,
    /** The distribution's package, downloaded and unpacked privately, never installed. */
    DISTRIBUTION
}
