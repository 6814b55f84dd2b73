package dev.weir.quality.dqdl;

import java.util.Set;

/** What it takes to answer a DQDL check. */
public enum Answerable {
    /** States that the writing pass gathers row by row: it costs no further look at the data. */
    STATES,
    /** A look at the rows once they are there. */
    STAGED,
    /** It cannot be answered: Deequ does not evaluate it, or Weir does not yet. */
    UNSUPPORTED;

    private static final Set<String> STATE_TYPES = Set.of(
            "RowCount",
            "ColumnCount",
            "ColumnExists",
            "Completeness",
            "IsComplete",
            "Mean",
            "Sum",
            "StandardDeviation",
            "ColumnLength",
            "ColumnValues");

    private static final Set<String> STAGED_TYPES = Set.of(
            "ColumnCorrelation",
            "ColumnDataType",
            "ColumnNamesMatchPattern",
            "CustomSql",
            "DataFreshness",
            "DistinctValuesCount",
            "Entropy",
            "IsPrimaryKey",
            "IsUnique",
            "UniqueValueRatio",
            "Uniqueness");

    /**
     * What a rule of that type takes at best. A {@code where} clause makes {@link #STATES} into {@link #STAGED}, as do
     * the forms of {@code ColumnValues} and {@code ColumnLength} that are not about least and greatest; {@link
     * DqdlCheck#answerable} knows of the rule itself.
     *
     * @param ruleType as DQDL writes it, such as {@code IsComplete}
     */
    public static Answerable atBest(String ruleType) {
        if (STATE_TYPES.contains(ruleType)) {
            return STATES;
        }
        return STAGED_TYPES.contains(ruleType) ? STAGED : UNSUPPORTED;
    }
}
