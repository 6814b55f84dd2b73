package dev.weir.jobs.engine.sink;

import dev.weir.contracts.release.FailingRow;
import dev.weir.jobs.engine.mask.MaskedRow;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Of each rule the first rows that break it, by file and line: the same ones however the rows are spread over tasks. Rows
 * are kept masked. For one thread.
 */
final class FailingRowExamples {

    private final int perRule;
    private final Map<Integer, PriorityQueue<Example>> byRule = new TreeMap<>();

    /** @param perRule how many at most; 0 keeps none */
    FailingRowExamples(int perRule) {
        this.perRule = perRule;
    }

    /** Whether any row is kept at all. */
    boolean wanted() {
        return perRule > 0;
    }

    /**
     * Takes note of the row that was judged last.
     *
     * @param row the clear row
     * @param masked a view that is made to look at it
     * @param file that the row comes from; null where it has no one origin
     */
    void add(RowJudge judge, InternalRow row, MaskedRow masked, @Nullable UTF8String file, long line) {
        Copy copy = new Copy(masked, row);
        judge.forEachFailed(row, (rule, detail) -> {
            PriorityQueue<Example> kept =
                    byRule.computeIfAbsent(rule, number -> new PriorityQueue<>(Example.ORDER.reversed()));
            Example last = kept.peek();
            // Nearly always: a task meets its rows in the order of their file.
            if (last != null && kept.size() == perRule && last.place.isBefore(file, line)) {
                return;
            }
            kept.add(new Example(Place.of(file, line), detail == null ? null : detail.copy(), copy.row()));
            if (kept.size() > perRule) {
                kept.poll();
            }
        });
    }

    /** By the rule's number, each with its examples. */
    List<OfRule> all() {
        List<OfRule> all = new ArrayList<>();
        byRule.forEach((rule, kept) -> all.add(new OfRule(rule, new ArrayList<>(kept))));
        return all;
    }

    /** What several tasks kept, as it is shown; rules without a failing row are left out. */
    static Map<String, List<FailingRow>> merge(
            List<OfRule> found, int perRule, List<BoundRules.Judged> rules, StructType masked, Set<String> kept) {
        Map<Integer, List<Example>> byRule = new TreeMap<>();
        found.forEach(part ->
                byRule.computeIfAbsent(part.rule, number -> new ArrayList<>()).addAll(part.examples));
        Map<String, List<FailingRow>> shown = new LinkedHashMap<>();
        byRule.forEach((rule, examples) -> shown.put(
                rules.get(rule).id(),
                examples.stream()
                        .sorted(Example.ORDER)
                        .limit(perRule)
                        .map(example -> example.shown(masked, kept))
                        .toList()));
        return shown;
    }

    /** A rule's number with its examples. */
    record OfRule(int rule, ArrayList<Example> examples) implements Serializable {}

    /** Where a row comes from. */
    record Place(@Nullable UTF8String file, long line) implements Serializable {

        static final long UNKNOWN = -1;

        private static final Comparator<UTF8String> FILES = Comparator.nullsLast(Comparator.naturalOrder());

        static final Comparator<Place> ORDER =
                Comparator.comparing((Place place) -> place.file, FILES).thenComparingLong(place -> place.line);

        /** Keeps a copy of the name. */
        static Place of(@Nullable UTF8String file, long line) {
            return new Place(file == null ? null : file.copy(), line);
        }

        boolean isBefore(@Nullable UTF8String otherFile, long otherLine) {
            int files = FILES.compare(file, otherFile);
            return files < 0 || (files == 0 && line < otherLine);
        }

        Optional<String> fileName() {
            return Optional.ofNullable(file).map(UTF8String::toString);
        }

        OptionalLong lineNumber() {
            return line == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(line);
        }
    }

    private record Example(Place place, @Nullable UTF8String detail, InternalRow masked) implements Serializable {

        static final Comparator<Example> ORDER = Comparator.comparing((Example example) -> example.place, Place.ORDER)
                .thenComparingInt(example -> example.masked.hashCode());

        FailingRow shown(StructType columns, Set<String> kept) {
            return new FailingRow(
                    place.fileName(),
                    place.lineNumber(),
                    Optional.ofNullable(detail).map(UTF8String::toString),
                    DisplayValues.of(masked, columns, kept));
        }
    }

    /** A row that breaks several rules is copied once. */
    private static final class Copy {
        private final MaskedRow view;
        private final InternalRow clear;
        private @Nullable InternalRow copy;

        Copy(MaskedRow view, InternalRow clear) {
            this.view = view;
            this.clear = clear;
        }

        InternalRow row() {
            InternalRow made = copy;
            if (made == null) {
                made = view.of(clear).copy();
                copy = made;
            }
            return made;
        }
    }
}
