package dev.weir.jobs.engine.discover;

import dev.weir.jobs.engine.read.StrictText;
import dev.weir.jobs.engine.read.value.InvalidValueError;
import dev.weir.jobs.engine.read.value.ValueType;
import dev.weir.privacy.detect.ShiftedDays;
import dev.weir.privacy.law.Provisions;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * What would tell by how many days the dates of a table are moved, seen in one pass over its rows. Numbers that follow a date: they
 * rise or fall with it (the day's number in a spreadsheet, an age in days, the number of a row in a file that is sorted by date), or
 * are a part of it (month, quarter, 202203), in numbers or in words, or are one for all people of a day ({@link ValueOfDay}). And days that many people have ({@link ShiftedDays}). What
 * parts of the rows have adds up.
 */
public final class MovedDates implements Serializable {

    /**
     * Where to look.
     *
     * @param dates the columns whose dates are moved
     * @param numbers the places of columns that may follow them
     * @param subject the place of the column that says whose a row is, or {@link #NONE}: each row is a person
     */
    public record Columns(List<Dates> dates, List<Integer> numbers, int subject) implements Serializable {

        /** No column says whose a row is. */
        public static final int NONE = -1;

        public Columns {
            dates = List.copyOf(dates);
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * A column of dates.
     *
     * @param place of the column
     * @param type that its texts have
     */
    public record Dates(int place, ValueType type) implements Serializable {}

    /** A number and the date that it follows, by the places of their columns. */
    public record Following(int number, int date) {}

    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private static final int LONGEST_CODE = 40;

    /** Digits of the longest number that a part of a date is. */
    private static final int LONGEST = 8;

    private final Columns columns;
    private final List<NumberAndDate> pairs = new ArrayList<>();
    private final List<PartOfDate> words = new ArrayList<>();
    private final List<ValueOfDay> values = new ArrayList<>();
    private final List<ShiftedDays> days = new ArrayList<>();

    private MovedDates(Columns columns) {
        this.columns = columns;
        for (int i = 0; i < columns.dates().size() * columns.numbers().size(); i++) {
            pairs.add(new NumberAndDate());
            words.add(new PartOfDate());
            values.add(new ValueOfDay());
        }
        columns.dates().forEach(each -> days.add(new ShiftedDays()));
    }

    static MovedDates of(Dataset<Row> rows, Columns columns) {
        JavaRDD<MovedDates> parts = rows.toJavaRDD()
                .mapPartitionsWithIndex(
                        (part, each) -> List.of(of(each, columns, part)).iterator(), false);
        return parts.getNumPartitions() == 0 ? new MovedDates(columns) : parts.treeReduce(MovedDates::plus);
    }

    private static MovedDates of(Iterator<Row> rows, Columns columns, int part) {
        MovedDates all = new MovedDates(columns);
        List<StrictText> readers = columns.dates().stream()
                .map(each -> new StrictText(each.type()))
                .toList();
        for (long row = (long) part << Integer.SIZE; rows.hasNext(); row++) {
            all.add(rows.next(), row, readers);
        }
        return all;
    }

    private void add(Row row, long place, List<StrictText> readers) {
        Object subject = columns.subject() == Columns.NONE ? place : row.get(columns.subject());
        List<Written> written = new ArrayList<>();
        for (int i = 0; i < columns.dates().size(); i++) {
            Dates dates = columns.dates().get(i);
            OptionalLong day = day(row.get(dates.place()), readers.get(i), dates.type());
            if (day.isEmpty()) {
                continue;
            }
            long hashOfDay = CodeForms.hash(Long.toString(day.getAsLong()));
            long person = subject == null ? 0 : CodeForms.hash(subject.toString());
            if (subject != null) {
                days.get(i).add(person, (int) day.getAsLong());
            }
            if (written.isEmpty()) {
                columns.numbers().forEach(column -> written.add(Written.of(row.get(column))));
            }
            LocalDate date = LocalDate.ofEpochDay(day.getAsLong());
            long[] numbers = NumberAndDate.parts(date);
            long[] parts = PartOfDate.parts(date);
            for (int j = 0; j < written.size(); j++) {
                int pair = i * written.size() + j;
                Written value = written.get(j);
                if (subject != null && value.hash().isPresent()) {
                    values.get(pair).add(hashOfDay, person, value.hash().getAsLong());
                }
                value.hash().ifPresent(hash -> words.get(pair).add(hash, parts));
                value.number().ifPresent(number -> pairs.get(pair).add(number, day.getAsLong(), numbers));
            }
        }
    }

    /**
     * A value as it is compared with each date of its row.
     *
     * @param hash of a short one; empty where it is longer than a part of a date or a code is, or NULL
     * @param number that it is, or that its digits are
     */
    private record Written(OptionalLong hash, OptionalDouble number) {

        static Written of(@Nullable Object value) {
            String text = value == null ? "" : value.toString();
            boolean isShort = value != null && text.length() <= LONGEST_CODE;
            return new Written(
                    isShort ? OptionalLong.of(CodeForms.hash(text)) : OptionalLong.empty(), MovedDates.number(value));
        }
    }

    private static OptionalLong day(@Nullable Object value, StrictText reader, ValueType type) {
        if (value instanceof LocalDate day) {
            return OptionalLong.of(day.toEpochDay());
        } else if (value instanceof java.sql.Date day) {
            return OptionalLong.of(day.toLocalDate().toEpochDay());
        } else if (value instanceof LocalDateTime clock) {
            return OptionalLong.of(clock.toLocalDate().toEpochDay());
        } else if (value instanceof Instant instant) {
            return OptionalLong.of(LocalDate.ofInstant(instant, ZoneOffset.UTC).toEpochDay());
        } else if (value instanceof java.sql.Timestamp stamp) {
            return OptionalLong.of(
                    LocalDate.ofInstant(stamp.toInstant(), ZoneOffset.UTC).toEpochDay());
        } else if (value instanceof String text && !text.isEmpty()) {
            try {
                var read = reader.read(UTF8String.fromString(text));
                return OptionalLong.of(
                        type instanceof ValueType.Day ? read.getInt(0) : Math.floorDiv(read.getLong(0), MICROS_OF_DAY));
            } catch (InvalidValueError none) { // a word that means that there is no date
                return OptionalLong.empty();
            }
        }
        return OptionalLong.empty();
    }

    /** A number, or the digits of a short text: 2025Q1, 3月. */
    private static OptionalDouble number(@Nullable Object value) {
        if (value instanceof Number number) {
            return OptionalDouble.of(number.doubleValue());
        }
        if (!(value instanceof String text) || text.isEmpty() || text.length() > 2 * LONGEST) {
            return OptionalDouble.empty();
        }
        if (ValueForm.NUMBER.shape().matcher(text).matches()) {
            try {
                return OptionalDouble.of(Double.parseDouble(text));
            } catch (NumberFormatException none) { // a point alone
                return OptionalDouble.empty();
            }
        }
        String digits = text.replaceAll("[^0-9]", "");
        return digits.isEmpty() || digits.length() > LONGEST
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(digits));
    }

    private MovedDates plus(MovedDates other) {
        for (int i = 0; i < pairs.size(); i++) {
            pairs.get(i).add(other.pairs.get(i));
            words.get(i).add(other.words.get(i));
            values.get(i).add(other.values.get(i));
        }
        for (int i = 0; i < days.size(); i++) {
            days.set(i, days.get(i).plus(other.days.get(i)));
        }
        return this;
    }

    /** The numbers that follow a date, each with the first one. */
    public List<Following> following() {
        List<Following> following = new ArrayList<>();
        int numbers = columns.numbers().size();
        for (int j = 0; j < numbers; j++) {
            boolean isFound = false;
            for (int i = 0; i < days.size() && !isFound; i++) {
                isFound = pairs.get(i * numbers + j).follows()
                        || words.get(i * numbers + j).follows()
                        || values.get(i * numbers + j).follows();
                if (isFound) {
                    following.add(new Following(
                            columns.numbers().get(j), columns.dates().get(i).place()));
                }
            }
        }
        return following;
    }

    /**
     * The places of dates of which so many people have one day, or a date in one week, that a run would stop.
     *
     * @param limit of the law
     * @param step days are moved by a multiple of it
     */
    public List<Integer> givingAway(Provisions.LeakRate limit, int step) {
        List<Integer> away = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            ShiftedDays.Judged judged = days.get(i).judged(step, limit.atLeast());
            double most = limit.shares().any();
            if (judged.tellsByDay(most) || judged.tellsByWeek(most)) {
                away.add(columns.dates().get(i).place());
            }
        }
        return away;
    }
}
