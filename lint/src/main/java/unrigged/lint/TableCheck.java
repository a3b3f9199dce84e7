package unrigged.lint;

/** A rule as it is applied to one table. */
interface TableCheck {
    LintRule rule();

    CheckOutcome of(UnderstoodTable table);
}
