package unrigged.lint;

/** A rule as it is applied to one table. */
interface Check {
    LintRule rule();

    Outcome of(UnderstoodTable table);
}
