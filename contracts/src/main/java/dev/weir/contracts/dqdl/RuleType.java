package dev.weir.contracts.dqdl;

import static dev.weir.contracts.dqdl.RuleParameters.AGGREGATES;
import static dev.weir.contracts.dqdl.RuleParameters.ANY_COLUMNS;
import static dev.weir.contracts.dqdl.RuleParameters.COLUMN;
import static dev.weir.contracts.dqdl.RuleParameters.COLUMNS;
import static dev.weir.contracts.dqdl.RuleParameters.MAPPING;
import static dev.weir.contracts.dqdl.RuleParameters.MAYBE_COLUMN;
import static dev.weir.contracts.dqdl.RuleParameters.NOTHING;
import static dev.weir.contracts.dqdl.RuleParameters.PATTERN;
import static dev.weir.contracts.dqdl.RuleParameters.QUERY;
import static dev.weir.contracts.dqdl.RuleParameters.REFERENCE;
import static dev.weir.contracts.dqdl.RuleParameters.TABLE;
import static dev.weir.contracts.dqdl.RuleParameters.TWO_COLUMNS;

import dev.weir.contracts.dqdl.DqdlCondition.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The rule types of DQDL that Deequ evaluates, and what each of them asks of a rule. */
public enum RuleType {
    ROW_COUNT(
            "RowCount", NOTHING, Wants.ANY, Answers.SUMS, Mark.NUMBER, Mark.WHERE, Mark.NEEDS_NO_VALUE, Mark.OF_EMPTY),
    COLUMN_COUNT("ColumnCount", NOTHING, Wants.ANY, Answers.SUMS, Mark.NUMBER, Mark.NEEDS_NO_VALUE, Mark.OF_EMPTY),
    COLUMN_EXISTS("ColumnExists", MAYBE_COLUMN, Wants.ANY, Answers.SUMS, Mark.NEEDS_NO_VALUE, Mark.OF_EMPTY),
    COLUMN_NAMES("ColumnNamesMatchPattern", PATTERN, Wants.ANY, Answers.SUMS, Mark.NEEDS_NO_VALUE, Mark.OF_EMPTY),
    COMPLETENESS(
            "Completeness",
            COLUMN,
            Wants.PLAIN,
            Answers.SUMS,
            Mark.NUMBER,
            Mark.WHERE,
            Mark.NEEDS_NO_VALUE,
            Mark.OF_ROWS),
    IS_COMPLETE("IsComplete", COLUMN, Wants.PLAIN, Answers.SUMS, Mark.WHERE, Mark.NEEDS_NO_VALUE, Mark.OF_ROWS),
    MEAN("Mean", COLUMN, Wants.NUMBER, Answers.SUMS, Mark.NUMBER, Mark.WHERE),
    SUM("Sum", COLUMN, Wants.NUMBER, Answers.SUMS, Mark.NUMBER, Mark.WHERE),
    STANDARD_DEVIATION("StandardDeviation", COLUMN, Wants.NUMBER, Answers.SUMS, Mark.NUMBER, Mark.WHERE),
    VARIANCE("Variance", COLUMN, Wants.NUMBER, Answers.SUMS, Mark.NUMBER, Mark.WHERE),
    RANGE("Range", COLUMN, Wants.NUMBER, Answers.SUMS, Mark.NUMBER, Mark.WHERE),
    ZEROS_COUNT("ZerosCount", COLUMN, Wants.NUMBER, Answers.SUMS, Mark.NUMBER, Mark.WHERE),
    COLUMN_LENGTH(
            "ColumnLength", COLUMN, Wants.TEXT, Answers.SUMS, Mark.NUMBER, Mark.WHERE, Mark.NO_HISTORY, Mark.OF_ROWS),
    COLUMN_VALUES(
            "ColumnValues",
            COLUMN,
            Wants.PLAIN,
            Answers.SUMS,
            Mark.NUMBER,
            Mark.TEXT,
            Mark.DATE,
            Mark.WHERE,
            Mark.THRESHOLD,
            Mark.NO_HISTORY,
            Mark.OF_ROWS),
    COLUMN_DATA_TYPE("ColumnDataType", COLUMN, Wants.PLAIN, Answers.SUMS, Mark.TEXT, Mark.WHERE, Mark.THRESHOLD),
    DATA_FRESHNESS("DataFreshness", COLUMN, Wants.TIME, Answers.SUMS, Mark.DURATION, Mark.WHERE),

    UNIQUENESS("Uniqueness", COLUMNS, Wants.PLAIN, Answers.GROUPS, Mark.NUMBER, Mark.WHERE, Mark.OF_ROWS),
    IS_UNIQUE("IsUnique", COLUMNS, Wants.PLAIN, Answers.GROUPS, Mark.WHERE, Mark.OF_ROWS),
    IS_PRIMARY_KEY("IsPrimaryKey", COLUMNS, Wants.PLAIN, Answers.GROUPS, Mark.WHERE, Mark.OF_ROWS),
    UNIQUE_VALUE_RATIO("UniqueValueRatio", COLUMN, Wants.PLAIN, Answers.GROUPS, Mark.NUMBER, Mark.WHERE),
    DISTINCT_VALUES_COUNT("DistinctValuesCount", COLUMN, Wants.PLAIN, Answers.GROUPS, Mark.NUMBER, Mark.WHERE),
    ENTROPY("Entropy", COLUMN, Wants.PLAIN, Answers.GROUPS, Mark.NUMBER, Mark.WHERE),

