package unrigged.setup;

/**
 * A library that a stack's environment locks while its registry has a newer release.
 *
 * @param environment the environment's name in the catalogue
 */
public record Outdated(String environment, String library, String locked, String newest) {}
