package unrigged.exploration;

/**
 * A universe in a block: the stack had its turns there.
 *
 * @param universe its index
 */
record Visit(int universe, int block) {}
