package dev.weir.jobs.export;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.when;

import dev.weir.contracts.release.ReleasedTable;
import dev.weir.contracts.release.ReleasedTable.ReleasedColumn;
import dev.weir.jobs.spark.conform.MinorMarks;
import dev.weir.privacy.gate.Subjects;
import dev.weir.privacy.law.LawPack;
import dev.weir.privacy.law.Provisions.ThresholdId;
import dev.weir.privacy.law.Setting;
import dev.weir.privacy.mask.MaskMethod;
import dev.weir.quality.ByName;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Says of released rows whether the person is under 14 (PIPL 28, 31), from what the release still tells: the birth date of
 * the row, or of the person's row in another table of the release, else the age. The 14th birthday itself counts as under
 * 14. Where the release has made a birth date coarser or has shifted it, whoever may be under 14 is.
 */
final class Minors {

    /** BOOLEAN, added to rows: the person is under 14; NULL where nothing tells. */
    static final String MINOR = "_weir_minor";

    private static final String SUBJECT = "_weir_subject";
    private static final String FOUND = "_weir_found";
    /** A shift moves a date by a year at most. */
    private static final int FARTHEST_SHIFT = 366;

    /** Headers of birth dates, English and Chinese. */
    private static final Pattern BIRTH = Pattern.compile(
            "dob|(.*_)?birth(_?(date|day|dt|year))?|(.*_)?birthday|date_of_birth|csrq|.*(出生|生日).*",
            Pattern.CASE_INSENSITIVE);

    private final Measure under14;
    private final Subjects subjects;
    private final List<ReleasedTable> release;
    private final Function<String, Dataset<Row>> rows;

    /**
     * @param under14 says who is a minor
     * @param release all its tables
     * @param rows of one of them
     */
    Minors(Measure under14, Subjects subjects, List<ReleasedTable> release, Function<String, Dataset<Row>> rows) {
        this.under14 = under14;
        this.subjects = subjects;
        this.release = release;
        this.rows = rows;
    }

    /**
     * Who is a minor.
     *
     * @param firstBirth whoever was born on this day or later
     * @param years whoever is younger, the law's 14
     */
    record Measure(LocalDate firstBirth, int years) {
        Measure {
            requireNonNull(firstBirth, "firstBirth");
        }

        /** As a law pack has it: it says whether a person on the birthday is still a minor. */
        static Measure of(LawPack law, LocalDate today) {
            int years = Math.toIntExact(law.provisions().threshold(ThresholdId.MINOR_AGE));
            LocalDate birthday = today.minusYears(years);
            return new Measure(law.provisions().is(Setting.BIRTHDAY_IS_MINOR) ? birthday : birthday.plusDays(1), years);
        }
    }

    /** The table's rows with {@link #MINOR}. */
    Dataset<Row> marked(ReleasedTable table) {
        Dataset<Row> own = rows.apply(table.name());
        Optional<Column> birth = birth(table);
        if (birth.isPresent()) {
            return own.withColumn(MINOR, birth.get());
        }
        Optional<Column> age = age(table);
        Optional<Dataset<Row>> elsewhere = elsewhere(table, Minors::isBirth, this::birth);
        if (elsewhere.isEmpty() && age.isEmpty()) {
            elsewhere = elsewhere(table, Minors::isAge, this::age);
        }
        if (elsewhere.isEmpty()) {
            return own.withColumn(MINOR, age.orElse(lit(null).cast(DataTypes.BooleanType)));
        }
        Column joined = age.map(known -> coalesce(col(FOUND), known)).orElse(col(FOUND));
        return own.join(
                        elsewhere.get(),
                        ByName.column(subjects.of(table).orElseThrow().name()).equalTo(col(SUBJECT)),
                        "left_outer")
                .withColumn(MINOR, joined)
                .drop(SUBJECT, FOUND);
    }

    /** Of each subject, whether another table says that it is under 14; empty when none has the same subjects and says. */
    private Optional<Dataset<Row>> elsewhere(
            ReleasedTable table, Predicate<ReleasedColumn> tells, Function<ReleasedTable, Optional<Column>> minor) {
        Optional<ReleasedColumn> subject = subjects.of(table);
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        for (ReleasedTable other : release) {
            Optional<ReleasedColumn> theirs = subjects.of(other);
            if (!other.name().equals(table.name())
                    && theirs.isPresent()
                    && Subjects.alike(subject.get(), theirs.get())
                    && told(other, tells).findAny().isPresent()) {
                return Optional.of(rows.apply(other.name())
                        .select(
                                ByName.column(theirs.get().name()).as(SUBJECT),
                                minor.apply(other).orElseThrow().as(FOUND))
                        .where(col(SUBJECT).isNotNull())
                        .groupBy(SUBJECT)
                        .agg(max(FOUND).as(FOUND)));
            }
        }
        return Optional.empty();
    }

    private Optional<Column> birth(ReleasedTable table) {
        return told(table, Minors::isBirth).findFirst().map(this::under14ByBirth);
    }

    private Optional<Column> age(ReleasedTable table) {
        return told(table, Minors::isAge).findFirst().map(column -> under14ByAge(ByName.column(column.name())));
    }

    private static Stream<ReleasedColumn> told(ReleasedTable table, Predicate<ReleasedColumn> which) {
        return table.columns().stream().filter(which);
    }

    private static boolean isBirth(ReleasedColumn column) {
        return column.category().equals("DATE")
                && BIRTH.matcher(column.name()).matches()
                && stillTells(column, MaskMethod.KEEP, MaskMethod.SHIFT, MaskMethod.GENERALISE, MaskMethod.TRUNCATE);
    }

    private static boolean isAge(ReleasedColumn column) {
        return column.category().equals("AGE") && stillTells(column, MaskMethod.KEEP, MaskMethod.GENERALISE);
    }

    private static boolean stillTells(ReleasedColumn column, MaskMethod... masks) {
        return Stream.of(masks).anyMatch(mask -> mask.word().equals(column.mask()));
    }

    private Column under14ByBirth(ReleasedColumn column) {
        Column value = ByName.column(column.name());
        LocalDate first = under14.firstBirth();
        if (column.mask().equals(MaskMethod.SHIFT.word())) {
            return value.cast(DataTypes.DateType).geq(lit(first.minusDays(FARTHEST_SHIFT)));
        } else if (column.mask().equals(MaskMethod.KEEP.word())
                && !column.type().toLowerCase(Locale.ROOT).startsWith("text")) {
            return value.cast(DataTypes.DateType).geq(lit(first));
        }
        // Only the year is sure to be there: whoever may have been born in time is under 14.
        return number(value, "^([0-9]{4})").geq(lit(first.getYear()));
    }

    /** Bands are told by their lower end. */
    private Column under14ByAge(Column value) {
        return MinorMarks.underAge(under14.years(), value.cast(DataTypes.StringType));
    }

    /** The number that a value begins with; NULL where it begins with none. */
    private static Column number(Column value, String digits) {
        Column found = regexp_extract(value.cast(DataTypes.StringType), digits, 1);
        return when(found.notEqual(""), found.cast(DataTypes.IntegerType));
    }

    /** The rows that may leave: all but those of whom it is told. */
    static Dataset<Row> without(Dataset<Row> marked) {
        return marked.where(not(coalesce(col(MINOR), lit(false))));
    }
}