    DUPLICATE_ROW_COUNT("DuplicateRowCount", ANY_COLUMNS, Wants.PLAIN, Answers.GROUPS, Mark.NUMBER, Mark.WHERE),

    SKEWNESS("Skewness", COLUMN, Wants.NUMBER, Answers.ROWS, Mark.NUMBER, Mark.WHERE),
    KURTOSIS("Kurtosis", COLUMN, Wants.NUMBER, Answers.ROWS, Mark.NUMBER, Mark.WHERE),
    INTERQUARTILE_RANGE("InterquartileRange", COLUMN, Wants.NUMBER, Answers.ROWS, Mark.NUMBER, Mark.WHERE),
    COLUMN_CORRELATION("ColumnCorrelation", TWO_COLUMNS, Wants.NUMBER, Answers.ROWS, Mark.NUMBER, Mark.WHERE),
    CUSTOM_SQL(
            "CustomSql", QUERY, Wants.ANY, Answers.ROWS, Mark.NUMBER, Mark.MAY_BE_BARE, Mark.THRESHOLD, Mark.OF_EMPTY),

    ROW_COUNT_MATCH("RowCountMatch", TABLE, Wants.ANY, Answers.TABLES, Mark.NUMBER, Mark.NEEDS_NO_VALUE, Mark.OF_EMPTY),
    SCHEMA_MATCH("SchemaMatch", TABLE, Wants.ANY, Answers.TABLES, Mark.NUMBER, Mark.NEEDS_NO_VALUE, Mark.OF_EMPTY),
    REFERENTIAL_INTEGRITY("ReferentialIntegrity", REFERENCE, Wants.PLAIN, Answers.TABLES, Mark.NUMBER),
    AGGREGATE_MATCH("AggregateMatch", AGGREGATES, Wants.NUMBER, Answers.TABLES, Mark.NUMBER),
    DATASET_MATCH("DatasetMatch", MAPPING, Wants.PLAIN, Answers.TABLES, Mark.NUMBER);

    private final String word;
    private final RuleParameters takes;
    private final Wants wants;
    private final Answers answers;

    @SuppressWarnings("ImmutableEnumChecker") // its own copy, which never changes
    private final Set<Mark> marks;

    RuleType(String word, RuleParameters takes, Wants wants, Answers answers, Mark... marks) {
        this.word = word;
        this.takes = takes;
        this.wants = wants;
        this.answers = answers;
        this.marks = marks.length == 0 ? EnumSet.noneOf(Mark.class) : EnumSet.copyOf(Arrays.asList(marks));
    }

    /** What a rule type may have. */
    private enum Mark {
        NUMBER,
        TEXT,
        DATE,
        DURATION,
        /** A condition may be left out. */
        MAY_BE_BARE,
        WHERE,
        THRESHOLD,
        /** A mask under which NULL stays NULL leaves its answer as it is. */
        NEEDS_NO_VALUE,
        /** It has an answer for a table without rows, too. */
        OF_ROWS,
        OF_EMPTY,
        /** Its operands are no expressions. */
        NO_HISTORY
    }

    /** What a column has to be. */
    public enum Wants {
        ANY,
        /** No array and no object. */
        PLAIN,
        NUMBER,
        TEXT,
        /** A date, a timestamp, or a text that is one. */
        TIME
    }

    /** What it takes to answer a rule. */
    public enum Answers {
        /** States that add up row by row. */
        SUMS,
        /** Rows brought together by the columns' values. */
        GROUPS,
        /** A look at the rows. */
        ROWS,
        /** Another table as well. */
        TABLES
    }

    public static Optional<RuleType> of(String name) {
        return Arrays.stream(values()).filter(type -> type.word.equals(name)).findFirst();
    }

    /** The names, in the order of this list. */
    public static List<String> names() {
        return Arrays.stream(values()).map(RuleType::toString).toList();
    }

    public RuleParameters takes() {
        return takes;
    }

    public Wants wants() {
        return wants;
    }

    /** What it takes to answer it, where it has no other form that takes more. */
    public Answers answers() {
        return answers;
    }

    /** Whether a condition of that kind may follow. */
    public boolean allows(Kind kind) {
        return kind != Kind.SIZE && marks.contains(Mark.valueOf(kind.name()));
    }

    /** The kinds of condition that may follow, as people read them; empty when none may. */
    public List<String> conditions() {
        return Arrays.stream(Kind.values())
                .filter(this::allows)
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Whether a rule without a condition is one. */
    public boolean mayBeBare() {
        return conditions().isEmpty() || marks.contains(Mark.MAY_BE_BARE);
    }

    public boolean allowsWhere() {
        return marks.contains(Mark.WHERE);
    }

    /** Whether {@code with threshold} may follow: DQDL has it for rules that every row answers. */
    public boolean allowsThreshold() {
        return marks.contains(Mark.THRESHOLD);
    }

    /** Whether its condition may ask for past values of its measure. */
    public boolean allowsHistory() {
        return allows(Kind.NUMBER) && !marks.contains(Mark.NO_HISTORY);
    }

    /** Whether any mask under which NULL stays NULL leaves its answer as it is. */
    public boolean needsNoValue() {
        return marks.contains(Mark.NEEDS_NO_VALUE);
    }

    /** Whether it judges each row: without a row there is nothing to judge, where a mean, say, is missing. */
    public boolean isOfRows() {
        return marks.contains(Mark.OF_ROWS);
    }

    /** Whether its answer means something for a table without rows. */
    public boolean judgesEmptyTables() {
        return marks.contains(Mark.OF_EMPTY);
    }

    /** The name as DQDL writes it. */
    @Override
    public String toString() {
        return word;
    }
}
