package dev.weir.jobs.engine.sink;

import dev.weir.contracts.release.UnreadableRecords;
import dev.weir.jobs.engine.sink.spec.SinkColumns;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Why records could not be read: counted by cause, with the first of each by file and line. For one thread. */
final class UnreadableCauses {

    private static final int RULE = 0;
    private static final int COLUMN = 1;
    private static final int DETAIL = 2;
    private static final int FIELDS = 3;

    private final int perCause;
    private final Map<Cause, Tally> byCause = new LinkedHashMap<>();

    /** @param perCause how many places are kept at most; 0 keeps none, and counts all the same */
    UnreadableCauses(int perCause) {
        this.perCause = perCause;
    }

    /**
     * Takes note of a record.
     *
     * @param reasons of {@link SinkColumns#REASONS_TYPE}
     */
    void add(ArrayData reasons, FailingRowExamples.Place place) {
        for (int i = 0; i < reasons.numElements(); i++) {
            InternalRow reason = reasons.getStruct(i, FIELDS);
            Cause cause = new Cause(reason.getUTF8String(RULE).toString(), text(reason, COLUMN));
            byCause.computeIfAbsent(cause, found -> new Tally()).add(new At(place, text(reason, DETAIL)), perCause);
        }
    }

    private static @Nullable String text(InternalRow reason, int field) {
        UTF8String text = reason.isNullAt(field) ? null : reason.getUTF8String(field);
        return text == null ? null : text.toString();
    }

    /** What was found. */
    List<OfCause> all() {
        List<OfCause> all = new ArrayList<>();
        byCause.forEach((cause, tally) -> all.add(new OfCause(cause, tally.records, new ArrayList<>(tally.first))));
        return all;
    }

    /** What several tasks found of a source, by cause. */
    static List<UnreadableRecords> merge(List<OfCause> found, String source, int perCause) {
        Map<Cause, Tally> byCause = new TreeMap<>(Cause.ORDER);
        for (OfCause part : found) {
            byCause.computeIfAbsent(part.cause, cause -> new Tally()).add(part, perCause);
        }
        List<UnreadableRecords> causes = new ArrayList<>();
        byCause.forEach((cause, tally) -> causes.add(new UnreadableRecords(
                source,
                cause.reason,
                Optional.ofNullable(cause.column),
                tally.records,
                tally.first.stream().sorted(At.ORDER).map(At::shown).toList())));
        return causes;
    }

    /** A cause with its count and its first places. */
    record OfCause(Cause cause, long records, ArrayList<At> first) implements Serializable {}

    /** What is wrong, and with which column. */
    record Cause(String reason, @Nullable String column) implements Serializable {
        static final Comparator<Cause> ORDER = Comparator.comparing(Cause::reason)
                .thenComparing(cause -> cause.column, Comparator.nullsFirst(Comparator.<String>naturalOrder()));
    }

    /** Where a record lies, and what more is said of it. */
    record At(FailingRowExamples.Place place, @Nullable String detail) implements Serializable {

        static final Comparator<At> ORDER = Comparator.comparing(At::place, FailingRowExamples.Place.ORDER)
                .thenComparing(at -> at.detail, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

        UnreadableRecords.At shown() {
            return new UnreadableRecords.At(
                    place.fileName().orElse(""), place.lineNumber(), Optional.ofNullable(detail));
        }
    }

    private static final class Tally {
        private final PriorityQueue<At> first = new PriorityQueue<>(At.ORDER.reversed());
        private long records;

        void add(At at, int limit) {
            records++;
            keep(at, limit);
        }

        void add(OfCause part, int limit) {
            records += part.records;
            part.first.forEach(at -> keep(at, limit));
        }

        private void keep(At at, int limit) {
            first.add(at);
            if (first.size() > limit) {
                first.poll();
            }
        }
    }
}
