package dev.weir.jobs.export;

import static dev.weir.privacy.law.Minors.isBirthColumn;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.engine.conform.MinorMarks;
import dev.weir.privacy.gate.Subjects;
import dev.weir.privacy.law.CounselSetting;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions.ThresholdId;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.privacy.mask.kind.Generalise;
import dev.weir.privacy.mask.kind.Keep;
import dev.weir.privacy.mask.kind.Shift;
import dev.weir.privacy.mask.kind.Truncate;
import dev.weir.quality.ColumnsByName;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Finds of released rows whether the person is under 14 (PIPL 28, 31), from what the release still tells: a birth date of
 * the row, its identity number, those of the person's rows in other tables of the release, else an age. The 14th birthday
 * itself counts as under 14. Where the release has made a birth date coarser or has shifted it, a person who may be under 14 is.
 *
 * @param under14 finds who is a minor
 * @param release all its tables
 * @param rows of one of them
 */
record ReleasedMinors(
        Measure under14, Subjects subjects, List<ReleasedTable> release, Function<String, Dataset<Row>> rows) {

    /** BOOLEAN, added to rows: the person is under 14; NULL where nothing tells. */
    static final String MINOR = "_weir_minor";

    private static final String SUBJECT = "_weir_subject";
    private static final String BORN = "_weir_born";
    private static final String AGED = "_weir_aged";
    private static final String NUMERALS = "０１２３４５６７８９" + "〇零一二三四五六七八九";

    /** A year of four digits that no digit parts from its month and day, with a time of day or none. */
    private static final String YEAR = "(?:^|[^0-9])((?:1[89]|20)[0-9]{2})(?:[0-9]{2}|[0-9]{4}|[0-9]{10})?(?:$|[^0-9])";

    /** A shift moves a date by a year at most. */
    private static final int FARTHEST_SHIFT = 366;

    /**
     * Who is a minor.
     *
     * @param day on which ages count
     * @param firstBirth a person who was born on this day or later
     * @param years a person who is younger, the law's 14
     */
    record Measure(LocalDate day, LocalDate firstBirth, int years) {
        /** As a law pack has it: it has the rule for the birthday itself. */
        static Measure of(LawPack law, LocalDate today) {
            int years = Math.toIntExact(law.provisions().threshold(ThresholdId.MINOR_AGE));
            LocalDate birthday = today.minusYears(years);
            return new Measure(
                    today,
                    law.provisions().is(CounselSetting.BIRTHDAY_IS_MINOR) ? birthday : birthday.plusDays(1),
                    years);
        }
    }

    /** The table's rows with {@link #MINOR}. */
    Dataset<Row> marked(ReleasedTable table) {
        Dataset<Row> own = rows.apply(table.name());
        Answers answers = answers(table);
        Optional<Dataset<Row>> elsewhere = elsewhere(table);
        if (elsewhere.isEmpty()) {
            return own.withColumn(
                    MINOR, MinorMarks.firstKnown(List.of(answers.births(), answers.identities(), answers.ages())));
        }
        Column minor = MinorMarks.firstKnown(List.of(
                answers.births(), answers.identities(), List.of(col(BORN)), answers.ages(), List.of(col(AGED))));
        return own.join(
                        elsewhere.get(),
                        ColumnsByName.column(subjects.of(table).orElseThrow().name())
                                .equalTo(col(SUBJECT)),
                        "left_outer")
                .withColumn(MINOR, minor)
                .drop(SUBJECT, BORN, AGED);
    }

    /** Of each subject, the answer of the other tables with the same subjects; empty when there is none. */
    private Optional<Dataset<Row>> elsewhere(ReleasedTable table) {
        Optional<ReleasedColumn> subject = subjects.of(table);
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        return release.stream()
                .filter(other -> !other.name().equals(table.name()))
                .filter(other -> answers(other).isAny())
                .flatMap(other -> subjects
                        .of(other)
                        .filter(theirs -> Subjects.alike(subject.get(), theirs))
                        .map(theirs -> said(other, theirs))
                        .stream())
                .reduce(Dataset::unionAll)
                .map(said -> said.where(col(SUBJECT).isNotNull())
                        .groupBy(SUBJECT)
                        .agg(max(BORN).as(BORN), max(AGED).as(AGED)));
    }

    /** A table's subjects, with what their births and what their ages say. */
    private Dataset<Row> said(ReleasedTable table, ReleasedColumn subject) {
        Answers answers = answers(table);
        return rows.apply(table.name())
                .select(
                        ColumnsByName.column(subject.name()).as(SUBJECT),
                        MinorMarks.firstKnown(List.of(answers.births(), answers.identities()))
                                .as(BORN),
                        MinorMarks.firstKnown(List.of(answers.ages())).as(AGED));
    }

    /** For each kind of column that still shows an age: one condition a column, true where the person is under 14. */
    private record Answers(List<Column> births, List<Column> identities, List<Column> ages) {
        boolean isAny() {
            return !births.isEmpty() || !identities.isEmpty() || !ages.isEmpty();
        }
    }

    private Answers answers(ReleasedTable table) {
        return new Answers(
                evidence(table, ReleasedMinors::isBirth, this::byBirth),
                evidence(
                        table,
                        ReleasedMinors::isIdentity,
                        column -> MinorMarks.byIdentity(under14.day(), text(column))),
                evidence(table, ReleasedMinors::isAge, column -> MinorMarks.underAge(under14.years(), text(column))));
    }

    private static List<Column> evidence(
            ReleasedTable table, Predicate<ReleasedColumn> which, Function<ReleasedColumn, Column> answer) {
        return table.columns().stream().filter(which).map(answer).toList();
    }

    private static boolean isBirth(ReleasedColumn column) {
        return column.category().equals("DATE")
                && isBirthColumn(column.name())
                && stillTells(column, Keep.METHOD, Shift.METHOD, Generalise.METHOD, Truncate.METHOD);
    }

    private static boolean isIdentity(ReleasedColumn column) {
        return column.category().equals("RID") && stillTells(column, Keep.METHOD);
    }

    /** Of a band, the lower end counts. */
    private static boolean isAge(ReleasedColumn column) {
        return column.category().equals("AGE") && stillTells(column, Keep.METHOD, Generalise.METHOD);
    }

    private static boolean stillTells(ReleasedColumn column, MaskMethod<?>... masks) {
        return Stream.of(masks)
                .anyMatch(mask -> mask.word().equals(column.mask().method()));
    }

    private Column byBirth(ReleasedColumn column) {
        boolean isShifted = column.mask().method().equals(Shift.METHOD.word());
        LocalDate from = isShifted ? under14.firstBirth().minusDays(FARTHEST_SHIFT) : under14.firstBirth();
        boolean isWhole = isShifted || column.mask().method().equals(Keep.METHOD.word());
        if (isWhole && (column.type().startsWith("date") || column.type().startsWith("timestamp"))) {
            return MinorMarks.byBirth(under14.day(), from, ColumnsByName.column(column.name()));
        }
        // Only the year is sure to be there, wherever it stands. A person who may have been born in time counts as
        // under 14. So does a person whose date has no year that can be read: 15-03-02, seconds since 1970, another
        // calendar.
        Column digits = translate(text(column), NUMERALS, "0123456789" + "00123456789");
        Column year = regexp_extract(digits, YEAR, 1);
        return when(year.notEqual(""), year.cast(DataTypes.IntegerType).geq(lit(from.getYear())))
                .when(digits.rlike("[0-9]"), lit(true));
    }

    private static Column text(ReleasedColumn column) {
        return ColumnsByName.column(column.name()).cast(DataTypes.StringType);
    }

    /** The rows that may leave: all but those of people known to be under 14. */
    static Dataset<Row> without(Dataset<Row> marked) {
        return marked.where(not(coalesce(col(MINOR), lit(false))));
    }
}
