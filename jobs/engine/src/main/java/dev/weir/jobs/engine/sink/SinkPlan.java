package dev.weir.jobs.engine.sink;

import dev.weir.jobs.engine.content.HashMethod;
import dev.weir.jobs.engine.content.RowHash;
import dev.weir.jobs.engine.mask.MaskedRow;
import dev.weir.jobs.engine.mask.SubjectShift;
import dev.weir.jobs.engine.mask.ValueMask;
import dev.weir.jobs.engine.mask.WithheldValues;
import dev.weir.jobs.engine.sink.spec.GovernedColumn;
import dev.weir.jobs.engine.sink.spec.SinkSpec;
import dev.weir.jobs.engine.sink.spec.Watch;
import dev.weir.privacy.detect.TablePart;
import dev.weir.privacy.mask.MaskRecipe;
import dev.weir.quality.state.MetricRequest;
import dev.weir.quality.state.RowCollector;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** What a specification comes to for the tasks: positions, bound rules, masks with their keys. Travels to the tasks. */
public final class SinkPlan implements Serializable {

    private static final long serialVersionUID = 1L;

    /** In place of {@link #minorOrdinal}, where rows are not marked. */
    static final int UNMARKED = -1;

    private final String run;
    private final StructType clear;
    private final StructType masked;
    private final StructType released;
    private final int[] source;
    private final @Nullable ValueMask[] masks;
    private final boolean hides;
    private final BoundRules rules;
    private final MetricRequest metrics;
    private final int examples;
    private final StructType aside;
    private final RowWatch.Plan watch;
    private final int minor;
    private final HashMethod method;

    public SinkPlan(SparkSession spark, SinkSpec spec) {
        this.run = spec.run();
        this.clear = spec.clear();
        this.masked = spec.masked();
        this.released = spec.released();
        this.rules = BoundRules.of(spark, spec);
        this.metrics = spec.metrics();
        this.examples = spec.kept().examples();
        this.method = spec.method();
        this.hides = !spec.columns().stream().allMatch(GovernedColumn::keeps);
        this.aside = spec.keptAside();
        this.watch = new RowWatch.Plan(spec);
        this.minor = spec.watch().minors() == Watch.Minors.MARKED ? spec.input().size() - 1 : UNMARKED;
        List<Integer> source = new ArrayList<>();
        List<Optional<ValueMask>> masks = new ArrayList<>();
        Map<String, SubjectShift> shifts = new HashMap<>();
        for (int i = 0; i < spec.columns().size(); i++) {
            GovernedColumn column = spec.columns().get(i);
            if (!column.drops()) {
                source.add(i);
                masks.add(column.mask()
                        .flatMap(recipe -> ValueMask.of(recipe, column.type(), shift(column, recipe, shifts))));
            }
        }
        // File and line, where the product keeps them.
        for (int i = masks.size(); i < released.size(); i++) {
            source.add(clear.size() + i - masked.size());
            masks.add(Optional.empty());
        }
        this.source = source.stream().mapToInt(Integer::intValue).toArray();
        this.masks = new ValueMask[masks.size()];
        for (int i = 0; i < masks.size(); i++) {
            this.masks[i] = masks.get(i).orElse(null);
        }
        // Here, and not only in the tasks, so that a request that cannot be met fails before anything runs.
        collector();
    }

    /** One for all columns that are shifted alike, so that a row's subject is hashed once. */
    private Optional<SubjectShift> shift(GovernedColumn column, MaskRecipe recipe, Map<String, SubjectShift> shifts) {
        if (!column.shifts()) {
            return Optional.empty();
        }
        Optional<Integer> ordinal = column.subject().map(clear::fieldIndex);
        return Optional.of(shifts.computeIfAbsent(
                ordinal + " " + recipe.key(),
                name -> ordinal.map(at -> new SubjectShift(recipe, at, clear.fields()[at].dataType()))
                        .orElseGet(() -> SubjectShift.ofAll(recipe))));
    }

    String run() {
        return run;
    }

    /** How many failing rows of each rule are kept to be shown. */
    int examples() {
        return examples;
    }

    BoundRules rules() {
        return rules;
    }

    RowCollector collector() {
        return new RowCollector(clear, metrics);
    }

    RowHash hash() {
        return new RowHash(masked, method);
    }

    /** The released columns that no mask changes. */
    Set<String> kept() {
        Set<String> kept = new HashSet<>();
        for (int i = 0; i < masked.size(); i++) {
            if (masks[i] == null) {
                kept.add(masked.fields()[i].name());
            }
        }
        return kept;
    }

    /** Whether a mask hides something of the table. */
    boolean hides() {
        return hides;
    }

    /** The columns that the content hash covers. */
    StructType hashed() {
        return masked;
    }

    /** @param samples how many rows to keep for each rule that warns */
    RowJudge judge(int partition, int samples) {
        return new RowJudge(rules, clear.size() + 3, partition, samples);
    }

    /** The row as the product gets it. */
    public MaskedRow releasedRow() {
        return new MaskedRow(released, source, masks);
    }

    /** The row as its quarantine gets it, before run, file, line and reasons, and as a failing row is shown. */
    MaskedRow quarantinedRow() {
        int columns = masked.size();
        @Nullable ValueMask[] withheld = Arrays.copyOf(masks, columns);
        for (int i = 0; i < columns; i++) {
            if (withheld[i] == null) {
                String name = masked.fields()[i].name();
                withheld[i] = WithheldValues.of(
                                name,
                                masked.fields()[i].dataType(),
                                source[i],
                                watch.forms(),
                                watch.models(),
                                watch.harmless(name))
                        .orElse(null);
            }
        }
        return new MaskedRow(masked, Arrays.copyOf(source, columns), withheld);
    }

    /** The clear columns that are kept aside, before the fate. */
    MaskedRow asideRow() {
        int columns = aside.size() - 1;
        int[] ordinals = new int[columns];
        for (int i = 0; i < columns; i++) {
            ordinals[i] = clear.fieldIndex(aside.fields()[i].name());
        }
        return new MaskedRow(aside, ordinals, new ValueMask[columns]);
    }

    RowWatch watch(int partition) {
        return new RowWatch(watch, new TablePart(partition));
    }

    /** Where a row has the mark of minors; or {@link #UNMARKED}. */
    int minorOrdinal() {
        return minor;
    }

    int fileOrdinal() {
        return clear.size();
    }

    int lineOrdinal() {
        return clear.size() + 1;
    }

    int unreadableOrdinal() {
        return clear.size() + 2;
    }
}
